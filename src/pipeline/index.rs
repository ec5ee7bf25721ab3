//! From the library to the search index.

use super::files::files;
use super::load::{Load, history, records};
use super::past::keep;
use super::{INDEX, World};
use crate::base::decode::decode;
use crate::output::Store;
use crate::search::{self, Document, Index, Updated, Writer};
use crate::source::Source;
use anyhow::{Context, Result, bail};
use blake3::Hash;
use rayon::prelude::*;
use std::path::Path;

/// How many documents are made at a time: enough for all threads, little in memory.
const BATCH: usize = 256;

/// What tells, in the cache, which files the index is of.
const INDEXED: &str = "indexed";

/// So many records are looked for by a build in the index that it made.
const PROBED: usize = 48;

/// The index below `cache` of the knowledge base `source`, up to date. Nothing is read where all files look as they did when it was brought up
/// to date.
///
/// # Errors
/// The files or the repository cannot be read, or the index cannot be written.
pub fn current(source: &Source, how: &Load, cache: &Path) -> Result<Index> {
    let files = files(source, how)?;
    let state = files.state(&[])?;
    let index = open(cache)?;
    let known = state.is_some_and(|state| {
        let mark = mark(state, index.state());
        index.renewal().is_none() && Store::new(cache).get(INDEXED) == Some(mark.into_bytes())
    });
    if known {
        return Ok(index);
    }
    let history = history(&files, how)?;
    let (index, _) = update(index, &records(files, history, how), cache, state)?;
    Ok(index)
}

/// Opens the index below `cache` and brings it up to date; only what changed is read again. `state` is what [`Files::state`] said of the files.
///
/// # Errors
/// The index cannot be written.
pub fn index(world: &World, cache: &Path, state: Option<Hash>) -> Result<(Index, Updated)> {
    update(open(cache)?, world, cache, state)
}

fn open(cache: &Path) -> Result<Index> {
    Index::open_or_create(&cache.join(INDEX)).context("cannot open the search index")
}

/// What is kept to tell that the index in the state `indexed` is of files in the state `state`.
fn mark(state: Hash, indexed: &str) -> String {
    format!("{} {state} {indexed}", env!("CASEBOOK_SOURCES"))
}

fn update(index: Index, world: &World, cache: &Path, files: Option<Hash>) -> Result<(Index, Updated)> {
    let state = search::state(&world.library);
    let updated = update_to(&index, world, &state)?;
    if let Some(files) = files {
        keep(Some(&Store::new(cache)), INDEXED, mark(files, &state).as_bytes());
    }
    Ok((index, updated))
}

fn update_to(index: &Index, world: &World, state: &str) -> Result<Updated> {
    if index.state() == state {
        return Ok(Updated {
            kept: index.len(),
            ..Updated::default()
        });
    }
    let library = &world.library;
    let known = index.fingerprints()?;
    let all: Vec<usize> = (0..library.records.len()).collect();
    let documents = all.chunks(BATCH).flat_map(|batch| {
        let make = |index: &usize| -> Option<Document> {
            let record = library.records.get(*index)?;
            // What is known needs no text: its key and fingerprint say that it stays.
            let fingerprint = search::fingerprint(library, *index)?;
            if known.get(record.path.as_str()) == Some(&fingerprint) {
                let key = record.path.as_str().to_owned();
                return Some(Document {
                    key,
                    fingerprint,
                    ..Document::default()
                });
            }
            document(world, *index)
        };
        batch.par_iter().filter_map(make).collect::<Vec<Document>>()
    });
    index
        .update_to(state, documents, Writer::default())
        .context("cannot bring the search index up to date")
}

/// Looks in `index` for phrases of some records, spread evenly over all, the same in every build.
///
/// # Errors
/// One is not found: then the index is wrong.
pub fn probe(world: &World, index: &Index) -> Result<()> {
    let all = world.library.records.len();
    let chosen: Vec<usize> = (0..PROBED.min(all))
        .map(|number| number * all / PROBED.min(all))
        .collect();
    chosen.par_iter().try_for_each(|at| {
        let Some(document) = document(world, *at) else {
            return Ok(());
        };
        match search::probe::missing(index, &document)? {
            None => Ok(()),
            Some(phrase) => bail!(
                "the search index does not find `{phrase}`, which stands in {}; `casebook build --no-cache` makes the index again",
                document.key
            ),
        }
    })
}

/// The document of the record `index`; none where its file cannot be read any more.
fn document(world: &World, index: usize) -> Option<Document> {
    let record = world.library.records.get(index)?;
    let bytes = world.snapshot.read(&record.path).ok()?;
    search::document(&world.library, index, decode(&bytes).ok()?)
}
