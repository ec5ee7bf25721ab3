//! From the ledger to a month's report.

use super::World;
use crate::assess::Assessment;
use crate::base::RelPath;
use crate::output;
use crate::report::{FORMATS, Handover};
use crate::site::Site;
use anyhow::{Context, Result};
use std::path::Path;

/// Writes the report of the month of `assessment` into `out`: the site's page of the month with its assets beside it,
/// and the other formats.
pub fn report(
    world: &World,
    site: &Site,
    assessment: &Assessment,
    findings: (usize, usize),
    out: &Path,
) -> Result<Vec<RelPath>> {
    let handover = Handover {
        assessment,
        chapters: &[],
        library: &world.library,
        templates: site.templates(),
        commit: world.history.commit.as_deref(),
        findings,
        seal: None,
    };
    let mut files: Vec<(RelPath, Vec<u8>)> = Vec::new();
    for format in FORMATS {
        let path = RelPath::new(format.file).context("the format has no file name")?;
        files.push((path, (format.write)(&handover)?));
    }
    files.extend(site.standalone_month(assessment.month)?);
    for (path, bytes) in &files {
        output::replace(&path.on_disk(out), bytes)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}
