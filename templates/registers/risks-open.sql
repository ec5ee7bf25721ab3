SELECT id, title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = risks.id) AS systems,
       risk_type, likelihood, impact_level, advice, decision, due_on, CASE WHEN due_on < date(as_of()) THEN 'breached' END AS clock_status
  FROM risks
 WHERE closed_on IS NULL
 ORDER BY due_on IS NULL, due_on, id
