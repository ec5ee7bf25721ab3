//! What does a table look like?

use super::escape;
use pulldown_cmark::Alignment;

/// The table that is being written.
#[derive(Default)]
pub struct Columns {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    open: bool,
    rows: usize,
}

impl Columns {
    /// Begins a table: wide ones scroll by themselves, with the keyboard too.
    pub fn begin(&mut self, out: &mut String, alignments: Vec<Alignment>) {
        self.alignments = alignments;
        self.open = true;
        out.push_str("<div class=\"table-scroll\" tabindex=\"0\"><table>\n");
    }

    /// Ends the table.
    pub fn end(&mut self, out: &mut String) {
        self.open = false;
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
        self.column += 1;
    }

    /// Ends the cell.
    pub fn end_cell(&self, out: &mut String) {
        out.push_str(if self.head { "</th>" } else { "</td>" });
    }
}
