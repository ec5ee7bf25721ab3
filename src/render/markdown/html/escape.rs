//! How does a text stand in HTML without meaning anything?

/// Appends `text` as the content of an element.
pub fn text(out: &mut String, text: &str) {
    let mut done = 0;
    for at in memchr::memchr3_iter(b'&', b'<', b'>', text.as_bytes()) {
        out.push_str(&text[done..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Appends `value` as the value of an attribute in double quotes.
pub fn attribute(out: &mut String, value: &str) {
    escape(out, value, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'"' => Some("&quot;"),
        _ => None,
    });
}

/// Appends `address` as the value of `href` or `src` in double quotes. Letters of all scripts stay readable.
pub fn address(out: &mut String, address: &str) {
    escape(out, address, |byte| match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("%3C"),
        b'>' => Some("%3E"),
        b'"' => Some("%22"),
        b'\'' => Some("%27"),
        b'`' => Some("%60"),
        b'\\' => Some("%5C"),
        b' ' => Some("%20"),
        0..=0x1F | 0x7F => Some(""),
        _ => None,
    });
}

/// Appends ` name="value"`.
pub fn pair(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    attribute(out, value);
    out.push('"');
}

fn escape(out: &mut String, text: &str, replacement: impl Fn(u8) -> Option<&'static str>) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte < 0x80
            && let Some(replacement) = replacement(byte)
        {
            out.push_str(&text[done..at]);
            out.push_str(replacement);
            done = at + 1;
        }
    }
    out.push_str(&text[done..]);
}
