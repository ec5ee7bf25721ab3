//! Which rounds of inspection were owed, and which were made?

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use super::rounds::{Bounds, Round, rounds};
use super::value::Words;
use crate::config::{InspectionPlan, System};
use crate::kind::Value;
use crate::library::Placed;
use crate::record::Record;
use jiff::Span;
use jiff::civil::Date;
use std::collections::HashMap;

/// A round of inspection that was made.
#[derive(Debug, Clone)]
pub(super) struct InspectionFact {
    record: usize,
    date: Date,
    plan: Option<String>,
    inspection_type: Option<String>,
    /// The systems that were looked at.
    systems: Vec<String>,
}

impl InspectionFact {
    pub(super) fn of(
        index: usize,
        record: &Record,
        placed: &Placed,
        words: &Words<'_>,
    ) -> Option<InspectionFact> {
        if record.kind.id != "inspection" {
            return None;
        }
        let plan = record.text("plan").map(|written| {
            let found = words.config.contract.inspection_plan.find(&written);
            found.map_or_else(|| written.clone().into_owned(), |plan| plan.id.clone())
        });
        Some(InspectionFact {
            record: index,
            date: placed.at?.date(),
            plan,
            inspection_type: record.text("inspection_type").map(|text| text.into_owned()),
            systems: looked_at(record),
        })
    }

    /// Whether it is a round of `plan`: it says so, or names no plan and is of its type.
    fn fulfils(&self, plan: &InspectionPlan) -> bool {
        match &self.plan {
            Some(id) => *id == plan.id,
            None => self.inspection_type.as_ref() == Some(&plan.inspection_type),
        }
    }
}

/// The result of a row that was not checked.
const UNCHECKED: &str = "未检";

/// The systems that an inspection looked at, each once: those of its rows that say what was found. Such a row that names none is of the systems that
/// the front matter names, as is an inspection without any row, of which a finding tells.
pub fn looked_at(record: &Record) -> Vec<String> {
    let column = |name: &str| record.kind.table.get_index_of(name);
    let (Some(result), system) = (column("result"), column("system")) else {
        return record.systems();
    };
    let mut systems = match record.rows.is_empty() {
        true => record.systems(),
        false => Vec::new(),
    };
    for row in &record.rows {
        let value = |column: usize| row.values.get(column)?.as_ref();
        let found = value(result).and_then(Value::text);
        if found.is_none_or(|found| found == UNCHECKED) {
            continue;
        }
        match system.and_then(value) {
            Some(Value::System(system)) => systems.push(system.clone()),
            _ => systems.extend(record.systems()),
        }
    }
    systems.sort_unstable();
    systems.dedup();
    systems
}

/// The rows of `inspections_due`, up to the end of the month that is looked at.
pub(super) fn rows(facts: &Facts, moment: Moment) -> Filled {
    let mut filled = Filled::default();
    let contract = facts.contract();
    let first = contract.terms.starts_on.or_else(|| {
        facts
            .library
            .placed
            .iter()
            .filter_map(|placed| placed.at)
            .min()
            .map(|at| at.date())
    });
    let Some(first) = first else { return filled };
    let ends = contract.terms.ends_on.unwrap_or(Date::MAX);
    let last_month = facts.calendar().month_on(moment.last_day(facts.calendar()));
    let last = facts.calendar().last_of(last_month);
    let over = |day: Date| {
        day.tomorrow()
            .is_ok_and(|next| facts.calendar().begin_of(next) <= moment.as_of)
    };
    for plan in contract.inspection_plan.iter() {
        let bounds = Bounds {
            first: plan.days.from.map_or(first, |from| from.max(first)),
            ends: plan.days.to.map_or(ends, |to| to.min(ends)),
            last,
        };
        let owed = rounds(facts.calendar(), plan.every, bounds);
        for year in &owed.uncovered {
            filled.uncovered(Some(*year), "inspections_due", None, Some(&plan.id));
        }
        let ahead = Bounds {
            last: bounds.last.saturating_add(Span::new().days(AHEAD)),
            ..bounds
        };
        let ahead = rounds(facts.calendar(), plan.every, ahead).rounds;
        let next = ahead.get(owed.rounds.len());
        let made: Vec<&InspectionFact> = facts
            .inspections
            .iter()
            .filter(|made| made.fulfils(plan) && facts.sees(made.record, moment))
            .collect();
        let by_system = by_system(&made);
        for system in systems(facts, plan) {
            let made = by_system
                .get(system.as_str())
                .map(Vec::as_slice)
                .unwrap_or_default();
            let days = facts.days_of(&system);
            let is_owed = |round: &&Round| days.hold(round.due);
            let own: Vec<Round> = owed.rounds.iter().filter(is_owed).copied().collect();
            for (round, status, inspection) in judge(&own, next.filter(is_owed), made, over) {
                filled.rows.push(vec![
                    plan.id.as_str().into(),
                    plan.inspection_type.as_str().into(),
                    system.as_str().into(),
                    round.due.to_string().into(),
                    round.due.to_string().into(),
                    Cell::some(inspection.map(|record| facts.id(record))),
                    status.into(),
                ]);
            }
        }
    }
    filled
}

/// Within so many days after the month that is looked at begins the next round, if any.
const AHEAD: i64 = 400;

fn systems(facts: &Facts, plan: &InspectionPlan) -> Vec<String> {
    let register = &facts.config().site.systems;
    if plan.systems.is_empty() {
        let is_retired = |system: &System| system.state == "retired" && system.days.to.is_none();
        let retired = |id: &String| register.get(id).is_some_and(is_retired);
        return facts
            .all_systems()
            .into_iter()
            .filter(|id| !retired(id))
            .collect();
    }
    let id = |written: &String| {
        register
            .find(written)
            .map_or_else(|| written.clone(), |system| system.id.clone())
    };
    plan.systems.iter().map(id).collect()
}

/// The rounds that were made, by system and in order of time.
fn by_system<'f>(made: &[&'f InspectionFact]) -> HashMap<&'f str, Vec<&'f InspectionFact>> {
    let mut found: HashMap<&str, Vec<&InspectionFact>> = HashMap::new();
    for one in made {
        for system in &one.systems {
            found.entry(system).or_default().push(one);
        }
    }
    for all in found.values_mut() {
        all.sort_by_key(|made| (made.date, made.record));
    }
    found
}

/// How each round that is owed stands. It is done by the first inspection within its span. One that comes later makes it late: between
/// its span and the next, or in the next where a second one is left for that.
fn judge<'r>(
    owed: &'r [Round],
    ahead: Option<&'r Round>,
    made: &[&InspectionFact],
    over: impl Fn(Date) -> bool,
) -> Vec<(&'r Round, &'static str, Option<usize>)> {
    // Those that are left, in order of time.
    let mut made = made;
    let mut judged = Vec::with_capacity(owed.len());
    let next = owed.iter().skip(1).map(Some).chain([ahead]);
    for (round, next) in owed.iter().zip(next) {
        made = made
            .get(made.partition_point(|made| made.date < round.begin)..)
            .unwrap_or_default();
        let first = made.first().copied();
        let until = |day: Date| made.partition_point(|made| made.date <= day);
        let (status, taken) = if until(round.due) > 0 {
            ("done", first)
        } else {
            let before = next.map_or(made.len(), |next| {
                made.partition_point(|made| made.date < next.begin)
            });
            let within = next.map_or(0, |next| until(next.due) - before);
            match first.filter(|_| before > 0 || within > 1) {
                Some(late) => ("late", Some(late)),
                None if over(round.due) => ("missing", None),
                None => ("not_yet", None),
            }
        };
        if taken.is_some() {
            made = made.get(1..).unwrap_or_default();
        }
        judged.push((round, status, taken.map(|made| made.record)));
    }
    judged
}
