//! A table as CSV that a spreadsheet reads: UTF-8 with a mark in front, lines that end as it wants them, no formulas.

use super::grid;
use crate::assess::chapter::{Grid, Value};
use anyhow::Result;
use std::borrow::Cow;

/// The CSV file of `head` and `rows`. A word that a spreadsheet would take for a formula gets an apostrophe in front; a
/// number does not.
///
/// # Errors
/// A row is not as wide as the head.
pub fn write<C: AsRef<str>>(head: &[C], rows: impl IntoIterator<Item = Vec<C>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(head.iter().map(|cell| guarded(cell.as_ref()).into_owned()))?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| guarded(cell.as_ref()).into_owned()))?;
    }
    Ok(writer.into_inner()?)
}

/// `text`, with an apostrophe in front where a spreadsheet would take it for a formula.
fn guarded(text: &str) -> Cow<'_, str> {
    let suspect = text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = text
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.parse::<f64>().is_ok());
    if suspect && !number {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The CSV file of `table`; a count of records is their number.
///
/// # Errors
/// A row is not as wide as the head.
pub fn grid(table: &Grid) -> Result<Vec<u8>> {
    let head: Vec<String> = table.columns.iter().map(|column| column.id.to_string()).collect();
    let cells = |row: &Vec<Value>| {
        let typed = row.iter().zip(&table.columns);
        typed
            .map(|(value, column)| grid::plain(value, column.kind))
            .collect()
    };
    write(&head, table.rows.iter().map(cells))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_spreadsheet_reads_it_and_computes_nothing() {
        let rows = ["=1+1", "-5", "-5.5", "-1+A1", "@x", "a\"b", "＝1", "-inf"].map(|cell| vec![cell]);
        let text = String::from_utf8(write(&["值"], rows).unwrap()).unwrap();
        assert_eq!(
            text,
            "\u{feff}值\r\n'=1+1\r\n-5\r\n-5.5\r\n'-1+A1\r\n'@x\r\n\"a\"\"b\"\r\n'＝1\r\n'-inf\r\n"
        );
    }
}
