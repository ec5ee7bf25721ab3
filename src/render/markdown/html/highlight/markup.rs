//! How are XML and HTML read?

use super::painter::{Painter, Sort, run};

/// Tags, attributes, their values, and comments.
pub fn markup(painter: &mut Painter<'_>) {
    let code = painter.code();
    let mut at = 0;
    while let Some(found) = code.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + found;
        let rest = code.get(start..).unwrap_or("");
        at = match comment(rest) {
            Some(len) => {
                painter.paint(start, start + len, Sort::Comment);
                start + len
            }
            None => tag(painter, start),
        };
    }
}

/// The length of the comment, declaration or literal section that `rest` begins with.
fn comment(rest: &str) -> Option<usize> {
    let ends = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<%", "%>"),
        ("<!", ">"),
    ];
    let (_, close) = ends.into_iter().find(|(open, _)| rest.starts_with(open))?;
    Some(rest.find(close).map_or(rest.len(), |at| at + close.len()))
}

/// Paints the tag at `start` and says where it ends.
fn tag(painter: &mut Painter<'_>, start: usize) -> usize {
    let bytes = painter.code().as_bytes();
    let name = run(bytes, start + 1, |b| b == b'/');
    let mut at = run(bytes, name, in_name);
    if at == name {
        return start + 1;
    }
    painter.paint(name, at, Sort::Name);
    while let Some(byte) = bytes.get(at).copied() {
        let (end, sort) = match byte {
            b'>' => return at + 1,
            b'<' => return at,
            b'"' | b'\'' => {
                let end = run(bytes, at + 1, |b| b != byte && b != b'<');
                (end + usize::from(bytes.get(end) == Some(&byte)), Some(Sort::Text))
            }
            _ if in_name(byte) => (run(bytes, at, in_name), Some(Sort::Variable)),
            _ => (at + 1, None),
        };
        if let Some(sort) = sort {
            painter.paint(at, end, sort);
        }
        at = end;
    }
    at
}

fn in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b':' | b'.' | b'@' | b'#')
}
