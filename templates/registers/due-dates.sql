SELECT d.id, d.due_on, r.title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = d.id) AS systems,
       d.item, d.person, CASE WHEN d.due_on < date(as_of()) THEN 'breached' ELSE 'running' END AS clock_status
  FROM (SELECT id, action AS item, owner AS person, due_on FROM faults_actions WHERE done_on IS NULL
        UNION ALL SELECT id, item, person, due_on FROM plan_rows WHERE done_on IS NULL
        UNION ALL SELECT id, NULL, NULL, due_on FROM risks WHERE closed_on IS NULL) d
  JOIN records r ON r.id = d.id
 WHERE d.due_on < date(as_of(), '+7 days')
 ORDER BY d.due_on, d.id, d.item
