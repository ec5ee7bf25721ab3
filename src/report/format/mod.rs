//! The formats, a row each.

mod csv;
mod json;
#[cfg(feature = "pdf")]
mod pdf;
mod xlsx;

use super::Handover;
use crate::base::RelPath;
use anyhow::{Context, Result};
use serde_json::Value;

/// A file of the report: its path in the folder of the report, and its bytes.
pub type File = (RelPath, Vec<u8>);

/// A format of the report.
pub struct Format {
    /// The name.
    pub name: &'static str,
    /// Writes its files.
    pub write: fn(&Handover<'_>) -> Result<Vec<File>>,
}

/// The file that programs read: where it lies, a report is.
pub const ASSESSMENT: &str = "assessment.json";

/// All formats besides the HTML.
pub const FORMATS: &[Format] = &[
    // What takes longest comes first.
    #[cfg(feature = "pdf")]
    Format {
        name: "pdf",
        write: |handover| Ok(vec![file("report.pdf", pdf::write(handover)?)?]),
    },
    Format {
        name: "xlsx",
        write: |handover| Ok(vec![file("assessment.xlsx", xlsx::write(handover)?)?]),
    },
    Format {
        name: "json",
        write: |handover| {
            Ok(vec![
                file(ASSESSMENT, json::write(handover)?)?,
                file("assessment.schema.json", json::SCHEMA.to_vec())?,
            ])
        },
    },
    Format {
        name: "csv",
        write: csv::write,
    },
];

fn file(path: &str, bytes: Vec<u8>) -> Result<File> {
    let path = RelPath::new(path).with_context(|| format!("`{path}` is no path"))?;
    Ok((path, bytes))
}

/// Whether `path` is called as the tables and the assets of reports are, of which one of today may have others: `tables/13-sheet-items.csv`,
/// `assets/report.71060cbba2892f06.css`.
pub fn is_made(path: &str) -> bool {
    let is_table = |name: &str| {
        let (number, rest) = name.split_at_checked(2).unwrap_or_default();
        number.bytes().all(|c| c.is_ascii_digit()) && rest.starts_with('-') && rest.ends_with(".csv")
    };
    let is_asset = |name: &str| {
        let hash = name.rsplit('.').nth(1).unwrap_or_default();
        hash.len() == 16 && hash.bytes().all(|c| c.is_ascii_hexdigit())
    };
    match path.split_once('/') {
        Some(("tables", name)) => is_table(name),
        Some(("assets", name)) => is_asset(name),
        _ => false,
    }
}

/// What `assessment.json` says besides the figures of the assessment: who wrote it, what rules of the program found, the seal itself, what it corrects and what to know of that, and the chapters,
/// whose words and tables a later version of the program may choose otherwise.
const NOT_FIGURES: [&str; 7] = [
    "chapters", "commit", "corrects", "findings", "program", "remarks", "seal",
];

/// Every figure of the report: what `assessment.json` says, with sorted keys, without what depends on more than the records and the contract.
///
/// # Errors
/// A value cannot be written as JSON.
pub fn figures(handover: &Handover<'_>) -> Result<Value> {
    let mut figures: Value = serde_json::from_slice(&json::write(handover)?)?;
    if let Some(map) = figures.as_object_mut() {
        map.retain(|key, _| !NOT_FIGURES.contains(&key.as_str()));
    }
    figures.sort_all_objects();
    Ok(figures)
}
