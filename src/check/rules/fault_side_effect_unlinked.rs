#![doc = include_str!("../../../templates/rules/en/fault-side-effect-unlinked.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// The work on a fault disturbed other systems, and no fault of theirs is linked.
pub const RULE: Rule = Rule {
    id: "fault-side-effect-unlinked",
    level: Level::Error,
    check: Check::Record(&["fault"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    if !record.is("side_effects")
        || subject
            .leads_to("side_effect_faults")
            .any(|at| is_other(subject, at))
    {
        return;
    }
    let place = match record.list("side_effect_faults").is_empty() {
        true => "side_effects",
        false => "side_effect_faults",
    };
    let message = Message::new("fault-side-effect-unlinked");
    let help = Message::new("fault-side-effect-unlinked-help");
    found.push(RULE.at(subject.path(), subject.field(place), message).help(help));
}

/// Whether the record with the index `at` is another fault.
fn is_other(subject: &Subject<'_>, at: usize) -> bool {
    let there = subject.context.library.records.get(at);
    at != subject.index && there.is_some_and(|there| there.kind.id == "fault")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn the_other_fault_is_named() {
        let kb = Kb::new()
            .record("faults/F-1", "side_effects: true", "")
            .record("faults/F-2", "side_effects: true\nside_effect_faults: [F-1]", "")
            .record("faults/F-3", "side_effects: false", "");
        assert_eq!(kb.found("fault-side-effect-unlinked"), ["F-1: true"]);
    }

    #[test]
    fn what_is_no_other_fault_is_none() {
        let kb = Kb::new()
            .record("cases/C-1", "", "")
            .record("faults/F-1", "side_effects: true\nside_effect_faults: [NOPE]", "")
            .record("faults/F-2", "side_effects: true\nside_effect_faults: F-2", "")
            .record("faults/F-3", "side_effects: true\nside_effect_faults: C-1", "")
            .record(
                "faults/F-4",
                "side_effects: true\nside_effect_faults: [C-1, F-3]",
                "",
            );
        assert_eq!(
            kb.found("fault-side-effect-unlinked"),
            ["F-1: [NOPE]", "F-2: F-2", "F-3: C-1"]
        );
    }
}
