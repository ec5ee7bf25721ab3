#![doc = include_str!("../../../templates/rules/en/footnote-broken.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A mark of a footnote leads to none, or no mark leads to a footnote.
pub const RULE: Rule = Rule {
    id: "footnote-broken",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for note in &subject.record.outline.notes {
        let (says, help) = match note.defined {
            true => ("footnote-broken-idle", "footnote-broken-idle-help"),
            false => ("footnote-broken", "footnote-broken-help"),
        };
        let with = |id| Message::new(id).with("label", note.label.as_str());
        found.push(RULE.at(subject.path(), note.span, with(says)).help(with(help)));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn marks_and_footnotes_belong_together() {
        let body = "有[^1]，没有[^2]。\n\n[^1]: 说明\n\n[^3]: 多余\n";
        let kb = Kb::new().record("manuals/a", "", body);
        assert_eq!(kb.found("footnote-broken"), ["a: [^2]", "a: [^3]"]);
        assert!(kb.said("footnote-broken")[0].contains("`[^2]`"));
        assert!(kb.helped("footnote-broken")[0].contains("`[^2]: "));
    }
}
