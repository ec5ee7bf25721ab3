//! From the library to what the browser searches.

use super::World;
use crate::base::decode::decode;
use crate::output::Folder;
use crate::search::shards::Part;
use crate::search::{self, Document, Shards};
use anyhow::Result;
use rayon::prelude::*;
use std::cmp::Reverse;

/// How many documents are read at a time by one thread.
const BATCH: usize = 256;

/// What the browser searches, from all records, the latest first.
pub fn shards(world: &World) -> Shards {
    let library = &world.library;
    let mut order: Vec<usize> = (0..library.records.len()).collect();
    order.sort_by_cached_key(|&index| {
        let day = library.placed.get(index).and_then(|placed| placed.at);
        let path = library.records.get(index).map(|record| record.path.clone());
        (Reverse(day.map(|at| at.date())), path)
    });
    let document = |index: &usize| -> Option<Document> {
        let record = library.records.get(*index)?;
        let bytes = world.snapshot.read(&record.path).ok()?;
        search::document(library, *index, decode(&bytes).ok()?)
    };
    let documents: Vec<Vec<Document>> = order
        .par_chunks(BATCH)
        .map(|batch| batch.iter().filter_map(document).collect())
        .collect();
    let mut first = 0_u32;
    let mut numbered = Vec::with_capacity(documents.len());
    for batch in documents {
        let next = first + u32::try_from(batch.len()).unwrap_or(u32::MAX);
        numbered.push((first, batch));
        first = next;
    }
    let parts = numbered
        .into_par_iter()
        .map(|(first, batch)| Part::of(first, batch))
        .collect();
    Shards::join(parts)
}

/// Writes `shards` into `folder`.
pub(super) fn write(shards: &Shards, folder: &Folder) -> Result<()> {
    shards.files.par_iter().try_for_each(|(path, bytes)| {
        let path = crate::base::RelPath::new(path).unwrap_or_default();
        folder.put(&path, bytes)
    })
}
