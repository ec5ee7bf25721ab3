//! Which messages does a template ask for by name?

use crate::base::Span;

/// The messages that the template `text` asks `t` for, each with the place of its name. A name that is made while a page is, is not among them.
pub fn messages_asked(text: &str) -> Vec<(Span, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(opened) = opening(text, at) {
        let tag = tag(text, opened);
        if tag.is_comment {
            at = tag.end;
            continue;
        }
        let words = words(text, opened + 2, tag.end);
        found.extend(asked(&words));
        at = match words.iter().find(|word| !word.says("-")) {
            Some(word) if text[opened..].starts_with("{%") && word.says("raw") => {
                memchr::memmem::find(text[tag.end..].as_bytes(), b"endraw")
                    .map_or(text.len(), |end| tag.end + end)
            }
            _ => tag.end,
        };
    }
    found
}
