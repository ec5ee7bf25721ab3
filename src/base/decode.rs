//! Bytes as text: UTF-8, or a word on what it looks like instead.

use super::{Diagnostic, Message, RelPath, Span};
use chardetng::EncodingDetector;
use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The name of the finding about a file that is no text.
pub const RULE: &str = "encoding";

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotText {
    /// The encoding that the bytes look like, such as `GB18030`.
    pub looks_like: String,
    /// The first byte that is not UTF-8.
    pub offset: usize,
    /// How many bytes are not, where the rest is UTF-8 and reading it as another encoding would spoil it.
    pub few: Option<usize>,
}

impl NotText {
    /// What is wrong with the file at `path`, which holds these bytes.
    pub fn finding(&self, path: &RelPath) -> Diagnostic {
        let Some(count) = self.few else {
            let message = Message::new("encoding").with("encoding", self.looks_like.as_str());
            let help = Message::new("encoding-help")
                .with("encoding", self.looks_like.as_str())
                .with("path", path.as_str());
            return Diagnostic::error(RULE, path, Span::default(), message).help(help);
        };
        // As it is shown, another character stands there.
        let span = Span::new(self.offset, self.offset + char::REPLACEMENT_CHARACTER.len_utf8());
        let message = Message::new("encoding-bytes").with("n", count);
        let help = Message::new("encoding-bytes-help");
        Diagnostic::error(RULE, path, span, message).help(help)
    }
}

/// How much of a file the guess looks at.
const GUESS: usize = 64 << 10;

/// The text of `bytes`, a byte order mark removed.
pub fn decode(bytes: &[u8]) -> Result<&str, NotText> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    // Nearly all is text, which is found out many bytes at once.
    let text = simdutf8::basic::from_utf8(bytes).or_else(|_| std::str::from_utf8(bytes));
    text.map_err(|error| NotText {
        looks_like: guess(bytes).to_owned(),
        offset: error.valid_up_to(),
        few: few(bytes),
    })
}

/// The text of `bytes` in the encoding that they look like; else as far as it is one, with a sign in place of what is not.
pub fn shown(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if let Ok(text) = decode(bytes) {
        return text.to_owned();
    }
    match other(bytes) {
        Some((text, _)) => text.trim_start_matches('\u{feff}').to_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The text of `bytes`, which are not UTF-8, in the encoding that they look like, its mark included. `None` where they are no text in any, or
/// UTF-8 but for a few.
pub fn other(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static Encoding)> {
    let not = decode(bytes).err().filter(|not| not.few.is_none())?;
    let encoding = meant(bytes, &not.looks_like)?;
    Some((decoded(bytes, encoding)?, encoding))
}

/// The encoding that the bytes look like; `None` where they are no text in any. A guess that is neither Unicode nor East Asian is one of few
/// bytes: Chinese is tried first.
pub fn meant(bytes: &[u8], looks_like: &str) -> Option<&'static Encoding> {
    let guess = Encoding::for_label(looks_like.as_bytes()).unwrap_or(GB18030);
    let western = guess.name().starts_with("windows-") || guess.name().starts_with("ISO-8859");
    match western && decoded(bytes, GB18030).is_some() {
        _ if !is_wide(guess) && bytes.contains(&0) => None,
        true => Some(GB18030),
        false => Some(guess),
    }
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The text of `bytes` in `encoding`, its mark included; `None` where they are none.
pub fn decoded<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Option<Cow<'b, str>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // Bytes of UTF-16 are nearly always text of some kind; a zero character is not.
    (!is_wide(encoding) || !text.contains('\0')).then_some(text)
}

/// How many of `bytes` are not UTF-8, where that is less than half of those that are not ASCII. Of a text in another encoding, hardly any are.
fn few(bytes: &[u8]) -> Option<usize> {
    let wide = |bytes: &[u8]| bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let (mut right, mut wrong) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        right += wide(chunk.valid().as_bytes());
        wrong += chunk.invalid().len();
    }
    (wrong < right && !bytes.contains(&0)).then_some(wrong)
}

fn guess(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xFF, 0xFE, ..] => return "UTF-16LE",
        [0xFE, 0xFF, ..] => return "UTF-16BE",
        _ => {}
    }
    let mut detector = EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(GUESS)], true);
    match detector.guess(Some(b"cn"), false).name() {
        // GB18030 holds all of GBK, and is what a Chinese author should be told.
        "GBK" | "gb18030" => "GB18030",
        "windows-1252" if bytes.contains(&0) => "a binary file",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_the_encoding() {
        assert_eq!(decode("\u{feff}标题".as_bytes()), Ok("标题"));
        let (bytes, _, _) =
            encoding_rs::GB18030.encode("---\ntitle: 公文管理系统连接池耗尽\n---\n故障现象如下，请处理。\n");
        let error = decode(&bytes).unwrap_err();
        assert_eq!(
            (error.looks_like.as_str(), error.offset, error.few),
            ("GB18030", 11, None)
        );
        assert_eq!(decode(&[0xFF, 0xFE, 0x41, 0]).unwrap_err().looks_like, "UTF-16LE");
    }

    #[test]
    fn a_few_wrong_bytes_are_told_at_the_first() {
        let before = "标题：公文管理系统\n正文";
        for (bytes, count) in [
            (&b"\xff"[..], 1),
            (&b"\xd6\xd0\xce\xc4"[..], 4),
            (&b"\xe4\xb8"[..], 2),
        ] {
            let error = decode(&[before.as_bytes(), bytes, b"\n"].concat()).unwrap_err();
            assert_eq!(
                (error.offset, error.few),
                (before.len(), Some(count)),
                "{bytes:?}"
            );
            let finding = error.finding(&RelPath::default());
            assert_eq!(finding.span.start, before.len());
        }
        assert_eq!(shown(b"\xef\xbb\xbf\xe5\xad\x97a\xff"), "字a\u{fffd}");
        assert_eq!(shown(b"\0a\xff"), "\0a\u{fffd}");
        let wide = [0xFF, 0xFE, 0x57, 0x5B, 0x61, 0];
        assert_eq!(shown(&wide), "字a");
        assert_eq!(
            shown(&GB18030.encode("密码：公文系统，口令在此").0),
            "密码：公文系统，口令在此"
        );
    }
}
