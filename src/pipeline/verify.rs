//! Are the sealed reports, and what they rest on, as they were sealed?

use super::{Later, Link, Load, Past, Proof, Seals, Standing, World, at_commit, changed, load, seals};
use crate::base::{Message, Month, RelPath, unable};
use crate::history::{Id, versions};
use crate::output::{How, differing};
use crate::report::seal::{Correction, MANIFEST, REPORTS, Sealed, chain, first_difference};
use crate::site::{SealedReport, recounted};
use crate::source::Source;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What became of one seal.
#[derive(Debug)]
pub struct Verdict {
    /// The name of the report.
    pub report: String,
    /// The seal; `None` where it cannot be read, or is gone.
    pub sealed: Option<Sealed>,
    /// The first thing that is not as it was sealed.
    pub fault: Option<Message>,
    /// What it counted and was changed since, by commits.
    pub changed: Vec<String>,
    /// What the records of today make of the month, where this is the last report of it and they make something else.
    pub recounted: Option<Message>,
}

/// What a seal is held against.
struct Against<'v> {
    root: &'v Path,
    world: &'v World,
    /// All seals that can be read.
    sealed: &'v [Sealed],
    /// The versions that each manifest ever had in a commit.
    ever: &'v BTreeMap<String, BTreeSet<Id>>,
}

/// Verifies the seals of the knowledge base at `root`, or only those of `month`, from the first link of the chain to the last.
///
/// # Errors
/// A file or the repository cannot be read.
pub fn verify(root: &Path, month: Option<Month>) -> Result<Vec<Verdict>> {
    let how = Load {
        past: Past::Fields,
        ..Load::default()
    };
    let world = load(root, &how)?;
    let source = world.snapshot.source();
    let Seals { sealed, unreadable } = seals(source)?;
    let ever = match source.git() {
        Some(git) => versions(git, REPORTS, MANIFEST)?,
        None => BTreeMap::new(),
    };
    let against = Against {
        root,
        world: &world,
        sealed: &sealed,
        ever: &ever,
    };
    let chain = chain(&sealed);
    let standing = |at| Standing::before(&sealed, Some(at));
    let reports = changed(&world, sealed.clone())?;
    let today = Later::new(&world, None);
    let mut verdicts = Vec::new();
    for at in chain.order.iter().chain(&chain.loose) {
        let Some(report) = reports
            .get(*at)
            .filter(|report| is_of(&report.sealed.name, month))
        else {
            continue;
        };
        let fault = match report.sealed.fault().or_else(|| chain.faults.get(at).cloned()) {
            Some(fault) => Some(fault),
            None => against.fault(report, standing(*at))?,
        };
        let of_month = |other: &&SealedReport| other.sealed.manifest.month == report.sealed.manifest.month;
        let last = reports.iter().rfind(of_month);
        let recounted = last
            .filter(|last| last.sealed.name == report.sealed.name)
            .and_then(|last| recounted(&last.sealed.manifest, &today));
        verdicts.push(verdict(report, fault, recounted));
    }
    for (name, error) in unreadable.iter().filter(|(name, _)| is_of(name, month)) {
        let fault = Message::new("seal-unreadable").with("detail", unable::why(error));
        verdicts.push(bare(name, fault));
    }
    let there = |name: &String| {
        let read = reports.iter().any(|report| report.sealed.name == *name);
        read || unreadable.iter().any(|(other, _)| other == name)
    };
    for name in ever.keys().filter(|name| is_of(name, month) && !there(name)) {
        verdicts.push(bare(name, Message::new("seal-removed")));
    }
    Ok(verdicts)
}

/// Whether the manifest of `sealed` is another one in a commit, of those that manifests `ever` were.
fn is_rewritten(sealed: &Sealed, ever: &BTreeMap<String, BTreeSet<Id>>) -> bool {
    let now = sealed.manifest.bytes().ok().and_then(|bytes| Id::of_file(&bytes));
    ever.get(&sealed.name)
        .is_some_and(|versions| versions.iter().any(|id| Some(*id) != now))
}

/// A report, of `month` where one is asked for, whose seal stands in a commit of `source` and is not among those `sealed`, or is another one there;
/// and which of the two.
///
/// # Errors
/// The repository cannot be read.
pub fn lost(source: &Source, sealed: &[Sealed], month: Option<Month>) -> Result<Option<(String, Message)>> {
    let Some(git) = source.git() else {
        return Ok(None);
    };
    let ever = versions(git, REPORTS, MANIFEST)?;
    let mut names = ever.keys().filter(|name| is_of(name, month));
    Ok(names.find_map(|name| {
        let fault = match sealed.iter().find(|seal| seal.name == *name) {
            None => "seal-removed",
            Some(seal) if is_rewritten(seal, &ever) => "seal-rewritten",
            Some(_) => return None,
        };
        Some((name.clone(), Message::new(fault)))
    }))
}

/// Whether the report called `name` is one of `month`; of every month where none is asked for.
fn is_of(name: &str, month: Option<Month>) -> bool {
    month.is_none_or(|month| name.starts_with(&month.to_string()))
}

fn bare(name: &str, fault: Message) -> Verdict {
    Verdict {
        report: name.to_owned(),
        sealed: None,
        fault: Some(fault),
        changed: Vec::new(),
        recounted: None,
    }
}

fn verdict(report: &SealedReport, fault: Option<Message>, recounted: Option<Message>) -> Verdict {
    let changes = report.changes.iter().filter(|change| change.since > 0);
    Verdict {
        report: report.sealed.name.clone(),
        sealed: Some(report.sealed.clone()),
        fault,
        changed: changes.map(|change| change.id.clone()).collect(),
        recounted,
    }
}

impl Against<'_> {
    /// The first thing that is not as `report` says; `standing` was sealed before it.
    fn fault(&self, report: &SealedReport, standing: Standing) -> Result<Option<Message>> {
        let sealed = &report.sealed;
        if let Some(fault) = self.rewritten(sealed) {
            return Ok(Some(fault));
        }
        if let Some(fault) = files_fault(self.root, sealed)? {
            return Ok(Some(fault));
        }
        if let Some(fault) = uncommitted(report) {
            return Ok(Some(fault));
        }
        self.commit(sealed, standing)
    }

    /// Whether a commit has another version of the manifest.
    fn rewritten(&self, sealed: &Sealed) -> Option<Message> {
        is_rewritten(sealed, self.ever).then(|| Message::new("seal-rewritten"))
    }

    /// What the sealed commit does not prove, where `standing` was sealed before.
    fn commit(&self, sealed: &Sealed, standing: Standing) -> Result<Option<Message>> {
        let manifest = &sealed.manifest;
        let source = self.world.snapshot.source();
        let Some(git) = source.git() else {
            return Ok(Some(Message::new("seal-no-repository")));
        };
        let mut commits = self.world.history.commits.iter();
        let Some(commit) = commits.find(|commit| commit.id.to_string() == manifest.commit) else {
            let id = match self.world.history.shallow {
                true => "seal-commit-shallow",
                false => "seal-commit-missing",
            };
            return Ok(Some(Message::new(id).with("commit", manifest.commit.as_str())));
        };
        if !git.is_in(commit.id.oid())? {
            let message = Message::new("seal-folder-moved").with("folder", git.inside.as_str());
            return Ok(Some(message.with("commit", manifest.commit.as_str())));
        }
        let world = at_commit(self.root, source, &manifest.commit)?;
        // A figure that is made without a record that cannot be read would blame the seal.
        if let Some(unread) = world
            .findings
            .iter()
            .find(|found| found.rule == "file-unreadable")
        {
            return Ok(Some(
                Message::new("seal-not-made").with("detail", unread.path.as_str()),
            ));
        }
        let proof = match Proof::of(&world, manifest.month, standing) {
            Ok(proof) => proof,
            Err(error) => {
                return Ok(Some(
                    Message::new("seal-not-made").with("detail", unable::why(&error)),
                ));
            }
        };
        let link = Link {
            report: manifest.report.clone(),
            previous: manifest.previous.clone(),
            correction: manifest.corrects.as_ref().and_then(|corrects| {
                let corrected = self.sealed.iter().find(|seal| seal.name == corrects.report)?;
                Some(Correction::of(corrected, corrects.clone()))
            }),
        };
        let (again, _) = proof.seal(link)?;
        Ok(first_difference(manifest, &again).map(|differing| {
            Message::new("seal-differs")
                .with("place", differing.place)
                .with("sealed", differing.sealed)
                .with("now", differing.now)
        }))
    }
}

/// The first file of the report `sealed`, in the knowledge base at `root`, that is not as it was sealed.
///
/// # Errors
/// A file cannot be read.
pub fn files_fault(root: &Path, sealed: &Sealed) -> Result<Option<Message>> {
    let folder = root.join(REPORTS).join(&sealed.name);
    let found = differing(&folder, &sealed.manifest.files, MANIFEST)?;
    Ok(found.into_iter().next().map(|differs| {
        let id = match differs.how {
            How::Missing => "seal-file-missing",
            How::Changed => "seal-file-changed",
            How::Extra => "seal-file-extra",
        };
        let path = format!("{REPORTS}/{}/{}", sealed.name, differs.path);
        Message::new(id).with("path", path)
    }))
}

/// The first of what was counted that somebody changed without a commit.
fn uncommitted(report: &SealedReport) -> Option<Message> {
    let change = report
        .changes
        .iter()
        .find(|change| change.uncommitted.is_some())?;
    let id = match change.gone {
        true => "seal-uncommitted-gone",
        false => "seal-uncommitted",
    };
    let path: &RelPath = &change.path;
    Some(
        Message::new(id)
            .with("what", change.id.as_str())
            .with("path", path.as_str()),
    )
}
