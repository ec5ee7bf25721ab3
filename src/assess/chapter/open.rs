//! Chapter 14: what is open at the end of the month, and what is due in the next.

use super::ColumnKind::{Count, Date, Number};
use super::spec::Of;
use super::spec::{ID, SYSTEM, TITLE, TableSpec, named, plain};

/// How many days lie between the day of `since` and the last one that is seen.
macro_rules! age {
    () => {
        "CAST(julianday(date(as_of(), '-1 second')) - julianday(date(since)) AS INTEGER)"
    };
}

/// What is open: `id, kind, title, system, state, since`.
macro_rules! open {
    () => {
        "(SELECT id, 'fault' AS kind, title, system, state, reported_at AS since FROM faults WHERE resolved_at IS NULL AND closed_as IS NULL \
          UNION ALL SELECT id, 'case', title, system, state, reported_at FROM cases WHERE resolved_at IS NULL AND closed_as IS NULL \
          UNION ALL SELECT id, 'request', title, system, state, reported_at FROM requests WHERE delivered_at IS NULL AND closed_as IS NULL \
          UNION ALL SELECT id, 'change', title, system, state, requested_at FROM changes \
            WHERE finished_at IS NULL AND rejected_at IS NULL AND closed_as IS NULL \
          UNION ALL SELECT id, 'vulnerability', title, system, state, found_at FROM vulnerabilities \
            WHERE state <> 'closed' AND closed_as IS NULL AND (fix IS NULL OR fix <> 'accept') \
          UNION ALL SELECT id, 'risk', title, system, state, raised_on FROM risks WHERE closed_on IS NULL)"
    };
}

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "open-age",
        columns: &[
            named("kind", Of::RecordKind),
            plain("days_7", Count),
            plain("days_30", Count),
            plain("days_90", Count),
            plain("days_more", Count),
        ],
        sql: concat!(
            "SELECT kind, json_group_array(id) FILTER (WHERE age < 7), json_group_array(id) FILTER (WHERE age >= 7 AND age < 30), \
             json_group_array(id) FILTER (WHERE age >= 30 AND age < 90), json_group_array(id) FILTER (WHERE age >= 90) \
             FROM (SELECT id, kind, ",
            age!(),
            " AS age FROM ",
            open!(),
            ") GROUP BY kind ORDER BY kind"
        ),
        totals: true,
    },
    TableSpec {
        id: "open-list",
        columns: &[
            ID,
            named("kind", Of::RecordKind),
            TITLE,
            SYSTEM,
            plain("since", Date),
            plain("age_days", Number(0)),
        ],
        sql: concat!(
            "SELECT id, kind, title, system, substr(since, 1, 10), ",
            age!(),
            " FROM ",
            open!(),
            " ORDER BY since, id"
        ),
        totals: false,
    },
    TableSpec {
        id: "open-due",
        columns: &[
            ID,
            named("kind", Of::RecordKind),
            TITLE,
            named("clock", Of::Clock),
            plain("due_on", Date),
        ],
        // Only the records of clocks that run are looked up: joined right away, those of all would be.
        sql: "WITH runs AS (SELECT id, kind, clock, substr(due_at, 1, 10) AS due_on FROM clock_results \
              WHERE month IN (:month, strftime('%Y-%m', :month || '-01', '+1 month')) AND stop_at IS NULL AND status IN ('running', 'breached')), \
              named AS (SELECT id, title, state FROM records WHERE id IN (SELECT id FROM runs)), \
              waited AS (SELECT c.id, c.kind, r.title, c.clock, c.due_on FROM runs c JOIN named r ON r.id = c.id \
              WHERE coalesce(r.state, '') NOT IN ('cancelled', 'duplicate', 'out_of_scope')) \
              SELECT id, kind, title, clock, due_on FROM (SELECT * FROM waited \
              UNION ALL SELECT d.id, d.kind, d.title, NULL, d.due_on FROM (SELECT id, 'case' AS kind, title, due_on FROM cases WHERE resolved_at IS NULL AND closed_as IS NULL \
              UNION ALL SELECT id, 'request', title, due_on FROM requests WHERE delivered_at IS NULL AND closed_as IS NULL \
              UNION ALL SELECT id, 'vulnerability', title, due_on FROM vulnerabilities WHERE fixed_at IS NULL AND closed_as IS NULL \
              UNION ALL SELECT id, 'risk', title, due_on FROM risks WHERE closed_on IS NULL) d \
              WHERE NOT EXISTS (SELECT 1 FROM waited w WHERE w.id = d.id AND w.clock IN (SELECT value FROM json_each(:dated)))) \
              WHERE month_of(due_on) <= strftime('%Y-%m', :month || '-01', '+1 month') ORDER BY due_on, id, clock",
        totals: false,
    },
];
