//! From the library to what the browser searches.

use super::filling::{Filling, document};
use super::in_order::in_order;
use super::past::keep;
use super::{SHARDS, World};
use crate::base::RelPath;
use crate::base::kept::{seal, unseal};
use crate::output::{Folder, Store};
use crate::search::shards::{Maker, Part, Script, per_chunk};
use crate::search::{self, Document};
use anyhow::Result;
use blake3::Hash;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::path::Path;

/// What is kept of this program's sources alone: another state of the program may see other words in a text.
const FORM: &[u8] = concat!("casebook shards ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// So many documents make a part, more or less.
const PART: usize = 64;
/// How many documents a part has at the most.
const MOST: usize = 4 * PART;
/// So many documents tell how large a document is.
const SAMPLE: usize = 64;

/// What makes what the browser searches, of all records by kind and system, the latest first; the greater part of it is put into `folder` already.
/// Parts whose records are as they were are taken from `cache`.
///
/// # Errors
/// `folder` cannot be written.
pub fn shards(world: &World, folder: &Folder, cache: &Path) -> Result<Maker> {
    fill(world, folder, cache, None)
}

/// That; documents that are made for it and wanted by `index` are added there.
pub(super) fn fill(
    world: &World,
    folder: &Folder,
    cache: &Path,
    index: Option<&Filling<'_>>,
) -> Result<Maker> {
    let store = Store::new(cache);
    let order = order(world);
    let sample = order.iter().step_by(order.len() / SAMPLE + 1);
    let sample: Vec<Document> = sample
        .filter_map(|index| Some(document(world, *index)?.0))
        .collect();
    let placed = order.iter().filter_map(|index| world.library.placed.get(*index));
    let mut maker = Maker::new(per_chunk(&sample), placed.map(|placed| placed.url.as_str()));
    let mut names = HashSet::new();
    let parts = parts(world, &order);
    let make = |number: usize| {
        let part = parts.get(number).copied().unwrap_or_default();
        part_of(world, part, &store, index)
    };
    in_order(parts.len(), make, |(name, part)| {
        names.insert(name);
        maker.add(part).iter().try_for_each(|chunk| put(folder, chunk))
    })?;
    store.keep_only(SHARDS, &names);
    Ok(maker)
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

/// `order` in parts. Where one ends depends on the record there alone, so that one more record changes one part.
fn parts<'o>(world: &World, order: &'o [usize]) -> Vec<&'o [usize]> {
    let ends = |index: usize| {
        let record = world.library.records.get(index);
        record.is_some_and(|record| {
            usize::from(blake3::hash(record.path.as_str().as_bytes()).as_bytes()[0]) % PART == 0
        })
    };
    let stretches = order.chunk_by(|index, _| !ends(*index));
    stretches.flat_map(|stretch| stretch.chunks(MOST)).collect()
}

/// The part of the records `indices`, and the name under which it is kept in `store`. `index` gets what it wants of them.
fn part_of(
    world: &World,
    indices: &[usize],
    store: &Store,
    index: Option<&Filling<'_>>,
) -> Result<(String, Part)> {
    let is_wanted = |at: &usize| index.is_some_and(|index| index.wants(*at));
    let add = |documents: &[(usize, Document, bool)]| match index {
        Some(index) => {
            let wanted = documents.iter().filter(|(at, ..)| is_wanted(at));
            index.add(wanted.map(|(_, document, _)| document))
        }
        None => Ok(()),
    };
    let all = |indices: &mut dyn Iterator<Item = usize>| -> Vec<(usize, Document, bool)> {
        let made = |at| document(world, at).map(|(document, as_read)| (at, document, as_read));
        indices.filter_map(made).collect()
    };
    let key = key(world, indices);
    let name = key.to_hex()[..32].to_owned();
    let place = format!("{SHARDS}/{name}");
    let kept = store.get(&place);
    let known = kept
        .as_ref()
        .and_then(|bytes| unseal(FORM, key.as_bytes(), bytes));
    if let Some(part) = known.and_then(|(_, bytes)| postcard::from_bytes(bytes).ok()) {
        add(&all(&mut indices.iter().copied().filter(is_wanted)))?;
        return Ok((name, part));
    }
    let documents = all(&mut indices.iter().copied());
    add(&documents)?;
    let whole = documents.len() == indices.len() && documents.iter().all(|(.., as_read)| *as_read);
    let part = Part::of(documents.into_iter().map(|(_, document, _)| document).collect());
    if whole && let Some(bytes) = seal(FORM, key.as_bytes(), &part) {
        keep(Some(store), &place, &bytes);
    }
    Ok((name, part))
}

/// What the part of the records `indices` is made of, as a hash.
fn key(world: &World, indices: &[usize]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for index in indices {
        let fingerprint = search::fingerprint(&world.library, *index).unwrap_or_default();
        hasher.update(fingerprint.as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize()
}

/// Writes the shards of `maker` into `folder`, and a manifest to each of the places `manifests`, with the way from the top of the pages there to that
/// of the whole site.
pub(super) fn write(maker: Maker, manifests: &[(RelPath, String)], folder: &Folder) -> Result<()> {
    let shards = maker.finish();
    for (path, up) in manifests {
        folder.put(path, &shards.manifest(up))?;
    }
    shards.files().par_iter().try_for_each(|file| put(folder, file))
}

fn put(folder: &Folder, (path, bytes): &Script) -> Result<()> {
    folder.put(&RelPath::new(path).unwrap_or_default(), bytes)?;
    Ok(())
}
