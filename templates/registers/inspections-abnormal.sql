SELECT id, date, system, item, note
  FROM inspection_rows
 WHERE result = '异常' AND fault IS NULL
 ORDER BY date DESC, id
