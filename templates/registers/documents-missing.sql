SELECT system, document_type
  FROM completeness
 WHERE id IS NULL
 ORDER BY system, document_type
