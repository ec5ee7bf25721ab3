//! From the library to what the browser searches.

use super::World;
use crate::base::RelPath;
use crate::base::decode::decode;
use crate::output::Folder;
use crate::search::shards::{Maker, Part, per_chunk};
use crate::search::{self, Document, Shards};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::cmp::Reverse;

/// How many documents are read at a time by one thread.
const BATCH: usize = 64;
/// How many batches are made before their parts are put together: enough for all threads, little in memory.
const BATCHES: usize = 8;
/// So many documents tell how large a document is.
const SAMPLE: usize = 64;

/// What the browser searches, from all records, by kind and system, the latest first. `folder` is where it will lie.
///
/// # Errors
/// There is no room in `folder`.
pub fn shards(world: &World, folder: &Folder) -> Result<Shards> {
    let order = order(world);
    let document = |index: &usize| -> Option<Document> {
        let record = world.library.records.get(*index)?;
        let bytes = world.snapshot.read(&record.path).ok()?;
        search::document(&world.library, *index, decode(&bytes).ok()?)
    };
    let sample = order.iter().step_by(order.len() / SAMPLE + 1);
    let sample: Vec<Document> = sample.filter_map(document).collect();
    let mut maker = Maker::new(per_chunk(&sample), folder.spare()?);
    for batches in order.chunks(BATCH * BATCHES) {
        let part = |batch: &[usize]| Part::of(batch.iter().filter_map(document).collect());
        for part in batches.par_chunks(BATCH).map(part).collect::<Vec<Part>>() {
            maker.add(part).context("cannot keep what is searched")?;
        }
    }
    maker.finish().context("cannot keep what is searched")
}

/// The records by kind and system, those of one system from the latest on.
fn order(world: &World) -> Vec<usize> {
    let library = &world.library;
    let mut order: Vec<usize> = (0..library.records.len()).collect();
    order.sort_by_cached_key(|&index| {
        let record = library.records.get(index);
        let placed = library.placed.get(index);
        (
            record.map(|record| record.kind.id.clone()),
            placed.map(|placed| placed.systems.clone()),
            Reverse(placed.and_then(|placed| placed.at).map(|at| at.date())),
            record.map(|record| record.path.clone()),
        )
    });
    order
}

/// Writes `shards` into `folder`.
pub(super) fn write(shards: &Shards, folder: &Folder) -> Result<()> {
    (0..shards.len()).into_par_iter().try_for_each(|number| {
        let (path, bytes) = shards.file(number)?;
        folder.put(&RelPath::new(&path).unwrap_or_default(), &bytes)
    })
}
