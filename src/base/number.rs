//! Digits in a text that a person wrote.

/// `text` with digits, and the signs that stand in numbers, of half width.
pub fn narrowed(text: &str) -> String {
    text.chars().map(narrow).collect()
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' | '．' | '，' | '－' | '％' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_narrow() {
        assert_eq!(narrowed("约 －１，０２４．５％（峰值）"), "约 -1,024.5%（峰值）");
    }
}
