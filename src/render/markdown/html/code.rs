//! What does a code block look like?

use super::escape;

/// Appends a code block. The one place for highlighting.
pub fn block(out: &mut String, info: &str, code: &str) {
    out.push_str("<pre><code");
    let language = language(info);
    if !language.is_empty() {
        out.push_str(" class=\"language-");
        escape::attribute(out, language);
        out.push('"');
    }
    out.push('>');
    escape::text(out, code);
    out.push_str("</code></pre>\n");
}

/// The language that an info string names: its first word.
fn language(info: &str) -> &str {
    info.split([' ', '\t', ',', '{']).next().unwrap_or("")
}
