//! The number in a text that a person wrote.

use rust_decimal::Decimal;

/// The first number in `text`: `71.0` in `71.0 %`, `1024` in `约 1,024 条`, `-3` in `-3℃`; `None` where it has none.
/// Digits of full width count too.
pub fn first_number(text: &str) -> Option<Decimal> {
    let text: String = text.chars().map(narrow).collect();
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let negative = text[..start].ends_with(['-', '−']);
    let mut number = String::from(if negative { "-" } else { "" });
    let mut rest = text[start..].chars().peekable();
    let mut fraction = false;
    while let Some(c) = rest.next() {
        let before_digit = rest.peek().is_some_and(char::is_ascii_digit);
        match c {
            '0'..='9' => number.push(c),
            ',' if before_digit && !fraction => {}
            '.' if before_digit && !fraction => {
                fraction = true;
                number.push(c);
            }
            _ => break,
        }
    }
    number.parse().ok()
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::first_number;

    #[test]
    fn finds_the_first_number() {
        for (text, number) in [
            ("71.0 %", Some("71.0")),
            ("约 1,024 条", Some("1024")),
            ("-3℃", Some("-3")),
            ("4/4 节点", Some("4")),
            ("８５％", Some("85")),
            ("3.", Some("3")),
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
