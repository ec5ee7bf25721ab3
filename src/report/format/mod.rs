//! The formats, a row each.

mod json;
#[cfg(feature = "pdf")]
mod pdf;

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
pub const FORMATS: &[Format] = &[
    Format {
        file: "assessment.json",
        write: json::write,
    },
    #[cfg(feature = "pdf")]
    Format {
        file: "report.pdf",
        write: pdf::write,
    },
];
