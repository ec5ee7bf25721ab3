//! What is being written at a place of a record?

use crate::base::Span;

/// What is being written, with the bytes that are typed already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// The name of a field of the front matter.
    Name(Span),
    /// The value of this field, or one of its values.
    Value(String, Span),
    /// The ID behind `[[`.
    Link(Span),
}

/// What is being written at the byte `at` of `text`.
pub(super) fn spot(text: &str, at: usize) -> Option<Spot> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.get(start..)?;
    if !in_front_matter(before) {
        let typed = line.rfind("[[").map(|open| open + 2)?;
        let open = line.get(typed..)?;
        return (!open.contains(']')).then(|| Spot::Link(Span::new(start + typed, at)));
    }
    let Some((name, value)) = line.split_once(':') else {
        return match line.trim_start().strip_prefix('-') {
            Some(item) => Some(Spot::Value(owner(before.get(..start)?)?, typed(item, at)?)),
            None if line.starts_with(char::is_whitespace) => None,
            None => Some(Spot::Name(Span::new(start, at))),
        };
    };
    let is_field = !name.is_empty() && !name.contains([' ', '-', '{']);
    let value = is_field.then(|| typed(value, at)).flatten()?;
    Some(Spot::Value(name.to_owned(), value))
}

/// Whether `before` ends within the front matter.
fn in_front_matter(before: &str) -> bool {
    let mut lines = before.split('\n').map(|line| line.trim_end_matches('\r'));
    // The last line is the one that is being written.
    lines.next_back();
    lines.next() == Some("---") && lines.all(|line| line != "---")
}

/// The field that the items below it belong to: the last line that is not indented.
fn owner(above: &str) -> Option<String> {
    let line = above
        .lines()
        .rev()
        .find(|line| !line.starts_with([' ', '-', '\t']) && !line.is_empty())?;
    line.strip_suffix(':').map(str::to_owned)
}

/// Where of `value`, which ends at `at`, the last value of a list begins; `None` inside an object.
fn typed(value: &str, at: usize) -> Option<Span> {
    if value.contains('{') {
        return None;
    }
    let last = value.rsplit(['[', ',']).next().unwrap_or(value);
    let last = last.trim_start().trim_start_matches(['"', '\'']);
    Some(Span::new(at - last.len(), at))
}

/// The bytes of the ID that the byte `at` of `text` stands in or beside; none where there is no such word.
pub(super) fn word(text: &str, at: usize) -> Option<Span> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let (before, after) = text.split_at_checked(at)?;
    let start = before.trim_end_matches(is_part).len();
    let end = at + after.len() - after.trim_start_matches(is_part).len();
    (start < end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::proptest;

    /// What is being written at the `|` of `marked`, as a word and what is typed.
    fn at(marked: &str) -> String {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        match spot(&text, at) {
            Some(Spot::Name(span)) => format!("name <{}>", &text[span.range()]),
            Some(Spot::Value(field, span)) => format!("{field} <{}>", &text[span.range()]),
            Some(Spot::Link(span)) => format!("link <{}>", &text[span.range()]),
            None => "nothing".to_owned(),
        }
    }

    #[test]
    fn front_matter_has_names_and_values() {
        assert_eq!(at("---\nsys|\n---\n"), "name <sys>");
        assert_eq!(at("---\ntitle: 甲\nsystem: gw|\n---\n"), "system <gw>");
        assert_eq!(at("---\r\nsystem: \"公|\r\n---\r\n"), "system <公>");
        assert_eq!(at("---\nsystems: [gwgl, x|]\n---\n"), "systems <x>");
        assert_eq!(at("---\nsystems:\n  - g|\n---\n"), "systems <g>");
        assert_eq!(at("---\nsystems:\n- g|"), "systems <g>");
        assert_eq!(at("---\npending:\n  - {reason: ve|}\n"), "nothing");
        assert_eq!(at("---\npending:\n  - reason: ve|\n"), "nothing");
        assert_eq!(at("---\n  sys|"), "nothing");
    }

    #[test]
    fn the_body_has_links() {
        assert_eq!(at("---\n---\n见 [[F-20|"), "link <F-20>");
        assert_eq!(at("---\n---\n见 [[F-1]] 和 |"), "nothing");
        assert_eq!(at("没有字段 system: g|"), "nothing");
    }

    #[test]
    fn a_word_is_an_id() {
        let text = "见 [[F-20230914-01|甲]]。";
        let id = |at| word(text, at).map(|span| &text[span.range()]);
        assert_eq!(id(8), Some("F-20230914-01"));
        assert_eq!(id(0), Some("见"));
        assert_eq!(word("。 ，", 3), None);
    }

    proptest! {
        #[test]
        fn nothing_that_is_written_is_too_odd(text in "[-\n: \\[\\],{a甲\"]{0,30}", at in 0_usize..40) {
            let at = text.floor_char_boundary(at.min(text.len()));
            spot(&text, at);
            word(&text, at);
        }
    }
}
