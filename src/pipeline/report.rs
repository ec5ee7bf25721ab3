//! From the ledger to a month's report.

use super::World;
use crate::assess::Assessment;
use crate::assess::chapter::Chapter;
use crate::base::{Message, OrUnable, RelPath};
use crate::output;
use crate::report::{self, ASSESSMENT, FORMATS, File, Format, Handover, Sealing, seal};
use crate::site::Site;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// The report of a month, in no format yet.
pub struct Report<'w> {
    world: &'w World,
    site: &'w Site,
    assessment: &'w Assessment,
    chapters: &'w [Chapter],
    /// How many errors and warnings the knowledge base has.
    findings: (usize, usize),
}

impl<'w> Report<'w> {
    /// The report of the month of `assessment`, in a knowledge base with so many errors and warnings.
    pub fn new(
        world: &'w World,
        site: &'w Site,
        assessment: &'w Assessment,
        chapters: &'w [Chapter],
        findings: (usize, usize),
    ) -> Report<'w> {
        Report {
            world,
            site,
            assessment,
            chapters,
            findings,
        }
    }

    fn handover<'r>(&'r self, seal: Option<&'r Sealing<'r>>) -> Handover<'r> {
        Handover {
            assessment: self.assessment,
            chapters: self.chapters,
            library: &self.world.library,
            templates: self.site.templates(),
            commit: self.world.history.commit.as_deref(),
            findings: self.findings,
            seal,
        }
    }

    /// Its files: the site's page of the month with its assets beside it, and the other formats, under `seal`.
    ///
    /// # Errors
    /// A format cannot be written.
    pub fn files(&self, seal: Option<&Sealing<'_>>) -> Result<Vec<(RelPath, Vec<u8>)>> {
        let handover = self.handover(seal);
        let page = || {
            let month = self.assessment.month;
            let number = seal.map(|seal| seal.number);
            self.site.standalone_month(month, self.chapters, number)
        };
        let write = |format: &Format| {
            let written = (format.write)(&handover);
            written.or_unable(|| Message::new("unable-report").with("format", format.name))
        };
        let (page, others) = rayon::join(page, || {
            FORMATS.par_iter().map(write).collect::<Result<Vec<Vec<File>>>>()
        });
        Ok(others?.into_iter().flatten().chain(page?).collect())
    }

    /// Every figure in it.
    ///
    /// # Errors
    /// A figure cannot be written.
    pub fn figures(&self) -> Result<serde_json::Value> {
        report::figures(&self.handover(None))
    }

    /// The records that it counts, by index.
    pub fn counted(&self) -> BTreeSet<usize> {
        seal::counted(&self.world.library, self.assessment, self.chapters)
    }
}

/// Writes `files` into the folder `out`. Only where a report is already do they take the place of others.
///
/// # Errors
/// A file cannot be written, or one that is no report's is in its place.
pub fn write_report(files: &[(RelPath, Vec<u8>)], out: &Path) -> Result<()> {
    if !out.join(ASSESSMENT).is_file() {
        output::without_loss(out, files.iter().map(|(path, bytes)| (path, bytes.as_slice())))?;
    }
    // First what tells that a report is here: what comes after it may be written again when this ends half-way.
    let (marks, rest): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.as_str() == ASSESSMENT);
    marks
        .into_iter()
        .chain(rest)
        .try_for_each(|(path, bytes)| output::replace(&path.on_disk(out), bytes))
}
