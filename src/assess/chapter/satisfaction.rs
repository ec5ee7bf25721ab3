//! Chapter 11: satisfaction.

use super::ColumnKind::{Count, Number, Text};
use super::spec::{ID, SYSTEM, SYSTEMS, TITLE, TableSpec, field, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "satisfaction-marks",
        columns: &[plain("mark", Text), plain("count", Count), plain("before", Count)],
        sql: "SELECT satisfaction, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM cases WHERE satisfaction IS NOT NULL AND month IN (:month, :before) GROUP BY 1 ORDER BY 1 DESC",
        totals: true,
    },
    TableSpec {
        id: "satisfaction-system",
        columns: &[
            SYSTEM,
            plain("count", Count),
            plain("mean", Number(2)).from(&["count"]),
        ],
        sql: "SELECT s.id, json_group_array(c.id) FILTER (WHERE c.id IS NOT NULL), round(avg(c.satisfaction), 2) \
              FROM systems s LEFT JOIN (SELECT x.system, c.id, c.satisfaction FROM cases c JOIN record_systems x ON x.id = c.id \
              WHERE c.month = :month AND c.satisfaction IS NOT NULL) c ON c.system = s.id GROUP BY s.id ORDER BY s.id",
        totals: false,
    },
    TableSpec {
        id: "satisfaction-low",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("handler", "case", "handler"),
            field("satisfaction", "case", "satisfaction"),
        ],
        sql: "SELECT id, title, system, handler, satisfaction FROM cases WHERE month = :month AND satisfaction < 4 ORDER BY satisfaction, id",
        totals: false,
    },
];
