SELECT p.id, p.kind, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = p.id) AS systems,
       min(p.begins) AS begins, p.reason, p.party
  FROM pending_spans p
  JOIN records r ON r.id = p.id AND r.kind = p.kind
 WHERE r.state = 'waiting'
 GROUP BY p.id, p.kind, p.reason, p.party
HAVING max(p.ends) >= as_of()
 ORDER BY 4, 1
