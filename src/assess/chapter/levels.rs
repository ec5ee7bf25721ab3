//! Chapter 2: service levels: how each clock stands (R31, R35–R38).

use super::ColumnKind::{Count, DateTime, Number, Percent};
use super::fill::Asked;
use super::spec::Of;
use super::spec::{ID, REGION, SYSTEMS, TableSpec, named, plain};
use super::{Column, Grid, Part, Source, Value};
use crate::assess::evidence::each_once;
use crate::assess::{Assessment, ClockFigures};
use crate::base::Month;
use std::cmp::Reverse;
use std::iter;

const TABLES: &[TableSpec] = &[TableSpec {
    id: "levels-late",
    columns: &[
        ID,
        named("clock", Of::Clock),
        SYSTEMS,
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
    let mut parts = vec![Part::Table(clocks(asked)), Part::Table(months(asked))];
    parts.extend(TABLES.iter().map(|table| asked.table(table)));
    parts
}

fn clocks(asked: &Asked<'_>) -> Grid {
    let column = |(id, kind): (&'static str, _)| Column {
        id: id.into(),
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
    let before = asked.before();
    let row = |clock: &ClockFigures| {
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
            rate(clock).made_from(judged(clock)),
            earlier_rate(before, clock),
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

/// The rates of all clocks and of each, by month: first all together, then those that were broken most often.
fn months(asked: &Asked<'_>) -> Grid {
    let this = asked.sources.assessment;
    let months: Vec<&Assessment> = asked.sources.earlier.iter().copied().chain([this]).collect();
    let mut columns = vec![Column {
        id: "clock".into(),
        title: asked.word("col", "clock"),
        kind: super::ColumnKind::Text,
    }];
    columns.extend(months.iter().map(|one| Column {
        id: one.month.to_string().into(),
        title: asked.sources.library.month(one.month, asked.sources.lang),
        kind: Percent,
    }));
    let mut clocks: Vec<&ClockFigures> = this.clocks.iter().collect();
    clocks.sort_by_key(|clock| {
        let broken = months.iter().filter_map(|one| same(one, clock));
        Reverse(broken.map(|clock| clock.breached.len()).sum::<usize>())
    });
    let all = months.iter().map(|one| {
        let rate = one.clock_rate().map_or(Value::Empty, Value::Percent);
        rate.made_from(match one.month == this.month {
            true => Source::Records(one.judged()),
            false => report(one.month),
        })
    });
    let mut rows = vec![
        iter::once(Value::Text(asked.word("report", "all-clocks")))
            .chain(all)
            .collect(),
    ];
    rows.extend(clocks.into_iter().map(|clock| {
        let rates = months.iter().map(|one| match one.month == this.month {
            true => rate(clock).made_from(judged(clock)),
            false => earlier_rate(Some(one), clock),
        });
        let name = Value::Text(asked.label(&clock.name).to_owned());
        iter::once(name).chain(rates).collect()
    }));
    Grid {
        id: "levels-months",
        title: asked.word("table", "levels-months"),
        columns,
        rows,
        totals: false,
    }
}

/// The figures that `one` has of the clock of `clock`.
fn same<'o>(one: &'o Assessment, clock: &ClockFigures) -> Option<&'o ClockFigures> {
    one.clocks
        .iter()
        .find(|other| other.id == clock.id && other.of == clock.of)
}

fn rate(clock: &ClockFigures) -> Value {
    clock.rate().map_or(Value::Empty, Value::Percent)
}

fn judged(clock: &ClockFigures) -> Source {
    Source::Records(each_once(clock.judged()))
}

/// The rate of the clock of `clock` in the month of `one`, whose report has the records.
fn earlier_rate(one: Option<&Assessment>, clock: &ClockFigures) -> Value {
    let found = one.and_then(|one| Some((one.month, same(one, clock)?)));
    found.map_or(Value::Empty, |(month, clock)| {
        rate(clock).made_from(report(month))
    })
}

fn report(month: Month) -> Source {
    Source::Chapter(month, "levels")
}
