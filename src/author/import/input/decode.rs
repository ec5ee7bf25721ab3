//! Bytes as text, in whichever encoding a program wrote them.

use crate::base::Message;
use crate::base::decode::{decode, decoded, meant};
use encoding_rs::Encoding;

/// The text of `bytes`: in `encoding` where the map says one, else UTF-8, else what it looks like; a byte order mark is removed.
///
/// # Errors
/// They are no text of that encoding.
pub(super) fn text(bytes: &[u8], encoding: Option<&'static Encoding>) -> Result<String, Message> {
    let encoding = match encoding {
        Some(encoding) => encoding,
        None => match decode(bytes) {
            Ok(text) => return Ok(text.to_owned()),
            Err(not) => meant(bytes, &not.looks_like).ok_or_else(|| Message::new("import-binary"))?,
        },
    };
    match decoded(bytes, encoding) {
        Some(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        None => Err(Message::new("import-encoding").with("encoding", encoding.name())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GB18030;

    #[test]
    fn chinese_is_read_in_each_of_its_encodings() {
        let written = "工单号,问题描述\n1,公文系统打不开附件，请处理\n";
        let (gbk, _, _) = GB18030.encode(written);
        let utf16: Vec<u8> = [0xfeff_u16]
            .into_iter()
            .chain(written.encode_utf16())
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [
            written.as_bytes(),
            format!("\u{feff}{written}").as_bytes(),
            &gbk,
            &utf16,
        ] {
            assert_eq!(text(bytes, None).as_deref(), Ok(written));
        }
        assert_eq!(text(&gbk, Some(GB18030)).as_deref(), Ok(written));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert!(text(b"PK\x03\x04\x00\x00\xff\xff\x00", None).is_err());
        assert!(text(b"\xff\xff\xff", Some(GB18030)).is_err());
    }
}
