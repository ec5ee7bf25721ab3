SELECT m.id, m.title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = m.id) AS systems,
       m.revised, (SELECT count(*) FROM manuals_promoted_from p WHERE p.id = m.id) AS cases
  FROM manuals m
 WHERE m.document_type = 'faq'
 ORDER BY m.system, m.id
