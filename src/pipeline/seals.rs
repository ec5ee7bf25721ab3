//! What was sealed, and what was changed since?

use super::World;
use super::proof::calendar;
use crate::base::{RelPath, hash};
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML, holiday_file};
use crate::history::{Difference, Id, Step, compare_settings, compare_texts, is_version};
use crate::kind::Kind;
use crate::report::seal::{MANIFEST, Manifest, REPORTS, Sealed};
use crate::site::{SealedChange, SealedReport};
use crate::source::{Snapshot, Source};
use anyhow::{Error, Result};
use rayon::prelude::*;

/// The seals of a knowledge base, by month; after the report of a month its corrections.
#[derive(Debug, Default)]
pub struct Seals {
    /// Those that can be read.
    pub sealed: Vec<Sealed>,
    /// The names of those that cannot be read, and why.
    pub unreadable: Vec<(String, Error)>,
}

/// The seals in the reports of `source`.
///
/// # Errors
/// The folder of the reports cannot be listed.
pub fn seals(source: &Source) -> Result<Seals> {
    let mut found = Seals::default();
    let folder = RelPath::new(REPORTS).unwrap_or_default();
    let reports = source.list(&[folder])?;
    for entry in &reports.entries {
        let [_, name, MANIFEST] = entry.path.names().collect::<Vec<_>>()[..] else {
            continue;
        };
        let read = reports
            .read(&entry.path)
            .and_then(|bytes| Sealed::read(name, &bytes));
        match read {
            Ok(sealed) => found.sealed.push(sealed),
            Err(error) => found.unreadable.push((name.to_owned(), error)),
        }
    }
    let key = |seal: &Sealed| (seal.manifest.month, seal.name.len(), seal.name.clone());
    found.sealed.sort_by_key(key);
    Ok(found)
}

/// Which of what each of `seals` counted is not in `world` as it was sealed.
///
/// # Errors
/// A version of a file cannot be read.
pub fn changed(world: &World, seals: Vec<Sealed>) -> Result<Vec<SealedReport>> {
    let git = world.snapshot.source().git();
    // Of a file that nobody touched since its edge, the history of a shallow clone does not tell what was committed.
    let head = match git.filter(|_| world.history.shallow && !seals.is_empty()) {
        Some(git) => Some(git.at(git.commit)?.list(&[])?),
        None => None,
    };
    let one = |sealed: Sealed| {
        let changes = changes(world, head.as_ref(), &sealed.manifest)?;
        Ok(SealedReport { sealed, changes })
    };
    seals.into_par_iter().map(one).collect()
}

/// Something that was sealed: a record or a file of the configuration.
struct Item<'w> {
    id: &'w str,
    path: RelPath,
    record: Option<usize>,
    sealed: Option<&'w str>,
}

fn changes(world: &World, head: Option<&Snapshot>, manifest: &Manifest) -> Result<Vec<SealedChange>> {
    if world.snapshot.source().git().is_some() && world.history.commit.is_none() {
        // The history was not read, or is empty: it is not known what is committed.
        return Ok(Vec::new());
    }
    let file = |id, sealed| {
        let path = RelPath::new(id).unwrap_or_default();
        Item {
            id,
            path,
            record: None,
            sealed,
        }
    };
    let configuration = [
        file(CASEBOOK_YAML, manifest.configuration.as_deref()),
        file(CONTRACT_YAML, Some(manifest.contract.as_str())),
    ];
    let records = manifest.records.iter().map(|(id, counted)| {
        let record = world.library.find(id);
        let now = record.and_then(|index| world.library.records.get(index));
        Item {
            id,
            path: match now {
                Some(record) => record.path.clone(),
                None => RelPath::new(&counted.path).unwrap_or_default(),
            },
            record,
            sealed: Some(&counted.sha256),
        }
    });
    let list = holiday_file(&world.config.contract.text);
    let holidays = list
        .as_ref()
        .filter(|_| calendar(world, manifest.month) != manifest.calendar);
    let sealed = match holidays {
        Some(path) => at_seal(world, manifest, path)?,
        None => None,
    };
    let holidays = holidays.map(|path| file(path.as_str(), sealed.as_deref()));
    let items: Vec<Item<'_>> = configuration.into_iter().chain(holidays).chain(records).collect();
    let found: Vec<Option<SealedChange>> = items
        .par_iter()
        .map(|item| change(world, head, item))
        .collect::<Result<_>>()?;
    Ok(found.into_iter().flatten().collect())
}

/// The SHA-256 of the file at `path` as it was in the commit of `manifest`, as far as the history is known.
fn at_seal(world: &World, manifest: &Manifest, path: &RelPath) -> Result<Option<String>> {
    let commits = &world.history.commits;
    let Some(commit) = commits
        .iter()
        .find(|commit| commit.id.to_string() == manifest.commit)
    else {
        return Ok(None);
    };
    let Some(git) = world.snapshot.source().git() else {
        return Ok(None);
    };
    let bytes = git.at(Some(commit.id.oid()))?.list(&[])?.read_if_there(path)?;
    Ok(bytes.as_deref().map(hash::sha256))
}

fn change(world: &World, head: Option<&Snapshot>, item: &Item<'_>) -> Result<Option<SealedChange>> {
    let now = world.snapshot.read(&item.path).ok();
    let hashed = now.as_deref().map(hash::sha256);
    if hashed.as_deref() == item.sealed {
        return Ok(None);
    }
    let steps = world.history.of(&item.path);
    let mut since = 0;
    let mut found = false;
    let mut later: Option<Vec<u8>> = None;
    let mut compared = Vec::new();
    for step in steps {
        let version = version(world, step.new)?;
        if let (None, Some(old), Some(new)) = (item.record, &version, &later) {
            compared.push(compare_settings(old, new));
        }
        found = version.as_deref().map(hash::sha256).as_deref() == item.sealed;
        if found {
            break;
        }
        since += 1;
        later = version;
    }
    if world.history.shallow && !found {
        // One that the clone does not have.
        since += 1;
    }
    let committed = !world.snapshot.source().is_folder() || is_committed(world, head, item, now.as_deref())?;
    if since == 0 && committed {
        // The ends of its lines are other ones on this disk.
        return Ok(None);
    }
    let kind = item
        .record
        .and_then(|index| world.library.records.get(index))
        .map(|record| &*record.kind);
    let uncommitted = match committed {
        true => None,
        false => Some(difference(world, kind, steps, now.as_deref())?),
    };
    Ok(Some(SealedChange {
        id: item.id.to_owned(),
        path: item.path.clone(),
        record: item.record,
        gone: now.is_none(),
        since,
        steps: compared,
        uncommitted,
    }))
}

/// Whether the file holds what was committed last, or was deleted by a commit. `head` has what was committed where the history may not tell.
fn is_committed(world: &World, head: Option<&Snapshot>, item: &Item<'_>, now: Option<&[u8]>) -> Result<bool> {
    let steps = world.history.of(&item.path);
    let committed = match (steps.first(), head) {
        (None, Some(head)) => head.read_if_there(&item.path)?.as_deref().and_then(Id::of_file),
        (step, _) => step.and_then(|step| step.new),
    };
    Ok(match (now, committed) {
        (Some(now), Some(id)) => is_version(now, id),
        (Some(_), None) => false,
        (None, None) => head.is_some() || !steps.is_empty(),
        (None, Some(_)) => {
            let mut gone = world.history.gone.iter();
            gone.any(|gone| gone.path == item.path && (gone.deleted || gone.became.is_some()))
        }
    })
}

/// How the file on the disk differs from what was committed last.
fn difference(world: &World, kind: Option<&Kind>, steps: &[Step], now: Option<&[u8]>) -> Result<Difference> {
    let committed = version(world, steps.first().and_then(|step| step.new))?;
    Ok(match (kind, committed, now) {
        (Some(kind), Some(old), Some(new)) => compare_texts(kind, &old, new),
        (None, Some(old), Some(new)) => compare_settings(&old, new),
        _ => Difference::default(),
    })
}

/// The bytes of the version `id` of a file.
fn version(world: &World, id: Option<Id>) -> Result<Option<Vec<u8>>> {
    let (Some(id), Some(git)) = (id, world.snapshot.source().git()) else {
        return Ok(None);
    };
    git.repository
        .with(|repository| Ok(Some(repository.odb()?.read(id.oid())?.data().to_vec())))
}
