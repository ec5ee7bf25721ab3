SELECT id, title, state, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = v.id) AS systems,
       level, due_on, fixed_at,
       (SELECT status FROM clock_results c WHERE c.id = v.id AND c.clock = 'remediation') AS remediation_status, retest_result
  FROM vulnerabilities v
 WHERE fixed_at IS NOT NULL
 ORDER BY closed_as IS NOT NULL OR state = 'closed', fixed_at DESC, id
