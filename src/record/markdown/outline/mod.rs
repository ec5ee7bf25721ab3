//! What does a text hold that other modules need to know: headings, links, tables, queries?

mod blank;
mod foreign;
mod note;
mod reader;
mod removed;

use super::link::LinkKind;
use super::query::Query;
use crate::base::Span;
use serde::{Deserialize, Serialize};

pub use foreign::{Foreign, Sort};
pub use note::Note;
pub use reader::outline;
pub use removed::Removed;

/// What a text holds, in its order. All spans are bytes of the text that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// The headings.
    pub headings: Vec<Heading>,
    /// The links and images, those inside of tables and headings included; none from code.
    pub links: Vec<Link>,
    /// What is written like a link or an image, but is none for the blanks in its path; with the target that it would have with these escaped.
    pub blanks: Vec<Link>,
    /// Marks of footnotes without a footnote, and footnotes without a mark; these last.
    pub notes: Vec<Note>,
    /// What is written in a markup that only other tools know.
    pub foreign: Vec<Foreign>,
    /// The HTML that no page has.
    pub removed: Vec<Removed>,
    /// The pictures without a text.
    pub silent: Vec<Span>,
    /// The tables.
    pub tables: Vec<Table>,
    /// The `query` blocks.
    pub queries: Vec<Query>,
    /// The anchors that the author set in HTML, `<a id="…">` and the like.
    pub anchors: Vec<String>,
    /// How the text begins: that of its first section, without markup, cut after some [`OPENING`] bytes.
    pub opening: String,
    /// The beginning of the first comment that does not end, and hides what follows.
    pub open_comment: Option<Span>,
}

/// How much of a text is its opening, in bytes: a symptom is told in some eighty Chinese characters.
const OPENING: usize = 240;

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// The level as written, 1 to 6.
    pub level: u8,
    /// The text without markup.
    pub text: String,
    /// The anchor, the same as in the page.
    pub id: String,
    /// The heading's line.
    pub span: Span,
    /// Whether anything but headings and comments stands before the next heading of the same or a higher level.
    pub filled: bool,
}

/// A link or an image.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The target as written, without escapes, with its `#fragment`.
    pub target: String,
    /// How it is written.
    pub kind: LinkKind,
    /// From its first bracket to its last.
    pub span: Span,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The cells of the head.
    pub head: Vec<Cell>,
    /// The rows below; each has as many cells as the head.
    pub rows: Vec<Row>,
    /// The whole table.
    pub span: Span,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// The row's line.
    pub span: Span,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The text without markup, trimmed.
    pub text: String,
    /// The target of the first link in the cell.
    pub link: Option<String>,
    /// The content; empty at its place where the cell is.
    pub span: Span,
}

impl Outline {
    /// The heading that `fragment` (what stands after `#` in a link) means: its anchor, percent-encoded or not, or its text.
    pub fn heading(&self, fragment: &str) -> Option<&Heading> {
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        let slug = super::slug(&decoded);
        let by = |wanted: &str| self.headings.iter().find(|heading| heading.id == wanted);
        // What a page has of its own is no heading's, but its text is what was meant.
        let by_text = || {
            let mut headings = self.headings.iter();
            headings.find(|heading| super::slug(&heading.text) == slug)
        };
        by(&decoded).or_else(|| by(&slug)).or_else(by_text)
    }

    /// Whether a link with `fragment` arrives: at a heading, or at an anchor set in HTML.
    pub fn has_anchor(&self, fragment: &str) -> bool {
        let decoded = percent_encoding::percent_decode_str(fragment).decode_utf8_lossy();
        self.heading(fragment).is_some() || self.anchors.iter().any(|anchor| *anchor == decoded)
    }
}
