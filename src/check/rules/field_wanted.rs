#![doc = include_str!("../../../templates/rules/en/field-wanted.md")]

use crate::base::{Diagnostic, Message, Severity};
use crate::check::{Check, Level, Rule, Subject};
use crate::record::Missing;

/// A field that should be filled by now is not.
pub const RULE: Rule = Rule {
    id: "field-wanted",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

/// Fields that a rule of their own speaks of: the kind (any, where it is empty) and the field.
const SPOKEN_OF: [(&str, &str); 6] = [
    ("fault", "emergency_reason"),
    ("fault", "emergency_evidence"),
    ("fault", "emergency_agreed_by"),
    ("fault", "side_effect_faults"),
    ("fault", "change"),
    ("", "duplicate_of"),
];

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if subject.record.front.is_none() {
        return;
    }
    for missing in subject.missing() {
        let Missing::Field {
            name,
            severity: Severity::Warning,
            because,
        } = missing
        else {
            continue;
        };
        if subject.record.fields.wrong(name) || spoken_of(subject.kind(), name) {
            continue;
        }
        let message = match because {
            Some(because) => Message::new("field-wanted-because").with("because", *because),
            None => Message::new("field-wanted"),
        };
        let message = message.with("label", &subject.label(name)).with("field", *name);
        let (place, help) = super::lacking(subject, name, *because);
        found.push(RULE.at(subject.path(), place, message).help(help));
    }
    for lacked in super::lacked(subject, Severity::Warning) {
        let message = match lacked.because {
            Some(because) => Message::new("field-wanted-because").with("because", because),
            None => Message::new("field-wanted"),
        };
        found.push(lacked.finding(&RULE, subject, message));
    }
}

fn spoken_of(kind: &str, field: &str) -> bool {
    SPOKEN_OF
        .iter()
        .any(|(of, name)| *name == field && (of.is_empty() || *of == kind))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn what_a_filled_field_asks_for_is_wanted() {
        let case = "reported_at: 2023-05-12 09:20\nchannel: mail\ncategory: login\nnature: task\nreply_evidence: 邮件.eml\ntask_type: other\ndue_on: 2023-05-13";
        let kb = Kb::new().record("cases/C-1", case, "");
        assert_eq!(kb.found("field-wanted"), ["C-1: task"]);
    }

    #[test]
    fn columns_are_wanted_where_a_row_is() {
        let kind = "id: drill\nfields:\n  steps:\n    type: rows\n    columns:\n      step: text\n      how: {type: choice, of: [dry, wet], default: dry}\n      who: {type: person, wanted: true}\n      note: {type: text, required: {how: wet}}\ntable:\n  item: text\n  done: {type: date, wanted: item}\n";
        let front = "steps:\n  - ~\n  - {step: a, who: 甲}\n  - {step: b, how: wet}";
        let table = "| item | done |\n| --- | --- |\n| 甲 | 2023-05-12 |\n| 乙 | |\n";
        let kb = Kb::new().kind("drill", kind).record("drills/D-1", front, table);
        let row = "drills/D-1: {step: b, how: wet}";
        assert_eq!(kb.found("field-wanted"), [row, "drills/D-1: | 乙 | |"]);
        assert_eq!(kb.found("field-required"), [row]);
        assert_eq!(kb.found("kind-schema"), [""; 0]);
    }

    #[test]
    fn special_rules_speak_alone() {
        let fault = "severity: minor\nreported_at: 2023-05-12 09:20\nchannel: qq\nreporter: 甲\nhandler: 乙\nemergency: true";
        let kb = Kb::new().record("faults/F-1", fault, "");
        assert_eq!(kb.found("field-wanted"), Vec::<String>::new());
        assert_eq!(kb.found("fault-emergency-unproven").len(), 1);
    }
}
