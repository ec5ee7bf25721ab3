//! Which addresses may a document lead to? Word does not open one that has an address it cannot read.

use crate::base::xml;

/// The longest address that Word follows, in bytes.
const LONGEST: usize = 2000;

/// Whether `address` is one of the web that every program reads alike.
pub(super) fn is_sound(address: &str) -> bool {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| address.strip_prefix(scheme));
    let Some(rest) = rest.filter(|_| address.len() <= LONGEST) else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    let named = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-.".contains(c));
    let odd = |c: char| c.is_control() || c.is_whitespace() || "<>\"{}|\\^`[]".contains(c) || xml::is_odd(c);
    let encoded = rest.split('%').skip(1).all(|after| {
        let mut digits = after.chars().take(2);
        let hex = |c: Option<char>| c.is_some_and(|c| c.is_ascii_hexdigit());
        hex(digits.next()) && hex(digits.next())
    });
    named && port.len() <= 5 && port.chars().all(|c| c.is_ascii_digit()) && !rest.contains(odd) && encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_are_read_alike_are_sound() {
        let sound = ["https://example.org", "http://内网.省局:8080/公文?a=%E4&b=1#甲"];
        let unsound = [
            "//example.org/",
            "https://",
            "http://a b/",
            "https://[::1]/",
            "http://user@host/",
            "https://example.org:端口/",
            "https://example.org/%zz",
            "https://example.org/\u{202E}gpj",
            "https://example.org/{x}",
        ];
        for address in sound {
            assert!(is_sound(address), "{address}");
        }
        for address in unsound {
            assert!(!is_sound(address), "{address}");
        }
        assert!(!is_sound(&format!("https://example.org/{}", "a".repeat(LONGEST))));
    }
}
