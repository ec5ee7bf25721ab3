SELECT id, title, system, category, faq
  FROM cases
 WHERE faq IS NOT NULL
 ORDER BY faq, id DESC
