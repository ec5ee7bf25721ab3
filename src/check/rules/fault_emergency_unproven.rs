#![doc = include_str!("../../../templates/rules/en/fault-emergency-unproven.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A fault claims to be an emergency without saying why, who agreed, and on what evidence.
pub const RULE: Rule = Rule {
    id: "fault-emergency-unproven",
    level: Level::Error,
    check: Check::Record(&["fault"], find),
};

/// What proves an emergency.
const PROOF: [&str; 3] = ["emergency_reason", "emergency_agreed_by", "emergency_evidence"];

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let fields = &subject.record.fields;
    if !subject.record.is("emergency") {
        return;
    }
    let missing = super::listed(
        PROOF
            .iter()
            .filter(|name| !fields.given(name) && !fields.wrong(name)),
    );
    if !missing.is_empty() {
        let message = Message::new("fault-emergency-unproven").with("fields", missing);
        let help = Message::new("fault-emergency-unproven-help");
        found.push(
            RULE.at(subject.path(), subject.field("emergency"), message)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn all_three_proofs_are_needed() {
        let proven = "emergency: true\nemergency_reason: 台风断电\nemergency_agreed_by: 林国栋\nemergency_evidence: 通告";
        let kb = Kb::new()
            .record("faults/F-1", "emergency: 是\nemergency_reason: 台风断电", "")
            .record("faults/F-2", proven, "")
            .record("faults/F-3", "emergency: false", "");
        assert_eq!(kb.found("fault-emergency-unproven"), ["F-1: 是"]);
        let said = kb.said("fault-emergency-unproven");
        assert!(
            said[0].contains("`emergency_agreed_by`, `emergency_evidence`"),
            "{said:?}"
        );
    }
}
