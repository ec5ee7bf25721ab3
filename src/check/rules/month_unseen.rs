#![doc = include_str!("../../../templates/rules/en/month-unseen.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::config::ClockLimit;
use crate::ledger::{clock_month, instant};
use jiff::Timestamp;

/// Something that a record says counts in no month: it belongs to one whose report does not see it, or to an outage that is none.
pub const RULE: Rule = Rule {
    id: "month-unseen",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(outage(subject));
    found.extend(uncounted(subject));
    for spec in &subject.context.config.contract.clocks {
        if let ClockLimit::Due(field) = &spec.limit
            && spec.of == subject.kind()
        {
            found.extend(due(subject, &spec.id, &spec.from, field));
        }
    }
}

/// The part of an outage that lies in a month before the one in which it was reported.
fn outage(subject: &Subject<'_>) -> Option<Diagnostic> {
    let outage = subject.record.text("outage")?;
    let (begun, reported) = (begin(subject, "outage_from")?, subject.placed()?.instant?);
    let calendar = &subject.context.config.contract.calendar;
    let (month, seen) = (calendar.month_of(begun), calendar.month_of(reported));
    if subject.kind() != "fault" || outage == "none" || month >= seen {
        return None;
    }
    let message = Message::new("month-unseen-outage")
        .with("month", month.to_string())
        .with("seen", seen.to_string());
    let finding = RULE.at(subject.path(), subject.field("outage_from"), message);
    Some(finding.help(Message::new("month-unseen-help").with("month", seen.to_string())))
}

/// An outage that counts in no month, for nobody knows of which system, or that there was one.
fn uncounted(subject: &Subject<'_>) -> Option<Diagnostic> {
    let record = subject.record;
    if subject.kind() != "fault" {
        return None;
    }
    let (place, message, help) = match record.text("outage").as_deref() {
        Some("none") | None if record.fields.wrong("outage") => return None,
        Some("none") | None => (
            ["outage_from", "outage_to"]
                .into_iter()
                .find(|name| record.fields.given(name))?,
            "month-unseen-no-outage",
            "month-unseen-no-outage-help",
        ),
        Some(_) if record.systems().is_empty() && !record.fields.wrong("system") => {
            ("outage", "month-unseen-no-system", "month-unseen-no-system-help")
        }
        Some(_) => return None,
    };
    let finding = RULE.at(subject.path(), subject.field(place), Message::new(message));
    Some(finding.help(Message::new(help)))
}

/// The clock `clock`, which begins with the field `from`, where the day in `field` lies in an earlier month.
fn due(subject: &Subject<'_>, clock: &str, from: &str, field: &str) -> Option<Diagnostic> {
    let context = subject.context;
    let begun = begin(subject, from)?;
    let month = clock_month(context.library, subject.index, clock, context.now)?;
    let seen = context.config.contract.calendar.month_of(begun);
    if month >= seen {
        return None;
    }
    let message = Message::new("month-unseen-due")
        .with("from", &subject.label(from))
        .with("month", month.to_string());
    let finding = RULE.at(subject.path(), subject.field(field), message);
    Some(finding.help(Message::new("month-unseen-help").with("month", seen.to_string())))
}

fn begin(subject: &Subject<'_>, name: &str) -> Option<Timestamp> {
    instant(subject.record, name, &subject.context.config.contract.calendar)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn an_outage_is_reported_in_its_month() {
        let fault = |from: &str, outage: &str| {
            format!(
                "system: gw\nreported_at: 2023-11-01 08:00\noutage: {outage}\noutage_from: {from}\noutage_to: 2023-11-01 09:00"
            )
        };
        let kb = Kb::with_registers()
            .record("faults/F-1", &fault("2023-10-28 00:00", "full"), "")
            .record("faults/F-2", &fault("2023-11-01 00:00", "full"), "")
            .record("faults/F-3", "reported_at: 2023-11-01 08:00\noutage: none", "");
        assert_eq!(kb.found("month-unseen"), ["F-1: 2023-10-28 00:00"]);
    }

    #[test]
    fn an_outage_is_of_a_system_and_says_that_it_is_one() {
        let fault = |more: &str| {
            format!(
                "reported_at: 2023-11-01 08:00\noutage_from: 2023-11-01 00:00\noutage_to: 2023-11-01 09:00\n{more}"
            )
        };
        let kb = Kb::with_registers()
            .record("faults/F-1", &fault("outage: full\nsystem: gw"), "")
            .record("faults/F-2", &fault("outage: partial"), "")
            .record("faults/F-3", &fault("outage: none\nsystem: gw"), "")
            .record("faults/F-4", &fault("system: gw"), "")
            .record(
                "faults/F-5",
                "reported_at: 2023-11-01 08:00\noutage: full\nsystem: xx",
                "",
            );
        assert_eq!(
            kb.found("month-unseen"),
            ["F-2: partial", "F-3: 2023-11-01 00:00", "F-4: 2023-11-01 00:00"]
        );
    }

    #[test]
    fn a_clock_does_not_begin_after_the_month_in_which_it_was_due() {
        let request = |due: &str| {
            format!(
                "reported_at: 2023-09-20 09:00\nscope_fixed_at: 2023-10-12 09:00\ndue_on: {due}\ndelivered_at: 2023-10-30 10:00"
            )
        };
        let kb = Kb::with_registers()
            .contract("clocks:\n  - {id: delivery, of: request, from: scope_fixed_at, to: delivered_at, due: due_on}\n")
            .record("requests/R-1", &request("2023-09-28"), "")
            .record("requests/R-2", &request("2023-10-11"), "");
        assert_eq!(kb.found("month-unseen"), ["R-1: 2023-09-28"]);
    }
}
