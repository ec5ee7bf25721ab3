SELECT id, kind, title, system, state, since
  FROM open_records
 WHERE coalesce(state, '') <> 'waiting'
   AND id NOT IN (SELECT id FROM clock_results WHERE stop_at IS NULL AND status IN ('running', 'breached'))
 ORDER BY since, id
