//! Tables of text: cells between commas, semicolons or tabs, in quotation marks or not.
//!
//! Read here, not by the crate `csv`: cells have to know where in the text they stand, so that a finding can show them.

use super::clean::clean;
use super::table::{Cell, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row};
use crate::base::{Message, Span};

/// What may stand between cells, in the order in which they are believed.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Why a text is no such table, and where.
pub(super) type Wrong = (Message, Span);

/// The rows of `text`, whose cells `separator` divides; told from its first line where the map says none.
///
/// # Errors
/// A quotation mark is never closed, or there is more than is held.
pub(super) fn rows(text: &str, separator: Option<char>) -> Result<Vec<Row>, Wrong> {
    let (said, start) = said(text);
    let separator = separator.or(said).unwrap_or_else(|| guess(&text[start..]));
    let mut reader = Reader {
        text,
        separator,
        at: start,
        line: 1 + usize::from(start > 0),
    };
    let (mut rows, mut cells) = (Vec::new(), 0);
    while reader.at < text.len() {
        let row = reader.row()?;
        cells += row.cells.len();
        if rows.len() > MOST_ROWS || cells > MOST_CELLS {
            return Err((
                Message::new("import-too-many").with("most", MOST_ROWS),
                row.span(),
            ));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// The separator that a first line `sep=;` names, as spreadsheets write it, and where the table begins.
fn said(text: &str) -> (Option<char>, usize) {
    let first = text.split_inclusive('\n').next().unwrap_or_default();
    let named = first.trim_end().strip_prefix("sep=");
    let one = named.and_then(|rest| rest.chars().next().filter(|c| rest.len() == c.len_utf8()));
    match one.filter(char::is_ascii) {
        Some(separator) => (Some(separator), first.len()),
        None => (None, 0),
    }
}

/// The separator that stands most often in the first line that is not blank, outside of quotation marks.
fn guess(text: &str) -> char {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default();
    let bare: String = line.split('"').step_by(2).collect();
    let count = |separator: &char| bare.matches(*separator).count();
    // The last of equals wins, so they are looked at backwards.
    let best = SEPARATORS.iter().rev().max_by_key(|separator| count(separator));
    best.copied().unwrap_or(',')
}

struct Reader<'t> {
    text: &'t str,
    separator: char,
    at: usize,
    line: usize,
}

impl<'t> Reader<'t> {
    fn row(&mut self) -> Result<Row, Wrong> {
        let number = self.line;
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell()?);
            if cells.len() > MOST_COLUMNS {
                let message = Message::new("import-too-many-columns").with("most", MOST_COLUMNS);
                return Err((message, Span::new(self.at, self.at)));
            }
            if !self.take(self.separator) {
                break;
            }
        }
        self.take('\r');
        if self.take('\n') {
            self.line += 1;
        }
        Ok(Row {
            number,
            cells,
            identity: None,
        })
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.rest().starts_with(wanted);
        self.at += if found { wanted.len_utf8() } else { 0 };
        found
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The cell that begins here; what follows a closing quotation mark belongs to it too.
    fn cell(&mut self) -> Result<Cell, Wrong> {
        let start = self.at;
        let quoted = match self.take('"') {
            true => self.quoted(start)?,
            false => String::new(),
        };
        let rest = self.rest();
        let separator = self.separator;
        let end = rest.find([separator, '\n']).unwrap_or(rest.len());
        let plain = rest[..end].trim_end_matches('\r');
        let text = clean(&(quoted + plain));
        self.at += plain.len();
        Ok(Cell {
            text,
            span: Span::new(start, self.at),
        })
    }

    /// What stands between a quotation mark that was opened at `open` and the one that closes it; two stand for one.
    fn quoted(&mut self, open: usize) -> Result<String, Wrong> {
        let mut out = String::new();
        loop {
            let rest = self.rest();
            let Some(end) = rest.find('"') else {
                return Err((Message::new("import-open-quote"), Span::new(open, open + 1)));
            };
            let part = &rest[..end];
            self.line += part.matches('\n').count();
            out.push_str(part);
            self.at += end + 1;
            if !self.take('"') {
                return Ok(out);
            }
            out.push('"');
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn texts(text: &str, separator: Option<char>) -> Vec<Vec<String>> {
        let texts = |row: Row| row.cells.into_iter().map(|cell| cell.text).collect();
        rows(text, separator).unwrap().into_iter().map(texts).collect()
    }

    #[test]
    fn cells_are_divided_by_what_the_first_line_has_most() {
        let wanted = [["甲", "乙"], ["1", "2"]];
        for text in [
            "甲,乙\r\n1,2\r\n",
            "甲;乙\n1;2",
            "甲\t乙\n1\t2\n",
            "sep=;\n甲;乙\n1;2\n",
        ] {
            assert_eq!(texts(text, None), wanted, "{text}");
        }
        assert_eq!(texts("\"a;b;c\",d\n", None), [["a;b;c", "d"]]);
        assert_eq!(texts("a,b;c\n", Some(';')), [["a,b", "c"]]);
    }

    #[test]
    fn quoted_cells_hold_lines_and_know_their_place() {
        let text = "编号,描述\n1,\"第一行\n第二行，\"\"引号\"\"\"\n2,c\n";
        let rows = rows(text, None).unwrap();
        assert_eq!(rows[1].cells[1].text, "第一行\n第二行，\"引号\"");
        assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 4]);
        assert_eq!(&text[rows[2].cells[1].span.range()], "c");
        assert!(text[rows[1].cells[1].span.range()].starts_with("\"第一行"));
    }

    #[test]
    fn an_open_quotation_mark_is_told_where_it_stands() {
        let (message, span) = rows("a,b\n1,\"x\n2,y\n", None).unwrap_err();
        assert_eq!((message.id, span.start), ("import-open-quote", 6));
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a甲,;\t\"\r\n ]{0,60}") {
            if let Ok(rows) = rows(&text, None) {
                for cell in rows.iter().flat_map(|row| &row.cells) {
                    proptest::prop_assert!(text.get(cell.span.range()).is_some());
                }
            }
        }
    }
}
