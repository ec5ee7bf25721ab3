//! The formats, a row each.

mod csv;
mod json;
mod xlsx;

use super::Handover;
use crate::base::RelPath;
use anyhow::{Context, Result};

/// A file of the report: its path in the folder of the report, and its bytes.
pub type File = (RelPath, Vec<u8>);

/// A format of the report.
pub struct Format {
    /// The name.
    pub name: &'static str,
    /// Writes its files.
    pub write: fn(&Handover<'_>) -> Result<Vec<File>>,
}

/// All formats besides the HTML.
pub const FORMATS: [Format; 3] = [
    Format {
        name: "json",
        write: |handover| Ok(vec![file("assessment.json", json::write(handover)?)?]),
    },
    Format {
        name: "xlsx",
        write: |handover| Ok(vec![file("assessment.xlsx", xlsx::write(handover)?)?]),
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
