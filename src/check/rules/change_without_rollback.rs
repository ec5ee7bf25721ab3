#![doc = include_str!("../../../templates/rules/en/change-without-rollback.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A change that may fail badly has no way back written down.
pub const RULE: Rule = Rule {
    id: "change-without-rollback",
    level: Level::Warning,
    check: Check::Record(&["change"], find),
};

/// The section that says how to go back.
pub(super) const SECTION: &str = "回退方案";

/// Whether the rule concerns `subject`, so that no other rule speaks of the section. A kind that was given other sections says itself which are wanted.
pub(super) fn applies(subject: &Subject<'_>) -> bool {
    let kind = subject.record.text("change_type");
    subject.kind() == "change"
        && subject.record.kind.has_section(SECTION)
        && matches!(kind.as_deref(), Some("cutover" | "upgrade" | "reinstall"))
}

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    if applies(subject) && !subject.record.has_section(SECTION) {
        let with = |id| Message::new(id).with("section", subject.called(SECTION));
        let (message, help) = (
            with("change-without-rollback"),
            with("change-without-rollback-help"),
        );
        found.push(
            RULE.at(subject.path(), subject.field("change_type"), message)
                .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn an_empty_section_is_no_way_back() {
        let kb = Kb::new()
            .record("changes/CH-1", "change_type: 升级", "## 回退方案\n")
            .record(
                "changes/CH-2",
                "change_type: upgrade",
                "## 回退方案\n\n恢复快照。\n",
            )
            .record("changes/CH-3", "change_type: restart", "");
        assert_eq!(kb.found("change-without-rollback"), ["CH-1: 升级"]);
    }

    /// What the sections of an overridden kind are called, it says itself.
    #[test]
    fn a_kind_without_the_section_asks_for_its_own() {
        let text = crate::base::assets::text("kinds/change/kind.yaml").unwrap_or_default();
        let own = text.replace(
            "sections: [方案, 影响分析, 回退方案, 实施结果]",
            "sections: [Plan, Rollback]",
        );
        let kb =
            Kb::new()
                .kind("change", &own)
                .record("changes/CH-1", "change_type: upgrade", "## Plan\n\nx\n");
        assert_eq!(kb.found("change-without-rollback"), Vec::<String>::new());
        assert_eq!(kb.found("section-missing").len(), 1);
    }
}
