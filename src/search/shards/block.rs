//! How is a block written?
//!
//! For each key how it goes on from the one before, the rest of it, the number of its documents where it is not one, and its [`Row`].

use super::digits;
use super::rows::Row;

/// In the number that says how a key goes on: the most characters that it shares with the one before, and one.
const SHARED: usize = 8;

/// How many bytes the two have in common at the start, in whole characters, and less than [`SHARED`] units of UTF-16.
fn shared(one: &str, two: &str) -> usize {
    let pairs = one.chars().zip(two.chars());
    let alike = pairs.take_while(|(a, b)| a == b);
    let sizes = alike.scan(0, |units, (c, _)| {
        *units += c.len_utf16();
        Some((c.len_utf8(), *units))
    });
    sizes
        .take_while(|(_, units)| *units < SHARED)
        .map(|(bytes, _)| bytes)
        .sum()
}

/// Writes `key` down, which follows `before`, with its documents.
pub(super) fn push(before: &str, key: &str, row: &str, documents: u32, text: &mut String) {
    let (head, rest) = key.split_at(shared(before, key));
    let is_one = usize::from(documents == 1);
    // In order and without repetition, a key always goes on.
    let more = rest.encode_utf16().count() - 1;
    digits::push((more * SHARED + head.encode_utf16().count()) * 2 + is_one, text);
    text.push_str(rest);
    if documents != 1 {
        digits::push(documents as usize, text);
    }
    text.push_str(row);
}

/// The keys of the block that was written as `text`, with their documents; `None` where it is none.
pub(super) fn entries(text: &str) -> Option<Vec<(String, Row)>> {
    let (mut all, mut before, mut rest) = (Vec::new(), String::new(), text);
    while !rest.is_empty() {
        let how = take(&mut rest)?;
        let (is_one, shared, more) = (how % 2 == 1, how / 2 % SHARED, how / 2 / SHARED + 1);
        let head = units(&before, shared)?;
        let tail = units(rest, more)?;
        let key = format!("{head}{tail}");
        rest = &rest[tail.len()..];
        let documents = if is_one { 1 } else { take(&mut rest)? };
        let row = rest;
        for _ in 0..documents {
            take(&mut rest)?;
        }
        let row = Row::written(&row[..row.len() - rest.len()], u32::try_from(documents).ok()?);
        before.clone_from(&key);
        all.push((key, row));
    }
    Some(all)
}

/// Takes a number from the start of `text`.
fn take(text: &mut &str) -> Option<usize> {
    let mut signs = text.chars();
    let number = digits::take(&mut signs)?;
    *text = signs.as_str();
    Some(number)
}

/// The first `count` units of UTF-16 of `text`; `None` where they end within a character.
fn units(text: &str, count: usize) -> Option<&str> {
    let (mut end, mut left) = (0, count);
    let mut chars = text.chars();
    while left > 0 {
        let c = chars.next()?;
        left = left.checked_sub(c.len_utf16())?;
        end += c.len_utf8();
    }
    text.get(..end)
}
