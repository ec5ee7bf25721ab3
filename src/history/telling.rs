//! What git says about a knowledge base.

use super::Difference;
use super::facts::{Facts, Signature};
use super::follow::{Followed, Gone, Step, follow};
use super::id::{ById, First, Id};
use super::mailmap::Mailmap;
use super::memory::{Comparing, Differences, Memory};
use super::walk::{Walked, walk};
use crate::base::{Message, OrUnable, RelPath, Stamp};
use crate::source::{Git, Source, is_listed};
use anyhow::Result;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::BuildHasherDefault;
use std::sync::Arc;

/// What git says about a knowledge base; nothing where there is no git.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// The commit that is read, or that the work tree rests on; `None` without git, or before the first commit.
    pub commit: Option<String>,
    /// When it was committed.
    pub committed_at: Option<Timestamp>,
    /// Whether the repository is a shallow clone, so that the beginnings are unknown.
    pub shallow: bool,
    /// The commits that lead to it, the newest first.
    pub commits: Vec<Commit>,
    /// The files that are no more, by path.
    pub gone: Vec<Gone>,
    /// Whether the commit that `provenance.baseline` names was found; `None` where it names none.
    pub baseline: Option<bool>,
    /// How versions of records differ, as far as that was looked at.
    pub differences: Differences,
    /// The files that are not as they were committed last, as far as that was looked at.
    pub uncommitted: HashSet<RelPath>,
    /// The records of the commit that the work tree makes drafts.
    pub withdrawing: BTreeSet<RelPath>,
    files: Arc<HashMap<RelPath, Vec<Step>>>,
    /// How many of the commits are newer than all of which it is unknown what they changed.
    certain: usize,
    /// The files that the commit has, in the order of their paths.
    pub(super) committed: Arc<Vec<(Vec<u8>, Id)>>,
}

/// A commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The ID.
    pub id: Id,
    /// The name of its author, as `.mailmap` gives it.
    pub author: Arc<str>,
    /// The address of its author, likewise.
    pub address: Arc<str>,
    /// When its author made it.
    pub authored_at: Timestamp,
    /// When it was committed.
    pub committed_at: Timestamp,
    /// The first lines of its message.
    pub summary: Arc<str>,
    /// How it is signed, if it is.
    pub signature: Option<Signature>,
    /// Whether it comes before the baseline, so that its records were imported.
    pub imported: bool,
}

/// Reads the history of `files`, which are all those below `folder` in the knowledge base `source`, and adds to `memory` what it
/// learns. `baseline` names the commit up to which records were imported.
///
/// # Errors
/// An object is missing or damaged.
pub fn read<'p>(
    source: &Source,
    folder: &RelPath,
    files: impl Iterator<Item = &'p RelPath>,
    baseline: Option<&str>,
    memory: &mut Memory,
) -> Result<History> {
    let Some(git) = source.git() else {
        return Ok(History::default());
    };
    let Some(head) = git.commit else {
        return Ok(History::default());
    };
    let edge = git.repository.shallow_roots()?;
    let Walked {
        order,
        certain,
        files: committed,
    } = git.repository.with(|repository| {
        let odb = repository.odb()?;
        walk(&odb, head.into(), &edge, memory).or_unable(|| Message::new("unable-history"))
    })?;
    let facts: Vec<&Facts> = order.iter().filter_map(|at| memory.facts(*at)).collect();
    let imported = baseline.map(|name| imported(git, &facts, name));
    let people = people(git, source.is_folder(), &memory.kept.people)?;
    let nobody: (Arc<str>, Arc<str>) = ("".into(), "".into());
    let commit = |facts: &&Facts| {
        let (author, address) = people.get(facts.author as usize).unwrap_or(&nobody);
        Commit {
            id: facts.id,
            author: Arc::clone(author),
            address: Arc::clone(address),
            authored_at: instant(facts.authored_at),
            committed_at: instant(facts.committed_at),
            summary: Arc::clone(&facts.summary),
            signature: facts.signature,
            imported: imported
                .as_ref()
                .and_then(Option::as_ref)
                .is_some_and(|all| all.contains_key(&facts.id)),
        }
    };
    let Followed { files, mut gone } = follow(memory, &facts, &git.inside, files);
    gone.retain(|gone| is_listed(folder, gone.path.as_str()));
    let at = git
        .repository
        .with(|repository| Ok(repository.find_commit(head)?.time().seconds()))?;
    Ok(History {
        commit: Some(head.to_string()),
        committed_at: Some(instant(at)),
        shallow: !edge.is_empty(),
        commits: facts.iter().map(commit).collect(),
        gone,
        baseline: imported.as_ref().map(Option::is_some),
        differences: Differences::default(),
        uncommitted: HashSet::new(),
        withdrawing: BTreeSet::new(),
        files: Arc::new(files),
        certain,
        committed: Arc::new(below(&git.inside, committed)),
    })
}

/// The `files` below the folder `inside`.
fn below(inside: &RelPath, mut files: Vec<(Vec<u8>, Id)>) -> Vec<(Vec<u8>, Id)> {
    if inside.as_str().is_empty() {
        return files;
    }
    files.retain_mut(|(path, _)| match inside.above(path) {
        Some(below) => {
            *path = below.to_vec();
            true
        }
        None => false,
    });
    files
}

fn instant(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The commits up to `baseline`; `None` where the history has no such commit.
fn imported(git: &Git, commits: &[&Facts], baseline: &str) -> Option<ById<()>> {
    let by_id: ById<&Facts> = commits.iter().map(|facts| (facts.id, *facts)).collect();
    let begin = git.repository.resolve(baseline).ok().map(Id::from)?;
    by_id.get(&begin)?;
    let mut all = ById::default();
    let mut next = vec![begin];
    while let Some(id) = next.pop() {
        if all.insert(id, ()).is_none()
            && let Some(facts) = by_id.get(&id)
        {
            next.extend(&facts.parents);
        }
    }
    Some(all)
}

/// The people behind the names that commits have.
fn people(git: &Git, on_disk: bool, written: &[(String, String)]) -> Result<Vec<(Arc<str>, Arc<str>)>> {
    let text = match git.commit {
        Some(commit) => git.repository.mailmap(commit, on_disk)?,
        None => None,
    };
    let mailmap = Mailmap::read(text.as_deref().unwrap_or(""));
    let person = |(name, address): &(String, String)| {
        let (name, address) = mailmap.proper(name, address);
        (name.into(), address.into())
    };
    Ok(written.iter().map(person).collect())
}

impl History {
    /// What is told of it where nobody is to see what was changed, and by whom: which commit it is.
    pub fn bare(&self) -> History {
        History {
            commit: self.commit.clone(),
            committed_at: self.committed_at,
            shallow: self.shallow,
            ..History::default()
        }
    }

    /// The commits that touched the file at `path`, the newest first.
    pub fn of(&self, path: &RelPath) -> &[Step] {
        self.files.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// The commit of a step.
    pub fn commit_of(&self, step: &Step) -> Option<&Commit> {
        self.commits.get(step.commit)
    }

    /// How `step` changed a record; `None` where it made or deleted it, or where that was not looked at.
    pub fn difference(&self, step: &Step) -> Option<Difference> {
        self.differences.get(step.old?, step.new?)
    }

    /// The number of the commit that made the record at `path`, which is a draft, one again; `None` where it never was anything else, or where it was
    /// not looked at how its versions differ.
    pub fn withdrawn(&self, path: &RelPath) -> Option<usize> {
        let became_draft = |step: &&Step| {
            self.difference(step)
                .is_some_and(|difference| difference.makes_draft())
        };
        self.of(path).iter().find(became_draft).map(|step| step.commit)
    }

    /// The version of the file at `path` that the commit has.
    pub fn committed_version(&self, path: &RelPath) -> Option<Id> {
        let path = path.as_str().as_bytes();
        let place = self
            .committed
            .binary_search_by(|(other, _)| other.as_slice().cmp(path))
            .ok()?;
        self.committed.get(place).map(|(_, id)| *id)
    }

    /// What the history says about each file, in short.
    pub fn stamps(&self) -> HashMap<RelPath, Stamp> {
        let one = |(path, steps): (&RelPath, &Vec<Step>)| Some((path.clone(), self.stamp(steps)?));
        self.files.iter().filter_map(one).collect()
    }

    fn stamp(&self, steps: &[Step]) -> Option<Stamp> {
        // A merge that left the file otherwise than any of its parents had it changed it too, but made none.
        let mut made = steps.iter().filter(|step| !step.in_merge);
        let last = steps.first().filter(|step| step.commit < self.certain)?;
        let last = self.commit_of(last)?;
        // Where the beginnings are unknown, so is the first commit.
        let first = match made.next_back() {
            _ if self.shallow => None,
            Some(first) => self.commit_of(first),
            None => Some(last),
        };
        Some(Stamp {
            created_at: first.map(|commit| commit.committed_at),
            created_by: first.map(|commit| commit.author.to_string()),
            updated_at: Some(last.committed_at),
            updated_by: Some(last.author.to_string()),
            commit: Some(last.id.to_string()),
        })
    }

    /// The commit that made the file at `path`; `None` where that is unknown.
    pub fn first(&self, path: &RelPath) -> Option<&Commit> {
        let mut counted = self.of(path).iter().filter(|step| !step.in_merge);
        counted
            .next_back()
            .filter(|_| !self.shallow)
            .and_then(|step| self.commit_of(step))
    }

    /// The pairs of versions of the files at `paths`, compared as `by` says of each, of which it is not `known` how they differ, by the commits that made the older ones, the
    /// newest first: what a pack keeps of these hangs together in chains, so that what has to be unpacked for one serves the next.
    /// What is a pair of several files is compared as one of the first.
    pub fn pairs<'p>(
        &self,
        paths: impl Iterator<Item = &'p RelPath>,
        by: impl Fn(&RelPath) -> Option<Comparing>,
        known: &Differences,
    ) -> Vec<Pair<'p>> {
        let mut seen: HashSet<(Id, Id), BuildHasherDefault<First>> = HashSet::default();
        let mut pairs = Vec::new();
        for path in paths {
            let Some(by) = by(path) else { continue };
            let steps = self.of(path);
            for (at, step) in steps.iter().enumerate() {
                if let (Some(old), Some(new)) = (step.old, step.new)
                    && old != new
                    && seen.insert((old, new))
                    && !known.has(old, new, by)
                {
                    let made_by = steps.get(at + 1).unwrap_or(step).commit;
                    pairs.push((made_by, Pair { path, old, new, by }));
                }
            }
        }
        pairs.sort_by_key(|(made_by, _)| *made_by);
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }
}

/// Two versions of a file, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<'p> {
    /// The path of the file today.
    pub path: &'p RelPath,
    /// The version before.
    pub old: Id,
    /// The version after.
    pub new: Id,
    /// By what they are compared.
    pub by: Comparing,
}
