//! Chapter 9: performance, risks and advice on replacement (R18, R58).

use super::ColumnKind::{Count, Number};
use super::spec::Of;
use super::spec::{ID, SYSTEM, SYSTEMS, TITLE, TableSpec, field, named, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "risks-list",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("risk_type", "risk", "risk_type"),
            field("advice", "risk", "advice"),
            field("raised_on", "risk", "raised_on"),
            field("decision", "risk", "decision"),
            field("decided_on", "risk", "decided_on"),
            field("closed_on", "risk", "closed_on"),
        ],
        sql: "SELECT id, title, system, risk_type, advice, raised_on, iif(decided_on IS NULL, NULL, decision), decided_on, closed_on FROM risks \
              WHERE closed_on IS NULL OR month_of(closed_on) = :month OR month = :month ORDER BY decided_on IS NOT NULL, raised_on, id",
        totals: false,
    },
    TableSpec {
        id: "risks-candidates",
        columns: &[
            SYSTEM,
            named("item", Of::CheckItem),
            plain("readings", Count),
            plain("peak", Number(1)).from(&["readings"]),
        ],
        sql: "SELECT i.system, i.item, json_group_array(DISTINCT i.id), max(i.number) FROM inspection_rows i \
              WHERE i.level IN ('warn', 'alarm') AND month_of(i.date) = :month AND NOT EXISTS (SELECT 1 FROM risks k \
              JOIN record_systems s ON s.id = k.id WHERE s.system = i.system AND k.item = i.item AND k.closed_on IS NULL) \
              GROUP BY 1, 2 HAVING count(*) >= 3 ORDER BY 1, 2",
        totals: false,
    },
];
