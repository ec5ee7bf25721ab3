//! The number in a text that a person wrote.

use rust_decimal::Decimal;

/// How many digits stand between two commas.
const GROUP: usize = 3;

/// The number that `text` is. Commas or underscores part groups of three digits of its whole part: `12,000` is one, `1,2` is none.
pub fn decimal(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let whole = unsigned.split('.').next().unwrap_or_default();
    let mut groups = whole.split([',', '_']);
    let first = groups.next().unwrap_or_default().len();
    let is_grouped = whole.len() > first;
    let is_even = groups.all(|group| group.len() == GROUP);
    if is_grouped && !(is_even && (1..=GROUP).contains(&first))
        || unsigned[whole.len()..].contains([',', '_'])
    {
        return None;
    }
    text.replace([',', '_'], "").parse().ok()
}

/// The first number in `text`: `71.0` in `71.0 %`, `1024` in `约 1,024 条`, `-3` in `-3℃`; `None` where it has none.
/// Digits of full width count too.
pub fn first_number(text: &str) -> Option<Decimal> {
    let text: String = text.chars().map(narrow).collect();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let negative = text[..start].ends_with(['-', '−']);
    let mut number = String::from(if negative { "-" } else { "" });
    let mut fraction = false;
    for (at, c) in text[start..].char_indices() {
        let rest = &text[start + at + c.len_utf8()..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        match c {
            '0'..='9' => number.push(c),
            ',' if digits == GROUP && !fraction => {}
            '.' if digits > 0 && !fraction => {
                fraction = true;
                number.push(c);
            }
            _ => break,
        }
    }
    number.parse().ok()
}

/// A digit or a mark of numbers of full width as the usual one; any other character as it is.
pub fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '％' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{decimal, first_number};

    #[test]
    fn commas_part_groups_of_three() {
        for (text, number) in [
            ("1,234,567.89", Some("1234567.89")),
            ("12_000", Some("12000")),
            ("-1,000", Some("-1000")),
            ("30000", Some("30000")),
            ("1,2", None),
            ("30,00", None),
            ("1,2345", None),
            ("1234,567", None),
            (",123", None),
            ("1,", None),
            ("1.234,567", None),
            ("", None),
        ] {
            let read = decimal(text).map(|number| number.to_string());
            assert_eq!(read.as_deref(), number, "{text}");
        }
    }

    #[test]
    fn finds_the_first_number() {
        for (text, number) in [
            ("71.0 %", Some("71.0")),
            ("约 1,024 条", Some("1024")),
            ("-3℃", Some("-3")),
            ("4/4 节点", Some("4")),
            ("８５％", Some("85")),
            ("3.", Some("3")),
            ("1,2,3 号机", Some("1")),
            ("V5.4.1", Some("5.4")),
            ("未取到", None),
            ("", None),
        ] {
            let found = first_number(text).map(|number| number.to_string());
            assert_eq!(found.as_deref(), number, "{text}");
        }
        assert_eq!(first_number(&"9".repeat(400)), None);
    }
}
