//! What is in HTML that an author wrote by hand?
//!
//! Only elements that describe text are markup here. Everything else that looks like a tag (`<user>` in a command, but
//! also `<script>`) is text and shown as written: nothing an author wrote disappears, and nothing can run.

use super::entity::decoded;
use std::borrow::Cow;

/// A part of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'h> {
    /// Text, in which `&…;` counts.
    Text(&'h str),
    /// What looks like markup and is text.
    Literal(&'h str),
    /// A tag.
    Tag(RawTag<'h>),
    /// A comment.
    Hidden,
}

/// A complete tag of a known element.
#[derive(Debug, PartialEq, Eq)]
pub struct RawTag<'h> {
    /// The tag with its angle brackets.
    pub source: &'h str,
    /// The element, in lower case.
    pub name: &'static str,
    /// Whether it is an end tag.
    pub closing: bool,
}

/// The elements that an author may write.
pub const ELEMENTS: [&str; 66] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Those whose text runs on in the line.
const INLINE: [&str; 29] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "u",
];

/// A tag longer than this (bytes) is text.
const LONGEST: usize = 4096;

impl<'h> RawTag<'h> {
    /// Whether text before and after the tag stands apart.
    pub fn separates(&self) -> bool {
        !self.is_inline() && self.name != "img"
    }

    /// Whether the element is a stretch of text in a line.
    pub fn is_inline(&self) -> bool {
        INLINE.contains(&self.name)
    }

    /// The anchor that the tag sets.
    pub fn anchor(&self) -> Option<Cow<'h, str>> {
        match self.name {
            _ if self.closing => None,
            "a" => self.attribute("id").or_else(|| self.attribute("name")),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.attribute("id"),
            _ => None,
        }
    }

    /// The value of the attribute `name`, with `&…;` decoded.
    pub fn attribute(&self, name: &str) -> Option<Cow<'h, str>> {
        let (_, value) = self
            .attributes()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(decoded(value))
    }

    /// The names of its attributes, as written.
    pub fn keys(&self) -> impl Iterator<Item = &'h str> {
        self.attributes().map(|(key, _)| key)
    }

    /// Its attributes with their raw values.
    fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> + use<'h> {
        let inner = self.source.get(1 + self.name.len()..self.source.len() - 1);
        let mut rest = inner.filter(|_| !self.closing).unwrap_or_default();
        std::iter::from_fn(move || {
            let (key, value, after) = attribute(rest)?;
            rest = after;
            Some((key, value))
        })
    }
}

/// Takes the next attribute off `text`: its name, its raw value, and the rest.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let text = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
    if text.is_empty() {
        return None;
    }
    let ends = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>');
    let end = text.char_indices().skip(1).find(|(_, c)| ends(*c));
    let (key, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
    let Some(value) = rest.trim_ascii_start().strip_prefix('=') else {
        return Some((key, "", rest));
    };
    let value = value.trim_ascii_start();
    match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let (value, rest) = value[1..].split_once(quote)?;
            Some((key, value, rest))
        }
        _ => {
            let end = value
                .find(|c: char| c.is_ascii_whitespace())
                .unwrap_or(value.len());
            Some((key, &value[..end], &value[end..]))
        }
    }
}

/// Takes `html` apart.
pub fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = next(rest);
        rest = after;
        Some(piece)
    })
}

fn next(html: &str) -> (Piece<'_>, &str) {
    if let Some(comment) = html.strip_prefix("<!--") {
        let end = comment.find("-->").map_or(comment.len(), |end| end + 3);
        return (Piece::Hidden, &comment[end..]);
    }
    if let Some(tag) = tag(html) {
        return (Piece::Tag(tag), html.get(tag_len(html)..).unwrap_or(""));
    }
    let literal = usize::from(html.starts_with('<'));
    let end = html[literal..].find('<').map_or(html.len(), |end| end + literal);
    let (text, rest) = html.split_at(end);
    if literal == 1 {
        (Piece::Literal(text), rest)
    } else {
        (Piece::Text(text), rest)
    }
}

/// The known tag that `html` begins with.
fn tag(html: &str) -> Option<RawTag<'_>> {
    let inner = html.strip_prefix('<')?;
    let closing = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let name = ELEMENTS
        .iter()
        .find(|element| element.eq_ignore_ascii_case(&inner[..end]))?;
    if !inner[end..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')) {
        return None;
    }
    let len = tag_len(html);
    (len > 0).then(|| RawTag {
        source: &html[..len],
        name,
        closing,
    })
}

/// The length of the tag that `html` begins with, up to the first `>` outside of quotes; 0 if it does not end.
fn tag_len(html: &str) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(1).take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'<') => return 0,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_tags_are_text() {
        let shown: Vec<_> = pieces("ssh <user>@<b>主机</b><!-- x --><script>").collect();
        let Some(Piece::Tag(tag)) = shown.get(2) else {
            unreachable!("{shown:?}")
        };
        assert_eq!(tag.source, "<b>");
        assert_eq!(shown[1], Piece::Literal("<user>@"));
        assert_eq!(shown[5], Piece::Hidden);
        assert_eq!(shown[6], Piece::Literal("<script>"));
    }

    #[test]
    fn attributes_are_read_as_a_browser_does() {
        let html = "<IMG SRC = 'a&amp;b.png' width=300 alt=\"甲 > 乙\"/>";
        let Some(Piece::Tag(tag)) = pieces(html).next() else {
            unreachable!()
        };
        assert_eq!(tag.source, html);
        assert_eq!(tag.attribute("src").as_deref(), Some("a&b.png"));
        assert_eq!(tag.attribute("width").as_deref(), Some("300"));
        assert_eq!(tag.attribute("alt").as_deref(), Some("甲 > 乙"));
        assert_eq!(tag.attribute("title"), None);
    }

    #[test]
    fn an_open_quote_makes_no_tag() {
        assert!(matches!(
            pieces("<div title=\"x> y").next(),
            Some(Piece::Literal(_))
        ));
    }
}
