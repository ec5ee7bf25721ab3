//! Which tables have a picture, and of what?
//!
//! A picture is drawn from the table that stands below it, so that it can say nothing else.

use super::fill::Asked;
use super::{ColumnKind, Grid, Part, Value};
use crate::render::chart::{Amount, Calendar, Chart, Day, DayState, Ink, Mark, Plot, SERIES, Series, Shape};

/// How the clocks stand, in the order of the table, and the colours of that.
const STANDINGS: [(&str, Ink); 5] = [
    ("met", Ink::Good),
    ("breached", Ink::Bad),
    ("running", Ink::Going),
    ("exempt", Ink::Still),
    ("unknown", Ink::Wait),
];

/// `parts`, with the picture of each table that has one above it.
pub(super) fn with_charts(asked: &Asked<'_>, parts: Vec<Part>) -> Vec<Part> {
    let mut out = Vec::with_capacity(parts.len() + 2);
    for part in parts {
        if let Part::Table(grid) = &part {
            out.extend(chart(asked, grid).map(Part::Chart));
        }
        out.push(part);
    }
    out
}

/// The picture of `grid`; `None` where it has none, or there is nothing to see.
fn chart(asked: &Asked<'_>, grid: &Grid) -> Option<Chart> {
    let shape = match grid.id {
        "scores" => Shape::Lines(at_least(2, columns(grid, &[("score", Ink::Series(0))]))?),
        "levels-months" | "faults-availability-months" => Shape::Lines(at_least(2, across(grid))?),
        "levels-clocks" => Shape::Stacked(seen(&columns(grid, &STANDINGS))?),
        "cases-cross" => Shape::Stacked(seen(&crossed(asked, grid, "category", "channel"))?),
        "faults-system" | "faults-cause" => {
            Shape::Pareto(seen(&columns(grid, &[("count", Ink::Series(0))]))?)
        }
        "inspections-days" => Shape::Calendar(days(asked, grid)?),
        "open-age" => Shape::Stacked(seen(&columns(
            grid,
            &[
                ("days_7", Ink::Series(0)),
                ("days_30", Ink::Series(2)),
                ("days_90", Ink::Series(1)),
                ("days_more", Ink::Bad),
            ],
        ))?),
        _ => return None,
    };
    Some(Chart::described(
        asked.word("chart", grid.id),
        asked.sources.lang,
        shape,
    ))
}

/// The columns called `names`, over the first column.
fn columns(grid: &Grid, names: &[(&str, Ink)]) -> Plot {
    let series = names.iter().filter_map(|(name, ink)| {
        let at = grid.column(name)?;
        let column = grid.columns.get(at)?;
        let amounts = grid.rows.iter().map(|row| amount(row.get(at)?, column.kind));
        Some(Series {
            name: column.title.clone(),
            ink: *ink,
            amounts: amounts.collect(),
        })
    });
    Plot {
        of: grid
            .columns
            .first()
            .map_or_else(String::new, |column| column.title.clone()),
        labels: labels(grid, 0),
        series: series.collect(),
    }
}

/// The rows as series over the columns behind the first: as many as can be told apart, the first rows first.
fn across(grid: &Grid) -> Plot {
    let points = grid.columns.get(1..).unwrap_or_default();
    let series = grid.rows.iter().take(SERIES).enumerate().map(|(number, row)| {
        let cells = points.iter().zip(row.iter().skip(1));
        Series {
            name: row
                .first()
                .map_or_else(String::new, |name| name.shown(ColumnKind::Text)),
            ink: Ink::Series(number),
            amounts: cells.map(|(column, cell)| amount(cell, column.kind)).collect(),
        }
    });
    Plot {
        of: grid.title.clone(),
        labels: points.iter().map(|column| column.title.clone()).collect(),
        series: series.collect(),
    }
}

/// How many records there are by the columns `over` and `by`. Of more values of `by` than can be told apart, the rarest are one.
fn crossed(asked: &Asked<'_>, grid: &Grid, over: &str, by: &str) -> Plot {
    let (Some(over), Some(by), Some(count)) = (grid.column(over), grid.column(by), grid.column("count"))
    else {
        return Plot::default();
    };
    let rows = |label: &str, name: &str| -> usize {
        let same = |row: &&Vec<Value>| said(row, over) == label && said(row, by) == name;
        let found = grid.rows.iter().filter(same).filter_map(|row| row.get(count));
        found.map(|value| value.records().len()).sum()
    };
    let (labels, names) = (ranked(grid, over, count), ranked(grid, by, count));
    let told = if names.len() > SERIES {
        SERIES - 1
    } else {
        names.len()
    };
    let (told, rest) = names.split_at(told);
    let mut series: Vec<Series> = told
        .iter()
        .enumerate()
        .map(|(number, name)| Series {
            name: name.clone(),
            ink: Ink::Series(number),
            amounts: labels
                .iter()
                .map(|label| Some(Amount::count(rows(label, name))))
                .collect(),
        })
        .collect();
    if !rest.is_empty() {
        let all = |label: &String| rest.iter().map(|name| rows(label, name)).sum();
        series.push(Series {
            name: asked.catalog.word("chart-other"),
            ink: Ink::Series(SERIES - 1),
            amounts: labels
                .iter()
                .map(|label| Some(Amount::count(all(label))))
                .collect(),
        });
    }
    Plot {
        of: grid
            .columns
            .get(over)
            .map_or_else(String::new, |column| column.title.clone()),
        labels,
        series,
    }
}

/// The values of the column `at`, that with most records first, then as they stand.
fn ranked(grid: &Grid, at: usize, count: usize) -> Vec<String> {
    let mut values: Vec<(String, usize)> = Vec::new();
    for row in &grid.rows {
        let (value, records) = (
            said(row, at),
            row.get(count).map_or(0, |value| value.records().len()),
        );
        match values.iter_mut().find(|(known, _)| *known == value) {
            Some((_, sum)) => *sum += records,
            None => values.push((value, records)),
        }
    }
    values.sort_by_key(|(_, records)| std::cmp::Reverse(*records));
    values.into_iter().map(|(value, _)| value).collect()
}

/// The days of the month with the worst that happened to a round on each.
fn days(asked: &Asked<'_>, grid: &Grid) -> Option<Calendar> {
    let at = |name| grid.column(name);
    let (date, done, late, missing) = (at("date")?, at("done")?, at("late")?, at("missing")?);
    let some = |row: &Vec<Value>, at: usize| {
        let number = row.get(at).and_then(Value::number);
        number.is_some_and(|number| !number.is_zero())
    };
    let day = |row: &Vec<Value>| {
        let Some(Value::Date(date)) = row.get(date) else {
            return None;
        };
        let state = match (some(row, missing), some(row, late), some(row, done)) {
            (true, _, _) => DayState::Missing,
            (_, true, _) => DayState::Late,
            (_, _, true) => DayState::Done,
            _ => DayState::NotYet,
        };
        let says = grid.columns.iter().zip(row).skip(1);
        let says = says.map(|(column, cell)| format!("{} {}", column.title, cell.shown(column.kind)));
        Some(Day {
            date: *date,
            mark: Mark::State(state),
            says: says.collect::<Vec<_>>().join(" · "),
        })
    };
    let days: Vec<Day> = grid.rows.iter().filter_map(day).collect();
    (!days.is_empty()).then(|| Calendar {
        name: asked.word("chart", "inspections"),
        days,
    })
}

fn labels(grid: &Grid, at: usize) -> Vec<String> {
    grid.rows.iter().map(|row| said(row, at)).collect()
}

fn said(row: &[Value], at: usize) -> String {
    row.get(at)
        .map_or_else(String::new, |value| value.shown(ColumnKind::Text))
}

fn amount(value: &Value, kind: ColumnKind) -> Option<Amount> {
    let read = Amount::read(&value.number()?.to_string())?;
    Some(Amount {
        size: read.size,
        says: value.shown(kind),
    })
}

/// `plot`, if it has so many categories.
fn at_least(categories: usize, plot: Plot) -> Option<Plot> {
    (plot.labels.len() >= categories).then_some(plot)
}

/// `plot` without categories that have nothing; `None` where none has anything.
fn seen(plot: &Plot) -> Option<Plot> {
    let has = |at: usize| {
        let amounts = plot
            .series
            .iter()
            .filter_map(|series| series.amounts.get(at)?.as_ref());
        amounts.into_iter().any(|amount| amount.size > 0.0)
    };
    let kept: Vec<usize> = (0..plot.labels.len()).filter(|at| has(*at)).collect();
    if kept.is_empty() {
        return None;
    }
    let series = plot.series.iter().map(|series| Series {
        name: series.name.clone(),
        ink: series.ink,
        amounts: kept
            .iter()
            .filter_map(|at| series.amounts.get(*at).cloned())
            .collect(),
    });
    Some(Plot {
        of: plot.of.clone(),
        labels: kept
            .iter()
            .filter_map(|at| plot.labels.get(*at).cloned())
            .collect(),
        series: series.collect(),
    })
}
