#![doc = include_str!("../../../templates/rules/en/agreed-by-role.md")]

use crate::base::{Diagnostic, Message, Span};
use crate::check::{Check, Level, Rule, Subject};

/// What only the purchaser may agree to was agreed to by somebody of the contractor.
pub const RULE: Rule = Rule {
    id: "agreed-by-role",
    level: Level::Error,
    check: Check::Record(&["fault", "vulnerability", "incident", "assessment"], find),
};

/// The fields that name who agreed.
const AGREED: [&str; 4] = ["emergency_agreed_by", "accepted_by", "decided_by", "scorer"];

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for name in AGREED {
        if let Some(person) = subject.record.text(name) {
            found.extend(one(subject, &person, subject.field(name)));
        }
    }
    let Some(column) = super::column(subject, "exclusions", "agreed_by") else {
        return;
    };
    for (row, values) in super::rows(subject, "exclusions").iter().enumerate() {
        let person = values.values.get(column).and_then(Option::as_ref);
        if let Some(person) = person.and_then(|person| person.text()) {
            found.extend(one(subject, &person, subject.row("exclusions", row, "agreed_by")));
        }
    }
}

fn one(subject: &Subject<'_>, person: &str, place: Span) -> Option<Diagnostic> {
    let people = &subject.context.config.site.people;
    let person = people.get(person).filter(|person| person.is_of_contractor())?;
    let message = Message::new("agreed-by-role").with("name", person.name.as_str());
    let finding = RULE.at(subject.path(), place, message);
    Some(finding.help(super::purchasers(people, "agreed-by-role-help")))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn what_the_purchaser_agrees_to_no_engineer_does() {
        let exclusions = "exclusions:\n  - {record: F-1, reason: 停电, agreed_by: lin}\n  - {record: F-2, reason: 停电, agreed_by: 张伟}";
        let kb = Kb::with_registers()
            .record("faults/F-1", "emergency_agreed_by: 张伟", "")
            .record("faults/F-2", "emergency_agreed_by: lin", "")
            .record("faults/F-3", "emergency_agreed_by: 郑处长", "")
            .record("vulnerabilities/V-1", "accepted_by: zhang", "")
            .record("incidents/SI-1", "decided_by: zhang", "")
            .record("assessments/2023-08", exclusions, "")
            .record("assessments/2023-09", "scorer: zhang", "")
            .record("assessments/2023-10", "scorer: lin", "");
        assert_eq!(
            kb.found("agreed-by-role"),
            [
                "2023-08: 张伟",
                "2023-09: zhang",
                "F-1: 张伟",
                "SI-1: zhang",
                "V-1: zhang"
            ]
        );
        assert_eq!(kb.helped("agreed-by-role")[0], "由采购人的人员认可或评分：林国栋");
    }
}
