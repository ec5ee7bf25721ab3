SELECT o.id, o.title, o.kind, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = o.id) AS systems,
       o.state, substr(o.since, 1, 10) AS since, r.due_on
  FROM open_records o LEFT JOIN risks r ON r.id = o.id
 WHERE coalesce(o.state, '') <> 'waiting'
   AND o.id NOT IN (SELECT id FROM clock_results WHERE stop_at IS NULL AND status IN ('running', 'breached'))
 ORDER BY o.since, o.id
