SELECT id, title, kind, system, owner, review_by, updated_at
  FROM records
 WHERE review_by < date(as_of())
 ORDER BY review_by, id
