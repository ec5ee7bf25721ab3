//! The formats, a row each.

mod json;

use super::Handover;
use anyhow::Result;

/// A format of the report.
pub struct Format {
    /// The name of the file.
    pub file: &'static str,
    /// Writes it.
    pub write: fn(&Handover<'_>) -> Result<Vec<u8>>,
}

/// All formats besides the HTML.
pub const FORMATS: [Format; 1] = [Format {
    file: "assessment.json",
    write: json::write,
}];
