//! The end of the appendix: the definitions that the figures follow, and what they were made from.

use super::ColumnKind::Text;
use super::fill::Asked;
use super::{Column, Figure, Grid, Part, Value};
use crate::clock::{Counts, Limit, LimitUnit, Reading, words};
use crate::config::{ClockLimit, ClockSpec};

pub(super) fn parts(asked: &Asked<'_>) -> Vec<Part> {
    vec![Part::Table(clocks(asked)), Part::Figures(made_from(asked))]
}

fn clocks(asked: &Asked<'_>) -> Grid {
    let column = |id: &'static str| Column {
        id: id.into(),
        title: asked.word("col", id),
        kind: Text,
    };
    let config = &asked.sources.library.config;
    let row = |clock: &ClockSpec| {
        let kind = config.kinds.get(&clock.of);
        let field = |name: &String| {
            let field = kind.and_then(|kind| kind.field(name));
            field
                .map_or(name.as_str(), |field| asked.label(&field.label))
                .to_owned()
        };
        let exempt: Vec<String> = clock.exempt.iter().map(field).collect();
        vec![
            Value::Text(asked.label(&clock.name).to_owned()),
            Value::Text(
                kind.map_or(clock.of.as_str(), |kind| asked.label(&kind.name))
                    .to_owned(),
            ),
            Value::Text(field(&clock.from)),
            Value::Text(field(&clock.to)),
            Value::Text(limit(asked, clock, field)),
            Value::Text(reading(asked, clock)),
            Value::Text(exempt.join(&asked.catalog.word("site-list-comma"))),
        ]
    };
    Grid {
        id: "appendix-definitions",
        title: asked.word("table", "appendix-definitions"),
        columns: ["clock", "kind", "start", "stop", "limit", "reading", "exempt_if"]
            .map(column)
            .into(),
        rows: config.contract.clocks.iter().map(row).collect(),
        totals: false,
    }
}

fn limit(asked: &Asked<'_>, clock: &ClockSpec, field: impl Fn(&String) -> String) -> String {
    let said = |limit: &Limit| words::limit(*limit, asked.catalog);
    match &clock.limit {
        ClockLimit::Fixed(limit) => said(limit),
        ClockLimit::By { of, .. } => {
            let each: Vec<String> = of
                .iter()
                .map(|(value, limit)| format!("{value} {}", said(limit)))
                .collect();
            each.join(&asked.catalog.word("site-list-comma"))
        }
        ClockLimit::Due(name) => field(name),
    }
}

/// How the time is counted.
fn reading(asked: &Asked<'_>, clock: &ClockSpec) -> String {
    let in_days = matches!(&clock.limit, ClockLimit::Fixed(limit) if limit.unit == LimitUnit::Workdays);
    let id = match (in_days, clock.reading, clock.counts) {
        (true, Reading::CivilCode, _) => "civil-code",
        (true, Reading::SameTime, _) => "same-time",
        (true, Reading::ServiceHours, _) => "service-hours",
        (true, Reading::Wall, _) => "wall-days",
        (false, _, Counts::Service) => "service",
        (false, _, Counts::Wall) => "wall",
    };
    match &clock.limit {
        ClockLimit::Due(_) => asked.word("reading", "due"),
        ClockLimit::Fixed(limit) if limit.unit == LimitUnit::Days => asked.word("reading", "days"),
        _ => asked.word("reading", id),
    }
}

fn made_from(asked: &Asked<'_>) -> Vec<Figure> {
    let figure = |id: &str, text: String| Figure {
        label: asked.word("figure", id),
        value: Value::Text(text),
        before: None,
    };
    let calendar = &asked.sources.library.config.contract.calendar;
    let month = asked.sources.assessment.month;
    let commit = asked.sources.commit;
    vec![
        figure(
            "commit",
            commit.map_or_else(|| asked.word("figure", "no-commit"), str::to_owned),
        ),
        figure(
            "program",
            concat!("casebook ", env!("CARGO_PKG_VERSION")).to_owned(),
        ),
        figure(
            "seen-until",
            calendar
                .end_of(month)
                .to_zoned(calendar.time_zone().clone())
                .strftime("%Y-%m-%d %H:%M")
                .to_string(),
        ),
    ]
}
