//! How does the index get the records that changed?

use super::World;
use crate::base::decode::decode;
use crate::base::{Message, OrUnable};
use crate::record::{Record, covered};
use crate::search::{self, Document, Index, Made, Segment, Update};
use anyhow::Result;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

fn failed() -> Message {
    Message::new("unable-index-update")
}

/// What an update did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Updated {
    /// Documents that are new or were written anew.
    pub written: usize,
    /// Documents that are gone.
    pub removed: usize,
    /// Documents that stayed as they were.
    pub kept: usize,
}

/// The index while it gets the records that changed. Several threads may add some; each fills a segment.
pub(super) struct Filling<'i> {
    update: Update<'i>,
    /// For each record, whether the index does not have it as it is.
    wanted: Vec<bool>,
    /// The fingerprints of documents that the index shall not have any more.
    gone: Vec<String>,
    done: Updated,
    open: Mutex<Vec<Segment>>,
    /// How much memory all open segments use, more or less, in bytes.
    size: AtomicUsize,
    made: Mutex<Vec<Made>>,
}

impl Filling<'_> {
    /// Begins to bring `index` up to date with the records of `world`, whose documents have these `fingerprints`.
    pub(super) fn begin<'i>(
        index: &'i Index,
        world: &World,
        fingerprints: &[Option<String>],
    ) -> Result<Filling<'i>> {
        let update = index.begin().or_unable(failed)?;
        let mut known: HashMap<String, String> = index.fingerprints()?;
        let records = &world.library.records;
        let pairs = records.iter().zip(fingerprints);
        let is_wanted = |(record, fingerprint): (&Arc<Record>, &Option<String>)| {
            let before = known.get(record.path.as_str());
            before.is_none() || fingerprint.as_ref() != before
        };
        let wanted: Vec<bool> = pairs.map(is_wanted).collect();
        let mut done = Updated::default();
        for (record, wanted) in records.iter().zip(&wanted) {
            if *wanted {
                done.written += 1;
            } else {
                done.kept += 1;
                known.remove(record.path.as_str());
            }
        }
        let written = records.iter().zip(&wanted).filter(|(_, wanted)| **wanted);
        let anew = written
            .filter(|(record, _)| known.contains_key(record.path.as_str()))
            .count();
        done.removed = known.len() - anew;
        Ok(Filling {
            update,
            wanted,
            gone: known.into_values().collect(),
            done,
            open: Mutex::default(),
            size: AtomicUsize::default(),
            made: Mutex::default(),
        })
    }

    /// Whether the index does not have the record `at` as it is.
    pub(super) fn wants(&self, at: usize) -> bool {
        self.wanted.get(at).copied().unwrap_or_default()
    }

    /// The records that the index does not have as they are.
    pub(super) fn wanted(&self) -> impl Iterator<Item = usize> {
        let wanted = self.wanted.iter().enumerate();
        wanted.filter(|(_, wanted)| **wanted).map(|(at, _)| at)
    }

    /// Adds `documents`, which it wants.
    pub(super) fn add<'d>(&self, documents: impl IntoIterator<Item = &'d Document>) -> Result<()> {
        let mut documents = documents.into_iter().peekable();
        if documents.peek().is_none() {
            return Ok(());
        }
        let open = lock(&self.open).pop();
        let mut segment = open.map_or_else(|| self.update.segment(), Ok).or_unable(failed)?;
        let before = segment.size();
        for document in documents {
            segment.add(document).or_unable(failed)?;
        }
        let (size, more) = (segment.size(), segment.size() - before);
        let all = self.size.fetch_add(more, Ordering::Relaxed) + more;
        let (full, threads) = (Segment::full(self.done.written), rayon::current_num_threads());
        // On average each may be so large. One of the larger ones goes, so that not all are large at once.
        if size > full * 2 || all > full * threads && size * threads >= all {
            let made = segment.finish().or_unable(failed)?;
            self.size.fetch_sub(size, Ordering::Relaxed);
            lock(&self.made).push(made);
        } else {
            lock(&self.open).push(segment);
        }
        Ok(())
    }

    /// Makes what was added visible; `state` names what the index holds then.
    pub(super) fn finish(self, state: &str) -> Result<Updated> {
        let open = std::mem::take(&mut *lock(&self.open));
        let last: Vec<Made> = open
            .into_par_iter()
            .with_max_len(1)
            .map(Segment::finish)
            .collect::<Result<_>>()
            .or_unable(failed)?;
        let mut made = std::mem::take(&mut *lock(&self.made));
        made.extend(last);
        let gone = self.gone.iter().map(String::as_str);
        self.update.finish(state, gone, made).or_unable(failed)?;
        Ok(self.done)
    }
}

fn lock<T>(of: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The fingerprints of the documents of all records, which tell without their texts whether they are known.
pub(super) fn fingerprints(world: &World) -> Vec<Option<String>> {
    let records = (0..world.library.records.len()).into_par_iter();
    records
        .map(|at| search::fingerprint(&world.library, at))
        .collect()
}

/// The document of the record `at`, and whether its file is still what it was when it was read first. None where it cannot be read any more.
pub(super) fn document(world: &World, at: usize) -> Option<(Document, bool)> {
    let record = world.library.records.get(at)?;
    let bytes = world.snapshot.read(&record.path).ok()?;
    let document = search::document(&world.library, at, &covered(decode(&bytes).ok()?))?;
    Some((document, crate::base::hash::short(&bytes) == record.hash))
}
