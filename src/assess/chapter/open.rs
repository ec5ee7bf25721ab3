//! Chapter 14: what is open at the end of the month, and what is due in the next.

use super::ColumnKind::{Count, Date, Number};
use super::spec::Of;
use super::spec::{ID, SYSTEMS, TITLE, TableSpec, named, plain};

/// How many days lie between the day of `since` and the last one that is seen.
macro_rules! age {
    () => {
        "CAST(julianday(date(as_of(), '-1 second')) - julianday(date(since)) AS INTEGER)"
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
            " AS age FROM open_records ORDER BY id) GROUP BY kind ORDER BY kind"
        ),
        totals: true,
    },
    TableSpec {
        id: "open-list",
        columns: &[
            ID,
            named("kind", Of::RecordKind),
            TITLE,
            SYSTEMS,
            plain("since", Date),
            plain("age_days", Number(0)),
        ],
        sql: concat!(
            "SELECT id, kind, title, system, substr(since, 1, 10), ",
            age!(),
            " FROM open_records ORDER BY since, id"
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
        sql: "WITH named AS MATERIALIZED (SELECT id, title FROM open_records), \
              waited AS (SELECT c.id, c.kind, r.title, c.clock, substr(c.due_at, 1, 10) AS due_on FROM clock_results c JOIN named r ON r.id = c.id \
              WHERE c.month IN (:month, strftime('%Y-%m', :month || '-01', '+1 month')) AND c.stop_at IS NULL AND c.status IN ('running', 'breached')) \
              SELECT id, kind, title, clock, due_on FROM (SELECT * FROM waited \
              UNION ALL SELECT d.id, d.kind, d.title, NULL, d.due_on FROM (SELECT id, 'case' AS kind, title, due_on FROM cases WHERE resolved_at IS NULL \
              UNION ALL SELECT id, 'request', title, due_on FROM requests WHERE delivered_at IS NULL \
              UNION ALL SELECT id, 'vulnerability', title, due_on FROM vulnerabilities WHERE fixed_at IS NULL \
              UNION ALL SELECT id, 'risk', title, due_on FROM risks) d JOIN named r ON r.id = d.id \
              WHERE NOT EXISTS (SELECT 1 FROM waited w WHERE w.id = d.id AND w.clock IN (SELECT value FROM json_each(:dated)))) \
              WHERE month_of(due_on) <= strftime('%Y-%m', :month || '-01', '+1 month') ORDER BY due_on, id, clock",
        totals: false,
    },
];
