//! Numbers that a person wrote, and numbers that a person reads.

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
    fn numbers_read_well() {
        assert_eq!(size(1023), "1023 B");
        assert_eq!(size(1025), "2 KiB");
        assert_eq!(size(5 << 19), "2.5 MiB");
        assert_eq!(narrowed("约 －１，０２４．５％（峰值）"), "约 -1,024.5%（峰值）");
    }
}
