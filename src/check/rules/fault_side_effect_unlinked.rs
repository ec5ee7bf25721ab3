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
    if record.is("side_effects") && record.list("side_effect_faults").is_empty() {
        let message = Message::new("fault-side-effect-unlinked");
        let help = Message::new("fault-side-effect-unlinked-help");
        found.push(
            RULE.at(subject.path(), subject.field("side_effects"), message)
                .help(help),
        );
    }
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
}
