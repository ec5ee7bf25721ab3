//! What does a run of inline Markdown say, without its markup?

use super::cjk::joins;
use super::entity::decoded;
use super::raw::{self, Piece};
use pulldown_cmark::{Event, Tag, TagEnd};

/// Collects visible text. A line break between characters that are written without spaces leaves nothing, another one
/// a space. Images say nothing here.
#[derive(Default)]
pub struct Plain {
    /// The text so far.
    pub text: String,
    broken: bool,
    images: usize,
}

impl Plain {
    /// Takes what `event` shows, if it is inline.
    pub fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => self.images = self.images.saturating_sub(1),
            _ if self.images > 0 => {}
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::InlineHtml(html) => self.html(html),
            Event::SoftBreak => self.broken = true,
            Event::HardBreak => self.space(' '),
            _ => {}
        }
    }

    /// Adds what raw HTML shows.
    pub fn html(&mut self, html: &str) {
        for piece in raw::pieces(html) {
            match piece {
                Piece::Text(text) => self.push(&decoded(text)),
                Piece::Literal(text) => self.push(text),
                Piece::Tag(tag) if tag.separates() => self.space(' '),
                Piece::Tag(_) | Piece::Hidden => {}
            }
        }
    }

    /// Adds visible text.
    pub fn push(&mut self, text: &str) {
        let Some(first) = text.chars().next() else { return };
        if std::mem::take(&mut self.broken)
            && let Some(last) = self.text.chars().next_back()
            && !last.is_whitespace()
            && !joins(last, first)
        {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    /// Adds `separator` unless white space ends the text already.
    pub fn space(&mut self, separator: char) {
        self.broken = false;
        if separator == '\n' {
            self.text.truncate(self.text.trim_end().len());
        }
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(separator);
        }
    }

    /// The text, and nothing is left.
    pub fn take(&mut self) -> String {
        self.broken = false;
        let text = std::mem::take(&mut self.text);
        if text.len() == text.trim().len() {
            text
        } else {
            text.trim().to_owned()
        }
    }
}
