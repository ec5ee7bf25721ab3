//! How are logs, stack traces and differences read? Line by line.

use super::painter::{Painter, Sort, in_word, lines, run};

/// Lines that are looked at to tell whether a text is a log.
const LOOKED_AT: usize = 8;

/// Whether one of the first lines of `code` begins as a line of a log or a stack trace does.
pub fn looks_like(code: &str) -> bool {
    let begins = |line: &str| {
        let text = line.trim_start();
        let bare = text.trim_start_matches(['[', '(']);
        time(bare.as_bytes()) >= "2023-01-01".len()
            || frame(text).is_some()
            || text.starts_with("Caused by: ")
    };
    lines(code).take(LOOKED_AT).any(|(_, line)| begins(line))
}

/// Paints times, levels, exceptions, error numbers, and the frames of stack traces.
pub fn log(painter: &mut Painter<'_>) {
    for (start, line) in lines(painter.code()) {
        let text = line.trim_start();
        let begin = start + line.len() - text.len();
        match frame(text) {
            Some(place) => {
                painter.paint(begin, begin + 2, Sort::Keyword);
                painter.paint(begin + place, begin + text.trim_end().len(), Sort::Text);
            }
            None if text.starts_with("... ") && text.ends_with(" more") => {
                painter.paint(begin, begin + text.len(), Sort::Comment);
            }
            None => words(painter, begin, text),
        }
    }
}

/// Where, in a frame of a stack trace, the file stands.
fn frame(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("at ")?;
    let place = rest.find('(').filter(|_| rest.trim_end().ends_with([')', ']']))?;
    Some("at ".len() + place)
}

fn words(painter: &mut Painter<'_>, begin: usize, text: &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        if byte.is_ascii_digit() {
            let len = time(bytes.get(at..).unwrap_or_default());
            if len > 0 {
                painter.paint(begin + at, begin + at + len, Sort::Number);
            }
            at = run(bytes, at + len.max(1), |b| b.is_ascii_alphanumeric());
        } else if in_word(byte) {
            let end = run(bytes, at, |b| in_word(b) || matches!(b, b'.' | b'$' | b'-'));
            let word = text.get(at..end).unwrap_or("").trim_end_matches(['.', '-']);
            if let Some(sort) = sort(word) {
                painter.paint(begin + at, begin + at + word.len(), sort);
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The sort of a word of a log.
fn sort(word: &str) -> Option<Sort> {
    match word {
        "ERROR" | "FATAL" | "SEVERE" | "CRITICAL" | "CRIT" | "EMERG" | "ALERT" | "error" | "crit"
        | "emerg" => Some(Sort::Error),
        "WARN" | "WARNING" | "warn" => Some(Sort::Warning),
        "INFO" | "DEBUG" | "TRACE" | "NOTICE" | "FINE" | "notice" | "info" => Some(Sort::Keyword),
        "Caused" | "Exception" => Some(Sort::Error),
        _ => (is_exception(word) || is_number(word)).then_some(Sort::Error),
    }
}

/// `java.sql.SQLException`.
fn is_exception(word: &str) -> bool {
    let Some((_, last)) = word.rsplit_once('.') else {
        return false;
    };
    (last.ends_with("Exception") || last.ends_with("Error"))
        && last.starts_with(|c: char| c.is_ascii_uppercase())
}

/// `ORA-12541`: capitals, a hyphen, and at least three digits.
fn is_number(word: &str) -> bool {
    let Some((letters, digits)) = word.rsplit_once('-') else {
        return false;
    };
    let all = |text: &str, of: fn(&u8) -> bool| text.bytes().all(|byte| of(&byte));
    (2..=8).contains(&letters.len())
        && (3..=6).contains(&digits.len())
        && all(letters, u8::is_ascii_uppercase)
        && all(digits, u8::is_ascii_digit)
}

/// The length of the date, the time, or both, that `bytes` begin with; 0 for anything else.
fn time(bytes: &[u8]) -> usize {
    let shaped = |shape: &[u8]| {
        let same = |(byte, sign): (&u8, &u8)| match sign {
            b'0' => byte.is_ascii_digit(),
            b'A' => byte.is_ascii_alphabetic(),
            b'-' => matches!(byte, b'-' | b'/'),
            _ => byte == sign,
        };
        bytes.len() >= shape.len() && bytes.iter().zip(shape).all(same)
    };
    let date = match () {
        () if shaped(b"0000-00-00") => 10,
        () if shaped(b"00-AAA-0000") => 11,
        () if shaped(b"00:00:00") => 0,
        () => return 0,
    };
    let clock = match (date, bytes.get(date)) {
        (0, _) => 0,
        (_, Some(b' ' | b'T' | b':')) => date + 1,
        _ => return date,
    };
    let rest = bytes.get(clock..).unwrap_or_default();
    let digits = rest
        .iter()
        .take_while(|b| b.is_ascii_digit() || **b == b':')
        .count();
    if !(4..=8).contains(&digits) {
        return date;
    }
    let mut end = clock + digits;
    if matches!(bytes.get(end), Some(b'.' | b',')) && bytes.get(end + 1).is_some_and(u8::is_ascii_digit) {
        end = run(bytes, end + 1, |b| b.is_ascii_digit());
    }
    end + usize::from(bytes.get(end) == Some(&b'Z'))
}

/// What was added and removed.
pub fn diff(painter: &mut Painter<'_>) {
    for (start, line) in lines(painter.code()) {
        let sort = match line.as_bytes() {
            [b'+', b'+', b'+', ..] | [b'-', b'-', b'-', ..] | [b'@', b'@', ..] => Sort::Comment,
            [b'+', ..] => Sort::Added,
            [b'-', ..] => Sort::Removed,
            _ => continue,
        };
        painter.paint(start, start + line.len(), sort);
    }
}
