SELECT id, kind, system, min(begins) AS begins, reason, party
  FROM pending_spans p
 WHERE NOT EXISTS (SELECT 1 FROM clock_results c WHERE c.id = p.id AND c.stop_at IS NOT NULL)
 GROUP BY id, kind, system, reason, party
HAVING max(ends) >= as_of()
 ORDER BY 4, 1
