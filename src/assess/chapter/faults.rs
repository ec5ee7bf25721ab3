//! Chapter 4: faults (R04, R32, R33, R51).

use super::ColumnKind::{Count, Number};
use super::fill::{Asked, ids};
use super::spec::Of;
use super::spec::{BEFORE, COUNT, ID, SYSTEM, SYSTEMS, TITLE, TableSpec, field, named, plain};
use super::{Column, Grid, Part, Source, Value};
use crate::assess::evidence::exact;
use crate::base::Month;
use crate::ledger::Cell;
use std::iter;

/// The table below which that of the months stands.
const AVAILABILITY: &str = "faults-availability";

/// The availability of all systems together and of each, month by month; those that were away most stand first.
const MONTHS: &str = "SELECT system, month, availability, CASE month WHEN :month THEN iif(system IS NULL, \
    (SELECT json_group_array(DISTINCT o.id) FROM outages o WHERE o.month = :month), \
    (SELECT json_group_array(DISTINCT o.id) FROM outages o WHERE o.month = :month AND o.system = a.system)) END FROM \
    (SELECT NULL AS system, month, round(avg(availability), 3) AS availability FROM availability GROUP BY month \
    UNION ALL SELECT s.id, x.month, x.availability FROM systems s JOIN availability x ON x.system = s.id) a WHERE month <= :month \
    ORDER BY system IS NOT NULL, min(availability) OVER (PARTITION BY system), system, month";

pub(super) fn parts(asked: &Asked<'_>) -> Vec<Part> {
    let table = |spec: &TableSpec| {
        let trend = (spec.id == AVAILABILITY).then(|| months(asked)).flatten();
        iter::once(asked.table(spec)).chain(trend.map(Part::Table))
    };
    TABLES.iter().flat_map(table).collect()
}

/// The availability in the months up to this one that are assessed.
fn months(asked: &Asked<'_>) -> Option<Grid> {
    let this = asked.sources.assessment.month;
    let earlier = asked.sources.earlier.iter().map(|one| one.month);
    let months: Vec<Month> = earlier.chain([this]).collect();
    let mut columns = vec![asked.column(&SYSTEM)];
    columns.extend(months.iter().map(|month| Column {
        id: month.to_string().into(),
        title: asked.sources.library.month(*month, asked.sources.lang),
        kind: Number(3),
    }));
    let answer = asked.rows(MONTHS).ok()?.rows;
    let rows = answer.chunk_by(|one, other| one.first() == other.first());
    Some(Grid {
        id: "faults-availability-months",
        title: asked.word("table", "faults-availability-months"),
        columns,
        rows: rows.map(|cells| row(asked, &months, cells)).collect(),
        totals: false,
    })
}

/// The row of one system, of which `cells` are those of all months, or of all together.
fn row(asked: &Asked<'_>, months: &[Month], cells: &[Vec<Cell>]) -> Vec<Value> {
    let this = asked.sources.assessment.month;
    let name = match cells.first().and_then(|cells| cells.first()) {
        Some(Cell::Text(system)) => asked.value(&SYSTEM, Cell::Text(system.clone()), None),
        _ => Value::Text(asked.word("figure", "availability")),
    };
    let value = |month: &Month| {
        let written = month.to_string();
        let found = cells.iter().find_map(|cells| match cells.as_slice() {
            [_, Cell::Text(month), share, outages] if *month == written => Some((exact(share)?, outages)),
            _ => None,
        });
        let Some((share, outages)) = found else {
            return Value::Empty;
        };
        let outages = ids(outages);
        Value::Number(share).made_from(match (*month == this, outages.is_empty()) {
            (false, _) => Source::Chapter(*month, "faults"),
            (true, false) => Source::Records(outages),
            (true, true) => Source::Table(AVAILABILITY),
        })
    };
    iter::once(name).chain(months.iter().map(value)).collect()
}

const TABLES: &[TableSpec] = &[
    TableSpec {
        id: "faults-list",
        columns: &[
            ID,
            TITLE,
            SYSTEMS,
            field("severity", "fault", "severity"),
            field("reported_at", "fault", "reported_at"),
            field("responded_at", "fault", "responded_at"),
            field("resolved_at", "fault", "resolved_at"),
            field("report_filed_at", "fault", "report_filed_at"),
        ],
        sql: "SELECT id, title, system, severity, reported_at, responded_at, resolved_at, report_filed_at FROM faults \
              WHERE month = :month ORDER BY reported_at, id",
        totals: false,
    },
    TableSpec {
        id: "faults-severity",
        columns: &[field("severity", "fault", "severity"), COUNT, BEFORE],
        sql: "SELECT severity, json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM faults WHERE month IN (:month, :before) GROUP BY 1 ORDER BY sum(month = :month) DESC, 1",
        totals: true,
    },
    TableSpec {
        id: "faults-system",
        columns: &[SYSTEM, COUNT, BEFORE, plain("repeats", Count)],
        sql: "SELECT s.id, json_group_array(f.id) FILTER (WHERE f.month = :month), json_group_array(f.id) FILTER (WHERE f.month = :before), \
              json_group_array(f.id) FILTER (WHERE f.month = :month AND f.repeat_of IS NOT NULL) \
              FROM systems s LEFT JOIN (SELECT x.system, f.id, f.month, f.repeat_of FROM faults f JOIN record_systems x ON x.id = f.id \
              WHERE f.month IN (:month, :before)) f ON f.system = s.id GROUP BY s.id ORDER BY s.id",
        totals: false,
    },
    TableSpec {
        id: "faults-cause",
        columns: &[field("cause", "fault", "cause"), COUNT, BEFORE],
        sql: "SELECT iif(resolved_at IS NULL, NULL, cause), json_group_array(id) FILTER (WHERE month = :month), json_group_array(id) FILTER (WHERE month = :before) \
              FROM faults WHERE month IN (:month, :before) GROUP BY 1 ORDER BY sum(month = :month) DESC, 1",
        totals: true,
    },
    TableSpec {
        id: AVAILABILITY,
        columns: &[
            SYSTEM,
            plain("service_minutes", Number(0)),
            plain("full_minutes", Number(1)).from(&["outages"]),
            plain("partial_minutes", Number(1)).from(&["outages"]),
            plain("availability", Number(3)).from(&["outages"]),
            plain("outages", Count),
        ],
        sql: "SELECT s.id, a.service_minutes, a.full_minutes, a.partial_minutes, a.availability, \
              (SELECT json_group_array(DISTINCT o.id) FROM outages o WHERE o.system = s.id AND o.month = :month) \
              FROM systems s LEFT JOIN availability a ON a.system = s.id AND a.month = :month ORDER BY s.id",
        totals: false,
    },
    TableSpec {
        id: "faults-outages",
        columns: &[
            ID,
            SYSTEM,
            plain("begins", super::ColumnKind::DateTime),
            plain("ends", super::ColumnKind::DateTime),
            named("scope", Of::Field("fault", "outage")),
            plain("service_minutes", Number(1)),
            plain("wall_minutes", Number(1)),
        ],
        sql: "SELECT id, system, begins, ends, scope, service_minutes, wall_minutes FROM outages WHERE month = :month ORDER BY begins, id, system",
        totals: false,
    },
    TableSpec {
        id: "faults-emergency",
        columns: &[
            ID,
            TITLE,
            field("reported_at", "fault", "reported_at"),
            field("restored_at", "fault", "restored_at"),
            field("emergency_agreed_by", "fault", "emergency_agreed_by"),
            field("emergency_evidence", "fault", "emergency_evidence"),
        ],
        sql: "SELECT id, title, reported_at, restored_at, emergency_agreed_by, emergency_evidence FROM faults \
              WHERE emergency AND month = :month ORDER BY reported_at, id",
        totals: false,
    },
    TableSpec {
        id: "faults-side-effects",
        columns: &[ID, TITLE, plain("other_fault", super::ColumnKind::Record)],
        sql: "SELECT f.id, f.title, x.value FROM faults f LEFT JOIN faults_side_effect_faults x ON x.id = f.id \
              WHERE f.side_effects AND f.month = :month ORDER BY f.id, x.value",
        totals: false,
    },
];
