//! What is being written at a place of a record?

use crate::base::Span;
use crate::record;

/// What is being written, with the bytes that are typed already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// The name of a field of the front matter.
    Name(Span),
    /// The value of this field, or one of its values.
    Value(String, Span),
    /// The name of a column of this field of rows.
    Column(String, Span),
    /// The value in a row of this field, in this column.
    Cell(String, String, Span),
    /// The ID behind `[[`.
    Link(Span),
}

/// What is being written at the byte `at` of `text`.
pub(super) fn spot(text: &str, at: usize) -> Option<Spot> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.get(start..)?;
    if !record::front_goes_on_below(before.get(..start)?) {
        let typed = line.rfind("[[").map(|open| open + 2)?;
        let open = line.get(typed..)?;
        return (!open.contains(']')).then(|| Spot::Link(Span::new(start + typed, at)));
    }
    let item = line.trim_start_matches([' ', '\t', '-']);
    if item.len() < line.len() {
        return in_items(owner(before.get(..start)?)?, line, item, at);
    }
    let Some((name, value)) = line.split_once(':') else {
        return Some(Spot::Name(Span::new(start, at)));
    };
    if name.is_empty() || name.contains([' ', '{']) {
        return None;
    }
    match value.rsplit_once('{') {
        Some((_, row)) => in_row(name.to_owned(), row, at),
        None => Some(Spot::Value(name.to_owned(), typed(value, at))),
    }
}

/// What is being written in `line`, one of those below the field `owner`, which says `item` and ends at `at`.
fn in_items(owner: String, line: &str, item: &str, at: usize) -> Option<Spot> {
    match item.rsplit_once('{') {
        Some((_, row)) => in_row(owner, row, at),
        None if line.trim_start().starts_with('-') && !item.contains(':') => {
            Some(Spot::Value(owner, typed(item, at)))
        }
        None => in_row(owner, item, at),
    }
}

/// What is being written in the row `row` of the field `owner`, as far as it goes until `at`.
fn in_row(owner: String, row: &str, at: usize) -> Option<Spot> {
    if row.contains('}') {
        return None;
    }
    let last = row.rsplit(',').next().unwrap_or(row);
    Some(match last.split_once(':') {
        Some((column, value)) => Spot::Cell(owner, column.trim().to_owned(), typed(value, at)),
        None => Spot::Column(owner, Span::new(at - last.trim_start().len(), at)),
    })
}

/// The field that the items below it belong to: the last line that is not indented.
fn owner(above: &str) -> Option<String> {
    let line = above
        .lines()
        .rev()
        .find(|line| !line.starts_with([' ', '-', '\t']) && !line.is_empty())?;
    line.strip_suffix(':').map(str::to_owned)
}

/// Where of `value`, which ends at `at`, the last value of a list begins.
fn typed(value: &str, at: usize) -> Span {
    let last = value.rsplit(['[', ',']).next().unwrap_or(value);
    let last = last.trim_start().trim_start_matches(['"', '\'']);
    Span::new(at - last.len(), at)
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
            Some(Spot::Column(field, span)) => format!("{field}: <{}>", &text[span.range()]),
            Some(Spot::Cell(field, column, span)) => format!("{field}.{column} <{}>", &text[span.range()]),
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
        assert_eq!(at("---\n  sys|"), "nothing");
        assert_eq!(at("---\nsystem: {gw|"), "system: <gw>");
    }

    #[test]
    fn rows_have_columns_and_cells() {
        let row = "2023-09-14 09:35, reason: ve";
        assert_eq!(
            at(&format!("---\npending:\n  - {{from: {row}|")),
            "pending.reason <ve>"
        );
        assert_eq!(
            at(&format!("---\npending: [{{from: {row}|")),
            "pending.reason <ve>"
        );
        assert_eq!(
            at("---\npending:\n- from: 1\n  reason: ve|\n"),
            "pending.reason <ve>"
        );
        assert_eq!(at("---\npending:\n  - reason: \"ve|\n"), "pending.reason <ve>");
        assert_eq!(at("---\npending:\n  - {from: 1, re|"), "pending: <re>");
        assert_eq!(at("---\npending:\n  - from: 1\n    re|"), "pending: <re>");
        assert_eq!(
            at("---\npending:\n  - re|"),
            "pending <re>",
            "a row may begin so, or a value"
        );
        assert_eq!(at("---\npending:\n  - {from: 1}|"), "nothing");
    }

    #[test]
    fn the_body_has_links() {
        assert_eq!(at("---\n---\n见 [[F-20|"), "link <F-20>");
        assert_eq!(at("---\n---\n见 [[F-1]] 和 |"), "nothing");
        assert_eq!(at("没有字段 system: g|"), "nothing");
        assert_eq!(at("---\ntitle: 甲\n--- \n见 [[F|"), "link <F>");
        assert_eq!(at("--- \ntitle: 甲\n...\n见 [[F|"), "link <F>");
        assert_eq!(at("--- \r\nsys|"), "name <sys>");
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
