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
    /// The ID behind `[[`, and the heading behind a `#`.
    Link(Span),
    /// A heading of the body.
    Heading(Span),
    /// A cell of a table of the body, below this cell of its head.
    TableCell(String, Span),
}

/// What stands at a place, from its first byte to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mention {
    /// The name of a field of the front matter.
    Name(String),
    /// The name of a column of this field of rows.
    Column(String, String),
    /// A value of this field, or in this column of it.
    Value(String, Option<String>, String),
    /// What stands in `[[…]]`, without its text.
    Link(String),
    /// Any other word.
    Word(String),
}

/// What is being written at the byte `at` of `text`.
pub(super) fn spot(text: &str, at: usize) -> Option<Spot> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.get(start..)?;
    if !record::front_goes_on_below(before.get(..start)?) {
        return in_body(before, start, line);
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

/// What is being written in `line`, the last of `before`, which begins at `start` in the body.
fn in_body(before: &str, start: usize, line: &str) -> Option<Spot> {
    let at = before.len();
    if let Some(typed) = line.rfind("[[").map(|open| open + 2)
        && !line.get(typed..)?.contains(']')
    {
        return Some(Spot::Link(Span::new(start + typed, at)));
    }
    let is_fence = |line: &&str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    if before.lines().filter(is_fence).count() % 2 == 1 {
        return None;
    }
    let marks = line.trim_start_matches('#');
    if marks.len() < line.len() && marks.starts_with(' ') {
        return Some(Spot::Heading(Span::new(at - marks.trim_start().len(), at)));
    }
    let cells: Vec<&str> = line.strip_prefix('|')?.split('|').collect();
    let above = before.get(..start)?.lines().rev();
    let head = above.take_while(|line| line.starts_with('|')).last()?;
    let head = head.trim_matches('|').split('|').nth(cells.len() - 1)?;
    let typed = cells.last()?.trim_start();
    let span = Span::new(at - typed.len(), at);
    Some(Spot::TableCell(head.trim().to_owned(), span))
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
    let (name, value) = line.split_once(':')?;
    let value = value.trim_start();
    (value.is_empty() || value.starts_with('#')).then(|| name.to_owned())
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

/// What stands at the byte `at` of `text`, and where.
pub(super) fn mention(text: &str, at: usize) -> Option<(Mention, Span)> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let plain = || {
        let span = word(text, at)?;
        Some((Mention::Word(text.get(span.range())?.to_owned()), span))
    };
    if !record::front_goes_on_below(before.get(..start)?) {
        return link(text, start, at).or_else(plain);
    }
    let (line, after) = (before.get(start..)?, text.get(at..)?);
    let rest = after.split('\n').next().unwrap_or_default();
    let end = match !line.contains(':') && rest.contains(':') {
        true => rest.find(':'),
        false => rest.find([',', ']', '}']).or_else(|| rest.find(" #")),
    };
    let whole = rest.get(..end.unwrap_or(rest.len()))?;
    let end = at
        + whole
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
            .len();
    let said = |span: Span| text.get(span.range()).map(str::to_owned);
    let beside = |span: Span| span.start <= at;
    match spot(text, end)? {
        Spot::Name(span) => Some((Mention::Name(said(span)?), span)),
        Spot::Value(field, span) if beside(span) => Some((Mention::Value(field, None, said(span)?), span)),
        Spot::Cell(field, column, span) if beside(span) => {
            Some((Mention::Value(field, Some(column), said(span)?), span))
        }
        Spot::Column(field, span) if beside(span) => Some((Mention::Column(field, said(span)?), span)),
        // The value is what follows.
        Spot::Value(field, _) => Some((Mention::Name(field), word(text, at)?)),
        Spot::Cell(field, column, _) => Some((Mention::Column(field, column), word(text, at)?)),
        _ => plain(),
    }
}

/// The link of the form `[[…]]` around the byte `at`, on the line that begins at `start`.
fn link(text: &str, start: usize, at: usize) -> Option<(Mention, Span)> {
    let open = start + text.get(start..at)?.rfind("[[")? + 2;
    let inside = text.get(open..)?;
    let close = open + inside.find("]]")?;
    let said = text.get(open..close)?;
    if at > close || said.contains('\n') {
        return None;
    }
    let target = said.split('|').next().unwrap_or(said);
    let span = Span::new(open, open + target.len());
    Some((Mention::Link(target.trim().to_owned()), span))
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
            Some(Spot::Heading(span)) => format!("heading <{}>", &text[span.range()]),
            Some(Spot::TableCell(head, span)) => format!("{head} | <{}>", &text[span.range()]),
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
    fn the_body_has_headings_and_tables() {
        assert_eq!(at("---\n---\n## 故障|"), "heading <故障>");
        assert_eq!(at("---\n---\n##|"), "nothing");
        assert_eq!(at("```\n# a|"), "nothing");
        let table = "| 系统 | 结果 |\n| --- | --- |\n";
        let cell = |row: &str| {
            let text = format!("{table}{row}");
            match spot(&text, text.len()) {
                Some(Spot::TableCell(head, span)) => Some((head, text[span.range()].to_owned())),
                _ => None,
            }
        };
        assert_eq!(cell("| gwgl | 正"), Some(("结果".into(), "正".into())));
        assert_eq!(cell("| "), Some(("系统".into(), String::new())));
        assert_eq!(cell("\n| 系"), None);
    }

    /// What stands at the `|` of `marked`, in words.
    fn there(marked: &str) -> Option<Mention> {
        let at = marked.find('|').unwrap();
        let text = marked.replace('|', "");
        let (found, span) = mention(&text, at)?;
        assert!(span.start <= at && at <= span.end, "{marked}");
        Some(found)
    }

    #[test]
    fn what_stands_somewhere_is_whole() {
        let value = |field: &str, column: Option<&str>, said: &str| {
            Some(Mention::Value(field.into(), column.map(Into::into), said.into()))
        };
        assert_eq!(
            there("---\nsev|erity: minor\n"),
            Some(Mention::Name("severity".into()))
        );
        assert_eq!(
            there("---\nseverity: mi|nor  # 三级\n"),
            value("severity", None, "minor")
        );
        assert_eq!(
            there("---\nsystem: [gwgl, rs|jy]\n"),
            value("system", None, "rsjy")
        );
        assert_eq!(
            there("---\nsystem: \"公文|管理\"\n"),
            value("system", None, "公文管理")
        );
        let row = "---\npending:\n  - {from: 1, reason: us|er}\n";
        assert_eq!(there(row), value("pending", Some("reason"), "user"));
        let row = "---\npending:\n  - {from: 1, rea|son: user}\n";
        assert_eq!(
            there(row),
            Some(Mention::Column("pending".into(), "reason".into()))
        );
        assert_eq!(
            there("见 [[F-1#原|因]]。"),
            Some(Mention::Link("F-1#原因".into()))
        );
        assert_eq!(there("见 [[F-1]] 和 F-|2。"), Some(Mention::Word("F-2".into())));
        assert_eq!(there("。|，"), None);
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
        fn nothing_that_is_written_is_too_odd(text in "[-\n: \\[\\],{a甲\"|#]{0,30}", at in 0_usize..40) {
            let at = text.floor_char_boundary(at.min(text.len()));
            spot(&text, at);
            word(&text, at);
            mention(&text, at);
        }
    }
}
