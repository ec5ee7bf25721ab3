SELECT date, plan, group_concat(system) AS systems, status AS inspection_status
  FROM (SELECT * FROM inspections_due WHERE status IN ('missing', 'late') ORDER BY date DESC, plan, system)
 GROUP BY date, plan, status
 ORDER BY date DESC, plan
