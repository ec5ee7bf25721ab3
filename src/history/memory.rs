//! What was found out before: what commits did, and how versions of files differ. Deleting it costs time and changes nothing.

use super::Difference;
use super::facts::Facts;
use super::id::{ById, First, Id};
use crate::base::kept::{seal, unseal};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::Arc;

/// What commits did, by their IDs.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) kept: Kept,
    by_id: ById<usize>,
    people: HashMap<(String, String), u32>,
    paths: HashMap<Arc<str>, u32>,
    /// The trees of the commit that was read last.
    trees: ById<Tree>,
    /// What of it is written down.
    written: Written,
}

/// What is kept, in parts. It grows at its end: who is among the people and what a path's number is never changes.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Kept {
    /// The hash of the part before.
    after: Hash,
    /// Names and addresses of authors, as commits have them.
    pub(super) people: Vec<(String, String)>,
    /// Paths in the repository.
    pub(super) paths: Vec<Arc<str>>,
    pub(super) commits: Vec<Facts>,
    /// Trees that no earlier part holds.
    trees: Vec<(Id, Tree)>,
}

/// One part, to be written.
#[derive(Serialize)]
struct Part<'k> {
    after: Hash,
    people: &'k [(String, String)],
    paths: &'k [Arc<str>],
    commits: &'k [Facts],
    trees: &'k [(Id, Tree)],
}

/// A tree, as git stores it.
pub(super) type Tree = Bytes<Arc<[u8]>>;

type Hash = [u8; 32];

/// What is written down: a part is never written anew, so that to remember one commit more costs little.
#[derive(Debug, Default)]
struct Written {
    parts: usize,
    /// The hash of the last part.
    last: Hash,
    people: usize,
    paths: usize,
    commits: usize,
}

/// So many parts are joined to one; it leaves out the trees that no longer matter.
const MOST_PARTS: usize = 32;

/// What the form begins with: another number is another form, and nothing of it is used.
const FORM: &[u8] = b"casebook history 8\n";

/// What is kept of commits holds under any configuration.
const KEY: [u8; 32] = [0; 32];

impl Memory {
    /// Reads the parts that were kept, by their numbers from zero; what cannot be read, or does not belong to the part before, is forgotten.
    pub fn read(mut part: impl FnMut(usize) -> Option<Vec<u8>>) -> Memory {
        let mut kept = Kept::default();
        let mut written = Written::default();
        while let Some(bytes) = part(written.parts) {
            let Some((hash, bytes)) = unseal(FORM, &KEY, &bytes) else {
                break;
            };
            let Ok(next) = postcard::from_bytes::<Kept>(bytes) else {
                break;
            };
            if next.after != written.last {
                break;
            }
            if written.parts == 0 {
                kept = next;
            } else {
                kept.people.extend(next.people);
                kept.paths.extend(next.paths);
                kept.commits.extend(next.commits);
                kept.trees.extend(next.trees);
            }
            written.parts += 1;
            written.last = hash.into();
        }
        let by_id = kept.commits.iter().enumerate().map(|(at, facts)| (facts.id, at));
        Memory {
            by_id: by_id.collect(),
            people: kept.people.iter().cloned().zip(0..).collect(),
            paths: kept.paths.iter().cloned().zip(0..).collect(),
            trees: std::mem::take(&mut kept.trees).into_iter().collect(),
            written: Written {
                people: kept.people.len(),
                paths: kept.paths.len(),
                commits: kept.commits.len(),
                ..written
            },
            kept,
        }
    }

    /// The part that is to be kept, and its number; `None` where nothing was learnt.
    pub fn part(&self) -> Option<(usize, Vec<u8>)> {
        let from = &self.written;
        if self.kept.trees.is_empty() && self.kept.commits.len() == from.commits {
            return None;
        }
        if from.parts < MOST_PARTS {
            let part = Part {
                after: from.last,
                people: self.kept.people.get(from.people..)?,
                paths: self.kept.paths.get(from.paths..)?,
                commits: self.kept.commits.get(from.commits..)?,
                trees: &self.kept.trees,
            };
            return Some((from.parts, seal(FORM, &KEY, &part)?));
        }
        let mut trees: Vec<(Id, Tree)> = self.trees.iter().map(|(id, tree)| (*id, tree.clone())).collect();
        trees.sort_unstable_by_key(|(id, _)| *id);
        let part = Part {
            after: Hash::default(),
            people: &self.kept.people,
            paths: &self.kept.paths,
            commits: &self.kept.commits,
            trees: &trees,
        };
        Some((0, seal(FORM, &KEY, &part)?))
    }

    pub(super) fn find(&self, id: Id) -> Option<usize> {
        self.by_id.get(&id).copied()
    }

    pub(super) fn facts(&self, at: usize) -> Option<&Facts> {
        self.kept.commits.get(at)
    }

    pub(super) fn learn(&mut self, facts: Facts) -> usize {
        let at = self.kept.commits.len();
        self.by_id.insert(facts.id, at);
        self.kept.commits.push(facts);
        at
    }

    pub(super) fn person(&mut self, name_and_address: (String, String)) -> u32 {
        match self.people.get(&name_and_address) {
            Some(known) => *known,
            None => number(&mut self.people, &mut self.kept.people, name_and_address),
        }
    }

    /// The number of a path, which gets one if it has none.
    pub(super) fn number_of(&mut self, path: &str) -> u32 {
        match self.paths.get(path) {
            Some(known) => *known,
            None => number(&mut self.paths, &mut self.kept.paths, Arc::from(path)),
        }
    }

    /// The number of a path that a commit touched.
    pub(super) fn find_path(&self, path: &str) -> Option<u32> {
        self.paths.get(path).copied()
    }

    pub(super) fn path(&self, number: u32) -> &str {
        self.kept.paths.get(number as usize).map_or("", |path| path)
    }

    /// The trees of the commit that was read last.
    pub(super) fn trees(&self) -> ById<Tree> {
        self.trees.clone()
    }

    /// Remembers the trees of the commit that was read now.
    pub(super) fn learn_trees(&mut self, trees: ById<Tree>) {
        let fresh = trees.iter().filter(|(id, _)| !self.trees.contains_key(*id));
        self.kept
            .trees
            .extend(fresh.map(|(id, tree)| (*id, tree.clone())));
        self.kept.trees.sort_unstable_by_key(|(id, _)| *id);
        self.trees = trees;
    }
}

/// Gives `what` the next number.
fn number<T: Clone + Eq + std::hash::Hash>(numbers: &mut HashMap<T, u32>, all: &mut Vec<T>, what: T) -> u32 {
    let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
    all.push(what.clone());
    numbers.insert(what, number);
    number
}

/// Bytes that are written and read in one piece.
#[derive(Debug, Clone)]
pub(super) struct Bytes<T>(pub(super) T);

impl<T: AsRef<[u8]>> Serialize for Bytes<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0.as_ref())
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
        let bytes: &[u8] = Deserialize::deserialize(deserializer)?;
        Ok(Bytes(bytes.into()))
    }
}

/// By what versions of a file are compared, in a number: what the columns of its kind's table are called, and what is too large to be read.
pub type Comparing = u64;

/// The form in which differences are kept: old version, new version, by what they were compared and where in what follows their difference ends; the
/// differences one after the other.
type KeptDifferences<'b> = (Vec<(Id, Id, Comparing, u32)>, &'b [u8]);

/// By what a difference was found, and where it stands.
type Place = (Comparing, Range<u32>);

/// How versions of files differ, by the IDs of the two versions. Each is read when it is asked for: after a small change few are.
#[derive(Debug, Clone, Default)]
pub struct Differences {
    /// The place of each in `bytes`.
    places: HashMap<(Id, Id), Place, BuildHasherDefault<First>>,
    bytes: Vec<u8>,
}

impl Differences {
    /// Reads what was kept.
    pub fn read(kept: Option<&[u8]>) -> Differences {
        let kept: Option<KeptDifferences<'_>> = kept
            .and_then(|kept| unseal(FORM, &KEY, kept))
            .and_then(|(_, bytes)| postcard::from_bytes(bytes).ok());
        let (ends, bytes) = kept.unwrap_or_default();
        let mut start = 0;
        let places = ends
            .into_iter()
            .map(|(old, new, by, end)| ((old, new), (by, std::mem::replace(&mut start, end)..end)));
        Differences {
            places: places.collect(),
            bytes: bytes.to_vec(),
        }
    }

    /// What is to be kept.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let mut places: Vec<_> = self.places.iter().collect();
        places.sort_unstable_by_key(|(_, (_, place))| place.start);
        let mut ends = Vec::with_capacity(places.len());
        // Without those in whose place another one was found.
        let mut bytes = Vec::with_capacity(self.bytes.len());
        for ((old, new), (by, place)) in places {
            bytes.extend_from_slice(self.bytes.get(place.start as usize..place.end as usize)?);
            ends.push((*old, *new, *by, u32::try_from(bytes.len()).ok()?));
        }
        seal(FORM, &KEY, &(ends, Bytes(&bytes)))
    }

    /// Whether it is known how the version `new` differs from `old`, compared so.
    pub fn has(&self, old: Id, new: Id, by: Comparing) -> bool {
        self.places.get(&(old, new)).is_some_and(|(then, _)| *then == by)
    }

    /// How the version `new` differs from `old`, where that is known.
    pub fn get(&self, old: Id, new: Id) -> Option<Difference> {
        let (_, place) = self.places.get(&(old, new))?;
        let bytes = self.bytes.get(place.start as usize..place.end as usize)?;
        postcard::from_bytes(bytes).ok()
    }

    /// Adds what was found out about pairs, compared so.
    pub fn extend(&mut self, found: impl IntoIterator<Item = ((Id, Id), Comparing, Difference)>) {
        for (pair, by, difference) in found {
            let start = self.bytes.len();
            let Ok(bytes) = postcard::to_extend(&difference, std::mem::take(&mut self.bytes)) else {
                continue;
            };
            self.bytes = bytes;
            if let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(self.bytes.len())) {
                self.places.insert(pair, (by, start..end));
            }
        }
    }
}
