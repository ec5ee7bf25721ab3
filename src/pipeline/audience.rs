//! What of a knowledge base may an audience see?
//!
//! It is taken apart here, before anything is made of it, so that no page, list, index or figure has to know what it may not show.

use super::load::{Outcome, Part, library, read_one};
use super::{AUDIENCES, World};
use crate::base::{Catalog, Confidentiality, RelPath, Stamp};
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML, Config};
use crate::kind::Kind;
use crate::ledger;
use crate::library::{Library, Parts, Seen, may_see};
use crate::record::{Record, mask};
use crate::source::{Mask, Snapshot, is_listed};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The part of `world` that `audience` may see: without the records that are not for it, without the files that only those use, and without what git
/// tells of who changed what. For everybody, names and addresses are masked too. Those who look after the knowledge base see all.
pub fn seen_by(world: World, audience: Confidentiality) -> World {
    if audience == Confidentiality::Restricted {
        return world;
    }
    let masks = audience == Confidentiality::Public;
    let whole = &world.library;
    let config = match masks {
        true => Arc::new(world.config.without_contacts()),
        false => Arc::clone(&world.config),
    };
    let visible =
        |record: &Record| may_see(audience, record, &config) && !(masks && mask::is_in_path(&record.path));
    let sees: Vec<bool> = whole.records.iter().map(|record| visible(record)).collect();
    let files = files(&world, &sees, masks);
    let is_seen = |index: usize| sees.get(index) == Some(&true);
    let keeps = |path: &RelPath| files.contains_key(path) || whole.at_path(path).is_some_and(is_seen);
    let snapshot = world
        .snapshot
        .seen_through(keeps, masks.then_some(mask::file as Mask));
    let records = whole.records.iter().zip(&sees).filter(|(_, sees)| **sees);
    let bare = |record: &Arc<Record>| match record.without_source() {
        Some(bare) => Arc::new(bare),
        None => Arc::clone(record),
    };
    let mut records: Vec<Arc<Record>> = records.map(|(record, _)| bare(record)).collect();
    if masks {
        records = masked(&records, &snapshot, &config, whole);
    }
    let withheld = whole.records.iter().zip(&sees).filter(|(_, sees)| !**sees);
    let withheld = withheld.map(|(record, _)| &record.path);
    let parts = Parts {
        layout: whole.layout.clone(),
        stamps: stamps(whole, &records, masks),
        records,
        drafts: Vec::new(),
        others: whole.others.iter().chain(withheld).cloned().collect(),
        files: sized(files, &snapshot, masks),
        seen: Arc::new(seen(whole, audience, &sees)),
        config: Arc::clone(&config),
    };
    World {
        snapshot: Arc::new(snapshot),
        config,
        configured: world.configured,
        history: Arc::new(world.history.bare()),
        library: Arc::new(library(parts)),
        findings: Vec::new(),
        whole: Some(Arc::new(world)),
    }
}

/// The files that records use which the audience sees, with their sizes.
fn files(world: &World, sees: &[bool], masks: bool) -> BTreeMap<RelPath, u64> {
    let used = world.library.attachments.iter().filter(|file| {
        let mut owners = file.owners.iter();
        owners.any(|owner| sees.get(*owner) == Some(&true)) && !(masks && mask::is_in_path(&file.path))
    });
    let files: BTreeMap<RelPath, u64> = used.map(|file| (file.path.clone(), file.size)).collect();
    let opens = |path: &RelPath| {
        let target = world.snapshot.leads_to(path);
        target.is_some_and(|target| !files.contains_key(target) && is_kept(world, target))
    };
    let seen = files.iter().filter(|(path, _)| !opens(path));
    seen.map(|(path, size)| (path.clone(), *size)).collect()
}

/// Whether the file at `target` is for whom something else says: a record's or nobody's, of a site, of a report, of the configuration. A symbolic link
/// to it opens nothing.
fn is_kept(world: &World, target: &RelPath) -> bool {
    let content = &world.library.layout.content;
    is_listed(content, target.as_str())
        || !is_listed(&RelPath::default(), target.as_str())
        || [CASEBOOK_YAML, CONTRACT_YAML].contains(&target.as_str())
}

/// The `files` with the sizes that they have as the audience sees them.
fn sized(files: BTreeMap<RelPath, u64>, snapshot: &Snapshot, masks: bool) -> Vec<(RelPath, u64)> {
    let seen = |path: &RelPath| snapshot.read(path).ok().map(|bytes| bytes.len() as u64);
    let size = |(path, size): (RelPath, u64)| {
        let masked = if masks && mask::may_be_text(&path) {
            seen(&path)
        } else {
            None
        };
        (path, masked.unwrap_or(size))
    };
    files.into_par_iter().map(size).collect()
}

/// How many records of the whole are not in `world`.
pub fn withheld(world: &World) -> usize {
    let whole = world.whole.as_ref().map(|whole| whole.library.records.len());
    whole.map_or(0, |whole| whole.saturating_sub(world.library.records.len()))
}

/// Where in `cache` it is remembered what was made for `audience`.
pub fn cache_of(cache: &Path, audience: Confidentiality) -> PathBuf {
    match audience {
        Confidentiality::Restricted => cache.to_owned(),
        _ => cache.join(AUDIENCES).join(audience.as_str()),
    }
}

/// What `audience` sees of the `whole`, where it sees these records.
fn seen(whole: &Library, audience: Confidentiality, sees: &[bool]) -> Seen {
    let kinds = whole.config.kinds.iter();
    let usual = |kind: &Kind| kind.confidentiality.unwrap_or(whole.config.site.confidentiality);
    let mut in_part: BTreeSet<String> = kinds
        .filter(|kind| !usual(kind).is_for(audience))
        .map(|kind| kind.id.clone())
        .collect();
    let withheld = || {
        sees.iter()
            .enumerate()
            .filter(|(_, sees)| !**sees)
            .map(|(at, _)| at)
    };
    let kinds = withheld().filter_map(|at| whole.records.get(at));
    in_part.extend(kinds.map(|record| record.kind.id.clone()));
    let mut exempted = ledger::exempted_by(whole, withheld());
    exempted.retain(|exempted| {
        let index = whole.find(&exempted.record);
        index.is_some_and(|index| sees.get(index) == Some(&true))
    });
    Seen {
        audience,
        in_part,
        exempted,
    }
}

/// The same `records` as everybody sees them. One whose file is no more, or is no record any more, is no longer among them.
fn masked(
    records: &[Arc<Record>],
    snapshot: &Snapshot,
    config: &Config,
    whole: &Library,
) -> Vec<Arc<Record>> {
    let mask = Catalog::of(config.site.language).word("masked");
    let entries = snapshot.entries.par_iter();
    let read = entries.filter(|entry| {
        records
            .binary_search_by(|record| record.path.cmp(&entry.path))
            .is_ok()
    });
    read.filter_map(
        |entry| match read_one(snapshot, config, &whole.layout, entry, Part::Whole) {
            Outcome::Record(record) => Some(Arc::new(record.masked(&mask))),
            Outcome::File(..) | Outcome::Refused(_) => None,
        },
    )
    .collect()
}

/// What the history says about each of the `records`; not by whom, where names are masked.
fn stamps(whole: &Library, records: &[Arc<Record>], masks: bool) -> HashMap<RelPath, Stamp> {
    let stamp = |record: &Arc<Record>| {
        let mut stamp = whole.placed.get(whole.at_path(&record.path)?)?.stamp.clone();
        if masks {
            (stamp.created_by, stamp.updated_by) = (None, None);
        }
        Some((record.path.clone(), stamp))
    };
    records.iter().filter_map(stamp).collect()
}
