//! How large is a picture? Told by the first bytes of its file.

use serde::Serialize;

/// The width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Extent {
    pub width: u32,
    pub height: u32,
}

/// How large the picture in the file with these `bytes` is: PNG, JPEG, GIF, WebP or SVG. `None` for anything else, and for what is torn.
pub fn extent(bytes: &[u8]) -> Option<Extent> {
    let extent = match bytes {
        [0x89, b'P', b'N', b'G', ..] => Extent {
            width: u32::from_be_bytes(four(bytes, 16)?),
            height: u32::from_be_bytes(four(bytes, 20)?),
        },
        [b'G', b'I', b'F', b'8', ..] => Extent {
            width: u32::from(u16::from_le_bytes(two(bytes, 6)?)),
            height: u32::from(u16::from_le_bytes(two(bytes, 8)?)),
        },
        [0xFF, 0xD8, rest @ ..] => jpeg(rest)?,
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            rest @ ..,
        ] => webp(rest)?,
        _ => svg(bytes)?,
    };
    (extent.width > 0 && extent.height > 0).then_some(extent)
}

fn two(bytes: &[u8], at: usize) -> Option<[u8; 2]> {
    bytes.get(at..at + 2)?.try_into().ok()
}

fn four(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at + 4)?.try_into().ok()
}

/// Walks the segments of a JPEG up to the one that says how large its frame is.
fn jpeg(mut rest: &[u8]) -> Option<Extent> {
    loop {
        let from = rest.iter().position(|byte| *byte == 0xFF)?;
        rest = rest.get(from..)?;
        let marker = *rest.get(1)?;
        match marker {
            0xFF => rest = rest.get(1..)?,
            0x01 | 0xD0..=0xD7 => rest = rest.get(2..)?,
            // Of the starts of frames, 0xC4, 0xC8 and 0xCC are something else.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Some(Extent {
                    height: u32::from(u16::from_be_bytes(two(rest, 5)?)),
                    width: u32::from(u16::from_be_bytes(two(rest, 7)?)),
                });
            }
            _ => {
                let len = usize::from(u16::from_be_bytes(two(rest, 2)?));
                rest = rest.get(2 + len..)?;
            }
        }
    }
}

/// The three forms of WebP: lossy, lossless and extended.
fn webp(rest: &[u8]) -> Option<Extent> {
    let three = |at| {
        Some(u32::from_le_bytes([
            *rest.get(at)?,
            *rest.get(at + 1)?,
            *rest.get(at + 2)?,
            0,
        ]))
    };
    let pair = |at| two(rest, at).map(|pair| u32::from(u16::from_le_bytes(pair)));
    let (width, height) = match rest.get(..4)? {
        b"VP8 " => (pair(14)? & 0x3FFF, pair(16)? & 0x3FFF),
        b"VP8L" => {
            let bits = u32::from_le_bytes(four(rest, 9)?);
            ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        }
        b"VP8X" => (three(12)? + 1, three(15)? + 1),
        _ => return None,
    };
    Some(Extent { width, height })
}

/// The `width` and `height` of the first tag of an SVG, in pixels, else those of its `viewBox`.
fn svg(bytes: &[u8]) -> Option<Extent> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096))?);
    let tag = head.get(head.find("<svg")?..)?;
    let tag = tag.get(..tag.find('>')?)?;
    let value = |name: &str| {
        let rest = tag.split_once(&format!(" {name}=\""))?.1;
        Some(rest.split_once('"')?.0)
    };
    let whole = |text: &str| {
        let number = text.trim().trim_end_matches("px");
        number
            .parse::<f64>()
            .ok()
            .filter(|n| (1.0..1e6).contains(n))
            .map(|n| n.round() as u32)
    };
    let own = value("width")
        .and_then(whole)
        .zip(value("height").and_then(whole));
    let boxed = || {
        let mut numbers = value("viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .skip(2);
        Some((whole(numbers.next()?)?, whole(numbers.next()?)?))
    };
    own.or_else(boxed).map(|(width, height)| Extent { width, height })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(bytes: &[u8], width: u32, height: u32) {
        assert_eq!(extent(bytes), Some(Extent { width, height }));
        for end in 0..bytes.len().min(10) {
            assert_eq!(extent(&bytes[..end]), None, "torn at {end}");
        }
    }

    #[test]
    fn each_form_says_how_large_it_is() {
        is(
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x05\0\0\0\x03\x20\x08",
            1280,
            800,
        );
        is(b"GIF89a\x40\x01\xf0\0\0", 320, 240);
        is(
            b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc4\0\x02\xff\xc2\0\x0b\x08\x01\xe0\x02\x80\x01",
            640,
            480,
        );
        is(
            b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x7f\x02\0\xdf\x01\0",
            640,
            480,
        );
        is(b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x7f\xc2\x77\0", 640, 480);
        is(
            b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01",
            640,
            480,
        );
        is(b"<svg xmlns='x' viewBox=\"0 0 24 12.4\">", 24, 12);
        is(
            b"<?xml?><svg width=\"640px\" height=\"480\" viewBox=\"0 0 1 1\">",
            640,
            480,
        );
    }

    #[test]
    fn anything_else_says_nothing() {
        for bytes in [
            &b""[..],
            b"text",
            b"<svg>",
            b"<svg width=\"100%\" height=\"1\">",
            b"\x89PNG\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        ] {
            assert_eq!(extent(bytes), None);
        }
    }
}
