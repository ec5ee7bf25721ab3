#![doc = include_str!("../../../templates/rules/en/request-before-scope.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// Work on a request for data began, or its result was handed over, before its scope was settled.
pub const RULE: Rule = Rule {
    id: "request-before-scope",
    level: Level::Breach,
    check: Check::Record(&["request"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let record = subject.record;
    let scope = record.instant("scope_fixed_at");
    if record.fields.wrong("scope_fixed_at") {
        return;
    }
    let early = ["started_at", "delivered_at"].into_iter().find(|name| {
        let done = record.instant(name);
        done.is_some_and(|done| scope.is_none_or(|scope| done < scope))
    });
    let Some(early) = early else { return };
    let id = if scope.is_some() {
        "request-before-scope"
    } else {
        "request-without-scope"
    };
    let message = Message::new(id).with("field", &subject.label(early));
    let finding = RULE
        .at(subject.path(), subject.field(early), message)
        .help(Message::new("request-before-scope-help"));
    found.push(match scope {
        Some(_) => {
            let other = Message::new("request-before-scope-other");
            finding.related(subject.path(), subject.field("scope_fixed_at"), other)
        }
        None => finding,
    });
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn scope_comes_first() {
        let kb = Kb::new()
            .record(
                "requests/R-1",
                "started_at: 2023-09-20 09:00\nscope_fixed_at: 2023-09-20 09:01",
                "",
            )
            .record("requests/R-2", "delivered_at: 2023-09-20 10:00", "")
            .record(
                "requests/R-3",
                "started_at: 2023-09-20 09:01\nscope_fixed_at: 2023-09-20 09:01",
                "",
            )
            .record(
                "requests/R-4",
                "started_at: 2023-09-20 09:00\ndeviation: 电话确认",
                "",
            );
        assert_eq!(
            kb.found("request-before-scope"),
            [
                "R-1: 2023-09-20 09:00 / 2023-09-20 09:01",
                "R-2: 2023-09-20 10:00"
            ]
        );
    }
}
