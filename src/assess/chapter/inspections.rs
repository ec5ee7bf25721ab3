//! Chapter 5: inspections (R19, R39).

use super::ColumnKind::{Count, Date, Number, Percent, Record, Text};
use super::spec::Of;
use super::spec::{ID, SYSTEM, TableSpec, field, named, plain};

pub(super) const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "inspections-plan",
        columns: &[
            named("plan", Of::InspectionPlan),
            plain("planned", Number(0)),
            plain("done", Number(0)).from(&["in_time"]),
            plain("late", Number(0)).from(&["made_up"]),
            plain("missing", Number(0)).listed("inspections-gaps"),
            plain("rate", Percent).from(&["in_time", "made_up"]),
            plain("in_time", Count),
            plain("made_up", Count),
        ],
        sql: "SELECT plan, sum(status <> 'not_yet'), sum(status = 'done'), sum(status = 'late'), sum(status = 'missing'), \
              json_array(sum(status = 'done'), sum(status <> 'not_yet')), \
              json_group_array(DISTINCT inspection) FILTER (WHERE status = 'done'), \
              json_group_array(DISTINCT inspection) FILTER (WHERE status = 'late' AND inspection IS NOT NULL) \
              FROM inspections_due WHERE month_of(date) = :month GROUP BY plan ORDER BY plan",
        totals: false,
    },
    TableSpec {
        id: "inspections-gaps",
        columns: &[
            named("plan", Of::InspectionPlan),
            plain("date", Date),
            SYSTEM,
            named("status", Of::Word("due")),
            plain("inspection", Record),
        ],
        sql: "SELECT plan, date, system, status, inspection FROM inspections_due \
              WHERE status IN ('missing', 'late') AND month_of(date) = :month ORDER BY date, plan, system",
        totals: false,
    },
    TableSpec {
        id: "inspections-days",
        columns: &[
            plain("date", Date),
            plain("planned", Number(0)),
            plain("done", Number(0)).from(&["in_time"]),
            plain("late", Number(0)).from(&["made_up"]),
            plain("missing", Number(0)).listed("inspections-gaps"),
            plain("in_time", Count),
            plain("made_up", Count),
        ],
        sql: "SELECT date, sum(status <> 'not_yet'), sum(status = 'done'), sum(status = 'late'), sum(status = 'missing'), \
              json_group_array(DISTINCT inspection) FILTER (WHERE status = 'done'), \
              json_group_array(DISTINCT inspection) FILTER (WHERE status = 'late' AND inspection IS NOT NULL) \
              FROM inspections_due WHERE month_of(date) = :month GROUP BY date ORDER BY date",
        totals: true,
    },
    TableSpec {
        id: "inspections-abnormal",
        columns: &[
            ID,
            plain("date", Date),
            SYSTEM,
            named("item", Of::CheckItem),
            plain("note", Text),
            plain("fault", Record),
        ],
        sql: "SELECT id, date, system, item, note, fault FROM inspection_rows \
              WHERE result = '异常' AND month_of(date) = :month ORDER BY date, id, row",
        totals: false,
    },
    TableSpec {
        id: "inspections-values",
        columns: &[
            SYSTEM,
            named("item", Of::CheckItem),
            plain("readings", Count),
            plain("mean", Number(1)).from(&["readings"]),
            plain("peak", Number(1)).from(&["readings"]),
            plain("unit", Text),
            plain("mean_before", Number(1)).before("inspections"),
        ],
        sql: "SELECT system, item, json_group_array(DISTINCT id) FILTER (WHERE month_of(date) = :month), \
              round(avg(number) FILTER (WHERE month_of(date) = :month), 1), max(number) FILTER (WHERE month_of(date) = :month), max(unit), \
              round(avg(number) FILTER (WHERE month_of(date) = :before), 1) \
              FROM inspection_rows WHERE number IS NOT NULL AND month_of(date) IN (:month, :before) GROUP BY 1, 2 ORDER BY 1, 2",
        totals: false,
    },
    TableSpec {
        id: "inspections-type",
        columns: &[
            field("inspection_type", "inspection", "inspection_type"),
            plain("count", Count),
            plain("before", Count),
        ],
        sql: "SELECT inspection_type, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM inspections WHERE month IN (:month, :before) GROUP BY 1 ORDER BY 1",
        totals: true,
    },
];
