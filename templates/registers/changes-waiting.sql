SELECT id, title, system, change_type, requested_by, requested_at, planned_from
  FROM changes
 WHERE approval_required AND approved_at IS NULL AND rejected_at IS NULL AND started_at IS NULL AND closed_as IS NULL
 ORDER BY requested_at, id
