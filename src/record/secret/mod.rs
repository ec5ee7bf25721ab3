//! Does a text hold what must not be published? (R59)
//!
//! Looked for while a record is read, when its bytes are at hand: signs of a secret in one pass for all of them, numbers by looking at every
//! seventeenth byte. Contact data such as telephone numbers are what records are for.

mod number;
mod word;

use crate::base::{Diagnostic, Message, RelPath, Severity, Span};
use std::borrow::Cow;

/// The name of findings about secrets.
const RULE: &str = "secret";

/// Something that must not be published, and where. What it is itself is said nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Secret {
    sort: Sort,
    span: Span,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// The head of a private key.
    PrivateKey,
    /// The key of an account at a cloud provider.
    CloudKey,
    /// The number of a citizen (GB 11643).
    Identity,
    /// The number of a bank card.
    Card,
    /// A token that opens an interface.
    Token,
    /// A password that is written out.
    Password,
}

impl Sort {
    fn severity(self) -> Severity {
        match self {
            Sort::PrivateKey | Sort::CloudKey | Sort::Identity => Severity::Error,
            Sort::Card | Sort::Token | Sort::Password => Severity::Warning,
        }
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Sort::PrivateKey => ("secret-private-key", "secret-revoke-help"),
            Sort::CloudKey => ("secret-cloud-key", "secret-revoke-help"),
            Sort::Token => ("secret-token", "secret-revoke-help"),
            Sort::Password => ("secret-password", "secret-password-help"),
            Sort::Identity => ("secret-identity", "secret-number-help"),
            Sort::Card => ("secret-card", "secret-number-help"),
        }
    }
}

/// `text` as it is shown, as long as it is: with crosses for what is an error, so that a site that is built all the same does not give it away.
/// A password may be an example, of which only a person can judge; it is shown.
pub fn covered(text: &str) -> Cow<'_, str> {
    let mut found = all(text);
    found.retain(|secret| secret.sort.severity() == Severity::Error);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut bytes = text.as_bytes().to_vec();
    for secret in found {
        let end = match secret.sort {
            Sort::PrivateKey => word::key_end(text, secret.span.end),
            _ => secret.span.end,
        };
        let signs = bytes.get_mut(secret.span.start..end).into_iter().flatten();
        signs
            .filter(|byte| !byte.is_ascii_whitespace())
            .for_each(|byte| *byte = b'x');
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

/// The secrets in `text`, in order.
fn all(text: &str) -> Vec<Secret> {
    let mut found = Vec::new();
    number::identities(text, &mut found);
    word::find(text, &mut found);
    found.sort_by_key(|secret| (secret.span.start, secret.span.end));
    found.dedup_by_key(|secret| secret.span);
    found
}

/// A finding for each secret in `text`, the file at `path`, in order.
pub fn findings(text: &str, path: &RelPath) -> Vec<Diagnostic> {
    let found = all(text);
    let finding = |secret: &Secret| {
        let (message, help) = secret.sort.words();
        let (severity, span) = (secret.sort.severity(), secret.span);
        Diagnostic::new(RULE, severity, path, span, Message::new(message)).help(Message::new(help))
    };
    found.iter().map(finding).collect()
}

/// The line in which the byte `at` of `text` lies.
fn line_round(text: &str, at: usize) -> Span {
    let bytes = text.as_bytes();
    let before = bytes.get(..at).and_then(|before| memchr::memrchr(b'\n', before));
    let start = before.map_or(0, |end| end + 1);
    let behind = bytes.get(at..).and_then(|behind| memchr::memchr(b'\n', behind));
    Span::new(start, behind.map_or(text.len(), |end| at + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found in `text`, between marks.
    fn found(text: &str) -> String {
        let path = RelPath::default();
        let at = |finding: &Diagnostic| format!("{}: {}", finding.message.id, &text[finding.span.range()]);
        let all: Vec<String> = findings(text, &path).iter().map(at).collect();
        all.join(" / ")
    }

    #[test]
    fn keys_and_tokens_are_told() {
        let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P";
        for (text, wanted) in [
            (
                "-----BEGIN RSA PRIVATE KEY-----\nMIIE",
                "secret-private-key: -----BEGIN RSA PRIVATE KEY-----",
            ),
            (
                "-----BEGIN PRIVATE KEY-----",
                "secret-private-key: -----BEGIN PRIVATE KEY-----",
            ),
            (
                "LTAI5tabcdefghijklmnopqr\n",
                "secret-cloud-key: LTAI5tabcdefghijklmnopqr",
            ),
            (
                "键 AKIAIOSFODNN7EXAMPLE。",
                "secret-cloud-key: AKIAIOSFODNN7EXAMPLE",
            ),
            (
                "ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "secret-token: ghp_0123456789abcdefghijABCDEFGHIJ012345",
            ),
            (jwt, &format!("secret-token: {jwt}")),
        ] {
            assert_eq!(found(text), wanted);
        }
        for text in [
            "-----BEGIN CERTIFICATE-----\n",
            "-----BEGIN PUBLIC KEY-----\n",
            "LTAI 开头的是访问密钥，AKIA 也是",
            "ALTAI5tabcdefghijklmnopqr",
            "ghp_short eyJhbGciOiJIUzI1NiJ9 eyJ.eyJ.x",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn what_is_an_error_is_covered_where_it_is_shown() {
        for (text, shown) in [
            ("身份证11010519491231002X，已核", "身份证xxxxxxxxxxxxxxxxxx，已核"),
            ("AKIAIOSFODNN7EXAMPLE 停用", "xxxxxxxxxxxxxxxxxxxx 停用"),
            (
                "-----BEGIN PRIVATE KEY----- 开头\n的文件",
                "xxxxxxxxxx xxxxxxx xxxxxxxx 开头\n的文件",
            ),
            (
                "- |\n  -----BEGIN PRIVATE KEY-----\n  MIIEowIBAAKCAQEA0Z3\n  -----END PRIVATE KEY-----\n- 甲",
                "- |\n  xxxxxxxxxx xxxxxxx xxxxxxxx\n  xxxxxxxxxxxxxxxxxxx\n  xxxxxxxx xxxxxxx xxxxxxxx\n- 甲",
            ),
            (
                "-----BEGIN PRIVATE KEY-----\nMIIEowIBAAKCAQEA0Z3\n正文没有密钥\n",
                "xxxxxxxxxx xxxxxxx xxxxxxxx\nxxxxxxxxxxxxxxxxxxx\n正文没有密钥\n",
            ),
            ("密码：Abc#12345x", "密码：Abc#12345x"),
        ] {
            assert_eq!(covered(text), shown);
            assert_eq!(shown.len(), text.len());
        }
    }

    #[test]
    fn numbers_of_people_are_told_by_their_check_digit() {
        for text in [
            "身份证11010519491231002X",
            "id: 440524188001010014\n",
            "身份证11010519491231002x，已核",
            "11010519491231002X",
        ] {
            assert!(found(text).starts_with("secret-identity: "), "{text}");
        }
        for text in [
            "110105194912310021",  // Another check digit.
            "11010519491331002X",  // No such day.
            "00010519491231002X",  // No such province.
            "211010519491231002X", // Part of a longer number.
            "11010519491231002X1",
            "A11010519491231002X",
            "0.11010519491231002X",
            "13800138000",
            "350100202309051234567890",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn a_card_is_a_number_that_its_line_calls_one() {
        assert_eq!(found("卡号 6222020200112230\n"), "secret-card: 6222020200112230");
        assert_eq!(
            found("银行卡：6222 0202 0011 2230，已报"),
            "secret-card: 6222 0202 0011 2230"
        );
        for text in [
            "单号 6222020200112230\n",
            "卡号 6222020200112231\n",
            "卡号\n6222020200112230\n",
            "卡号 62220202001122301234567\n",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    #[test]
    fn a_password_is_told_where_it_is_written_out() {
        for (text, wanted) in [
            ("密码：Abc#12345x，LTAI", "Abc#12345x"),
            ("口令: qwe123!@", "qwe123!@"),
            ("初始密码为：Abc12345。", "Abc12345"),
            ("jdbc.password=Fz#2023oa", "Fz#2023oa"),
            ("\"password\": \"Fz2023oa\",", "Fz2023oa"),
            ("export PGPASSWORD=Fz2023oa psql", "Fz2023oa"),
            ("pwd: `Fz2023oa`", "Fz2023oa"),
            ("http://x/?user=a&password=Fz2023oa&b=1", "Fz2023oa"),
        ] {
            assert_eq!(found(text), format!("secret-password: {wanted}"), "{text}");
        }
        for text in [
            "密码：******",
            "密码：xxxxxxxx",
            "密码：<你的密码>",
            "password: <password>",
            "password=${DB_PASSWORD}",
            "password=$DB_PASSWORD",
            "password: {{ vault_password }}",
            "password: %DB_PASSWORD%",
            "密码：见保险柜A123456",
            "密码：短1",
            "密码：8位以上，含字母",
            "密码：Abc12345是旧的",
            "password = getPassword()",
            "password: process.env.PW",
            "pwd: /home/casebook",
            "口令：https://vault.example.com/oa",
            "密码错误、忘记密码、口令不符合复杂度",
            "password: your_password",
            "password: required",
            "密码：",
            "| 口令：| 123456 |",
        ] {
            assert_eq!(found(text), "", "{text}");
        }
    }

    /// Ten thousand records of six KiB, in the time that reading a few dozen of them takes.
    /// What engineers write every day, with the words that signs are looked for by.
    #[test]
    fn an_ordinary_text_gives_nothing_away() {
        let text = "9 月 12 日 09:20 用户反映公文管理系统打不开，密码没有改过，编号 F-20230912-01，IP 10.35.6.18。\n";
        assert_eq!(found(&text.repeat(50)), "");
    }
}
