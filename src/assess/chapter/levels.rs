//! Chapter 2: service levels: how each clock stands (R31, R35–R38).

use super::ColumnKind::{Count, DateTime, Number, Percent};
use super::fill::Asked;
use super::spec::Of;
use super::spec::{ID, REGION, SYSTEM, TableSpec, named, plain};
use super::{Column, Grid, Part, Value};
use crate::assess::{ClockFigures, Exact};

const TABLES: &[TableSpec] = &[TableSpec {
    id: "levels-late",
    columns: &[
        ID,
        named("clock", Of::Clock),
        SYSTEM,
        REGION,
        plain("start_at", DateTime),
        plain("due_at", DateTime),
        plain("stop_at", DateTime),
        plain("late_minutes", Number(1)),
    ],
    sql: "SELECT id, clock, system, region, start_at, due_at, stop_at, late_minutes FROM clock_results \
          WHERE month = :month AND status = 'breached' ORDER BY due_at, id, clock",
    totals: false,
}];

pub(super) fn parts(asked: &Asked<'_>) -> Vec<Part> {
    let mut parts = vec![Part::Table(clocks(asked))];
    parts.extend(TABLES.iter().map(|table| asked.table(table)));
    parts
}

fn clocks(asked: &Asked<'_>) -> Grid {
    let column = |(id, kind)| Column {
        id,
        title: asked.word("col", id),
        kind,
    };
    let columns = [
        ("clock", super::ColumnKind::Text),
        ("kind", super::ColumnKind::Text),
        ("met", Count),
        ("breached", Count),
        ("running", Count),
        ("exempt", Count),
        ("unknown", Count),
        ("rate", Percent),
        ("rate_before", Percent),
    ];
    let month = asked.sources.assessment.month.previous();
    let before = asked.sources.earlier.iter().find(|one| one.month == month);
    let row = |clock: &ClockFigures| {
        let earlier = before.and_then(|one| {
            let mut clocks = one.clocks.iter();
            clocks.find(|other| other.id == clock.id && other.of == clock.of)
        });
        let kind = asked.sources.library.config.kinds.get(&clock.of);
        let name = kind.map_or(clock.of.as_str(), |kind| asked.label(&kind.name));
        let count = |ids: &Vec<String>| Value::Records(ids.clone());
        vec![
            Value::Text(asked.label(&clock.name).to_owned()),
            Value::Text(name.to_owned()),
            count(&clock.met),
            count(&clock.breached),
            count(&clock.running),
            count(&clock.exempt),
            count(&clock.unknown),
            rate(Some(clock)),
            rate(earlier),
        ]
    };
    Grid {
        id: "levels-clocks",
        title: String::new(),
        columns: columns.into_iter().map(column).collect(),
        rows: asked.sources.assessment.clocks.iter().map(row).collect(),
        totals: false,
    }
}

/// The share of those that met the clock among those that met or broke it.
fn rate(clock: Option<&ClockFigures>) -> Value {
    let share = clock.and_then(|clock| {
        let (met, all) = (clock.met.len(), clock.met.len() + clock.breached.len());
        Exact::percentage(&met.into(), &all.into())
    });
    share.map_or(Value::Empty, Value::Percent)
}
