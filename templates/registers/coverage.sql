SELECT s.id AS system, r.kind, count(r.id) AS n
  FROM systems s LEFT JOIN record_systems r ON r.system = s.id
 GROUP BY s.id, r.kind
