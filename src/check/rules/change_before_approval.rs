#![doc = include_str!("../../../templates/rules/en/change-before-approval.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A change was started without approval, or before it.
pub const RULE: Rule = Rule {
    id: "change-before-approval",
    level: Level::Breach,
    check: Check::Record(&["change"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    let Some(started) = record
        .instant("started_at")
        .filter(|_| record.is("approval_required"))
    else {
        return;
    };
    let approved = record.instant("approved_at");
    if record.fields.wrong("approved_at") || approved.is_some_and(|approved| approved <= started) {
        return;
    }
    let id = if approved.is_some() {
        "change-before-approval"
    } else {
        "change-without-approval"
    };
    let finding = RULE
        .at(subject.path(), subject.field("started_at"), Message::new(id))
        .help(Message::new("change-before-approval-help"));
    found.push(match approved {
        Some(_) => finding.related(
            subject.path(),
            subject.field("approved_at"),
            Message::new("change-before-approval-other"),
        ),
        None => finding,
    });
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    const STARTED: &str = "started_at: 2023-09-20 18:30";

    #[test]
    fn approval_comes_first() {
        let kb = Kb::new()
            .record("changes/CH-1", STARTED, "")
            .record(
                "changes/CH-2",
                &format!("{STARTED}\napproved_at: 2023-09-20 18:31"),
                "",
            )
            .record(
                "changes/CH-3",
                &format!("{STARTED}\napproved_at: 2023-09-20 18:30"),
                "",
            );
        assert_eq!(
            kb.found("change-before-approval"),
            [
                "CH-1: 2023-09-20 18:30",
                "CH-2: 2023-09-20 18:30 / 2023-09-20 18:31"
            ]
        );
    }

    /// Whether approval came first is told by the beginning: what is finished without one is asked for it.
    #[test]
    fn what_is_finished_has_begun() {
        let kb = Kb::new()
            .record("changes/CH-1", "finished_at: 2023-09-20 19:30", "")
            .record(
                "changes/CH-2",
                &format!("{STARTED}\nfinished_at: 2023-09-20 19:30"),
                "",
            );
        let told = kb.said("field-wanted");
        let wanted: Vec<&String> = told.iter().filter(|said| said.contains("开始实施时间")).collect();
        assert_eq!(wanted.len(), 1, "{told:?}");
    }

    #[test]
    fn a_deviation_or_no_need_silences_it() {
        let kb = Kb::new()
            .record(
                "changes/CH-1",
                &format!("{STARTED}\ndeviation: 夜间抢修，次日补批"),
                "",
            )
            .record(
                "changes/CH-2",
                &format!("{STARTED}\napproval_required: false"),
                "",
            )
            .record("changes/CH-3", "requested_at: 2023-09-20 18:30", "");
        assert_eq!(kb.found("change-before-approval"), Vec::<String>::new());
    }
}
