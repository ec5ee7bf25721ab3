//! The answer goes to standard output, everything else to standard error.

use anyhow::Result;
use std::borrow::Cow;
use std::io::{IsTerminal, Write};

/// Prints a part of the answer.
pub(crate) fn answer(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let text = match out.is_terminal() {
        true => harmless(text),
        false => Cow::Borrowed(text),
    };
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Prints the answer as JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<()> {
    answer(&serde_json::to_string_pretty(value)?)
}

/// Says something beside the answer. A terminal that is gone can be told nothing.
pub(crate) fn note(text: &str) {
    let mut err = std::io::stderr().lock();
    let text = match err.is_terminal() {
        true => harmless(text),
        false => Cow::Borrowed(text),
    };
    let _ = writeln!(err, "{text}");
}

/// `text` with a sign in place of characters that would command the terminal, which a record may hold; colours stay.
fn harmless(text: &str) -> Cow<'_, str> {
    let commands = |c: char| c.is_control() && c != '\n' && c != '\t';
    if !text.contains(commands) {
        return Cow::Borrowed(text);
    }
    let mut told = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(commands) {
        let (before, from) = rest.split_at(at);
        told.push_str(before);
        let end = colour(from).unwrap_or_else(|| {
            told.push('\u{fffd}');
            0
        });
        told.push_str(&from[..end]);
        rest = &from[end.max(from.chars().next().map_or(0, char::len_utf8))..];
    }
    told.push_str(rest);
    Cow::Owned(told)
}

/// How long the sequence is that `text` begins with, where it does no more than to set a colour.
fn colour(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\x1b[")?;
    let numbers = inner.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    inner[numbers..].starts_with('m').then_some(numbers + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_does_not_command_the_terminal() {
        assert_eq!(harmless("甲\t乙\n"), "甲\t乙\n");
        assert_eq!(harmless("\x1b[1m甲\x1b[0;31m乙"), "\x1b[1m甲\x1b[0;31m乙");
        assert_eq!(
            harmless("a\x1b]0;x\x07b\u{9b}c\x1b[2Jd\x1b"),
            "a\u{fffd}]0;x\u{fffd}b\u{fffd}c\u{fffd}[2Jd\u{fffd}"
        );
    }
}
