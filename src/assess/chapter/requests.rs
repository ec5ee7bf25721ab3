//! Chapter 7: requests for data and statistics (R03, R13, R19–R22).

use super::ColumnKind::{Count, Number};
use super::spec::{BEFORE, COUNT, ID, REGION, TITLE, TableSpec, field, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "requests-type",
        columns: &[
            field("request_type", "request", "request_type"),
            COUNT,
            BEFORE,
            plain("delivered", Count),
        ],
        sql: "SELECT request_type, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before), \
              json_group_array(id) FILTER (WHERE month = :month AND delivered_at IS NOT NULL) \
              FROM requests WHERE month IN (:month, :before) GROUP BY 1 ORDER BY 1",
        totals: true,
    },
    TableSpec {
        id: "requests-list",
        columns: &[
            ID,
            TITLE,
            field("request_type", "request", "request_type"),
            REGION,
            field("reported_at", "request", "reported_at"),
            field("scope_fixed_at", "request", "scope_fixed_at"),
            field("scope_fixed_by", "request", "scope_fixed_by"),
            field("delivered_at", "request", "delivered_at"),
        ],
        sql: "SELECT id, title, request_type, region, reported_at, scope_fixed_at, scope_fixed_by, delivered_at FROM requests \
              WHERE month = :month ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "requests-scope",
        columns: &[
            ID,
            plain("begins", super::ColumnKind::DateTime),
            plain("ends", super::ColumnKind::DateTime),
            plain("service_minutes", Number(0)),
        ],
        sql: "SELECT id, begins, ends, service_minutes FROM pending_spans \
              WHERE kind = 'request' AND reason = 'scope' AND month = :month ORDER BY begins, id",
        totals: true,
    },
    TableSpec {
        id: "requests-early",
        columns: &[
            ID,
            TITLE,
            field("started_at", "request", "started_at"),
            field("delivered_at", "request", "delivered_at"),
            field("scope_fixed_at", "request", "scope_fixed_at"),
            field("deviation", "request", "deviation"),
        ],
        sql: "SELECT id, title, started_at, delivered_at, scope_fixed_at, deviation FROM requests WHERE month = :month AND \
              ((scope_fixed_at IS NULL AND coalesce(started_at, delivered_at) IS NOT NULL) OR started_at < scope_fixed_at \
              OR delivered_at < scope_fixed_at) ORDER BY id",
        totals: false,
    },
    TableSpec {
        id: "requests-problems",
        columns: &[
            ID,
            TITLE,
            REGION,
            field("found_by", "request", "found_by"),
            field("delivered_at", "request", "delivered_at"),
        ],
        sql: "SELECT id, title, region, found_by, delivered_at FROM requests WHERE request_type = 'problem_data' AND month = :month ORDER BY id",
        totals: false,
    },
];
