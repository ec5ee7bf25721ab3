//! How are configuration files read? Their lines begin with the name of an entry.

use super::painter::{Painter, Sort, in_word, lines, run};

/// YAML: `key: value`, with items, comments and texts.
pub fn yaml(painter: &mut Painter<'_>) {
    for (start, line) in lines(painter.code()) {
        let begin = start + marker(line);
        let rest = painter.code().get(begin..start + line.len()).unwrap_or("");
        if rest.starts_with('#') || rest == "---" || rest == "..." {
            painter.paint(begin, start + line.len(), Sort::Comment);
            continue;
        }
        let value = match yaml_key(rest) {
            Some(colon) => {
                painter.paint(begin, begin + colon, Sort::Name);
                begin + colon + 1
            }
            None => begin,
        };
        yaml_value(painter, value, start + line.len());
    }
}

/// The bytes of indentation and `- ` that `line` begins with.
fn marker(line: &str) -> usize {
    let mut rest = line.trim_start();
    while let Some(inner) = rest.strip_prefix("- ") {
        rest = inner.trim_start();
    }
    line.len() - rest.len()
}

/// Where the colon after the key that `rest` begins with stands.
fn yaml_key(rest: &str) -> Option<usize> {
    if rest.starts_with(['{', '[', '|', '>']) {
        return None;
    }
    let colon = rest.match_indices(':').map(|(at, _)| at).find(|at| {
        let after = rest.as_bytes().get(at + 1);
        after.is_none_or(|byte| matches!(byte, b' ' | b'\t'))
    })?;
    let key = rest.get(..colon)?;
    (!key.contains(" #") && !key.starts_with('#')).then_some(colon)
}

/// Paints the value between `from` and `to`, and the comment behind it.
fn yaml_value(painter: &mut Painter<'_>, from: usize, to: usize) {
    let Some(text) = painter.code().get(from..to) else {
        return;
    };
    let quoted = closing(text);
    let comment = text.get(quoted..).and_then(|rest| rest.find(" #"));
    let comment = comment.map_or(text.len(), |at| quoted + at + 1);
    let value = text.get(..comment).unwrap_or("");
    let begin = from + value.len() - value.trim_start().len();
    if let Some(sort) = scalar(value.trim()) {
        painter.paint(begin, begin + value.trim().len(), sort);
    }
    painter.paint(from + comment, to, Sort::Comment);
}

/// Where the text in quotation marks that `value` begins with ends; 0 where it begins with none.
fn closing(value: &str) -> usize {
    let bare = value.trim_start();
    let begin = value.len() - bare.len();
    match bare.as_bytes().first() {
        Some(b'"' | b'\'') => quoted(value.as_bytes(), begin),
        _ => 0,
    }
}

/// The sort of a value as a whole.
fn scalar(value: &str) -> Option<Sort> {
    let is_number = value.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && value
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b':' | b' ' | b'T' | b'Z' | b'+'))
        && value.len() > usize::from(value.starts_with('-'));
    match value {
        "true" | "false" | "null" | "yes" | "no" | "~" => Some(Sort::Keyword),
        _ if value.starts_with(['"', '\'']) => Some(Sort::Text),
        _ if value.starts_with(['&', '*', '!']) => Some(Sort::Variable),
        _ => is_number.then_some(Sort::Number),
    }
}

/// Properties, INI and TOML: `key=value` below `[section]`.
pub fn properties(painter: &mut Painter<'_>) {
    for (start, line) in lines(painter.code()) {
        let (text, end) = (line.trim_start(), start + line.len());
        let begin = end - text.len();
        match text.as_bytes().first() {
            Some(b'#' | b';' | b'!') => painter.paint(begin, end, Sort::Comment),
            Some(b'[') => painter.paint(begin, end, Sort::Keyword),
            _ => {
                let Some(sign) = text.find(['=', ':']) else {
                    continue;
                };
                painter.paint(
                    begin,
                    begin + text.get(..sign).unwrap_or("").trim_end().len(),
                    Sort::Name,
                );
                let value = text.get(sign + 1..).unwrap_or("");
                if let Some(sort) = scalar(value.trim()) {
                    let from = end - value.trim_start().len();
                    painter.paint(from, from + value.trim().len(), sort);
                }
            }
        }
    }
}

/// Nginx: the first word of each statement is a directive.
pub fn nginx(painter: &mut Painter<'_>) {
    let code = painter.code();
    let bytes = code.as_bytes();
    let (mut at, mut first) = (0, true);
    while let Some(byte) = bytes.get(at).copied() {
        let (end, sort) = match byte {
            b'#' => (run(bytes, at, |b| b != b'\n'), Some(Sort::Comment)),
            b'"' | b'\'' => (quoted(bytes, at), Some(Sort::Text)),
            b'$' => (
                run(bytes, at + 1, |b| in_word(b) && b < 0x80),
                Some(Sort::Variable),
            ),
            b'0'..=b'9' if !first => (run(bytes, at, |b| in_word(b) || b == b'.'), Some(Sort::Number)),
            _ if in_word(byte) => {
                let end = run(bytes, at, |b| {
                    in_word(b) || matches!(b, b'-' | b'.' | b'/' | b':')
                });
                (end, first.then_some(Sort::Keyword))
            }
            _ => (at + 1, None),
        };
        first = match byte {
            b';' | b'{' | b'}' => true,
            b' ' | b'\t' | b'\n' | b'\r' | b'#' => first,
            _ => false,
        };
        if let Some(sort) = sort {
            painter.paint(at, end, sort);
        }
        at = end;
    }
}

/// The end of the text whose quotation mark stands at `at`.
fn quoted(bytes: &[u8], at: usize) -> usize {
    let quote = bytes.get(at).copied();
    let end = run(bytes, at + 1, |b| Some(b) != quote && b != b'\n');
    end + usize::from(bytes.get(end).copied() == quote)
}
