SELECT m.id, m.title, m.system, m.revised, (SELECT count(*) FROM manuals_promoted_from p WHERE p.id = m.id) AS cases
  FROM manuals m
 WHERE m.document_type = 'faq'
 ORDER BY m.system, m.id
