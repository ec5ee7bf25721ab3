SELECT id, title, system, level, layer, handler, due_on, remediation_status
  FROM vulnerabilities
 WHERE fixed_at IS NULL AND closed_as IS NULL
 ORDER BY due_on, id
