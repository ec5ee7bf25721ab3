//! Which quotation mark or bracket was never closed?

/// Where the quotation mark stands that was meant to be closed on its own line, and that YAML closes on the line of the byte `at`.
pub(super) fn open(text: &str, at: usize) -> Option<usize> {
    let mut from = 0;
    while from < at {
        let line = text[from..].split_inclusive('\n').next()?;
        let next = from + line.len();
        from = match opened(line).map(|(mark, quote)| (from + mark, quote)) {
            None => next,
            Some((mark, quote)) => {
                let close = next + closing(&text[next..], quote)?;
                let same = close < at && !text[close..at].contains('\n');
                if same {
                    return Some(mark);
                }
                close + text[close..].find('\n')? + 1
            }
        };
    }
    None
}

/// Whether a bracket closes the one at `at`.
pub(super) fn closes(text: &str, at: usize) -> bool {
    let mut depth = 0_usize;
    for c in text[at..].chars() {
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

/// The quotation mark on `line` that begins a value and is not closed on it.
fn opened(line: &str) -> Option<(usize, char)> {
    let mut chars = line.char_indices().peekable();
    let (mut fresh, mut depth) = (true, 0_usize);
    while let Some((at, c)) = chars.next() {
        match c {
            '"' | '\'' if fresh => {
                let rest = &line[at + 1..];
                let Some(close) = closing(rest, c) else {
                    return Some((at, c));
                };
                while chars.next_if(|(next, _)| *next <= at + 1 + close).is_some() {}
                fresh = false;
            }
            ' ' => {}
            '-' | ':' => fresh = chars.peek().is_some_and(|(_, next)| *next == ' ') && (fresh || c == ':'),
            '#' if line[..at].ends_with(' ') => return None,
            '[' | '{' if fresh || depth > 0 => {
                depth += 1;
                fresh = true;
            }
            ',' => fresh = depth > 0,
            _ => fresh = false,
        }
    }
    None
}

/// Where the mark `quote` stands in `text`, neither escaped nor doubled.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote && (quote == '"' || chars.next_if(|(_, next)| *next == '\'').is_none()) {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_open_where_its_line_does_not_close_it() {
        let open = |line: &str| opened(line).map(|(at, _)| at);
        assert_eq!(open("title: \"公文"), Some(7));
        assert_eq!(open("title: '公文''"), Some(7));
        assert_eq!(open("tags: [a, \"b]"), Some(10));
        assert_eq!(open("  - \"a"), Some(4));
        assert_eq!(open("title: \"公文\" # it's"), None);
        assert_eq!(open("title: it's, \"b"), None);
        assert_eq!(open("title: \"a\\\"b\""), None);
    }
}
