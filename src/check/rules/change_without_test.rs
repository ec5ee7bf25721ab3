#![doc = include_str!("../../../templates/rules/en/change-without-test.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::record::Record;
use jiff::Timestamp;

/// A patch or an upgrade was started without a test that had been passed before.
pub const RULE: Rule = Rule {
    id: "change-without-test",
    level: Level::Breach,
    check: Check::Record(&["change"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let kind = subject.record.text("change_type");
    let Some(started) = subject.record.instant("started_at") else {
        return;
    };
    if !matches!(kind.as_deref(), Some("patch" | "upgrade"))
        || tests(subject).any(|test| proves(test.record, started))
    {
        return;
    }
    let mut finding = RULE
        .at(
            subject.path(),
            subject.field("started_at"),
            Message::new("change-without-test"),
        )
        .help(Message::new("change-without-test-help"));
    for test in tests(subject) {
        let message = Message::new("change-without-test-other").with("id", test.record.id.as_str());
        finding = finding.related(test.path(), test.field(weak(test.record)), message);
    }
    found.push(finding);
}

/// The tests that the change names, and those that name it, each once.
fn tests<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = Subject<'s>> {
    let library = subject.context.library;
    let named: Vec<usize> = subject.leads_to("tests").collect();
    let back = library
        .backlinks
        .get(subject.index)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let naming = back.iter().copied().filter(|index| {
        let test = subject.context.subject(*index);
        test.is_some_and(|test| {
            test.kind() == "test" && test.leads_to("change").any(|change| change == subject.index)
        })
    });
    let mut all: Vec<usize> = named.iter().copied().chain(naming).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().filter_map(|index| subject.context.subject(index))
}

/// The field that keeps a test from proving anything.
fn weak(test: &Record) -> &'static str {
    if passed(test) { "finished_at" } else { "conclusion" }
}

fn passed(test: &Record) -> bool {
    matches!(test.text("conclusion").as_deref(), Some("pass" | "conditional"))
}

fn proves(test: &Record, started: Timestamp) -> bool {
    passed(test)
        && test
            .instant("finished_at")
            .is_some_and(|finished| finished <= started)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    fn upgrade(more: &str) -> String {
        format!("change_type: upgrade\nstarted_at: 2023-09-20 18:30\n{more}")
    }

    #[test]
    fn a_test_counts_in_either_direction() {
        let test = "finished_at: 2023-09-18 17:00\nconclusion: pass";
        let kb = Kb::new()
            .record("changes/CH-1", &upgrade("tests: [T-1]"), "")
            .record("changes/CH-2", &upgrade(""), "")
            .record("changes/CH-3", &upgrade(""), "")
            .record("tests/T-1", test, "")
            .record("tests/T-2", &format!("{test}\nchange: CH-2"), "");
        assert_eq!(kb.found("change-without-test"), ["CH-3: 2023-09-20 18:30"]);
    }

    #[test]
    fn a_failed_or_later_test_proves_nothing() {
        let kb = Kb::new()
            .record("changes/CH-1", &upgrade("tests: [T-1, T-2]"), "")
            .record("tests/T-1", "finished_at: 2023-09-18 17:00\nconclusion: fail", "")
            .record("tests/T-2", "finished_at: 2023-09-20 18:31\nconclusion: pass", "");
        assert_eq!(
            kb.found("change-without-test"),
            ["CH-1: 2023-09-20 18:30 / T-1: fail / T-2: 2023-09-20 18:31"]
        );
    }
}
