//! From a record to its form.

use super::{Figures, World};
use crate::record::covered;
use crate::report::form::{Form, Sources, docx};
use crate::site::Figures as _;
use anyhow::{Context, Result};
use jiff::Timestamp;

/// The form of the record `index` as a document of Word; what still runs is judged as of `as_of`, else as of the newest time that
/// the commit and the records know.
///
/// # Errors
/// The record's file or the ledger cannot be read, or the document cannot be put together.
pub fn form(world: &World, index: usize, as_of: Option<Timestamp>) -> Result<Vec<u8>> {
    let record = world
        .library
        .records
        .get(index)
        .context("there is no such record")?;
    let figures = Figures::new(world, as_of)?;
    // The file may have changed since it was read first: then its text is taken as far as it goes.
    let text = world.snapshot.read(&record.path)?;
    let text = String::from_utf8_lossy(&text);
    let text = covered(&text);
    let form = Form::of(&Sources {
        library: &world.library,
        index,
        clocks: &figures.clocks(index),
        as_of: figures.as_of(),
        body: text.get(record.body..).unwrap_or_default(),
        commit: world.history.commit.as_deref(),
        uncommitted: world.history.uncommitted.contains(&record.path),
    });
    docx::write(&form.context("there is no such record")?)
}
