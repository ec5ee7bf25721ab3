SELECT id, title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = v.id) AS systems,
       level, layer, handler, due_on,
       (SELECT status FROM clock_results c WHERE c.id = v.id AND c.clock = 'remediation') AS remediation_status
  FROM vulnerabilities v
 WHERE fixed_at IS NULL AND closed_as IS NULL
 ORDER BY due_on, id
