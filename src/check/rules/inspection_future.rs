#![doc = include_str!("../../../templates/rules/en/inspection-future.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// An inspection is dated after the day on which it was first committed.
pub const RULE: Rule = Rule {
    id: "inspection-future",
    level: Level::Error,
    check: Check::Record(&["inspection"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let (Some(date), Some(placed)) = (subject.record.date("date"), subject.placed()) else {
        return;
    };
    let Some(committed) = placed.stamp.created_at.map(|at| subject.context.date_of(at)) else {
        return;
    };
    if committed < date {
        let message = Message::new("inspection-future")
            .with("date", date.to_string())
            .with("committed", committed.to_string());
        found.push(
            RULE.at(subject.path(), subject.field("date"), message)
                .help(Message::new("inspection-future-help")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn no_inspection_is_recorded_before_it_was_made() {
        let kb = Kb::new()
            .committed("inspections/I-1", "2023-05-12T15:59:59Z")
            .record("inspections/I-1", "date: 2023-05-12", "")
            .committed("inspections/I-2", "2023-05-12T15:59:59Z")
            .record("inspections/I-2", "date: 2023-05-13", "")
            .record("inspections/I-3", "date: 2033-05-13", "");
        assert_eq!(kb.found("inspection-future"), ["I-2: 2023-05-13"]);
    }
}
