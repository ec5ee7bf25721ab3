SELECT date, plan, system, status AS inspection_status, inspection
  FROM inspections_due
 WHERE status IN ('missing', 'late')
 ORDER BY date DESC, plan, system
