//! From the library to what the browser searches.

use super::filling::{Filling, document, fingerprints};
use super::in_order::in_order;
use super::past::keep;
use super::{SHARDS, World};
use crate::base::RelPath;
use crate::base::kept::{seal, unseal};
use crate::output::{Folder, Put, Store};
use crate::search::Document;
use crate::search::shards::{Laid, Maker, Other, Part, Script, Shards, per_chunk};
use anyhow::{Context, Result, bail};
use blake3::Hash;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::path::Path;

/// What is kept of this program's sources alone: another state of the program may see other words in a text.
const FORM: &[u8] = concat!("casebook shards ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// So many documents make a part, more or less.
const PART: usize = 32;
/// How many documents a part has at the most.
const MOST: usize = 4 * PART;
/// So many documents of a part a thread makes one after the other.
const AT_ONCE: usize = 16;
/// So many documents tell how large a document is.
const SAMPLE: usize = 64;

/// So many files of the folder a thread looks at one after the other.
const RUN: usize = 500;

/// More parts than these that are other ones are put together with all again.
const FEW: usize = 8;

/// What is kept of the scripts in the folder.
const LAID: &str = "laid";

/// What is kept of how many documents go into a chunk.
const PER: &str = "per";

/// What the browser searches, on its way into a folder.
pub struct Laying {
    making: Making,
    /// The parts: their keys, and how many documents each has; `None` where a file changed since the records were read.
    parts: Option<Vec<(String, u32)>>,
    /// The chunks that are there already.
    chunks: Vec<(String, Put)>,
    store: Store,
}

enum Making {
    /// All of it.
    Whole(Box<Maker>),
    /// What changed, and what was there before.
    Again(Box<Shards>, Box<Laid<Put>>),
}

/// What the browser searches, of all records by kind and system, the latest first; the greater part of it may be put into `folder` already. Parts whose
/// records are as they were are taken from `cache`, and where only few are not, what lies in the folder is taken over.
///
/// # Errors
/// `folder` cannot be written.
pub fn shards(world: &World, folder: &Folder, cache: &Path) -> Result<Laying> {
    let fingerprints = fingerprints(world);
    let (gathered, maker) = Gathered::of(world, cache, &fingerprints);
    let laying = match gathered.again(maker.dir(), folder)? {
        Some(laying) => laying,
        None => gathered.whole(maker, folder, None)?,
    };
    gathered.keep_only();
    Ok(laying)
}

/// That; documents that are made for it are added to the index that `begin` begins to fill, where it wants them. `fingerprints` are those of all
/// documents.
pub(super) fn fill<'i>(
    world: &World,
    folder: &Folder,
    cache: &Path,
    fingerprints: &[Option<String>],
    begin: impl FnOnce() -> Result<Filling<'i>> + Send,
) -> Result<(Laying, Filling<'i>)> {
    let (gathered, maker) = Gathered::of(world, cache, fingerprints);
    let (again, filling) = rayon::join(|| gathered.again(maker.dir(), folder), begin);
    let (again, filling) = (again?, filling?);
    let laying = match again {
        Some(laying) => {
            let parts = gathered.parts.par_iter();
            parts.try_for_each(|part| gathered.add(part, &filling))?;
            laying
        }
        None => gathered.whole(maker, folder, Some(&filling))?,
    };
    gathered.keep_only();
    Ok((laying, filling))
}

/// All records in parts.
struct Gathered<'w> {
    world: &'w World,
    parts: Vec<Vec<usize>>,
    /// What each part is made of, as a hash.
    keys: Vec<Hash>,
    store: Store,
}

/// A part, and whether it is of what its key says.
struct Made {
    part: Part,
    whole: bool,
}

impl<'w> Gathered<'w> {
    /// The records of `world`, whose documents have these `fingerprints`, and what puts them together.
    fn of(world: &'w World, cache: &Path, fingerprints: &[Option<String>]) -> (Gathered<'w>, Maker) {
        let order = order(world);
        let parts = parts(world, &order);
        let gathered = Gathered {
            world,
            keys: parts.iter().map(|part| key(fingerprints, part)).collect(),
            parts,
            store: Store::new(cache),
        };
        let sample: Vec<usize> = order.iter().copied().step_by(order.len() / SAMPLE + 1).collect();
        let per = gathered.per_chunk(&sample, key(fingerprints, &sample));
        let placed = order.iter().filter_map(|index| world.library.placed.get(*index));
        (
            gathered,
            Maker::new(per, placed.map(|placed| placed.url.as_str())),
        )
    }

    /// How many documents go into a chunk, as the records `sample` have it, which are made of what `key` says.
    fn per_chunk(&self, sample: &[usize], key: Hash) -> usize {
        let name = format!("{SHARDS}/{PER}");
        let kept = self.store.get(&name);
        let known = kept
            .as_deref()
            .and_then(|kept| postcard::from_bytes(unseal(FORM, key.as_bytes(), kept)?.1).ok());
        known.unwrap_or_else(|| {
            let documents = sample.iter().filter_map(|index| document(self.world, *index));
            let (documents, as_read): (Vec<Document>, Vec<bool>) = documents.unzip();
            let per = per_chunk(&documents);
            let whole = documents.len() == sample.len() && !as_read.contains(&false);
            if whole && let Some(bytes) = seal(FORM, key.as_bytes(), &per) {
                keep(Some(&self.store), &name, &bytes);
            }
            per
        })
    }

    /// Forgets parts that are not of these records.
    fn keep_only(&self) {
        let names = self.keys.iter().map(name).chain([LAID, PER].map(str::to_owned));
        self.store.keep_only(SHARDS, &names.collect());
    }

    /// All of it, put together.
    fn whole(&self, mut maker: Maker, folder: &Folder, index: Option<&Filling<'_>>) -> Result<Laying> {
        let (mut chunks, mut counts, mut whole) = (Vec::new(), Vec::new(), true);
        in_order(
            self.parts.len(),
            |number| self.part(number, index),
            |made| {
                whole &= made.whole;
                counts.push(made.part.count());
                for chunk in maker.add(made.part) {
                    chunks.push(put(folder, &chunk)?);
                }
                Ok(())
            },
        )?;
        let names = self.keys.iter().map(|key| key.to_hex().to_string());
        Ok(Laying {
            parts: whole.then(|| names.zip(counts).collect()),
            chunks,
            making: Making::Whole(Box::new(maker)),
            store: self.store.clone(),
        })
    }

    /// What changed since the scripts in `folder` were made; `None` where they are not there, or where so much did that all has to be put together.
    fn again(&self, dir: &str, folder: &Folder) -> Result<Option<Laying>> {
        let Some(laid) = self.laid() else { return Ok(None) };
        let names: Vec<String> = self.keys.iter().map(|key| key.to_hex().to_string()).collect();
        let Some(numbers) = laid.others(dir, &names).filter(|numbers| numbers.len() <= FEW) else {
            return Ok(None);
        };
        let files: Vec<(&str, &Put)> = laid.files().collect();
        let is_there =
            |(path, file): &(&str, &Put)| RelPath::new(path).is_some_and(|path| folder.has(&path, file));
        if !files.par_iter().with_min_len(RUN).all(is_there) {
            return Ok(None);
        }
        let (mut others, mut whole) = (Vec::new(), true);
        for number in numbers {
            let before = laid.part(number).and_then(|key| Hash::from_hex(key).ok());
            let Some(before) = before.and_then(|key| self.kept(&key)) else {
                return Ok(None);
            };
            let made = self.part(number, None)?;
            whole &= made.whole;
            others.push(Other {
                number,
                before,
                after: made.part,
            });
        }
        let part = |number: usize| self.keys.get(number).and_then(|key| self.kept(key));
        let script = |path: &str| folder.read(&RelPath::new(path)?);
        let Some(shards) = laid.again(&others, part, script) else {
            return Ok(None);
        };
        let counts = laid.counts().collect::<Vec<u32>>();
        Ok(Some(Laying {
            parts: whole.then(|| names.into_iter().zip(counts).collect()),
            chunks: Vec::new(),
            making: Making::Again(Box::new(shards), Box::new(laid)),
            store: self.store.clone(),
        }))
    }

    /// What is kept of the scripts that were made last.
    fn laid(&self) -> Option<Laid<Put>> {
        let kept = self.store.get(&format!("{SHARDS}/{LAID}"))?;
        let (_, bytes) = unseal(FORM, &[0; blake3::OUT_LEN], &kept)?;
        postcard::from_bytes(bytes).ok()
    }

    /// The part that is kept under `key`.
    fn kept(&self, key: &Hash) -> Option<Part> {
        let kept = self.store.get(&format!("{SHARDS}/{}", name(key)))?;
        let (_, bytes) = unseal(FORM, key.as_bytes(), &kept)?;
        postcard::from_bytes(bytes).ok()
    }

    /// The part with the number `number`. `index` gets what it wants of its records.
    fn part(&self, number: usize, index: Option<&Filling<'_>>) -> Result<Made> {
        let (Some(indices), Some(key)) = (self.parts.get(number), self.keys.get(number)) else {
            bail!("there is no part {number}");
        };
        if let Some(part) = self.kept(key) {
            if let Some(index) = index {
                self.add(indices, index)?;
            }
            return Ok(Made { part, whole: true });
        }
        let made = indices
            .par_iter()
            .with_min_len(AT_ONCE)
            .filter_map(|at| document(self.world, *at).map(|(document, as_read)| (*at, document, as_read)));
        let documents: Vec<(usize, Document, bool)> = made.collect();
        if let Some(index) = index {
            let wanted = documents.iter().filter(|(at, ..)| index.wants(*at));
            index.add(wanted.map(|(_, document, _)| document))?;
        }
        let whole = documents.len() == indices.len() && documents.iter().all(|(.., as_read)| *as_read);
        let part = Part::of(documents.into_iter().map(|(_, document, _)| document).collect());
        if whole && let Some(bytes) = seal(FORM, key.as_bytes(), &part) {
            keep(Some(&self.store), &format!("{SHARDS}/{}", name(key)), &bytes);
        }
        Ok(Made { part, whole })
    }

    /// Gives `index` what it wants of `records`.
    fn add(&self, records: &[usize], index: &Filling<'_>) -> Result<()> {
        let wanted = records.iter().copied().filter(|at| index.wants(*at));
        let documents: Vec<Document> = wanted
            .filter_map(|at| Some(document(self.world, at)?.0))
            .collect();
        index.add(&documents)
    }
}

/// The name under which a part is kept that is made of what `key` tells.
fn name(key: &Hash) -> String {
    key.to_hex()[..32].to_owned()
}

/// The records by kind and system, those of one system from the latest on.
fn order(world: &World) -> Vec<usize> {
    let library = &world.library;
    let mut order: Vec<usize> = (0..library.records.len()).collect();
    order.par_sort_by_cached_key(|&index| {
        let record = library.records.get(index);
        let placed = library.placed.get(index);
        (
            record.map(|record| record.kind.id.as_str()),
            placed.map(|placed| &placed.systems),
            Reverse(placed.and_then(|placed| placed.at).map(|at| at.date())),
            record.map(|record| &record.path),
        )
    });
    order
}

/// `order` in parts. Where one ends depends on the record there alone, so that one more record changes one part.
fn parts(world: &World, order: &[usize]) -> Vec<Vec<usize>> {
    let ends = |index: usize| {
        let record = world.library.records.get(index);
        record.is_some_and(|record| {
            usize::from(blake3::hash(record.path.as_str().as_bytes()).as_bytes()[0]) % PART == 0
        })
    };
    let stretches = order.chunk_by(|index, _| !ends(*index));
    let parts = stretches.flat_map(|stretch| stretch.chunks(MOST));
    parts.map(<[usize]>::to_vec).collect()
}

/// What the part of the records `indices` is made of, as a hash, where `fingerprints` are those of all documents.
fn key(fingerprints: &[Option<String>], indices: &[usize]) -> Hash {
    let mut hasher = blake3::Hasher::new();
    for index in indices {
        let fingerprint = fingerprints.get(*index).and_then(Option::as_deref);
        hasher.update(fingerprint.unwrap_or_default().as_bytes());
        hasher.update(b"\n");
    }
    hasher.finalize()
}

impl Laying {
    /// Puts what is not there yet into `folder`, and a manifest to each of the places `manifests`, with the way from the top of the pages there to that
    /// of the whole site.
    ///
    /// # Errors
    /// `folder` cannot be written.
    pub fn write(self, manifests: &[(RelPath, String)], folder: &Folder) -> Result<()> {
        let (shards, before) = match self.making {
            Making::Whole(maker) => (maker.finish(), None),
            Making::Again(shards, before) => (*shards, Some(before)),
        };
        for (path, up) in manifests {
            folder.put(path, &shards.manifest(up))?;
        }
        let files = shards.files().par_iter();
        let mut puts: FxHashMap<String, Put> = files.map(|file| put(folder, file)).collect::<Result<_>>()?;
        puts.extend(self.chunks);
        for (path, file) in before.iter().flat_map(|before| before.files()) {
            if let (false, Some(place)) = (puts.contains_key(path), RelPath::new(path)) {
                folder.keep(&place, file);
                puts.insert(path.to_owned(), file.clone());
            }
        }
        let laid = self.parts.and_then(|parts| Laid::of(shards, parts, &puts));
        if let Some(bytes) = laid.and_then(|laid| seal(FORM, &[0; blake3::OUT_LEN], &laid)) {
            keep(Some(&self.store), &format!("{SHARDS}/{LAID}"), &bytes);
        }
        Ok(())
    }
}

fn put(folder: &Folder, (path, bytes): &Script) -> Result<(String, Put)> {
    let place = RelPath::new(path).with_context(|| format!("`{path}` is no place in the site"))?;
    Ok((path.clone(), folder.put(&place, bytes)?))
}
