SELECT f.id, f.title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = f.id) AS systems,
       f.reported_at, f.change, f.deviation
  FROM faults f
 WHERE f.operation AND NOT EXISTS (SELECT 1 FROM changes c WHERE c.id = f.change AND c.approved_at IS NOT NULL)
 ORDER BY f.reported_at DESC, f.id
