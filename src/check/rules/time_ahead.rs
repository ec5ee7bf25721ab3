#![doc = include_str!("../../../templates/rules/en/time-ahead.md")]

use crate::base::{Diagnostic, Label, Message, Span};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::{FieldType, Value};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// A time that begins or ends a clock, a wait or an outage lies after the commit that tells it.
pub const RULE: Rule = Rule {
    id: "time-ahead",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

/// The clocks of machines differ, and people round.
const AGREES: SignedDuration = SignedDuration::from_mins(10);

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let (context, path) = (subject.context, subject.path());
    // What is not committed yet may have happened since.
    let told = subject.placed().and_then(|placed| placed.stamp.updated_at);
    let Some(told) = told.filter(|_| !context.history.uncommitted.contains(path)) else {
        return;
    };
    for (at, label, place) in times(subject).into_iter().chain(waits(subject)) {
        if at.duration_since(told) > AGREES {
            let zone = context.config.contract.calendar.time_zone();
            let committed = told.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            let message = Message::new("time-ahead")
                .with("field", &label)
                .with("committed", committed);
            found.push(
                RULE.at(path, place(), message)
                    .help(Message::new("time-ahead-help")),
            );
        }
    }
}

/// When an outage began and ended.
const OUTAGE: [&str; 2] = ["outage_from", "outage_to"];

/// A time that is told, what it is called, and where it stands.
type Told<'s> = (Timestamp, Label, Box<dyn Fn() -> Span + 's>);

/// The times of the record's clocks and of its outage.
fn times<'s>(subject: &'s Subject<'_>) -> Vec<Told<'s>> {
    let clocks = subject.context.config.contract.clocks.iter();
    let own = clocks.filter(|spec| spec.of == subject.kind());
    let names: BTreeSet<&str> = own
        .flat_map(|spec| [spec.from.as_str(), spec.to.as_str()])
        .chain(OUTAGE)
        .collect();
    let told = |name: &'s str| match subject.record.get(name)? {
        Value::DateTime(at) => {
            let place: Box<dyn Fn() -> Span> = Box::new(move || subject.field(name));
            Some((*at, subject.label(name), place))
        }
        _ => None,
    };
    names.into_iter().filter_map(told).collect()
}

/// The times of the record's waits.
fn waits<'s>(subject: &'s Subject<'_>) -> Vec<Told<'s>> {
    let Some(FieldType::Rows(columns)) = subject.record.kind.field(PENDING).map(|field| &field.kind) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (item, row) in super::rows(subject, PENDING).iter().enumerate() {
        for ((name, column), value) in columns.iter().zip(&row.values) {
            if let Some(Value::DateTime(at)) = value {
                let place: Box<dyn Fn() -> Span> = Box::new(move || subject.row(PENDING, item, name));
                found.push((*at, column.label.clone(), place));
            }
        }
    }
    found
}

/// The field of the spans in which a record waits.
const PENDING: &str = "pending";

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn nothing_is_told_before_it_happened() {
        let fault = |resolved: &str| format!("reported_at: 2023-09-11 09:00\nresolved_at: {resolved}");
        let kb = Kb::with_registers()
            .contract("clocks:\n  - {id: repair, of: fault, from: reported_at, to: resolved_at, limit: 1 workday}\n")
            .committed("faults/F-1", "2023-09-11T02:00:00Z")
            .record("faults/F-1", &fault("2023-09-12 17:00"), "")
            .committed("faults/F-2", "2023-09-11T02:00:00Z")
            .record("faults/F-2", &fault("2023-09-11 10:05"), "")
            .record("faults/F-3", &fault("2033-09-11 10:05"), "");
        assert_eq!(kb.found("time-ahead"), ["F-1: 2023-09-12 17:00"]);
    }

    #[test]
    fn neither_an_outage_nor_a_wait_ends_before_it_does() {
        let spans = |until: &str| {
            format!(
                "reported_at: 2023-09-11 09:00\noutage_to: {until}\npending:\n  - ~\n  - {{from: 2023-09-11 09:05, to: {until}, reason: user}}"
            )
        };
        let kb = Kb::with_registers()
            .committed("faults/F-1", "2023-09-11T02:00:00Z")
            .record("faults/F-1", &spans("2024-09-11 09:30"), "")
            .committed("faults/F-2", "2023-09-11T02:00:00Z")
            .record("faults/F-2", &spans("2023-09-11 09:30"), "");
        let year = "F-1: 2024-09-11 09:30";
        assert_eq!(kb.found("time-ahead"), [year, year]);
        assert!(
            kb.said("time-ahead")[1].contains("止"),
            "{:?}",
            kb.said("time-ahead")
        );
    }
}
