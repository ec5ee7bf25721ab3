//! Chapter 8: security and vulnerabilities (R43, R52).

use super::ColumnKind::Count;
use super::spec::{ID, SYSTEMS, TITLE, TableSpec, field, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "vulnerabilities-level",
        columns: &[
            field("level", "vulnerability", "level"),
            plain("found", Count),
            plain("fixed", Count),
            plain("overdue", Count),
            plain("open", Count),
        ],
        // Late is what its clock says, which knows holidays and hours; where no clock runs by the day in question, the day itself.
        sql: "WITH clocks AS (SELECT id, max(status = 'breached') AS late FROM clock_results \
                WHERE kind = 'vulnerability' AND clock IN (SELECT value FROM json_each(:dated)) GROUP BY id) \
              SELECT level, json_group_array(id) FILTER (WHERE month = :month), \
              json_group_array(id) FILTER (WHERE month_of(fixed_at) = :month), \
              json_group_array(id) FILTER (WHERE coalesce(late, substr(coalesce(fixed_at, as_of()), 1, 10) > due_on) \
                AND ((fixed_at IS NULL AND closed_as IS NULL) OR month_of(fixed_at) = :month)), \
              json_group_array(id) FILTER (WHERE fixed_at IS NULL AND closed_as IS NULL) \
              FROM vulnerabilities LEFT JOIN clocks USING (id) GROUP BY 1 ORDER BY 1",
        totals: true,
    },
    TableSpec {
        id: "vulnerabilities-list",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("source", "vulnerability", "source"),
            field("layer", "vulnerability", "layer"),
            field("level", "vulnerability", "level"),
            field("due_on", "vulnerability", "due_on"),
            field("fixed_at", "vulnerability", "fixed_at"),
            field("retest_result", "vulnerability", "retest_result"),
        ],
        sql: "SELECT id, title, system, source, layer, level, due_on, fixed_at, iif(retested_at IS NULL, NULL, retest_result) FROM vulnerabilities \
              WHERE month = :month OR month_of(fixed_at) = :month OR (fixed_at IS NULL AND closed_as IS NULL) ORDER BY due_on, id",
        totals: false,
    },
    TableSpec {
        id: "incidents-list",
        columns: &[
            ID,
            TITLE,
            field("incident_type", "incident", "incident_type"),
            field("level", "incident", "level"),
            field("occurred_at", "incident", "occurred_at"),
            field("restored_at", "incident", "restored_at"),
            field("grave", "incident", "grave"),
            field("decided_by", "incident", "decided_by"),
        ],
        sql: "SELECT id, title, incident_type, level, occurred_at, restored_at, grave, decided_by FROM incidents WHERE month = :month ORDER BY id",
        totals: false,
    },
];
