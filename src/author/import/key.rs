//! What tells a row from all others, so that a second import adds nothing.

use super::input::{Format, Row, Table, one_line};
use super::map::Map;
use crate::base::hash;

/// Longer keys are told by their hash.
const LONGEST: usize = 120;

/// The key of `row`, with the name of its source before it; `None` where the columns that the map names for it are empty.
///
/// Where the map names none, it is made of all cells that are not empty, with the names of their columns: neither their order nor a new empty
/// column changes it. Of a message it is made of when, who and what.
pub(super) fn key(map: &Map, format: Format, table: &Table, row: &Row) -> Option<String> {
    let source = map.source.as_deref().unwrap_or(match format {
        Format::Qq => "qq",
        Format::Csv | Format::Xlsx => "import",
    });
    let told = match (&map.key[..], &row.identity) {
        ([], Some(identity)) => identity.clone(),
        ([], None) => hash::short(fingerprint(table, row).as_bytes()),
        (columns, _) => {
            let texts: Vec<&str> = columns
                .iter()
                .map(|column| table.text(row, &column.name))
                .collect();
            if texts.iter().all(|text| text.is_empty()) {
                return None;
            }
            one_line(&texts.join(" / "))
        }
    };
    let short = match told.chars().count() > LONGEST {
        true => hash::short(told.as_bytes()),
        false => told,
    };
    Some(format!("{source}:{short}"))
}

/// All that a row says.
pub(super) fn fingerprint(table: &Table, row: &Row) -> String {
    let cells = table.columns.iter().zip(&row.cells);
    let mut said: Vec<String> = cells
        .filter(|(_, cell)| !cell.text.is_empty())
        .map(|(name, cell)| format!("{name}\u{1f}{}", cell.text))
        .collect();
    said.sort();
    said.join("\u{1e}")
}
