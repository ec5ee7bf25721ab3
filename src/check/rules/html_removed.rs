#![doc = include_str!("../../../templates/rules/en/html-removed.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use std::collections::HashSet;

/// HTML that no page has: an element that stands there as text, an attribute that is left out.
pub const RULE: Rule = Rule {
    id: "html-removed",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut told = HashSet::new();
    for removed in &subject.record.outline.removed {
        // A table from a spreadsheet has the same in each of its cells.
        if !told.insert((&removed.element, &removed.attribute)) {
            continue;
        }
        let (says, help) = match removed.attribute.as_deref() {
            None => ("html-removed", "html-removed-help"),
            Some("style") if removed.element == "img" => ("html-removed-attribute", "html-removed-size-help"),
            Some("style") => ("html-removed-attribute", "html-removed-style-help"),
            Some(_) => ("html-removed-attribute", "html-removed-attribute-help"),
        };
        let attribute = removed.attribute.as_deref().unwrap_or_default();
        let message = Message::new(says)
            .with("element", removed.element.as_str())
            .with("attribute", attribute);
        let help = Message::new(help).with("attribute", attribute);
        found.push(RULE.at(subject.path(), removed.span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn elements_and_attributes_are_told_with_their_names() {
        let body = "<iframe src=\"x\"></iframe>\n\n甲<img src=a.png alt=图 style=\"zoom:50%\">乙<b onclick=x>丙</b> <host>\n";
        let kb = Kb::new().record("manuals/a", "", body);
        assert_eq!(
            kb.found("html-removed"),
            [
                "a: <iframe src=\"x\">",
                "a: <img src=a.png alt=图 style=\"zoom:50%\">",
                "a: <b onclick=x>"
            ]
        );
        let table = "<table><tr><td style=\"a\">1</td><td style=\"b\">2</td></tr></table>\n";
        let once = Kb::new().record("manuals/a", "", table);
        assert_eq!(once.found("html-removed"), ["a: <td style=\"a\">"]);
        let said = kb.said("html-removed");
        assert!(
            said[0].contains("`<iframe>`") && said[1].contains("`style`") && said[2].contains("`onclick`")
        );
        assert!(kb.helped("html-removed")[1].contains("width"));
    }
}
