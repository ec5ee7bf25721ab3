#![doc = include_str!("../../../templates/rules/en/fault-operation-without-change.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A major operation was done to mend a fault, and no approved change stands behind it.
pub const RULE: Rule = Rule {
    id: "fault-operation-without-change",
    level: Level::Breach,
    check: Check::Record(&["fault"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if !subject.record.is("operation") {
        return;
    }
    let context = subject.context;
    let named = subject.leads_to("change").next();
    let change = named.and_then(|index| context.subject(index));
    match change.filter(|change| change.kind() == "change") {
        Some(change) if change.record.instant("approved_at").is_some() => {}
        Some(change) => {
            let message = Message::new("fault-operation-unapproved").with("id", change.record.id.as_str());
            let other = Message::new("fault-operation-unapproved-other");
            found.push(
                RULE.at(subject.path(), subject.field("change"), message)
                    .related(change.path(), change.field("requested_at"), other)
                    .help(Message::new("fault-operation-without-change-help")),
            );
        }
        // A reference to nothing, or to what is no change, approves nothing.
        None if subject.record.get("change").is_some() => found.push(
            RULE.at(
                subject.path(),
                subject.field("change"),
                Message::new("fault-operation-without-change"),
            )
            .help(Message::new("fault-operation-without-change-help")),
        ),
        None => found.push(
            RULE.at(
                subject.path(),
                subject.field("operation"),
                Message::new("fault-operation-without-change"),
            )
            .help(Message::new("fault-operation-without-change-help")),
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn an_operation_needs_an_approved_change() {
        let kb = Kb::new()
            .record("faults/F-1", "operation: true", "")
            .record("faults/F-2", "operation: true\nchange: CH-1", "")
            .record("faults/F-3", "operation: true\nchange: CH-2", "")
            .record("faults/F-4", "operation: true\nchange: CH-9", "")
            .record("faults/F-5", "operation: true\ndeviation: 口头批准", "")
            .record("faults/F-6", "operation: true\nchange: F-1", "")
            .record("changes/CH-1", "requested_at: 2023-09-20 18:30", "")
            .record("changes/CH-2", "approved_at: 2023-09-20 18:30", "");
        assert_eq!(
            kb.found("fault-operation-without-change"),
            [
                "F-1: true",
                "F-2: CH-1 / CH-1: 2023-09-20 18:30",
                "F-4: CH-9",
                "F-6: F-1"
            ]
        );
        assert_eq!(kb.found("link-broken"), ["F-4: CH-9", "F-6: F-1"]);
    }
}
