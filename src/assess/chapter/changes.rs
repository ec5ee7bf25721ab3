//! Chapter 6: changes, upgrades and tests (R05, R14, R18, R33, R49, R50).

use super::ColumnKind::Count;
use super::spec::{BEFORE, COUNT, ID, SYSTEMS, TITLE, TableSpec, field, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "changes-type",
        columns: &[
            field("change_type", "change", "change_type"),
            COUNT,
            BEFORE,
            plain("unsuccessful", Count),
        ],
        sql: "SELECT change_type, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before), \
              json_group_array(id) FILTER (WHERE month = :month AND finished_at IS NOT NULL AND result IN ('failed', 'rolled_back', 'partial')) \
              FROM changes WHERE month IN (:month, :before) GROUP BY 1 ORDER BY 1",
        totals: true,
    },
    TableSpec {
        id: "changes-list",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("change_type", "change", "change_type"),
            field("approved_at", "change", "approved_at"),
            field("started_at", "change", "started_at"),
            field("finished_at", "change", "finished_at"),
            field("result", "change", "result"),
        ],
        sql: "SELECT id, title, system, change_type, approved_at, started_at, finished_at, iif(finished_at IS NULL, NULL, result) FROM changes WHERE month = :month ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "changes-unapproved",
        columns: &[
            ID,
            TITLE,
            field("started_at", "change", "started_at"),
            field("approved_at", "change", "approved_at"),
            field("deviation", "change", "deviation"),
        ],
        sql: "SELECT id, title, started_at, approved_at, deviation FROM changes WHERE month = :month AND approval_required \
              AND started_at IS NOT NULL AND (approved_at IS NULL OR approved_at > started_at) ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "changes-untested",
        columns: &[
            ID,
            TITLE,
            field("started_at", "change", "started_at"),
            field("deviation", "change", "deviation"),
        ],
        sql: "SELECT c.id, c.title, c.started_at, c.deviation FROM changes c WHERE c.month = :month AND c.change_type IN ('patch', 'upgrade') \
              AND c.started_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM tests t WHERE (t.change = c.id OR t.id IN \
              (SELECT value FROM changes_tests x WHERE x.id = c.id)) AND t.finished_at <= c.started_at AND t.conclusion IN ('pass', 'conditional')) \
              ORDER BY c.id",
        totals: false,
    },
    TableSpec {
        id: "changes-optimisation",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("metric", "change", "metric"),
            field("value_before", "change", "value_before"),
            field("value_after", "change", "value_after"),
            field("unit", "change", "unit"),
        ],
        sql: "SELECT id, title, system, metric, value_before, value_after, unit FROM changes \
              WHERE change_type = 'optimisation' AND finished_at IS NOT NULL AND month = :month ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "tests-list",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("target_version", "test", "target_version"),
            field("tester", "test", "tester"),
            field("finished_at", "test", "finished_at"),
            field("conclusion", "test", "conclusion"),
            field("change", "test", "change"),
        ],
        sql: "SELECT id, title, system, target_version, tester, finished_at, iif(finished_at IS NULL, NULL, conclusion), change FROM tests WHERE month = :month ORDER BY id",
        totals: false,
    },
];
