SELECT id, title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = cases.id) AS systems,
       category, faq
  FROM cases
 WHERE faq IS NOT NULL
 ORDER BY faq, id DESC
