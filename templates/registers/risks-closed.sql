SELECT id, title, system, advice, decision, decided_on, closed_on
  FROM risks
 WHERE closed_on IS NOT NULL
 ORDER BY closed_on DESC, id
