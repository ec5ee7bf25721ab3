//! What becomes of HTML that an author wrote by hand?

use super::inline::{Image, address};
use super::writer::Writer;
use super::{Resolved, escape, table};
use crate::record::markdown::MAX_DEPTH;
use crate::record::markdown::link::LinkKind;
use crate::record::markdown::raw::{self, Piece, RawTag};

/// Elements that do not nest: they are empty, or the next of their kind ends them.
const UNNESTED: [&str; 9] = ["hr", "col", "p", "li", "td", "th", "tr", "dt", "dd"];

impl Writer<'_> {
    /// Writes HTML in a line.
    pub(super) fn raw_inline(&mut self, html: &str) {
        self.raw_html(html, true);
    }

    /// Writes a block of HTML. Without a tag it is a paragraph.
    pub(super) fn end_raw_block(&mut self) {
        let html = std::mem::take(&mut self.raw_block);
        let marked = raw::pieces(&html).any(|piece| matches!(piece, Piece::Tag(_)));
        let start = self.out.len();
        self.raw_html(&html, false);
        if !marked && !self.out[start..].trim().is_empty() {
            self.out.insert_str(start, "<p>");
            self.out.push_str("</p>\n");
        }
        self.line_goes_on(None);
    }

    fn raw_html(&mut self, html: &str, in_line: bool) {
        for piece in raw::pieces(html) {
            match piece {
                Piece::Text(text) => self.verbatim(text),
                Piece::Literal(text) => self.text(text),
                Piece::Tag(tag) if tag.closing => self.raw_end(&tag),
                Piece::Tag(tag) => self.raw_start(&tag, in_line && tag.is_inline()),
                Piece::Hidden => {}
            }
        }
    }

    fn raw_start(&mut self, tag: &RawTag<'_>, in_line: bool) {
        match tag.name {
            "br" => self.hard_break(),
            "img" => self.raw_image(tag),
            _ if self.raw_depth >= MAX_DEPTH => self.text(tag.source),
            name => {
                self.raw_depth += usize::from(!UNNESTED.contains(&name));
                if in_line {
                    self.raw_line.push(name);
                }
                if name == "a" {
                    self.raw_link(tag);
                } else {
                    self.keep(tag);
                }
            }
        }
    }

    fn raw_end(&mut self, tag: &RawTag<'_>) {
        if let Some(at) = self.raw_line.iter().rposition(|name| *name == tag.name) {
            self.end_raw_line(at);
        } else if !matches!(tag.name, "br" | "img") {
            self.raw_depth = self
                .raw_depth
                .saturating_sub(usize::from(!UNNESTED.contains(&tag.name)));
            self.keep(tag);
        }
    }

    /// Ends the elements that are open in the line, down to the one at `from`.
    pub(super) fn end_raw_line(&mut self, from: usize) {
        while self.raw_line.len() > from
            && let Some(name) = self.raw_line.pop()
        {
            self.raw_depth = self.raw_depth.saturating_sub(1);
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// Writes the tag as it is; but the page's own h1 stays the only one, and a table that is too wide scrolls like any other.
    fn keep(&mut self, tag: &RawTag<'_>) {
        self.raw = true;
        match (tag.name, tag.source.split_once('1')) {
            ("h1", Some((start, rest))) => self.out.extend([start, "2", rest]),
            ("table", _) if tag.closing => self.out.extend([tag.source, "</div>"]),
            ("table", _) => self.out.extend([table::BOX, tag.source]),
            _ => self.out.push_str(tag.source),
        }
    }

    fn raw_image(&mut self, tag: &RawTag<'_>) {
        let value = |name| tag.attribute(name).unwrap_or_default();
        let target = match tag.attribute("src") {
            Some(src) => self.safe(&src, LinkKind::Image),
            None => Resolved::Plain,
        };
        let sizes: Vec<_> = ["width", "height"]
            .into_iter()
            .filter_map(|name| tag.attribute(name).map(|value| (name, value)))
            .collect();
        let sizes: Vec<_> = sizes
            .iter()
            .map(|(name, value)| (*name, value.trim_end_matches('/')))
            .collect();
        self.image(&Image {
            written: &value("src"),
            target: &target,
            alt: &value("alt"),
            title: &value("title"),
            sizes: &sizes,
        });
    }

    /// A link, or a place to link to.
    fn raw_link(&mut self, tag: &RawTag<'_>) {
        self.raw = true;
        self.out.push_str("<a");
        if let Some(id) = tag.anchor() {
            escape::pair(&mut self.out, "id", &id);
        }
        if let Some(href) = tag.attribute("href") {
            match self.safe(&href, LinkKind::Link) {
                Resolved::Missing => escape::pair(&mut self.out, "class", "missing"),
                target => address(
                    &mut self.out,
                    &target,
                    &tag.attribute("title").unwrap_or_default(),
                ),
            }
        }
        self.out.push('>');
    }
}
