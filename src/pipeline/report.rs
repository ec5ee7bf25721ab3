//! From the ledger to a month's report.

use super::World;
use crate::assess::Assessment;
use crate::assess::chapter::{Chapter, Part, SHEET};
use crate::base::{Message, OrUnable, RelPath, hash};
use crate::output::{self, How};
use crate::report::seal::MANIFEST;
use crate::report::{self, ASSESSMENT, FORMATS, File, Format, Handover, Sealing, seal};
use crate::site::Site;
use anyhow::Result;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The report of a month, in no format yet.
pub struct Report<'w> {
    world: &'w World,
    site: &'w Site,
    assessment: &'w Assessment,
    chapters: &'w [Chapter],
    /// How many errors and warnings the knowledge base has.
    findings: (usize, usize),
    /// What whoever reads it must know first.
    remarks: Vec<String>,
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
            remarks: Vec::new(),
        }
    }

    /// The same with `remarks` that stand before everything else.
    #[must_use]
    pub fn remarking(self, remarks: Vec<String>) -> Report<'w> {
        Report { remarks, ..self }
    }

    fn handover<'r>(&'r self, chapters: &'r [Chapter], seal: Option<&'r Sealing<'r>>) -> Handover<'r> {
        Handover {
            assessment: self.assessment,
            chapters,
            library: &self.world.library,
            templates: self.site.templates(),
            commit: self.world.history.commit.as_deref(),
            findings: self.findings,
            seal,
            remarks: &self.remarks,
        }
    }

    /// Its files: the site's page of the month with its assets beside it, and the other formats, under `seal`.
    ///
    /// # Errors
    /// A format cannot be written.
    pub fn files(&self, seal: Option<&Sealing<'_>>) -> Result<Vec<(RelPath, Vec<u8>)>> {
        let chapters = noted(self.chapters, &self.remarks);
        let handover = self.handover(&chapters, seal);
        let page = || {
            let month = self.assessment.month;
            let number = seal.map(|seal| seal.number);
            self.site
                .standalone_month(month, self.chapters, (number, &self.remarks))
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
        report::figures(&self.handover(self.chapters, None))
    }

    /// The records that it counts, by index.
    pub fn counted(&self) -> BTreeSet<usize> {
        seal::counted(&self.world.library, self.assessment, self.chapters)
    }
}

/// `chapters` with `remarks` before the first of them, and before the score sheet.
fn noted<'c>(chapters: &'c [Chapter], remarks: &[String]) -> Cow<'c, [Chapter]> {
    let mut chapters = Cow::Borrowed(chapters);
    if remarks.is_empty() {
        return chapters;
    }
    let notes = || remarks.iter().cloned().map(Part::Note);
    for (number, chapter) in chapters.to_mut().iter_mut().enumerate() {
        if number == 0 || chapter.id == SHEET {
            chapter.parts.splice(0..0, notes());
        }
    }
    chapters
}

/// Removes from the folder `out`, where a report is, the tables and the assets that it had and `files`, the report of today, do not have.
///
/// # Errors
/// A file cannot be read, or removed.
pub fn remove_stale(files: &[(RelPath, Vec<u8>)], out: &Path) -> Result<()> {
    if !out.join(ASSESSMENT).is_file() {
        return Ok(());
    }
    let hashes: BTreeMap<String, String> = files
        .iter()
        .map(|(path, bytes)| (path.to_string(), hash::sha256(bytes)))
        .collect();
    let differing = output::differing(out, &hashes, MANIFEST)?;
    let extra = differing.iter().filter(|differs| differs.how == How::Extra);
    extra
        .filter(|extra| report::is_made(&extra.path))
        .try_for_each(|extra| output::remove(&out.join(&extra.path)))
}

/// Writes `files` into the folder `out`, in place of those of an earlier report there. Only where one is do they take the place of others.
///
/// # Errors
/// A file cannot be written, or one that is no report's is in its place.
pub fn write_report(files: &[(RelPath, Vec<u8>)], out: &Path) -> Result<()> {
    if !out.join(ASSESSMENT).is_file() {
        output::without_loss(out, files.iter().map(|(path, bytes)| (path, bytes.as_slice())))?;
    }
    remove_stale(files, out)?;
    // First what tells that a report is here: what comes after it may be written again when this ends half-way.
    let (marks, rest): (Vec<_>, Vec<_>) = files.iter().partition(|(path, _)| path.as_str() == ASSESSMENT);
    marks
        .into_iter()
        .chain(rest)
        .try_for_each(|(path, bytes)| output::replace(&path.on_disk(out), bytes))
}
