SELECT id, title, system, level, due_on, fixed_at, remediation_status
  FROM vulnerabilities
 WHERE fixed_at IS NOT NULL
 ORDER BY fixed_at DESC, id
