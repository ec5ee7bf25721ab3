#![doc = include_str!("../../../templates/rules/en/markup-unread.md")]

use crate::base::{Diagnostic, Message};
use crate::check::{Check, Level, Rule, Subject};
use crate::record::markdown::Sort;

/// Markup that only other tools know stands on the page as it is typed.
pub const RULE: Rule = Rule {
    id: "markup-unread",
    level: Level::Warning,
    check: Check::Record(&[], find),
};

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for foreign in &subject.record.outline.foreign {
        let text = subject.text().get(foreign.span.range()).unwrap_or_default();
        let (says, help) = match foreign.sort {
            Sort::Kind => ("markup-unread-kind", "markup-unread-kind-help"),
            Sort::Glued => ("markup-unread-glued", "markup-unread-glued-help"),
            Sort::Box => ("markup-unread", "markup-unread-box-help"),
            Sort::Picture => ("markup-unread", "markup-unread-picture-help"),
            Sort::Link => ("markup-unread", "markup-unread-link-help"),
            Sort::Heading => ("markup-unread", "markup-unread-heading-help"),
            Sort::Size => ("markup-unread-size", "markup-unread-picture-help"),
        };
        let message = Message::new(says).with("text", text);
        found.push(
            RULE.at(subject.path(), foreign.span, message)
                .help(Message::new(help)),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    #[test]
    fn markup_of_other_tools_is_told_with_what_to_write() {
        let body = "## 标题 {#id}\n\n> [!DANGER]\n> 慢\n\n> [!TIP]标题\n> 慢\n\n:::tip\n慢\n:::\n\n![图](a.png){width=300} [甲](b.md){.c}\n\n![图](a.png =3x2)\n";
        let kb = Kb::new().record("manuals/a", "", body);
        assert_eq!(
            kb.found("markup-unread"),
            [
                "a: {#id}",
                "a: [!DANGER]",
                "a: [!TIP]",
                "a: :::tip",
                "a: {width=300}",
                "a: {.c}",
                "a: ![图](a.png =3x2)",
            ]
        );
        let helped = kb.helped("markup-unread");
        assert!(helped[1].contains("`[!CAUTION]`") && helped[3].contains("`> [!TIP]`"));
        assert!(helped[4].contains("<img") && helped[6].contains("<img"));
    }
}
