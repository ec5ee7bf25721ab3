#![doc = include_str!("../../../templates/rules/en/document-review-due.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// The day by which a record was to be reviewed is past.
pub const RULE: Rule = Rule {
    id: "document-review-due",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

/// The day by which somebody looks whether it still holds.
const REVIEW_BY: &str = "review_by";

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let today = subject.context.date_of(subject.context.now);
    let day = subject.record.date(REVIEW_BY).filter(|day| *day < today);
    let Some(day) = day.filter(|_| !subject.is_foreign()) else {
        return;
    };
    let message = Message::new("document-review-due").with("day", day.to_string());
    let help = Message::new("document-review-due-help");
    found.push(
        RULE.at(subject.path(), subject.field(REVIEW_BY), message)
            .help(help),
    );
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_review_is_due_after_its_day() {
        let kb = |now: &str| {
            Kb::new()
                .now(now)
                .record("manuals/a", "review_by: 2023-11-30", "")
                .record("cases/C-1", "review_by: 2024-11-30", "")
                .record("guide/a", "review_by: 2023-11-30", "")
                .found("document-review-due")
        };
        assert_eq!(kb("2023-11-30T15:59:59Z"), Vec::<String>::new());
        assert_eq!(kb("2023-11-30T16:00:00Z"), ["a: 2023-11-30"]);
    }
}
