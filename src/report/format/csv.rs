//! `tables/<number of the chapter>-<table>.csv`: each table of each chapter.

use super::super::{Handover, csv};
use super::{File, file};
use crate::assess::chapter::Part;
use anyhow::Result;

/// Writes the tables.
pub(super) fn write(handover: &Handover<'_>) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for chapter in handover.chapters {
        for part in &chapter.parts {
            if let Part::Table(grid) = part {
                files.push(file(
                    &format!("tables/{:02}-{}.csv", chapter.number, grid.id),
                    csv::grid(grid)?,
                )?);
            }
        }
    }
    Ok(files)
}
