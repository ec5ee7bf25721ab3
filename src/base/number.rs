//! Numbers that a person wrote, and numbers that a person reads.

use rust_decimal::Decimal;

/// `text` with digits, and the signs that stand in numbers, of half width.
pub fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

/// A size in bytes, for people.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KiB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MiB", bytes >> 20, (bytes % 1_048_576) * 10 / 1_048_576),
    }
}

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

/// A digit or a mark of numbers of full width as the usual one; any other character as it is.
pub fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '％' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(size(1023), "1023 B");
        assert_eq!(size(1025), "2 KiB");
        assert_eq!(size(5 << 19), "2.5 MiB");
        assert_eq!(narrowed("约 －１，０２４．５％（峰值）"), "约 -1,024.5%（峰值）");
    }

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
}
