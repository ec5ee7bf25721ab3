SELECT id, title, kind, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = records.id) AS systems,
       owner, review_by, updated_at
  FROM records
 WHERE review_by BETWEEN date(as_of()) AND date(as_of(), '+60 days')
 ORDER BY review_by, id
