//! The answer goes to standard output, everything else to standard error.

use anyhow::Result;
use std::io::Write;

/// Prints a part of the answer.
pub(crate) fn answer(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// Prints the answer as JSON.
pub(crate) fn json(value: &impl serde::Serialize) -> Result<()> {
    answer(&serde_json::to_string_pretty(value)?)
}

/// Says something beside the answer. A terminal that is gone can be told nothing.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
