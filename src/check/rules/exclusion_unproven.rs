#![doc = include_str!("../../../templates/rules/en/exclusion-unproven.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// An exclusion does not say of which record, why, or who agreed.
pub const RULE: Rule = Rule {
    id: "exclusion-unproven",
    level: Level::Error,
    check: Check::Record(&["assessment"], find),
};

/// What makes an exclusion more than a claim of the contractor.
const PROOF: [&str; 3] = ["record", "reason", "agreed_by"];

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let columns = PROOF.map(|name| (name, super::column(subject, "exclusions", name)));
    for (number, row) in super::rows(subject, "exclusions").iter().enumerate() {
        // What is written but wrong has its own finding.
        let lacks = |name: &str, at: usize| {
            let given = row.values.get(at).is_some_and(Option::is_some);
            !given && !subject.places().has_item("exclusions", number, name)
        };
        let missing = columns
            .iter()
            .filter_map(|(name, at)| lacks(name, (*at)?).then_some(name));
        let missing = super::listed(missing);
        if missing.is_empty() {
            continue;
        }
        let place = subject.places().item("exclusions", number, None);
        let message = Message::new("exclusion-unproven").with("fields", missing);
        let help = Message::new("exclusion-unproven-help");
        found.push(RULE.at(subject.path(), place, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn an_exclusion_says_why_and_who_agreed() {
        let rows = "exclusions:
  - {record: F-1, clock: resolution, reason: 停电, agreed_by: lin}
  - {record: F-1, clock: response, agreed_by: lin}
  - {record: F-1, clock: report, reason: 停电}
  - {record: F-1, clock: report, reason: \"\", agreed_by: }
  - {clock: report, reason: 停电, agreed_by: lin}";
        let kb = Kb::with_registers()
            .record("faults/F-1", "", "")
            .record("assessments/2023-08", rows, "");
        assert_eq!(
            kb.found("exclusion-unproven"),
            [
                "2023-08: {record: F-1, clock: response, agreed_by: lin}",
                "2023-08: {record: F-1, clock: report, reason: 停电}",
                "2023-08: {record: F-1, clock: report, reason: \"\", agreed_by: }",
                "2023-08: {clock: report, reason: 停电, agreed_by: lin}",
            ]
        );
        assert_eq!(
            kb.said("exclusion-unproven"),
            [
                "排除项没有写明：`reason`",
                "排除项没有写明：`agreed_by`",
                "排除项没有写明：`reason`, `agreed_by`",
                "排除项没有写明：`record`",
            ]
        );
    }
}
