//! Is a part of a value a remark to YAML?

use crate::base::Span;

/// A remark without a blank behind its sign, as in `服务器 #2 宕机`: more likely it was meant as a part of the value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Remark<'f> {
    /// The key at the top below which it stands.
    pub(super) key: &'f str,
    /// The key before it, where that is another.
    pub(super) column: Option<&'f str>,
    /// Whether nothing stands before it, so that there is no value at all.
    pub(super) whole: bool,
    /// Where it stands in the front matter.
    pub(super) span: Span,
}

/// A line of the front matter that is neither empty nor a remark, in parts.
struct Line<'f> {
    /// Where it begins.
    start: usize,
    /// How many blanks it begins with.
    indent: usize,
    /// Whether it begins an item of a list.
    item: bool,
    /// Its key, and where that stands in the line.
    key: Option<(&'f str, usize)>,
    /// What stands behind its key and the dash of its item, and where in the line.
    value: (&'f str, usize),
}

/// The remarks in `front` that were more likely meant as a part of a value.
pub(super) fn glued(front: &str) -> Vec<Remark<'_>> {
    let lines = lines(front);
    let (mut found, mut top, mut block) = (Vec::new(), None, None);
    for (number, line) in lines.iter().enumerate() {
        // What stands in a block of text is text.
        if block.is_some_and(|indent| line.indent > indent) {
            continue;
        }
        block = None;
        let own = line.key.map(|(key, _)| key);
        if line.indent == 0 && !line.item {
            top = own;
        }
        let (written, at) = line.value;
        if written.starts_with(['|', '>']) {
            block = Some(line.key.map_or(line.indent, |(_, at)| at));
        }
        let is_told = own.is_some() || line.item;
        let (Some(key), Some(sign)) = (top.filter(|_| is_told), sign(written)) else {
            continue;
        };
        let column = line.key.map_or(line.indent, |(_, at)| at);
        let is_below =
            |next: &Line<'_>| next.indent > column || next.indent == column && next.item && !line.item;
        let whole = sign == 0;
        if whole && lines.get(number + 1).is_some_and(is_below) {
            continue;
        }
        let from = line.start + at + sign;
        found.push(Remark {
            key,
            column: own.filter(|_| line.indent > 0 || line.item),
            whole,
            span: Span::new(from, line.start + at + written.len()),
        });
    }
    found
}

fn lines(front: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut found = Vec::new();
    for text in front.split_inclusive('\n') {
        let line = text.trim_end();
        let indent = line.len() - line.trim_start_matches(' ').len();
        let rest = &line[indent..];
        if !rest.is_empty() && !rest.starts_with('#') {
            found.push(parts(start, indent, line));
        }
        start += text.len();
    }
    found
}

fn parts(start: usize, indent: usize, line: &str) -> Line<'_> {
    let mut rest = &line[indent..];
    while let Some(after) = rest
        .strip_prefix('-')
        .filter(|after| after.starts_with([' ', '\t']))
    {
        rest = after.trim_start();
    }
    let at = line.len() - rest.len();
    let colon = rest.match_indices(':').map(|(at, _)| at).find(|colon| {
        let behind = &rest[colon + 1..];
        behind.is_empty() || behind.starts_with([' ', '\t'])
    });
    let key = colon
        .map(|colon| &rest[..colon])
        .filter(|key| is_plain(key) && !key.contains(" #"));
    let value = match key {
        Some(key) => rest[key.len() + 1..].trim_start(),
        None => rest,
    };
    Line {
        start,
        indent,
        item: at > indent || rest == "-",
        key: key.map(|key| (key, at)),
        value: (value, line.len() - value.len()),
    }
}

/// Whether `text` is not in quotation marks, brackets and the like.
fn is_plain(text: &str) -> bool {
    !text.starts_with(['"', '\'', '|', '>', '[', '{', '&', '*', '!'])
}

/// Where in `value` a remark begins without a blank behind its sign.
fn sign(value: &str) -> Option<usize> {
    let sign = value.match_indices('#').map(|(at, _)| at).find(|at| {
        let (before, behind) = (&value[..*at], value[at + 1..].chars().next());
        let parts = before.is_empty() || before.ends_with([' ', '\t']);
        parts && behind.is_some_and(|c| !c.is_whitespace() && c != '#')
    })?;
    // Behind an earlier remark all is one.
    (is_plain(value) && !value[..sign].starts_with("# ") && !value[..sign].contains(" # ")).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(front: &str) -> Vec<(&str, Option<&str>, bool, &str)> {
        let remarks = glued(front).into_iter();
        remarks
            .map(|remark| {
                (
                    remark.key,
                    remark.column,
                    remark.whole,
                    &front[remark.span.range()],
                )
            })
            .collect()
    }

    #[test]
    fn what_was_meant_as_a_value_is_told_from_a_remark() {
        let front = "title: 服务器 #2 宕机\nsystem: gwgl # 公文 #1\nowner: a#1\nnote: \"a #1\"\nx: #1\nw: # 1 #2\ny: |\n  a: b #1\nz:\tC \t#1\n";
        assert_eq!(
            found(front),
            [
                ("title", None, false, "#2 宕机"),
                ("x", None, true, "#1"),
                ("z", None, false, "#1")
            ]
        );
    }

    #[test]
    fn items_and_columns_are_values_too() {
        let front = "tags: #标签\n  - a #b\n  - #c\n  - d # e\nsystem: #一\n- gw\npending:\n  - from: 2023-09-12 10:00\n    note: 等 #3 机\n    text: |\n      等 #4 机\n    to: #2023\n  # x: a #b\n  - note: >\n      a #5\n    party: b #6\nlast: [a,\n  b #c]\n";
        assert_eq!(
            found(front),
            [
                ("tags", None, false, "#b"),
                ("tags", None, true, "#c"),
                ("pending", Some("note"), false, "#3 机"),
                ("pending", Some("to"), true, "#2023"),
                ("pending", Some("party"), false, "#6"),
            ]
        );
    }
}
