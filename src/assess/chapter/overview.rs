//! Chapter 1: the month at a glance, beside the month before.

use super::fill::{Asked, ids};
use super::{Column, ColumnKind, Figure, Grid, Part, Source, Value};
use crate::assess::evidence::exact;
use crate::assess::{Assessment, Exact, State};
use crate::base::Message;

/// A key figure that a query gives for `:month`.
struct FigureSpec {
    /// The label is the message `figure-<id>`.
    id: &'static str,
    of: Measure,
    sql: &'static str,
}

/// What the query returns.
#[derive(Clone, Copy)]
enum Measure {
    /// The IDs of records as a JSON array.
    Records,
    /// Part and whole of a percentage, and the records that these are of as there.
    Share,
    /// A number, and the records that it is made of as there.
    Number,
}

const FIGURES: &[FigureSpec] = &[
    FigureSpec {
        id: "cases",
        of: Measure::Records,
        sql: "SELECT json_group_array(id) FROM cases WHERE month = :month",
    },
    FigureSpec {
        id: "faults",
        of: Measure::Records,
        sql: "SELECT json_group_array(id) FROM faults WHERE month = :month",
    },
    FigureSpec {
        id: "inspection-rate",
        of: Measure::Share,
        sql: "SELECT sum(status = 'done'), count(*), json_group_array(DISTINCT inspection) FILTER (WHERE inspection IS NOT NULL) \
              FROM inspections_due WHERE month_of(date) = :month AND status <> 'not_yet'",
    },
    FigureSpec {
        id: "availability",
        of: Measure::Number,
        sql: "SELECT round(avg(availability), 3), (SELECT json_group_array(DISTINCT id) FROM outages WHERE month = :month) \
              FROM availability WHERE month = :month",
    },
    FigureSpec {
        id: "changes",
        of: Measure::Records,
        sql: "SELECT json_group_array(id) FROM changes WHERE month = :month",
    },
    FigureSpec {
        id: "requests",
        of: Measure::Records,
        sql: "SELECT json_group_array(id) FROM requests WHERE month = :month",
    },
    FigureSpec {
        id: "vulnerabilities",
        of: Measure::Records,
        sql: "SELECT json_group_array(id) FROM vulnerabilities WHERE month = :month",
    },
    FigureSpec {
        id: "satisfaction",
        of: Measure::Number,
        sql: "SELECT round(avg(satisfaction), 2), json_group_array(id) FROM cases WHERE month = :month AND satisfaction IS NOT NULL",
    },
];

pub(super) fn parts(asked: &Asked<'_>) -> Vec<Part> {
    let mut figures = result(asked);
    figures.extend(FIGURES.iter().map(|spec| figure(asked, spec)));
    let mut parts = vec![Part::Figures(figures)];
    let paid = asked.sources.assessment.payment.as_ref();
    let outside = paid.and_then(|(_, payment)| payment.notice.as_ref());
    parts.extend(outside.map(|notice| Part::Note(asked.catalog.say(notice))));
    if let Some(notice) = &asked.sources.assessment.notice {
        parts.push(Part::Note(notice.clone()));
    }
    parts.push(Part::Table(scores(asked)));
    parts
}

/// The score and the money, with those of the month before where it is assessed.
fn result(asked: &Asked<'_>) -> Vec<Figure> {
    let this = asked.sources.assessment;
    let before = asked.before();
    let money = |one: &Assessment, of: fn(&crate::assess::Payment) -> &Exact| {
        let (_, payment) = one.payment.as_ref()?;
        Some(Value::Money(of(payment).clone()))
    };
    let figure = |id: &str, value: Value, earlier: Option<Value>| Figure {
        label: asked.word("figure", id),
        value,
        before: earlier
            .zip(before)
            .map(|(value, one)| value.made_from(Source::Report(one.month))),
    };
    let evidence = || Source::Records(this.evidence());
    let grade = |one: &Assessment| one.grade.clone().map_or(Value::Empty, Value::Text);
    let mut figures = vec![
        figure(
            "score",
            Value::Number(this.score.clone()).made_from(evidence()),
            before.map(|one| Value::Number(one.score.clone())),
        ),
        figure("grade", grade(this), before.map(grade)),
        figure("state", Value::Text(asked.word("state", this.state.name())), None),
    ];
    for (id, of) in [
        (
            "withheld",
            (|payment| &payment.withheld) as fn(&crate::assess::Payment) -> &Exact,
        ),
        ("paid", |payment| &payment.paid),
    ] {
        if let Some(value) = money(this, of) {
            let earlier = before.and_then(|one| money(one, of));
            figures.push(figure(id, value.made_from(evidence()), earlier));
        }
    }
    figures.push(figure(
        "breaches",
        Value::Records(this.breached()),
        before.map(|one| Value::Records(one.breached())),
    ));
    let rate = |one: &Assessment| one.clock_rate().map_or(Value::Empty, Value::Percent);
    let judged = Source::Records(this.judged());
    figures.push(figure(
        "clock-rate",
        rate(this).made_from(judged),
        before.map(rate),
    ));
    figures
}

fn figure(asked: &Asked<'_>, spec: &FigureSpec) -> Figure {
    let ask = |sql: &str| {
        let table = asked.rows(sql).ok()?;
        let row = table.rows.into_iter().next()?;
        match (spec.of, row.as_slice()) {
            (Measure::Records, [cell]) => Some(Value::Records(ids(cell))),
            (Measure::Share, [part, whole, records]) => {
                let share = Exact::percentage(&exact(part)?, &exact(whole)?)?;
                Some(Value::Percent(share).made_from(Source::Records(ids(records))))
            }
            (Measure::Number, [number, records]) => {
                Some(Value::Number(exact(number)?).made_from(Source::Records(ids(records))))
            }
            _ => None,
        }
    };
    let before = Source::Report(asked.sources.assessment.month.previous());
    Figure {
        label: asked.word("figure", spec.id),
        value: ask(spec.sql).unwrap_or(Value::Empty),
        before: ask(&spec.sql.replace(":month", ":before")).map(|value| value.made_from(before)),
    }
}

/// The scores of the months up to this one.
fn scores(asked: &Asked<'_>) -> Grid {
    let column = |id: &'static str, kind| Column {
        id: id.into(),
        title: asked.word("col", id),
        kind,
    };
    let this = asked.sources.assessment;
    let contract = &asked.sources.library.config.contract;
    let row = |one: &Assessment| {
        let made = |value: Value| match one.month == this.month {
            true => value.made_from(Source::Records(this.evidence())),
            false => value.made_from(Source::Report(one.month)),
        };
        let money = |of: fn(&crate::assess::Payment) -> &Exact| {
            let payment = one.payment.as_ref().map(|(_, payment)| payment);
            made(payment.map_or(Value::Empty, |payment| Value::Money(of(payment).clone())))
        };
        vec![
            Value::Text(asked.sources.library.month(one.month, asked.sources.lang)),
            made(Value::Number(one.score.clone())),
            one.grade.as_ref().map_or(Value::Empty, |grade| {
                let as_said = |id| asked.catalog.say(&Message::new(id).with("grade", grade.as_str()));
                Value::Text(match one.state {
                    _ if contract.covers(one.month) == Some(false) => as_said("scores-outside"),
                    State::Running | State::Draft => as_said("scores-draft"),
                    State::Scored | State::Appealed | State::Final => grade.clone(),
                })
            }),
            money(|payment| &payment.withheld),
            money(|payment| &payment.paid),
        ]
    };
    let months = asked.sources.earlier.iter().copied().chain([this]);
    Grid {
        id: "scores",
        title: asked.word("table", "scores"),
        columns: vec![
            column("month", ColumnKind::Text),
            column("score", ColumnKind::Number(2)),
            column("grade", ColumnKind::Text),
            column("withheld", ColumnKind::Money),
            column("paid", ColumnKind::Money),
        ],
        rows: months.map(row).collect(),
        totals: false,
    }
}
