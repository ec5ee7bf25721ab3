//! From the library to the search index.

use super::files::files;
use super::filling::{Filling, Updated, document, fingerprints};
use super::load::{Load, history, records};
use super::past::keep;
use super::shards::fill;
use super::{INDEX, Laying, World};
use crate::base::{Message, OrUnable};
use crate::output::{Folder, Lock, Store};
use crate::search::{self, Index};
use crate::source::Source;
use anyhow::{Result, bail};
use blake3::Hash;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;

/// So many records a thread takes at a time, so that all end together.
const TAKEN: usize = 16;

/// What tells, in the cache, which files the index is of.
const INDEXED: &str = "indexed";

/// The file in the cache that is held while the index is opened.
const OPENING: &str = "opening";

/// So many of the records that a build put into its index are looked for there.
const PROBED: usize = 48;

/// So many of all records are looked for besides.
const ANYHOW: usize = 8;

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
    // An index that another process is just making would be taken for a damaged one. Where nothing can be locked, nothing can be made.
    let _held = Lock::take(&cache.join(OPENING)).ok();
    Index::open_or_create(&cache.join(INDEX)).or_unable(|| Message::new("unable-index"))
}

/// What is kept to tell that the index in the state `indexed` is of files in the state `state`.
fn mark(state: Hash, indexed: &str) -> String {
    format!("{} {state} {indexed}", env!("CASEBOOK_SOURCES"))
}

/// An index that is up to date.
pub struct Indexed {
    index: Index,
    /// The records that it did not have as they are.
    added: Vec<usize>,
}

/// What makes what the browser searches, as of [`shards`](super::shards), and the index, as of [`index`]: both of one reading.
///
/// # Errors
/// As there.
pub fn search(
    world: &World,
    folder: &Folder,
    cache: &Path,
    state: Option<Hash>,
) -> Result<(Laying, Indexed)> {
    let index = open(cache)?;
    let named = search::state(&world.library);
    if index.state() == named {
        note(cache, state, &named);
        let added = Vec::new();
        return Ok((super::shards(world, folder, cache)?, Indexed { index, added }));
    }
    let fingerprints = fingerprints(world);
    let begin = || Filling::begin(&index, world, &fingerprints);
    let (laying, filling) = fill(world, folder, cache, &fingerprints, begin)?;
    let added = filling.wanted().collect();
    filling.finish(&named)?;
    note(cache, state, &named);
    Ok((laying, Indexed { index, added }))
}

fn update(index: Index, world: &World, cache: &Path, files: Option<Hash>) -> Result<(Index, Updated)> {
    let state = search::state(&world.library);
    let updated = update_to(&index, world, &state)?;
    note(cache, files, &state);
    Ok((index, updated))
}

/// Notes that the index in the state `indexed` is of `files`.
fn note(cache: &Path, files: Option<Hash>, indexed: &str) {
    if let Some(files) = files {
        keep(Some(&Store::new(cache)), INDEXED, mark(files, indexed).as_bytes());
    }
}

fn update_to(index: &Index, world: &World, state: &str) -> Result<Updated> {
    if index.state() == state {
        return Ok(Updated {
            kept: index.len(),
            ..Updated::default()
        });
    }
    let filling = Filling::begin(index, world, &fingerprints(world))?;
    let wanted: Vec<usize> = filling.wanted().collect();
    wanted.par_chunks(TAKEN).try_for_each(|taken| {
        let documents: Vec<_> = taken.iter().filter_map(|at| document(world, *at)).collect();
        filling.add(documents.iter().map(|(document, _)| document))
    })?;
    filling.finish(state)
}

/// Looks in the index for phrases of some of the records that were added to it and of some of all, spread evenly, the same for the same build.
///
/// # Errors
/// One is not found: then the index is wrong.
pub fn probe(world: &World, indexed: &Indexed) -> Result<()> {
    let all: Vec<usize> = (0..world.library.records.len()).collect();
    let chosen: BTreeSet<usize> = spread(&indexed.added, PROBED)
        .chain(spread(&all, ANYHOW))
        .collect();
    chosen.par_iter().try_for_each(|at| {
        let Some((document, _)) = document(world, *at) else {
            return Ok(());
        };
        match search::probe::missing(&indexed.index, &document)? {
            None => Ok(()),
            Some(phrase) => bail!(
                "the search index does not find `{phrase}`, which stands in {}; `casebook build --no-cache` makes the index again",
                document.key
            ),
        }
    })
}

/// At most `many` of `all`, spread evenly.
fn spread(all: &[usize], many: usize) -> impl Iterator<Item = usize> {
    let many = many.min(all.len());
    (0..many).filter_map(move |number| all.get(number * all.len() / many).copied())
}
