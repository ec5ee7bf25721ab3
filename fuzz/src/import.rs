//! Any file is imported as a table of text or as messages, or refused; every place that is told lies in its text.

use casebook::author::import::input::{Format, How, read};
use casebook::base::RelPath;

/// What must hold of any input.
pub fn holds(bytes: &[u8]) {
    let (Some((first, bytes)), Some(path)) = (bytes.split_first(), RelPath::new("x")) else {
        return;
    };
    let format = match first % 3 {
        0 => Format::Csv,
        1 => Format::Qq,
        _ => Format::Xlsx,
    };
    let how = How {
        format: Some(format),
        ..How::default()
    };
    match read(bytes, &path, &how) {
        Ok(read) => {
            for cell in read.table.rows.iter().flat_map(|row| &row.cells) {
                assert!(read.text.get(cell.span.range()).is_some(), "{cell:?}");
            }
        }
        Err(unread) => {
            assert!(!unread.findings.is_empty());
            for finding in &unread.findings {
                assert!(unread.text.get(finding.span.range()).is_some(), "{finding:?}");
            }
        }
    }
}
