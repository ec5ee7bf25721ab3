//! Which HTML that an author wrote does no page have?

use super::super::raw::RawTag;
use crate::base::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// HTML that no page has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The element.
    pub element: String,
    /// The attribute that is left out; `None` where the tag is text.
    pub attribute: Option<String>,
    /// The tag.
    pub span: Span,
}

/// Elements that run, load or ask something. All others that are not known are nothing but names in angle brackets: `<host>`.
const ELEMENTS: [&str; 27] = [
    "audio", "base", "button", "canvas", "embed", "form", "frame", "frameset", "iframe", "input", "label",
    "link", "math", "meta", "object", "option", "picture", "script", "select", "source", "style", "svg",
    "textarea", "track", "video", "marquee", "noscript",
];

/// What may be HTML, until all of the text is read.
#[derive(Default)]
pub(super) struct Candidates {
    /// With whether each is certain by itself.
    tags: Vec<(Removed, bool)>,
    closed: BTreeSet<&'static str>,
}

impl Candidates {
    /// Looks at `text`, which begins with what looks like a tag; `place` says where so many bytes of it stand in the source.
    pub(super) fn literal(&mut self, text: &str, place: impl Fn(usize) -> Span) {
        let inner = text.trim_start_matches('<');
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let length = inner
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(inner.len());
        let (name, rest) = inner.split_at(length);
        let known = ELEMENTS.iter().find(|known| known.eq_ignore_ascii_case(name));
        let (Some(element), Some(end)) = (known, rest.find('>')) else {
            return;
        };
        if closing {
            self.closed.insert(element);
        } else if rest.starts_with([' ', '\n', '\t', '/', '>']) {
            let length = text.len() - rest.len() + end + 1;
            let removed = Removed {
                element: (*element).to_owned(),
                attribute: None,
                span: place(length),
            };
            self.tags.push((removed, rest[..end].contains('=')));
        }
    }

    /// Looks at the tag at `span`, which pages have, for attributes that they do not.
    pub(super) fn tag(&mut self, tag: &RawTag<'_>, span: Span) {
        let is_left_out = |key: &str| {
            let key = key.to_ascii_lowercase();
            key == "style"
                || key.len() > 2 && key.starts_with("on") && key.bytes().all(|b| b.is_ascii_lowercase())
        };
        let removed = tag.keys().filter(|key| is_left_out(key)).map(|key| Removed {
            element: tag.name.to_owned(),
            attribute: Some(key.to_ascii_lowercase()),
            span,
        });
        self.tags.extend(removed.map(|removed| (removed, true)));
    }

    /// What no page has.
    pub(super) fn removed(self) -> impl Iterator<Item = Removed> {
        let closed = self.closed;
        let all = self.tags.into_iter();
        all.filter(move |(tag, certain)| *certain || closed.contains(tag.element.as_str()))
            .map(|(tag, _)| tag)
    }
}

#[cfg(test)]
mod tests {
    use super::super::outline;

    #[test]
    fn html_that_runs_loads_or_asks_is_found() {
        let body = "甲<script>alert(1)</script><VIDEO src=\"a.mp4\" controls>\n\n<div style=\"x\" onclick=y>\n<iframe\n src=b></iframe>\n\
                    <p Style=z>乙</p></div>\n\n丙 <span style=\"color:red\">丁</span><input type=text/>\n\n> <style>\n> b { }\n> </style>\n";
        let found = outline(body).removed;
        let told: Vec<(&str, Option<&str>, &str)> = found
            .iter()
            .map(|removed| {
                let written = body.get(removed.span.range()).unwrap_or_default();
                (removed.element.as_str(), removed.attribute.as_deref(), written)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("script", None, "<script>"),
                ("video", None, "<VIDEO src=\"a.mp4\" controls>"),
                ("div", Some("style"), "<div style=\"x\" onclick=y>"),
                ("div", Some("onclick"), "<div style=\"x\" onclick=y>"),
                ("iframe", None, "<iframe\n src=b>"),
                ("p", Some("style"), "<p Style=z>"),
                ("span", Some("style"), "<span style=\"color:red\">"),
                ("input", None, "<input type=text/>"),
                ("style", None, "<style>"),
            ]
        );
    }

    #[test]
    fn names_in_angle_brackets_and_code_are_none() {
        for body in [
            "ssh <user>@<host>",
            "cp <source> <label> <style> <script",
            "<username>",
            "`<script>x</script>`",
            "```\n<script>x</script>\n```",
            "<b>甲</b><img src=a.png width=3>",
            "<data value=style>",
            "<scripted a=b>",
            "<!-- <script>x</script> -->",
        ] {
            assert_eq!(outline(body).removed, [], "{body}");
        }
    }
}
