//! How much of a month was a system there?

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use super::outages::{self, Down};
use crate::base::Month;
use crate::clock::NotCovered;
use crate::config::{Days, Terms};
use jiff::Timestamp;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of `availability`: every system, every month of the contract and of any record.
pub(super) fn rows(facts: &Facts, moment: Moment) -> Filled {
    let downs = outages::by_system(facts, moment);
    let mut systems = facts.all_systems();
    systems.extend(
        downs
            .keys()
            .filter(|system| !systems.contains(system))
            .cloned()
            .collect::<Vec<_>>(),
    );
    let lost = lost(facts, &downs);
    let mut filled = Filled::default();
    for month in months(facts, &downs) {
        let span = (month_begin(facts, month), facts.calendar().end_of(month));
        let whole = seconds(facts, span.0, span.1);
        if let Err(NotCovered { year }) = whole {
            filled.uncovered(Some(year), "availability", None, None);
        }
        let begun = span.0 < moment.as_of;
        for system in &systems {
            let whole = match facts.days_of(system) {
                days if days == Days::default() => whole,
                days => maintained(facts, span, days),
            };
            let down = lost.get(&(system.as_str(), month)).copied().unwrap_or(Ok((0, 0)));
            let mut row = vec![system.as_str().into(), month.to_string().into()];
            match (whole, down) {
                (Ok(whole), Ok((full, partial))) => {
                    row.extend([whole, full, partial].map(Cell::minutes));
                    let share = share(facts, whole, full, partial).filter(|_| begun);
                    row.push(share.map_or(Cell::Null, Cell::Real));
                }
                _ => row.extend(vec![Cell::Null; 4]),
            }
            filled.rows.push(row);
        }
    }
    filled
}

/// The seconds of `span` that count, of those days on which a system is maintained.
fn maintained(facts: &Facts, span: (Timestamp, Timestamp), days: Days) -> Result<i64, NotCovered> {
    let calendar = facts.calendar();
    let begin = days
        .from
        .map_or(span.0, |from| calendar.begin_of(from).max(span.0));
    let over = days.to.and_then(|to| to.tomorrow().ok());
    let end = over.map_or(span.1, |over| calendar.begin_of(over).min(span.1));
    match begin < end {
        true => seconds(facts, begin, end),
        false => Ok(0),
    }
}

fn month_begin(facts: &Facts, month: Month) -> Timestamp {
    facts.calendar().begin_of(facts.calendar().first_of(month))
}

/// Seconds that count: of service, or all.
fn seconds(facts: &Facts, begin: Timestamp, end: Timestamp) -> Result<i64, NotCovered> {
    if facts.contract().availability.service {
        facts.calendar().service_between(begin, end)
    } else {
        Ok(end.as_second() - begin.as_second())
    }
}

type Lost<'d> = BTreeMap<(&'d str, Month), Result<(i64, i64), NotCovered>>;

/// The seconds of full and of partial outages, by system and month.
fn lost<'d>(facts: &Facts, downs: &'d BTreeMap<String, Vec<Down>>) -> Lost<'d> {
    let mut lost = Lost::new();
    for (system, downs) in downs {
        for down in downs {
            let sum = lost
                .entry((system.as_str(), down.piece.month))
                .or_insert(Ok((0, 0)));
            let more = seconds(facts, down.piece.begin, down.piece.end);
            *sum = sum.and_then(|(full, partial)| {
                let more = more?;
                Ok(if down.full {
                    (full + more, partial)
                } else {
                    (full, partial + more)
                })
            });
        }
    }
    lost
}

fn months(facts: &Facts, downs: &BTreeMap<String, Vec<Down>>) -> BTreeSet<Month> {
    let mut months = facts.months.clone();
    months.extend(downs.values().flatten().map(|down| down.piece.month));
    let terms = &facts.contract().terms;
    if let Some(first) = terms.starts_on {
        let calendar = facts.calendar();
        let last = calendar.month_on(terms.ends_on.unwrap_or(first));
        let mut month = calendar.month_on(first);
        while month <= last && months.len() < Terms::MOST_MONTHS {
            months.insert(month);
            month = month.next();
        }
    }
    months
}

/// The share of time in which the system was there, in percent.
fn share(facts: &Facts, whole: i64, full: i64, partial: i64) -> Option<f64> {
    if whole <= 0 {
        return None;
    }
    let down = Decimal::from(full) + Decimal::from(partial) * facts.contract().availability.partial;
    // What was out of order while nobody maintained it takes no more than all.
    let down = down.min(Decimal::from(whole));
    let percent = (Decimal::from(whole) - down) * Decimal::ONE_HUNDRED / Decimal::from(whole);
    percent.to_f64()
}
