#![doc = include_str!("../../../templates/rules/en/picture-without-text.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};

/// A picture has no text that stands for it.
pub const RULE: Rule = Rule {
    id: "picture-without-text",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for span in &subject.record.outline.silent {
        let message = Message::new("picture-without-text");
        let help = Message::new("picture-without-text-help");
        found.push(RULE.at(subject.path(), *span, message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn a_picture_says_what_it_shows() {
        let body = "![](a.png) ![ ](b.png) ![图](c.png) ![`d`](d.png) [![](e.png)](f)\n\n<img src=\"g.png\"><img src=h.png alt=\"\"><img src=i.png alt=图>\n";
        let kb = Kb::new().record("manuals/a", "", body);
        assert_eq!(
            kb.found("picture-without-text"),
            [
                "a: ![](a.png)",
                "a: ![ ](b.png)",
                "a: ![](e.png)",
                "a: <img src=\"g.png\">"
            ]
        );
    }
}
