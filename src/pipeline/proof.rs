//! From a commit to a sealed report, and to the same again years later.

use super::{Later, Load, Past, Report, Standing, World, findings, load_source, past, site};
use crate::assess::Assessment;
use crate::assess::chapter::Chapter;
use crate::base::{Catalog, Diagnostic, Month, RelPath, Severity, hash};
use crate::check::Scope;
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML};
use crate::report::Sealing;
use crate::report::seal::{Correction, Counted, Manifest, PROGRAM};
use crate::site::Site;
use crate::source::Source;
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The report of a month as one commit proves it.
pub struct Proof<'w> {
    /// The knowledge base, read from a commit.
    world: &'w World,
    site: Arc<Site>,
    /// The assessment.
    pub assessment: Arc<Assessment>,
    /// The chapters of its report.
    chapters: Vec<Chapter>,
    /// All findings.
    findings: Vec<Diagnostic>,
}

/// Where a seal hangs in the chain.
#[derive(Debug, Clone)]
pub struct Link {
    /// The name of the report.
    pub report: String,
    /// The SHA-256 of the manifest before.
    pub previous: Option<String>,
    /// What it corrects.
    pub correction: Option<Correction>,
}

/// A sealed report: its manifest and its files.
pub type SealedFiles = (Manifest, Vec<(RelPath, Vec<u8>)>);

/// The knowledge base at `root` as the commit `commit` has it, with its history.
///
/// # Errors
/// There is no repository, or no such commit in it.
pub fn at_commit(root: &Path, source: &Source, commit: &str) -> Result<World> {
    let git = source.git().context("there is no repository")?;
    let id = git.repository.resolve(commit)?;
    let source = Source::revision(Arc::clone(&git.repository), id, &git.inside)?;
    let how = Load {
        past: Past::Fields,
        memory: Some(past::memory_of(root)),
        ..Load::default()
    };
    load_source(&source, &how)
}

impl<'w> Proof<'w> {
    /// The report of `month` in `world`, which was read from a commit; `standing` says what was sealed before it.
    ///
    /// # Errors
    /// The month cannot be assessed ([`crate::assess::Refusal`]), or the ledger cannot be filled.
    pub fn of(world: &'w World, month: Month, standing: Standing) -> Result<Proof<'w>> {
        let end = world.config.contract.calendar.end_of(month);
        let later = Arc::new(Later::new(world, Some(end)).standing_by(standing));
        let (figures, site) = rayon::join(|| later.figures(), || site(world, &later, None));
        let (figures, site) = (figures?, site?);
        let assessment = figures.assess(month)?;
        Ok(Proof {
            chapters: figures.chapters(&assessment, world.config.site.language),
            assessment,
            findings: findings(world, &Scope::Everything),
            world,
            site,
        })
    }

    fn report(&self) -> Report<'_> {
        let errors = self.findings.iter().filter(|found| is_error(found)).count();
        let counts = (errors, self.findings.len() - errors);
        Report::new(self.world, &self.site, &self.assessment, &self.chapters, counts)
    }

    pub(super) fn source(&self) -> &Source {
        self.world.snapshot.source()
    }

    /// How many records it counts.
    pub fn count(&self) -> usize {
        self.report().counted().len()
    }

    /// The files of the records that it counts.
    pub fn paths(&self) -> BTreeSet<RelPath> {
        let records = &self.world.library.records;
        let counted = self.report().counted();
        counted
            .iter()
            .filter_map(|index| Some(records.get(*index)?.path.clone()))
            .collect()
    }

    /// The errors in what it counts: in its records, in the configuration, and in files of which nobody knows which month they belong to.
    pub fn errors(&self) -> Vec<&Diagnostic> {
        let counted = self.paths();
        let library = &self.world.library;
        let has_no_month = |index: usize| {
            let dated = library
                .records
                .get(index)
                .is_some_and(|record| !record.kind.dates.is_empty());
            dated
                && library
                    .placed
                    .get(index)
                    .is_some_and(|placed| placed.month.is_none())
        };
        let concerns =
            |path: &RelPath| counted.contains(path) || library.at_path(path).is_none_or(has_no_month);
        let errors = self.findings.iter().filter(|found| is_error(found));
        errors.filter(|found| concerns(&found.path)).collect()
    }

    /// The report under seal, at the place `link` of the chain.
    ///
    /// # Errors
    /// A format cannot be written, or a record cannot be read.
    pub fn seal(&self, link: Link) -> Result<SealedFiles> {
        let (world, month) = (self.world, self.assessment.month);
        let catalog = Catalog::of(world.config.site.language);
        let correction = link.correction.as_ref();
        let says = correction.map_or_else(Vec::new, |one| one.says(&self.assessment, catalog));
        let report = self.report().remarking(says);
        let mut manifest = Manifest {
            calendar: calendar(world, month),
            commit: world.history.commit.clone().context("there is no commit")?,
            configuration: hash_of(world, CASEBOOK_YAML),
            contract: hash_of(world, CONTRACT_YAML).context("there is no contract")?,
            corrects: correction.map(|one| one.corrects.clone()),
            figures: report.figures()?,
            files: BTreeMap::new(),
            month,
            previous: link.previous,
            program: PROGRAM.to_owned(),
            records: records(world, &report.counted())?,
            report: link.report,
            seal: String::new(),
        };
        manifest.seal = manifest.number()?;
        let files = report.files(Some(&Sealing {
            number: &manifest.seal,
            corrects: manifest.corrects.as_ref(),
        }))?;
        let hashes = files
            .iter()
            .map(|(path, bytes)| (path.to_string(), hash::sha256(bytes)));
        manifest.files = hashes.collect();
        Ok((manifest, files))
    }
}

fn is_error(found: &Diagnostic) -> bool {
    found.severity == Severity::Error
}

fn hash_of(world: &World, name: &str) -> Option<String> {
    let bytes = world.snapshot.read(&RelPath::new(name)?).ok()?;
    Some(hash::sha256(&bytes))
}

/// The hash of the days off and make-up workdays up to the end of `month`: a later list may know more days after it.
pub(super) fn calendar(world: &World, month: Month) -> String {
    let calendar = &world.config.contract.calendar;
    let (days, last) = (calendar.listed(), calendar.last_of(month));
    let lines = days
        .take_while(|(date, _, _)| *date <= last)
        .map(|(date, work, reason)| format!("{date},{},{reason}\n", if work { "work" } else { "off" }));
    hash::sha256(lines.collect::<String>().as_bytes())
}

fn records(world: &World, counted: &BTreeSet<usize>) -> Result<BTreeMap<String, Counted>> {
    let records = counted
        .iter()
        .filter_map(|index| world.library.records.get(*index));
    let one = |record: &Arc<crate::record::Record>| {
        let sha256 = hash::sha256(&world.snapshot.read(&record.path)?);
        let path = record.path.to_string();
        Ok((record.id.to_string(), Counted { path, sha256 }))
    };
    records.map(one).collect()
}
