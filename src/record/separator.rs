//! Which mark stands between items of a list that are one item to YAML?

use crate::base::yaml::Step;
use crate::config::{Entry, Register, Site};
use crate::kind::{Choices, FieldType};

/// Marks that part items for people, and never for YAML.
const MARKS: [char; 4] = ['，', '、', ';', '；'];

/// The mark in `text`, an item of this type at `path`, that was meant to part several items; `alone` where the item stands without
/// brackets, so that a comma parts nothing either.
pub(super) fn found(site: &Site, item: &FieldType, text: &str, alone: bool, path: &[Step]) -> Option<char> {
    let is_mark = |c: &char| MARKS.contains(c) || alone && *c == ',';
    let mark = text
        .trim()
        .trim_end_matches(|c| is_mark(&c))
        .chars()
        .find(is_mark)?;
    let parts = || text.split(|c| is_mark(&c));
    let is_one = match item {
        FieldType::Choice(choices) => is_choice(site, choices, text),
        FieldType::Person => is_entry(&site.people, text),
        FieldType::System => is_entry(&site.systems, text),
        FieldType::Region => is_entry(&site.regions, text),
        // An ID may hold any mark; one that was allocated ends in a number.
        FieldType::Ref(_) => mark != '，' && !parts().all(holds_digit),
        FieldType::Text if is_alias(path) => mark != '，' && !parts().all(holds_digit),
        FieldType::Text => false,
        _ => true,
    };
    (!is_one).then_some(mark)
}

/// Former IDs and paths are texts, and may hold what IDs may.
fn is_alias(path: &[Step]) -> bool {
    matches!(path.first(), Some(Step::Key(name)) if name == "aliases")
}

fn holds_digit(part: &str) -> bool {
    part.contains(|c: char| c.is_ascii_digit())
}

fn is_entry<T: Entry>(register: &Register<T>, text: &str) -> bool {
    register.find(text.trim()).is_some()
}

fn is_choice(site: &Site, choices: &Choices, text: &str) -> bool {
    let known = match choices {
        Choices::Fixed(labels) => Some(labels),
        Choices::Vocabulary(name) => site.vocabulary(name),
    };
    let is_named = |(id, label): (&String, &crate::base::Label)| id == text || label.is(text);
    known.is_some_and(|known| known.iter().any(is_named))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::{Config, Written};

    fn site() -> Site {
        let casebook = "systems: [公文、签报系统, 信访平台]";
        let written = Written {
            casebook: Some(casebook.to_owned()),
            ..Written::default()
        };
        Config::settle(&written).site
    }

    fn mark(item: &FieldType, text: &str, alone: bool, field: &str) -> Option<char> {
        found(&site(), item, text, alone, &[Step::Key(field.to_owned())])
    }

    #[test]
    fn several_tags_are_not_one() {
        for (text, alone, wanted) in [
            ("打印,登录", true, Some(',')),
            ("打印、登录", true, Some('、')),
            ("打印、登录", false, Some('、')),
            ("打印;控件", false, Some(';')),
            ("打印；控件", false, Some('；')),
            ("打印，控件", false, Some('，')),
            ("打印,登录", false, None),
            ("打印", true, None),
            ("打印；", true, None),
        ] {
            assert_eq!(mark(&FieldType::Text, text, alone, "tags"), wanted, "{text}");
        }
    }

    #[test]
    fn what_is_declared_with_a_mark_is_one() {
        assert_eq!(mark(&FieldType::System, "公文、签报系统", true, "system"), None);
        let two = mark(&FieldType::System, "公文、签报系统；信访平台", true, "system");
        assert_eq!(two, Some('、'));
    }

    #[test]
    fn an_id_may_hold_marks() {
        let any = FieldType::Ref(Vec::new());
        assert_eq!(mark(&any, "登录、打印", true, "related"), None);
        assert_eq!(
            mark(&any, "F-20230912-01、F-20230912-02", false, "related"),
            Some('、')
        );
        assert_eq!(mark(&FieldType::Text, "登录、打印", true, "aliases"), None);
        assert_eq!(mark(&FieldType::Text, "C-1;C-2", true, "aliases"), Some(';'));
    }
}
