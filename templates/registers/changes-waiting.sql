SELECT id, title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = changes.id) AS systems,
       change_type, requested_by, requested_at, planned_from
  FROM changes
 WHERE approval_required AND approved_at IS NULL AND rejected_at IS NULL AND started_at IS NULL AND closed_as IS NULL
 ORDER BY requested_at, id
