SELECT c.id, c.due_at, r.title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = c.id) AS systems,
       c.clock, c.status AS clock_status
  FROM clock_results c JOIN open_records r ON r.id = c.id
 WHERE c.stop_at IS NULL AND c.status = 'running' AND (c.due_at IS NULL OR c.due_at >= datetime(as_of(), '+7 days'))
 ORDER BY c.due_at IS NULL, c.due_at, c.id, c.clock
