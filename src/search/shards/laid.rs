//! What scripts lie in a folder, so that they are made again of what changed?

use super::again::{Again, Changed, again};
use super::chunks;
use super::columns::Facets;
use super::maker::{Known, Script, Shards, version};
use super::part::Part;
use super::spelled::Sounds;
use super::{Manifest, PINYIN, read_shard, script, shard, table};
use crate::base::hash;
use crate::search::document::Document;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// What scripts lie in a folder, and what they were made of.
#[derive(Debug, Serialize, Deserialize)]
pub struct Laid<P> {
    dir: String,
    block: String,
    docs: usize,
    per: usize,
    facets: Facets,
    fold: String,
    /// The parts: their names, and how many documents each has.
    parts: Vec<(String, u32)>,
    /// All scripts, in order, with their hashes.
    hashes: Vec<(String, String)>,
    /// What lies there for each of these.
    puts: Vec<P>,
    known: Known,
}

/// A part that is another one.
pub struct Other {
    /// Its number.
    pub number: usize,
    /// What it was.
    pub before: Part,
    /// What it is.
    pub after: Part,
}

impl<P: Clone> Laid<P> {
    /// What lies there of `shards`, which were made of `parts`; `puts` tells it for each script. `None` where it does not.
    pub fn of(shards: Shards, parts: Vec<(String, u32)>, puts: &FxHashMap<String, P>) -> Option<Laid<P>> {
        let Shards {
            manifest,
            known,
            hashes,
            ..
        } = shards;
        let puts = hashes.iter().map(|(path, _)| puts.get(path).cloned());
        Some(Laid {
            dir: manifest.dir,
            block: manifest.block,
            docs: manifest.docs,
            per: manifest.per,
            facets: manifest.facets,
            fold: manifest.fold,
            parts,
            puts: puts.collect::<Option<_>>()?,
            hashes,
            known,
        })
    }

    /// The scripts with what lies there for each.
    pub fn files(&self) -> impl Iterator<Item = (&str, &P)> {
        let paths = self.hashes.iter().map(|(path, _)| path.as_str());
        paths.zip(&self.puts)
    }

    /// The parts that are other ones than those that `names` names, by number; `None` where they are not as many, or lie in another folder than `dir`.
    pub fn others(&self, dir: &str, names: &[String]) -> Option<Vec<usize>> {
        let same = self.dir == dir && self.parts.len() == names.len();
        let pairs = self.parts.iter().zip(names).enumerate();
        let others = pairs.filter(|(_, ((before, _), after))| before != *after);
        same.then(|| others.map(|(number, _)| number).collect())
    }

    /// How many documents each part has.
    pub fn counts(&self) -> impl Iterator<Item = u32> {
        self.parts.iter().map(|(_, count)| *count)
    }

    /// The beginnings whose keys lie apart.
    #[cfg(test)]
    pub(super) fn apart(&self) -> &[String] {
        &self.known.spread.split
    }

    /// The name of the part with this number.
    pub fn part(&self, number: usize) -> Option<&str> {
        self.parts.get(number).map(|(name, _)| name.as_str())
    }

    /// The scripts after `others`: those that are made anew, and the hashes of all. `part` gives the others that are asked for, and `script` the bytes of
    /// the script that lies at a path. `None` where so much is other than before that all have to be made.
    pub fn again(
        &self,
        others: &[Other],
        part: impl Fn(usize) -> Option<Part>,
        script: impl Fn(&str) -> Option<Vec<u8>>,
    ) -> Option<Shards> {
        let tells = |other: &Other| {
            let pairs = other.before.documents.iter().zip(&other.after.documents);
            other.before.documents.len() == other.after.documents.len()
                && pairs
                    .into_iter()
                    .all(|(before, after)| names(before) == names(after))
        };
        if !others.iter().all(tells) {
            return None;
        }
        let changed: Vec<Changed<'_>> = others
            .iter()
            .map(|other| {
                let (first, count) = self.documents(other.number)?;
                Some(Changed {
                    first,
                    count,
                    before: &other.before.postings,
                    after: &other.after.postings,
                })
            })
            .collect::<Option<_>>()?;
        if others.is_empty() {
            let known = self.known.clone();
            return Some(self.shards(Vec::new(), self.hashes.clone(), self.fold.clone(), known));
        }
        let hashes: HashMap<&str, &str> = self
            .hashes
            .iter()
            .map(|(path, hash)| (path.as_str(), hash.as_str()))
            .collect();
        let block = |number: usize| {
            let name = format!("{}{number}", self.block);
            let path = format!("{}{name}.js", self.dir);
            let bytes = script(&path)?;
            let is_whole = hashes.get(path.as_str()) == Some(&hash::short(&bytes).as_str());
            is_whole.then(|| read_shard(&name, &bytes))?
        };
        let Known { spread, sums, sounds } = &self.known;
        let Again {
            texts,
            sums: sums_after,
        } = again(sums, spread, &changed, block)?;
        let mut files: Vec<Script> = self.chunks(others, part)?;
        files.extend(texts.iter().map(|(number, text)| {
            let (name, bytes) = shard(&format!("{}{number}", self.block), text);
            (format!("{}{name}", self.dir), bytes)
        }));
        let known = Known {
            spread: spread.clone(),
            sums: sums_after,
            sounds: sounds_after(sounds, others),
        };
        let readings = known.sounds.readings();
        if readings != sounds.readings() {
            let (name, bytes) = shard(PINYIN, &readings);
            files.push((format!("{}{name}", self.dir), bytes));
        }
        let made: HashMap<&str, &[u8]> = files
            .iter()
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
            .collect();
        let hash = |(path, before): &(String, String)| {
            let made = made.get(path.as_str()).map(|bytes| hash::short(bytes));
            (path.clone(), made.unwrap_or_else(|| before.clone()))
        };
        let hashes: Vec<(String, String)> = self.hashes.iter().map(hash).collect();
        let fold = match known.sums.characters().eq(sums.characters()) {
            true => self.fold.clone(),
            false => table::table(|c| known.sums.holds(c)),
        };
        Some(self.shards(files, hashes, fold, known))
    }

    fn shards(
        &self,
        files: Vec<Script>,
        hashes: Vec<(String, String)>,
        fold: String,
        known: Known,
    ) -> Shards {
        Shards {
            manifest: Manifest {
                dir: self.dir.clone(),
                block: self.block.clone(),
                v: version(&hashes),
                docs: self.docs,
                per: self.per,
                blocks: known.spread.blocks,
                split: known.spread.split.join("\n"),
                han: known.spread.han,
                facets: self.facets.clone(),
                fold,
            },
            files,
            hashes,
            known,
        }
    }

    /// The number of the first document of the part with this number, and how many it has.
    fn documents(&self, number: usize) -> Option<(u32, u32)> {
        let first = self.parts.get(..number)?.iter().map(|(_, count)| count).sum();
        Some((first, self.parts.get(number)?.1))
    }

    /// The chunks that hold documents of `others`.
    fn chunks(&self, others: &[Other], part: impl Fn(usize) -> Option<Part>) -> Option<Vec<Script>> {
        let mut wanted: BTreeMap<usize, Vec<Option<String>>> = BTreeMap::new();
        for other in others {
            let (first, count) = self.documents(other.number)?;
            let last = (first + count) as usize;
            for chunk in first as usize / self.per..last.div_ceil(self.per) {
                let size = self.per.min(self.docs - chunk * self.per);
                wanted.entry(chunk).or_insert_with(|| vec![None; size]);
            }
        }
        let mut first = 0;
        for (number, (_, count)) in self.parts.iter().enumerate() {
            let range = first..first + *count as usize;
            first = range.end;
            let holds = |chunk: usize| chunk * self.per < range.end && (chunk + 1) * self.per > range.start;
            if !wanted.keys().any(|chunk| holds(*chunk)) {
                continue;
            }
            let other = others.iter().find(|other| other.number == number);
            let read = if other.is_none() {
                Some(part(number)?)
            } else {
                None
            };
            let rows = other
                .map(|other| &other.after.rows)
                .or(read.as_ref().map(|part| &part.rows))?;
            for (at, row) in range.zip(rows) {
                let chunk = wanted.get_mut(&(at / self.per));
                if let Some(slot) = chunk.and_then(|rows| rows.get_mut(at % self.per)) {
                    *slot = Some(row.clone());
                }
            }
        }
        let script = |(number, rows): (usize, Vec<Option<String>>)| {
            let rows: Vec<String> = rows.into_iter().collect::<Option<_>>()?;
            let (name, bytes) = script(&format!("d{number}"), &chunks::json(&rows));
            Some((format!("{}{name}", self.dir), bytes))
        };
        wanted.into_iter().map(script).collect()
    }
}

/// The characters in names after `others`, where they were `before`.
fn sounds_after(before: &Sounds, others: &[Other]) -> Sounds {
    let mut sounds = before.clone();
    for Other { before, after, .. } in others {
        let pairs = before.documents.iter().zip(&after.documents);
        for (before, after) in pairs.filter(|(before, after)| before.title != after.title) {
            sounds.remove(before);
            sounds.add(after);
        }
    }
    sounds
}

/// What of `document` columns are made of.
fn names(document: &Document) -> Document {
    Document {
        fingerprint: String::new(),
        title: String::new(),
        ..document.clone()
    }
}
