#![doc = include_str!("../../../templates/rules/en/plan-chapters.md")]

use crate::base::{Diagnostic, Label, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A plan was submitted, and a chapter that the contract asks for is missing or empty.
pub const RULE: Rule = Rule {
    id: "plan-chapters",
    level: Level::Error,
    check: Check::Record(&["plan"], find),
};

/// Whether the rule speaks of the sections of `subject`, so that no other rule does.
pub(super) fn applies(subject: &Subject<'_>) -> bool {
    subject.kind() == "plan" && subject.record.get("submitted_at").is_some()
}

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let missing: Vec<&str> = subject
        .missing_sections()
        .map(|heading| subject.called(heading))
        .collect();
    if applies(subject) && !missing.is_empty() {
        let message = Message::new("plan-chapters").with("sections", &Label::listed(&missing));
        let help = Message::new("plan-chapters-help");
        found.push(
            RULE.at(subject.path(), subject.field("submitted_at"), message)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_submitted_plan_has_its_chapters() {
        let plan = "document_type: ops_scheme\ncounts_from: 2023-07-31";
        let body = "## 运维项目内容\nx\n## 详细指标\nx\n## 实施周期\nx\n## 服务团队人员\n";
        let kb = Kb::new()
            .record(
                "plans/a",
                &format!("{plan}\nsubmitted_at: 2023-08-08 10:00"),
                body,
            )
            .record("plans/b", plan, body);
        assert_eq!(kb.found("plan-chapters"), ["a: 2023-08-08 10:00"]);
        assert!(kb.said("plan-chapters")[0].ends_with("：服务团队人员、与系统承建单位协调情况"));
        assert_eq!(kb.found("section-missing"), ["b: ---", "b: ## 服务团队人员"]);
    }
}
