//! From the commits to the history of the records.

use super::files::Files;
use super::{CACHE, HISTORY, Load, World};
use crate::base::{RelPath, hash};
use crate::config::Config;
use crate::history::{self, Comparing, Difference, Differences, History, Memory};
use crate::kind::Kind;
use crate::ledger::Provenance;
use crate::library::{self, Layout};
use crate::output::Store;
use crate::record::{self, Input};
use crate::site::{self, Tombstone};
use crate::source::Snapshot;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::mem;
use std::path::Path;
use std::sync::Arc;

/// How much of the history is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Past {
    /// Nothing.
    #[default]
    Nothing,
    /// Which commits touched which file.
    Commits,
    /// And which fields they changed.
    Fields,
}

/// Where it is remembered what commits did.
const COMMITS: &str = "commits";
/// Where it is remembered how versions of records differ.
const DIFFERENCES: &str = "differences";

/// How many pairs of versions a thread compares one after the other: neighbours in a pack share what has to be unpacked.
const RUN: usize = 1000;

pub(super) fn read(snapshot: &Snapshot, config: &Config, layout: &Layout, how: &Load) -> Result<History> {
    if how.past == Past::Nothing || snapshot.source().git().is_none() {
        return Ok(History::default());
    }
    let mut memory = Memory::read(|number| how.memory.as_ref()?.get(&part(number)));
    let configuration = config.files();
    let files = snapshot
        .entries
        .iter()
        .map(|entry| &entry.path)
        .chain(&configuration);
    let baseline = config.site.provenance.baseline.as_deref();
    let history = history::read(snapshot.source(), &layout.content, files, baseline, &mut memory)?;
    if let Some((number, bytes)) = memory.part() {
        keep(how.memory.as_ref(), &part(number), &bytes);
    }
    Ok(history)
}

/// Adds to `history` which fields its commits changed, and which files are not as they were committed.
pub(super) fn look_inside(
    history: &mut History,
    snapshot: &Snapshot,
    config: &Config,
    layout: &Layout,
    how: &Load,
) -> Result<()> {
    if how.past < Past::Fields || history.commit.is_none() {
        return Ok(());
    }
    let store = how.memory.as_ref();
    let differences = || {
        let kept = store.and_then(|store| store.get(&differences()));
        let known = Differences::read(kept.as_deref());
        let gone = history.gone.iter().map(|gone| &gone.path);
        let paths = snapshot.entries.iter().map(|entry| &entry.path).chain(gone);
        let records = paths.filter(|path| matches!(path.extension().as_str(), "md" | "markdown"));
        compare(snapshot, config, layout, history, records, known, store)
    };
    let (differences, uncommitted) = rayon::join(differences, || history::uncommitted(snapshot, history));
    history.differences = differences?;
    history.uncommitted = uncommitted?;
    Ok(())
}

/// Where it is remembered what was found out about the knowledge base at `root`, unless somebody names another place.
pub(super) fn memory_of(root: &Path) -> Store {
    Store::new(&root.join(CACHE))
}

/// Adds to `history`, where it has not all, how the versions of the records at the paths `drafts` differ: whether they ever were something else
/// concerns all.
pub(super) fn look_at_drafts<'d>(
    history: &mut History,
    files: &Files,
    drafts: impl Iterator<Item = &'d RelPath>,
    how: &Load,
) -> Result<()> {
    if how.past == Past::Commits {
        let known = mem::take(&mut history.differences);
        let (snapshot, config, layout) = (&files.snapshot, &files.config, &files.layout);
        history.differences = compare(snapshot, config, layout, history, drafts, known, None)?;
    }
    Ok(())
}

/// Which of the `drafts` of `snapshot`, a work tree, its commit has as records. One whose committed version cannot be read is not among them.
pub(super) fn withdrawing<'d>(
    history: &History,
    (snapshot, config, layout): (&Snapshot, &Config, &Layout),
    drafts: impl Iterator<Item = &'d RelPath>,
) -> BTreeSet<RelPath> {
    let Some(git) = snapshot.source().git() else {
        return BTreeSet::new();
    };
    let is_withdrawing = |path: &&RelPath| {
        let was = history.committed_version(path)?;
        let now = snapshot.read(path).ok()?;
        let (kind, _, _) = library::kind_of(config, layout, path)?;
        let before = git
            .repository
            .with(|repository| Ok(repository.odb()?.read(was.oid())?.data().to_vec()));
        Some(history::compare_texts(kind, &before.ok()?, &now).makes_draft())
    };
    drafts
        .filter(|path| is_withdrawing(path) == Some(true))
        .cloned()
        .collect()
}

/// Compares the versions of the records at `paths` that are not among those `known`, and adds them.
fn compare<'p>(
    snapshot: &Snapshot,
    config: &Config,
    layout: &Layout,
    history: &History,
    paths: impl Iterator<Item = &'p RelPath>,
    mut known: Differences,
    store: Option<&Store>,
) -> Result<Differences> {
    let Some(git) = snapshot.source().git() else {
        return Ok(known);
    };
    let comparing = comparing(config);
    let by = |path: &RelPath| {
        let (kind, _, _) = library::kind_of(config, layout, path)?;
        comparing.get(kind.id.as_str()).copied()
    };
    let pairs = history.pairs(paths, by, &known);
    if pairs.is_empty() {
        return Ok(known);
    }
    let limit = config.site.limits.record;
    let found: Vec<_> = pairs
        .par_iter()
        .with_min_len(RUN)
        .filter_map(|pair| {
            let (kind, _, _) = library::kind_of(config, layout, pair.path)?;
            let difference = git.repository.with(|repository| {
                let odb = repository.odb()?;
                let old = odb.read(pair.old.oid())?;
                let new = odb.read(pair.new.oid())?;
                Ok(match old.len().max(new.len()) as u64 > limit {
                    true => Difference::unread(),
                    false => history::compare_texts(kind, old.data(), new.data()),
                })
            });
            Some(difference.map(|difference| ((pair.old, pair.new), pair.by, difference)))
        })
        .collect::<Result<_>>()?;
    known.extend(found);
    if let Some(bytes) = known.bytes() {
        keep(store, &differences(), &bytes);
    }
    Ok(known)
}

/// What git tells of `world`, as pages need it, seals aside.
///
/// # Errors
/// The repository cannot be read.
pub fn known(world: &World) -> Result<site::Past> {
    Ok(site::Past {
        seals: Vec::new(),
        provenance: Provenance::of(&world.library, &world.history),
        tombstones: tombstones(world)?,
        history: Arc::clone(&world.history),
    })
}

/// The last versions of the records that are no more. One that cannot be read as a record was never a page.
fn tombstones(world: &World) -> Result<Vec<Tombstone>> {
    let Some(git) = world.snapshot.source().git() else {
        return Ok(Vec::new());
    };
    let (config, layout) = (&world.config, &world.library.layout);
    let all: Vec<Option<Tombstone>> = world
        .history
        .gone
        .par_iter()
        .enumerate()
        .map(|(number, gone)| {
            if !matches!(gone.path.extension().as_str(), "md" | "markdown") {
                return Ok(None);
            }
            let Some((kind, below, _)) = library::kind_of(config, layout, &gone.path) else {
                return Ok(None);
            };
            let input = Input {
                config,
                path: &gone.path,
                below,
                kind,
            };
            let read = git.repository.with(|repository| {
                let odb = repository.odb()?;
                let blob = odb.read(gone.last.oid())?;
                let small = blob.len() as u64 <= config.site.limits.record;
                Ok(small.then(|| record::read(&input, blob.data()).ok()).flatten())
            })?;
            Ok(read.filter(|record| !record.draft).map(|record| Tombstone {
                gone: number,
                record: Arc::new(record),
            }))
        })
        .collect::<Result<_>>()?;
    Ok(all.into_iter().flatten().collect())
}

/// By what versions of the records of each kind, by its ID, are compared: the names of the columns of its table, by which rows are found, and how large a
/// record may be.
fn comparing(config: &Config) -> HashMap<&str, Comparing> {
    let by = |kind: &Kind| {
        let names = kind
            .table
            .iter()
            .map(|(id, field)| format!("{id}={}/{}", field.label.zh, field.label.en));
        let text = format!(
            "{} {}",
            config.site.limits.record,
            names.collect::<Vec<_>>().join(",")
        );
        hash::number(text.as_bytes())
    };
    let kinds = config.kinds.iter();
    kinds.map(|kind| (kind.id.as_str(), by(kind))).collect()
}

/// A folder that cannot be written makes the next build slower, and this one no worse.
pub(super) fn keep(store: Option<&Store>, name: &str, bytes: &[u8]) {
    if let Some(store) = store {
        let _ = store.put(name, bytes);
    }
}

fn differences() -> String {
    format!("{HISTORY}/{DIFFERENCES}")
}

/// Where the part of that number is remembered of what commits did.
fn part(number: usize) -> String {
    match number {
        0 => format!("{HISTORY}/{COMMITS}"),
        number => format!("{HISTORY}/{COMMITS}-{number}"),
    }
}
