#![doc = include_str!("../../../templates/rules/en/duplicate-of.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A record is a duplicate of nothing, of itself, or of a record that is in the end a duplicate of it.
pub const RULE: Rule = Rule {
    id: "duplicate-of",
    level: Level::Error,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let closed = subject.record.text("closed_as");
    let written = subject.record.text("duplicate_of");
    let target = subject.leads_to("duplicate_of").next();
    match (written, target) {
        (Some(_), Some(target)) if target == subject.index => {
            found.push(finding(
                subject,
                "duplicate_of",
                Message::new("duplicate-of-itself"),
            ));
        }
        (Some(_), Some(_)) => found.extend(in_a_ring(subject)),
        (Some(written), None) => {
            let message = Message::new("duplicate-of-missing").with("id", written.as_ref());
            let finding = RULE.at(subject.path(), subject.field("duplicate_of"), message);
            let help = match subject.context.nearest_id(&written, subject.index, &[]) {
                Some(near) => Message::new("help-nearest").with("name", near),
                None => Message::new("duplicate-of-help"),
            };
            found.push(finding.help(help));
        }
        (None, _)
            if closed.as_deref() == Some("duplicate") && !subject.record.fields.wrong("duplicate_of") =>
        {
            found.push(finding(
                subject,
                "closed_as",
                Message::new("duplicate-of-nothing"),
            ));
        }
        (None, _) => {}
    }
}

/// A ring is said once, at the first of its records.
fn in_a_ring(subject: &Subject<'_>) -> Option<Diagnostic> {
    let members = super::ring(subject, "duplicate_of")?;
    let mut finding = finding(subject, "duplicate_of", Message::new("duplicate-of-ring"));
    for index in members.into_iter().skip(1) {
        let other = subject.context.subject(index)?;
        let message = Message::new("duplicate-of-ring-other");
        finding = finding.related(other.path(), other.field("duplicate_of"), message);
    }
    Some(finding)
}

fn finding(subject: &Subject<'_>, field: &str, message: Message) -> Diagnostic {
    let help = Message::new("duplicate-of-help");
    RULE.at(subject.path(), subject.field(field), message).help(help)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_duplicate_has_an_original() {
        let kb = Kb::new()
            .record("cases/C-1", "closed_as: duplicate", "")
            .record("cases/C-2", "closed_as: duplicate\nduplicate_of: C-2", "")
            .record("cases/C-3", "closed_as: duplicate\nduplicate_of: C-9", "")
            .record("cases/C-4", "closed_as: duplicate\nduplicate_of: C-5", "")
            .record("cases/C-5", "closed_as: cancelled", "");
        assert_eq!(
            kb.found("duplicate-of"),
            ["C-1: duplicate", "C-2: C-2", "C-3: C-9"]
        );
        assert_eq!(kb.found("link-broken"), Vec::<String>::new());
        assert_eq!(
            kb.found("field-wanted")
                .iter()
                .filter(|found| found.contains("duplicate"))
                .count(),
            0
        );
    }

    #[test]
    fn a_ring_is_one_mistake() {
        let kb = Kb::new()
            .record("cases/C-1", "duplicate_of: C-2", "")
            .record("cases/C-2", "duplicate_of: C-3", "")
            .record("cases/C-3", "duplicate_of: C-2", "");
        assert_eq!(kb.found("duplicate-of"), ["C-2: C-3 / C-3: C-2"]);
    }
}
