//! What does the file that is imported hold? A table, whatever wrote it.

mod clean;
mod csv;
mod decode;
pub mod qq;
mod table;
mod xlsx;

pub use clean::one_line;
pub use table::{Cell, Row, Table, cell_name};
pub use xlsx::Sheet;

use crate::base::{Diagnostic, Message, RelPath, Span};
use encoding_rs::Encoding;
use table::fault;

/// The name of findings about the file as a whole.
const RULE: &str = "import";

/// What wrote the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A table of text.
    Csv,
    /// A workbook of Excel.
    Xlsx,
    /// The QQ client.
    Qq,
}

impl Format {
    /// The format called `name`.
    pub fn parse(name: &str) -> Option<Format> {
        match name {
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            "qq" => Some(Format::Qq),
            _ => None,
        }
    }

    /// The format that files with this ending have; text is taken for the export of the QQ client, which writes no other.
    fn of_ending(ending: &str) -> Option<Format> {
        match ending {
            "csv" | "tsv" => Some(Format::Csv),
            "xlsx" | "xlsm" => Some(Format::Xlsx),
            "txt" => Some(Format::Qq),
            _ => None,
        }
    }
}

/// How the file is read, as far as the map says.
#[derive(Debug, Clone, Default)]
pub struct How {
    /// What wrote it; else its ending says.
    pub format: Option<Format>,
    /// The encoding of its text.
    pub encoding: Option<&'static Encoding>,
    /// What stands between cells.
    pub separator: Option<char>,
    /// Which sheet of a workbook.
    pub sheet: Option<Sheet>,
    /// The row of the head, from 1.
    pub header: Option<usize>,
    /// How questions are found among messages.
    pub threads: qq::Threads,
}

/// A file, read.
pub struct Read {
    /// What wrote it.
    pub format: Format,
    /// What it holds.
    pub table: Table,
    /// The text in which the places of its cells are.
    pub text: String,
}

/// Why a file cannot be read: findings, and the text in which their places are.
pub struct Unread {
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
    /// The text, as far as there is one.
    pub text: String,
}

/// Reads `bytes`, the file at `path`.
///
/// # Errors
/// It is not what it should be, or larger than what is held.
pub fn read(bytes: &[u8], path: &RelPath, how: &How) -> Result<Read, Unread> {
    let unread = |message, span, text| Unread {
        findings: vec![fault(path, span, message)],
        text,
    };
    let whole = |message| unread(message, Span::default(), String::new());
    let ending = path.extension();
    let format = how.format.or_else(|| Format::of_ending(&ending));
    let Some(format) = format else {
        return Err(whole(Message::new("import-ending").with("ending", ending)));
    };
    if format == Format::Xlsx {
        let (rows, text) = xlsx::rows(bytes, how.sheet.as_ref()).map_err(whole)?;
        return tabled(format, rows, text, path, how);
    }
    let text = decode::text(bytes, how.encoding).map_err(whole)?;
    if format == Format::Csv {
        let separator = how.separator.or((ending == "tsv").then_some('\t'));
        return match csv::rows(&text, separator) {
            Ok(rows) => tabled(format, rows, text, path, how),
            Err((message, span)) => Err(unread(message, span, text)),
        };
    }
    let table = qq::table(&text, &how.threads);
    match table.rows.len() {
        0 if qq::messages(&text).is_empty() => Err(whole(Message::new("import-no-messages"))),
        rows if rows > table::MOST_ROWS => Err(whole(
            Message::new("import-too-many").with("most", table::MOST_ROWS),
        )),
        _ => Ok(Read { format, table, text }),
    }
}

fn tabled(format: Format, rows: Vec<Row>, text: String, path: &RelPath, how: &How) -> Result<Read, Unread> {
    match Table::of(rows, how.header, format == Format::Xlsx, path) {
        Ok(table) => Ok(Read { format, table, text }),
        Err(findings) => Err(Unread { findings, text }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::{Strategy, any, prop_assert, proptest};
    use rust_xlsxwriter::Workbook;
    use std::sync::LazyLock;

    static BOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for row in 0..20 {
            sheet.write(row, 0, format!("第 {row} 行")).unwrap();
            sheet.write(row, 1, f64::from(row) * 1.5).unwrap();
        }
        book.save_to_buffer().unwrap()
    });

    /// Whether all places that reading `bytes` tells lie in the text that it tells them in.
    fn holds(bytes: &[u8], format: Format) -> bool {
        let how = How {
            format: Some(format),
            ..How::default()
        };
        match read(bytes, &RelPath::new("x").unwrap(), &how) {
            Ok(read) => {
                let mut cells = read.table.rows.iter().flat_map(|row| &row.cells);
                cells.all(|cell| read.text.get(cell.span.range()).is_some())
            }
            Err(unread) => {
                let mut findings = unread.findings.iter();
                !unread.findings.is_empty()
                    && findings.all(|finding| unread.text.get(finding.span.range()).is_some())
            }
        }
    }

    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(any::<u8>(), 0..200)
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in bytes()) {
            for format in [Format::Csv, Format::Xlsx, Format::Qq] {
                prop_assert!(holds(&bytes, format));
            }
        }

        #[test]
        fn a_damaged_workbook_is_read_or_refused(at in any::<proptest::sample::Index>(), byte in any::<u8>()) {
            let mut damaged = BOOK.clone();
            let at = at.index(damaged.len());
            damaged[at] = byte;
            prop_assert!(holds(&damaged, Format::Xlsx));
        }
    }
}
