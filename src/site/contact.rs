//! How is somebody reached? What is written of it, with what can be called or written to as a link.

use serde::Serialize;

/// A part of what is written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Way {
    /// The words.
    pub text: String,
    /// The address to call or to write to, where they are one.
    pub href: Option<String>,
}

/// What stands behind a number that is no telephone's, but of a place.
const PLACES: [char; 6] = ['楼', '室', '号', '层', '房', '栋'];
/// What stands before a number that is an account's.
const ACCOUNTS: [&str; 3] = ["QQ", "qq", "微信"];

/// The parts of `contact`, in order.
pub(super) fn ways(contact: Option<&str>) -> Vec<Way> {
    let contact = contact.unwrap_or_default();
    let mut ways = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = contact.get(at..).and_then(|rest| rest.find(is_of_address)) {
        let begin = at + found;
        at = begin + length(contact.get(begin..).unwrap_or_default());
        let run = contact.get(begin..at).unwrap_or_default();
        let word = run.trim_matches(['-', '.', '_']);
        let start = begin + run.find(word).unwrap_or_default();
        let (before, after) = (contact.get(..start), contact.get(start + word.len()..));
        let href = mail_to(word).or_else(|| {
            let is_account = ACCOUNTS.iter().any(|name| {
                let before = before.unwrap_or_default();
                before
                    .trim_end_matches([' ', ':', '：', '群', '号'])
                    .ends_with(name)
            });
            let is_place = after.is_some_and(|after| after.starts_with(PLACES));
            call(word).filter(|_| !is_account && !is_place)
        });
        if href.is_some() {
            plain(&mut ways, contact.get(from..start));
            ways.push(Way {
                text: word.to_owned(),
                href,
            });
            from = start + word.len();
        }
    }
    plain(&mut ways, contact.get(from..));
    ways
}

fn plain(ways: &mut Vec<Way>, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        ways.push(Way {
            text: text.to_owned(),
            href: None,
        });
    }
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "+-._@()".contains(c)
}

/// How long the address is that `text` begins with. The code of a country or of an area may have a blank behind it.
fn length(text: &str) -> usize {
    let run = |text: &str| text.find(|c| !is_of_address(c)).unwrap_or(text.len());
    let first = run(text);
    let next = text.get(first..).and_then(|rest| rest.strip_prefix(' '));
    match next.filter(|next| text.starts_with(['0', '+']) && next.starts_with(|c: char| c.is_ascii_digit())) {
        Some(next) => first + 1 + run(next),
        None => first,
    }
}

/// The address to write to `word`.
fn mail_to(word: &str) -> Option<String> {
    let (name, host) = word.split_once('@')?;
    let is_host = host.contains('.') && !host.contains(['@', '(', ')', '+']);
    (!name.is_empty() && is_host).then(|| format!("mailto:{word}"))
}

/// The address to call `phone`: a number, with the signs that people put between its parts.
pub(super) fn call(phone: &str) -> Option<String> {
    let digits: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let plain = phone
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'));
    (plain && digits.len() >= 3).then(|| format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_called_and_addresses_written_to() {
        let links = |contact: &str| {
            let ways = ways(Some(contact));
            assert_eq!(
                ways.iter().map(|way| way.text.as_str()).collect::<String>(),
                contact
            );
            ways.into_iter().filter_map(|way| way.href).collect::<Vec<_>>()
        };
        assert_eq!(
            links("运维服务台 8001，fwt@oa.example"),
            ["tel:8001", "mailto:fwt@oa.example"]
        );
        assert_eq!(
            links("电话(0591)8765-4321转8001"),
            ["tel:059187654321", "tel:8001"]
        );
        assert_eq!(links("+86 13900000000"), ["tel:+8613900000000"]);
        assert_eq!(links("0591 87654321 / 8002."), ["tel:059187654321", "tel:8002"]);
        for none in [
            "",
            "省局办公室",
            "3号楼301室",
            "QQ群：12345678",
            "微信 1390000",
            "V5.4.2",
            "a@b",
            "@",
        ] {
            assert_eq!(links(none), Vec::<String>::new(), "{none}");
        }
    }
}
