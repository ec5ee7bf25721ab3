SELECT id, title, (SELECT group_concat(s.system) FROM record_systems s WHERE s.id = changes.id) AS systems,
       change_type, started_at, approved_at, deviation
  FROM changes
 WHERE approval_required AND started_at IS NOT NULL AND (approved_at IS NULL OR approved_at > started_at)
 ORDER BY started_at DESC, id
