SELECT month_of(date) AS month, plan, count(*) AS planned, sum(status = 'done') AS done, sum(status = 'late') AS late,
       sum(status = 'missing') AS missing, round(100.0 * sum(status = 'done') / count(*), 2) AS percent
  FROM inspections_due
 WHERE status <> 'not_yet'
 GROUP BY 1, 2
 ORDER BY 1 DESC, 2
 LIMIT 48
