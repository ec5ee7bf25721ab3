SELECT id, title, system, level, due_on, fixed_at,
       (SELECT status FROM clock_results c WHERE c.id = v.id AND c.clock = 'remediation') AS remediation_status
  FROM vulnerabilities v
 WHERE fixed_at IS NOT NULL
 ORDER BY fixed_at DESC, id
