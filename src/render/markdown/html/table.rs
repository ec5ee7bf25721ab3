//! What does a table look like?

use super::escape;
use crate::base::han::{is_han, is_wide_punctuation};
use pulldown_cmark::Alignment;

/// The table that is being written.
#[derive(Default)]
pub struct Columns {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    open: bool,
    rows: usize,
    /// Where the heads of the columns end, before their `>`.
    heads: Vec<usize>,
    /// How wide the widest cell of each column is, in ems.
    widths: Vec<f64>,
    /// Where the cell begins that is open.
    cell: usize,
}

/// The box in which a table that is too wide scrolls by itself, with the keyboard too.
pub const BOX: &str = "<div class=\"table-scroll\" tabindex=\"0\">";

/// The classes of columns of short words: up to so many ems.
const SHORT: [(f64, &str); 4] = [(3.0, "w3"), (5.0, "w5"), (7.0, "w7"), (10.0, "w10")];

impl Columns {
    /// Begins a table.
    pub fn begin(&mut self, out: &mut String, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.open = true;
        self.heads.clear();
        self.widths.clear();
        out.push_str(BOX);
        out.push_str("<table>\n");
    }

    /// Ends the table.
    pub fn end(&mut self, out: &mut String) {
        self.open = false;
        // Where all are short, each has room.
        let crowded = self
            .widths
            .iter()
            .any(|width| SHORT.iter().all(|(most, _)| width > most));
        let heads = self.heads.iter().take(if crowded { usize::MAX } else { 0 });
        for ((at, width), alignment) in heads.zip(&self.widths).zip(&self.alignments).rev() {
            let class = SHORT
                .iter()
                .find(|(most, _)| width <= most)
                .map(|(_, class)| class);
            if let Some(class) = class.filter(|_| *alignment == Alignment::None) {
                out.insert_str(*at, &format!(" class=\"{class}\""));
            }
        }
        out.push_str("</tbody></table></div>\n");
    }

    /// Whether a table is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Begins the head.
    pub fn begin_head(&mut self, out: &mut String) {
        self.head = true;
        self.column = 0;
        out.push_str("<thead><tr>");
    }

    /// Ends the head.
    pub fn end_head(&mut self, out: &mut String) {
        self.head = false;
        out.push_str("</tr></thead><tbody>\n");
    }

    /// The number of the next row below a head, counted over all tables.
    pub fn next_row(&self) -> usize {
        self.rows
    }

    /// Begins a row below the head, with an anchor where it has one.
    pub fn begin_row(&mut self, out: &mut String, anchor: Option<&str>) {
        self.column = 0;
        self.rows += 1;
        out.push_str("<tr");
        if let Some(anchor) = anchor {
            escape::pair(out, "id", anchor);
        }
        out.push('>');
    }

    /// Begins a cell.
    pub fn begin_cell(&mut self, out: &mut String) {
        out.push_str(if self.head { "<th scope=\"col\"" } else { "<td" });
        out.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"left\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"right\">",
            Some(Alignment::None) | None => ">",
        });
        if self.head {
            self.heads.push(out.len() - 1);
            self.widths.push(0.0);
        }
        self.cell = out.len();
        self.column += 1;
    }

    /// Ends the cell.
    pub fn end_cell(&mut self, out: &mut String) {
        let width = width(out.get(self.cell..).unwrap_or_default());
        if let Some(known) = self.column.checked_sub(1).and_then(|at| self.widths.get_mut(at)) {
            *known = known.max(width);
        }
        out.push_str(if self.head { "</th>" } else { "</td>" });
    }
}

/// How wide `html` is, in ems: a Han character one, any other .55; markup nothing, and an entity as one character.
fn width(html: &str) -> f64 {
    let (mut width, mut inside) = (0.0, None);
    for c in html.chars() {
        match (inside, c) {
            (Some(end), _) if c == end => inside = None,
            (Some(_), _) => {}
            (None, '<') => inside = Some('>'),
            (None, _) => {
                width += if is_han(c) || is_wide_punctuation(c) {
                    1.0
                } else {
                    0.55
                };
                inside = (c == '&').then_some(';');
            }
        }
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_takes_no_room() {
        assert_eq!(width("<a href=\"x\">公文</a>&amp;<br>"), 2.55);
    }
}
