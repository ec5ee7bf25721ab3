SELECT id, title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = risks.id) AS systems,
       advice, decision, decided_on, closed_on
  FROM risks
 WHERE closed_on IS NOT NULL
 ORDER BY closed_on DESC, id
