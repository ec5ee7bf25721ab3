#![doc = include_str!("../../../templates/rules/en/fault-severity-matrix.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// The severity of a fault is not what its impact and urgency give.
pub const RULE: Rule = Rule {
    id: "fault-severity-matrix",
    level: Level::Warning,
    check: Check::Record(&["fault"], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let text = |name: &str| subject.record.text(name);
    let (Some(severity), Some(impact), Some(urgency)) =
        (text("severity"), text("impact_level"), text("urgency"))
    else {
        return;
    };
    let matrix = &subject.context.config.contract.priority_matrix;
    let Some(wanted) = matrix
        .get(impact.as_ref())
        .and_then(|row| row.get(urgency.as_ref()))
    else {
        return;
    };
    if *wanted == severity {
        return;
    }
    let label = |name: &str, id: &str| match subject.record.kind.field(name).map(|field| field.kind.item()) {
        Some(crate::kind::FieldType::Choice(choices)) => {
            subject.context.config.site.choice_label(choices, id)
        }
        _ => crate::base::Label::plain(id),
    };
    let message = Message::new("fault-severity-matrix")
        .with("impact", &label("impact_level", &impact))
        .with("urgency", &label("urgency", &urgency))
        .with("wanted", &label("severity", wanted));
    let (path, other) = (subject.path(), Message::new("fault-severity-matrix-other"));
    found.push(
        RULE.at(path, subject.field("severity"), message)
            .related(path, subject.field("impact_level"), other.clone())
            .related(path, subject.field("urgency"), other)
            .help(Message::new("fault-severity-matrix-help").with("wanted", wanted.as_str())),
    );
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn the_matrix_gives_the_severity() {
        let kb = Kb::new()
            .contract("priority_matrix:\n  high: {high: critical, low: major}\n")
            .record(
                "faults/F-1",
                "severity: minor\nimpact_level: 高\nurgency: high",
                "",
            )
            .record(
                "faults/F-2",
                "severity: major\nimpact_level: high\nurgency: low",
                "",
            )
            .record(
                "faults/F-3",
                "severity: minor\nimpact_level: low\nurgency: low",
                "",
            );
        assert_eq!(kb.found("fault-severity-matrix"), ["F-1: minor / 高 / high"]);
        assert_eq!(
            kb.helped("fault-severity-matrix"),
            ["改为 `critical`，或核对影响程度与紧急程度"]
        );
    }
}
