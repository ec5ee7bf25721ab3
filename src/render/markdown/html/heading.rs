//! At which level does a heading stand, and where is its anchor?

use super::escape;
use super::toc::{self, TocEntry};
use crate::record::markdown::anchor::Anchors;
use crate::record::markdown::plain::Plain;
use crate::render::markdown::labels::Labels;

/// The headings of a page.
#[derive(Default)]
pub struct Headings {
    anchors: Anchors,
    written: Vec<Written>,
    open: Option<(usize, Plain)>,
    /// The anchor of the title, if it was left out.
    pub title_id: Option<String>,
}

struct Written {
    level: u8,
    text: String,
    id: String,
    /// Where the digits of `<h2` and `</h2>` stand, unless the heading stands in a footnote.
    digits: Option<[usize; 2]>,
}

impl Headings {
    /// Begins a heading at the end of `out`.
    pub fn begin(&mut self, out: &str) {
        self.open = Some((out.len(), Plain::default()));
    }

    /// Whether a heading is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The text of the heading that is open.
    pub fn plain(&mut self) -> Option<&mut Plain> {
        self.open.as_mut().map(|(_, plain)| plain)
    }

    /// Ends the heading: puts the tags around what was written since, or takes it away if it repeats `title`.
    pub fn end(&mut self, out: &mut String, level: u8, title: Option<&str>, labels: &Labels, aside: bool) {
        let Some((start, mut plain)) = self.open.take() else {
            return;
        };
        let text = plain.take();
        let id = self.anchors.next(&text);
        let is_first = self.written.is_empty() && self.title_id.is_none();
        if is_first && (level == 1 || start == 0) && title.is_some_and(|title| title.trim() == text) {
            out.truncate(start);
            self.title_id = Some(id);
            return;
        }
        let level = if aside { level.max(2) } else { level };
        let digits = wrap(out, start, level, &id, &text, labels);
        self.written.push(Written {
            level,
            text,
            id,
            digits: (!aside).then_some(digits),
        });
    }

    /// Moves all headings down one level if one stands as high as the page's own; then the table of contents.
    pub fn finish(&mut self, out: &mut String) -> Vec<TocEntry> {
        let shift = u8::from(self.written.iter().any(|heading| heading.level == 1));
        for heading in &mut self.written {
            heading.level = (heading.level + shift).min(6);
            for at in heading.digits.iter().flatten().filter(|_| shift > 0) {
                out.replace_range(*at..=*at, digit(heading.level));
            }
        }
        toc::nest(self.written.drain(..).map(|heading| TocEntry {
            level: heading.level,
            text: heading.text,
            id: heading.id,
            children: Vec::new(),
        }))
    }
}

fn digit(level: u8) -> &'static str {
    match level {
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        _ => "6",
    }
}

/// Puts the tags of a heading around what stands in `out` since `start`; says where their digits are.
fn wrap(out: &mut String, start: usize, level: u8, id: &str, text: &str, labels: &Labels) -> [usize; 2] {
    let mut open = format!("<h{}", digit(level));
    escape::pair(&mut open, "id", id);
    open.push('>');
    out.insert_str(start, &open);
    out.push_str("<a class=\"anchor\" href=\"#");
    escape::address(out, id);
    out.push_str("\" aria-label=\"");
    escape::attribute(out, labels.anchor());
    escape::attribute(out, text);
    out.push_str("\"></a></h");
    let close = out.len();
    out.push_str(digit(level));
    out.push_str(">\n");
    [start + 2, close]
}
