SELECT date, plan, type AS inspection_type, system
  FROM inspections_due
 WHERE status = 'not_yet' AND date <= date(as_of(), '+7 days')
 ORDER BY date, plan, system
