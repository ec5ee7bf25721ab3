//! The formats, a row each.

mod json;

use super::Handover;
use anyhow::Result;
use serde_json::Value;

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

/// What `assessment.json` says besides figures: who wrote it, and what rules of the program found.
const NOT_FIGURES: [&str; 3] = ["commit", "findings", "program"];

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
