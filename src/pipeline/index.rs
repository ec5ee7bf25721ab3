//! From the library to the search index.

use super::{INDEX, World};
use crate::base::decode::decode;
use crate::search::{self, Document, Index, Updated, Writer};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::path::Path;

/// How many documents are made at a time: enough for all threads, little in memory.
const BATCH: usize = 256;

/// So many records are looked for by a build in the index that it made.
const PROBED: usize = 48;

/// Opens the index below `cache` and brings it up to date; only what changed is read again.
pub fn index(world: &World, cache: &Path) -> Result<(Index, Updated)> {
    let index = Index::open_or_create(&cache.join(INDEX)).context("cannot open the search index")?;
    let library = &world.library;
    let state = search::state(library);
    if index.state() == state {
        let kept = index.len();
        return Ok((
            index,
            Updated {
                kept,
                ..Updated::default()
            },
        ));
    }
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
    let updated = index
        .update_to(&state, documents, Writer::default())
        .context("cannot bring the search index up to date")?;
    Ok((index, updated))
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
