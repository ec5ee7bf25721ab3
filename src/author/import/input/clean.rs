//! A cell without what nobody wrote: controls, marks of direction, the ways of programs to write text.

/// `text` with one kind of line end, without characters that nobody sees and no file should hold, and without the `="…"` by which spreadsheets
/// keep a number as text.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        match c {
            '\n' if before == Some('\r') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{a0}' => out.push(' '),
            _ if c != '\t' && is_unseen(c) => {}
            _ => out.push(c),
        }
        before = Some(c);
    }
    let trimmed = out.trim();
    let kept = trimmed
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    kept.unwrap_or(trimmed).trim().to_owned()
}

/// Controls, byte order marks, spaces without width, marks that turn the direction of writing, and what is no character.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// `text` in one line: whatever is blank between its words is one space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_wrote_is_dropped() {
        assert_eq!(
            clean(" 甲\u{0}乙\u{200b}\r\n丙\u{2028}丁\t戊 "),
            "甲乙\n丙\n丁\t戊"
        );
        assert_eq!(clean("=\"0012\""), "0012");
        assert_eq!(clean("=SUM(A1)"), "=SUM(A1)");
        assert_eq!(clean("a\u{202e}b\u{ffff}c\u{feff}"), "abc");
        assert_eq!(one_line(" 甲\n 乙\u{3000}丙 "), "甲 乙 丙");
    }
}
