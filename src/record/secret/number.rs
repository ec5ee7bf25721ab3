//! Numbers of citizens and of bank cards.

use super::{Secret, Sort};
use crate::base::Span;
use jiff::civil::Date;

/// How many digits a citizen's number has before its check digit.
const DIGITS: usize = 17;

/// The numbers of the provinces, which a citizen's number begins with (GB/T 2260).
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
    61, 62, 63, 64, 65, 71, 81, 82, 83,
];

/// The citizens' numbers in `text`. So many digits in a row hold a byte whose place is a multiple of their count; no other one is looked at.
pub(super) fn identities(text: &str, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let mut at = DIGITS - 1;
    while let Some(byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            let run = run_round(bytes, at);
            let span = with_check(bytes, run);
            if span.is_some_and(|span| stands_alone(bytes, span) && is_identity(&bytes[span.range()])) {
                found.extend(span.map(|span| Secret {
                    sort: Sort::Identity,
                    span,
                }));
            }
            at = run.end;
        }
        at += DIGITS;
    }
}

/// The digits round the byte `at`.
fn run_round(bytes: &[u8], at: usize) -> Span {
    let is_digit = |byte: &&u8| byte.is_ascii_digit();
    let before = bytes[..at].iter().rev().take_while(is_digit).count();
    let behind = bytes[at..].iter().take_while(is_digit).count();
    Span::new(at - before, at + behind)
}

/// `run` with the check digit `X` that may end it, where it is as long as a citizen's number.
fn with_check(bytes: &[u8], run: Span) -> Option<Span> {
    let is_x = matches!(bytes.get(run.end), Some(b'X' | b'x'));
    match run.end - run.start {
        DIGITS if is_x => Some(Span::new(run.start, run.end + 1)),
        count if count == DIGITS + 1 => Some(run),
        _ => None,
    }
}

/// Whether no longer number, word or name goes on beside it.
fn stands_alone(bytes: &[u8], span: Span) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let byte = |at: usize| bytes.get(at);
    let before = span.start.checked_sub(1).and_then(byte);
    let is_fraction = before == Some(&b'.')
        && span
            .start
            .checked_sub(2)
            .and_then(byte)
            .is_some_and(u8::is_ascii_digit);
    !is_fraction && !before.is_some_and(is_part) && !byte(span.end).is_some_and(is_part)
}

/// Whether province, day of birth and check digit (ISO 7064, MOD 11-2) are right.
fn is_identity(number: &[u8]) -> bool {
    let digit = |at: usize| {
        number
            .get(at)
            .map_or(0, |byte| i16::from(byte.wrapping_sub(b'0')))
    };
    let both = |at: usize| digit(at) * 10 + digit(at + 1);
    let day = Date::new(both(6) * 100 + both(8), both(10) as i8, both(12) as i8);
    let is_born = day.is_ok_and(|day| (1800..2100).contains(&day.year()));
    let is_of_province = u8::try_from(both(0)).is_ok_and(|province| PROVINCES.contains(&province));
    is_born && is_of_province && check_digit(number) == number.last().map(u8::to_ascii_uppercase)
}

fn check_digit(number: &[u8]) -> Option<u8> {
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum = number.iter().take(DIGITS).fold(0_usize, |sum, byte| {
        (sum + usize::from(byte.wrapping_sub(b'0'))) * 2 % 11
    });
    CHECKS.get(sum % 11).copied()
}

/// How many digits bank cards have.
const CARD: std::ops::RangeInclusive<usize> = 16..=19;

/// The numbers of bank cards on the line `line`, digits in groups or not.
pub(super) fn cards(text: &str, line: Span, found: &mut Vec<Secret>) {
    let bytes = text.as_bytes();
    let mut at = line.start;
    while at < line.end {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = groups_end(&bytes[..line.end], at);
        let span = Span::new(at, end);
        let digits: Vec<u8> = bytes[span.range()]
            .iter()
            .copied()
            .filter(u8::is_ascii_digit)
            .collect();
        if CARD.contains(&digits.len()) && is_luhn(&digits) && stands_alone(bytes, span) {
            found.push(Secret {
                sort: Sort::Card,
                span,
            });
        }
        at = end;
    }
}

/// Where the digits end that begin at `at`, with single blanks or dashes between them.
fn groups_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        let joins = matches!(byte, b' ' | b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the check digit of a card is right (ISO/IEC 7812).
fn is_luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            match place % 2 {
                0 => digit,
                _ => digit * 2 / 10 + digit * 2 % 10,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}
