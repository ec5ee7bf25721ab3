//! Chapter 15: the appendix: what does not count, waiting times, where the entries come from.

use super::ColumnKind::{DateTime, Number, Record, Text};
use super::spec::Of;
use super::spec::{COUNT, ColumnSpec, ID, TITLE, TableSpec, field, named, plain};

/// Who committed.
const AUTHOR: ColumnSpec = plain("author", Text);
/// The commit.
const COMMIT: ColumnSpec = plain("commit", Text);

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "appendix-exempt",
        columns: &[
            ID,
            named("clock", Of::Clock),
            named("reason", Of::FieldName),
            field("emergency_agreed_by", "fault", "emergency_agreed_by"),
            field("emergency_evidence", "fault", "emergency_evidence"),
        ],
        sql: "SELECT r.id, r.clock, r.exempt_reason, f.emergency_agreed_by, f.emergency_evidence FROM clock_results r \
              LEFT JOIN faults f ON f.id = r.id WHERE r.status = 'exempt' AND r.month = :month ORDER BY r.id, r.clock",
        totals: false,
    },
    TableSpec {
        id: "appendix-deviations",
        columns: &[ID, named("kind", Of::RecordKind), TITLE, plain("deviation", Text)],
        sql: "SELECT id, kind, title, deviation FROM (SELECT id, 'change' AS kind, title, deviation, month FROM changes \
              UNION ALL SELECT id, 'request', title, deviation, month FROM requests UNION ALL SELECT id, 'fault', title, deviation, month FROM faults \
              UNION ALL SELECT id, 'vulnerability', title, deviation, month FROM vulnerabilities) \
              WHERE deviation IS NOT NULL AND month = :month ORDER BY id",
        totals: false,
    },
    // A span of two months has a row in each: the report of the month of the clock has all of it that it sees.
    TableSpec {
        id: "appendix-waits",
        columns: &[
            ID,
            named("reason", Of::WaitReason),
            named("party", Of::Vendor),
            plain("begins", DateTime),
            plain("ends", DateTime),
            plain("service_minutes", Number(0)),
        ],
        sql: "SELECT id, reason, party, begins, ends, service_minutes FROM pending_spans WHERE excused = 1 \
              AND (kind, id) IN (SELECT kind, id FROM clock_results WHERE month = :month) ORDER BY id, begins",
        totals: false,
    },
    TableSpec {
        id: "appendix-vendors",
        columns: &[
            named("vendor", Of::Vendor),
            COUNT,
            plain("service_minutes", Number(0)).from(&["count"]),
            plain("wall_minutes", Number(0)).from(&["count"]),
        ],
        sql: "SELECT v.id, json_group_array(DISTINCT p.id) FILTER (WHERE p.id IS NOT NULL), coalesce(sum(p.service_minutes), 0), \
              coalesce(sum(p.wall_minutes), 0) FROM vendors v LEFT JOIN pending_spans p ON p.party = v.id AND p.month = :month \
              GROUP BY v.id ORDER BY v.id",
        totals: true,
    },
    TableSpec {
        id: "appendix-late-entries",
        columns: &[
            ID,
            named("field", Of::FieldName),
            plain("event_at", DateTime),
            plain("due_at", DateTime),
            plain("committed_at", DateTime),
            AUTHOR,
            COMMIT,
        ],
        sql: "SELECT id, field, event_at, due_at, committed_at, author, substr(commit_id, 1, 12) FROM provenance \
              WHERE flag = 'late_entry' AND month = :month ORDER BY id, committed_at, field",
        totals: false,
    },
    TableSpec {
        id: "appendix-clock-edits",
        columns: &[
            ID,
            named("field", Of::FieldName),
            named("old", Of::FieldValue),
            named("new", Of::FieldValue),
            plain("committed_at", DateTime),
            AUTHOR,
            COMMIT,
        ],
        sql: "SELECT id, field, old_value, new_value, committed_at, author, substr(commit_id, 1, 12) FROM provenance \
              WHERE flag = 'clock_edited' AND month = :month ORDER BY id, committed_at, field",
        totals: false,
    },
    // What was filled in later is no amendment: the page of the record has it.
    TableSpec {
        id: "appendix-amendments",
        columns: &[
            plain("record", Record),
            named("field", Of::FieldName),
            named("old", Of::FieldValue),
            named("new", Of::FieldValue),
            plain("changed_at", DateTime),
            AUTHOR,
            COMMIT,
        ],
        sql: "SELECT record, field, old_value, new_value, changed_at, author, substr(commit_id, 1, 12) FROM amendments \
              WHERE record IN (SELECT id FROM records WHERE month = :month) AND old_value IS NOT NULL ORDER BY record, changed_at, field",
        totals: false,
    },
    TableSpec {
        id: "appendix-numbers",
        columns: &[
            named("kind", Of::RecordKind),
            plain("series", Text),
            plain("number", Number(0)),
            named("status", Of::Word("number")),
            COMMIT,
        ],
        sql: "SELECT kind, series, number, status, substr(last_commit, 1, 12) FROM numbers WHERE status <> 'present' ORDER BY kind, series, number",
        totals: false,
    },
    TableSpec {
        id: "appendix-calendar",
        columns: &[
            plain("date", super::ColumnKind::Date),
            named("work", Of::Word("calendar")),
            plain("reason", Text),
        ],
        sql: "SELECT date, work, reason FROM calendar WHERE reason IS NOT NULL AND month_of(date) = :month ORDER BY date",
        totals: false,
    },
];
