#![doc = include_str!("../../../templates/rules/en/time-ahead.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Value;
use jiff::SignedDuration;
use std::collections::BTreeSet;

/// A time that begins or ends a clock lies after the commit that tells it.
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
    let clocks = context.config.contract.clocks.iter();
    let own = clocks.filter(|spec| spec.of == subject.kind());
    let times: BTreeSet<&str> = own
        .flat_map(|spec| [spec.from.as_str(), spec.to.as_str()])
        .collect();
    for name in times {
        let Some(Value::DateTime(at)) = subject.record.get(name) else {
            continue;
        };
        if at.duration_since(told) > AGREES {
            let zone = context.config.contract.calendar.time_zone();
            let committed = told.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
            let message = Message::new("time-ahead")
                .with("field", &subject.label(name))
                .with("committed", committed);
            found.push(
                RULE.at(path, subject.field(name), message)
                    .help(Message::new("time-ahead-help")),
            );
        }
    }
}

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
}
