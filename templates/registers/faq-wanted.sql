SELECT root AS id, (SELECT title FROM cases c WHERE c.id = root) AS title, count(*) AS times
  FROM (SELECT coalesce(repeat_of, id) AS root, faq FROM cases)
 GROUP BY root
HAVING count(*) >= 3 AND max(faq) IS NULL
 ORDER BY times DESC, root
