//! The walk over the commits, in the order of `git log`.

use super::commit::Raw;
use super::compare::{Differing, differing};
use super::facts::{Change, Facts, From};
use super::id::{ById, Id};
use super::memory::Memory;
use super::similar::Pieces;
use super::trees::Trees;
use crate::base::RelPath;
use anyhow::{Context, Result};
use git2::{Odb, Oid};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

/// With more pairs of files that may be one renamed, only equal ones are found, as git does.
const MOST_PAIRS: usize = 1_000_000;

/// The commits that can be reached from `head`, as places in `memory`, the newest first; those that come at the same second in the
/// order in which they are found, as `git log` shows them.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn walk(
    odb: &Odb<'_>,
    head: Id,
    inside: &RelPath,
    edge: &HashSet<Oid>,
    memory: &mut Memory,
) -> Result<Vec<usize>> {
    let mut reader = Reader {
        odb,
        trees: Trees::new(odb),
        tree_of: ById::default(),
        inside: inside.names().map(str::as_bytes).collect(),
        memory,
    };
    let mut queue = BinaryHeap::new();
    let mut met: ById<()> = ById::default();
    let mut waiting: ById<Raw> = ById::default();
    let mut order = Vec::with_capacity(reader.memory.kept.commits.len() + 1);
    let mut found = 0_u64;
    let mut meet =
        |reader: &mut Reader<'_, '_>, waiting: &mut ById<Raw>, queue: &mut BinaryHeap<_>, id: Id| {
            if met.insert(id, ()).is_some() {
                return Ok(());
            }
            found += 1;
            let second = match reader.memory.find(id).and_then(|at| reader.memory.facts(at)) {
                Some(facts) => facts.committed_at,
                None => {
                    let raw = reader.commit(id)?;
                    let second = raw.committed_at;
                    waiting.insert(id, raw);
                    second
                }
            };
            queue.push((second, Reverse(found), id));
            anyhow::Ok(())
        };
    meet(&mut reader, &mut waiting, &mut queue, head)?;
    while let Some((_, _, id)) = queue.pop() {
        // What lies behind the edge of a shallow clone is unknown, and so is what this commit changed of it.
        if edge.contains(&id.oid()) {
            continue;
        }
        let parents = match (waiting.get(&id), reader.memory.find(id)) {
            (Some(raw), _) => raw.parents.clone(),
            (None, Some(at)) => reader
                .memory
                .facts(at)
                .map(|facts| facts.parents.clone())
                .unwrap_or_default(),
            (None, None) => Vec::new(),
        };
        for parent in parents {
            meet(&mut reader, &mut waiting, &mut queue, parent)?;
        }
        order.push(match (waiting.remove(&id), reader.memory.find(id)) {
            (Some(raw), _) => reader.learn(id, raw)?,
            (None, at) => at.context("a commit was lost")?,
        });
    }
    Ok(order)
}

struct Reader<'o, 'm> {
    odb: &'o Odb<'o>,
    trees: Trees<'o>,
    tree_of: ById<Id>,
    inside: Vec<&'m [u8]>,
    memory: &'m mut Memory,
}

impl Reader<'_, '_> {
    fn commit(&mut self, id: Id) -> Result<Raw> {
        let object = self
            .odb
            .read(id.oid())
            .with_context(|| format!("cannot read the commit {id}"))?;
        let raw = Raw::read(object.data()).with_context(|| format!("the commit {id} is damaged"))?;
        self.tree_of.insert(id, raw.tree);
        Ok(raw)
    }

    fn tree_of(&mut self, commit: Id) -> Result<Id> {
        match self.tree_of.get(&commit) {
            Some(known) => Ok(*known),
            None => Ok(self.commit(commit)?.tree),
        }
    }

    fn learn(&mut self, id: Id, raw: Raw) -> Result<usize> {
        let differing = self
            .differing(&raw)
            .with_context(|| format!("cannot compare the commit {id}"))?;
        let changes = if raw.parents.len() > 1 {
            differing
                .into_iter()
                .filter_map(|file| change(file, None))
                .collect()
        } else {
            self.changes(differing)?
        };
        let author = self.memory.person(raw.author);
        Ok(self.memory.learn(Facts {
            id,
            parents: raw.parents,
            authored_at: raw.authored_at,
            committed_at: raw.committed_at,
            author,
            signature: raw.signature,
            summary: raw.summary,
            changes,
        }))
    }

    /// The files that differ from those of the parent; of a merge, from those of all parents.
    fn differing(&mut self, raw: &Raw) -> Result<Vec<Differing>> {
        let (first, others) = match raw.parents.split_first() {
            Some((first, others)) => (Some(self.tree_of(*first)?), others),
            None => (None, &[][..]),
        };
        let mut found = differing(&mut self.trees, first, Some(raw.tree), &self.inside)?;
        for other in others {
            if found.is_empty() {
                break;
            }
            let tree = self.tree_of(*other)?;
            let also = differing(&mut self.trees, Some(tree), Some(raw.tree), &self.inside)?;
            let also: HashSet<&[u8]> = also.iter().map(|file| file.path.as_slice()).collect();
            found.retain(|file| also.contains(file.path.as_slice()));
        }
        Ok(found)
    }

    fn changes(&mut self, differing: Vec<Differing>) -> Result<Vec<Change>> {
        let deleted: Vec<Gone> = differing.iter().filter_map(Gone::of).collect();
        let added = differing.iter().filter(|file| file.old.is_none()).count();
        let mut renames = Renames {
            odb: self.odb,
            by_id: HashMap::new(),
            inexact: added * deleted.len() <= MOST_PAIRS,
            pieces: vec![None; deleted.len()],
            deleted,
        };
        for (at, gone) in renames.deleted.iter().enumerate().filter(|_| added > 0) {
            renames.by_id.entry(gone.id).or_default().push(at);
        }
        let mut changes = Vec::with_capacity(differing.len());
        for file in differing {
            let from = match (file.old, file.new) {
                (None, Some(new)) if !renames.deleted.is_empty() => renames.source(&file.path, new)?,
                _ => None,
            };
            changes.extend(change(file, from));
        }
        Ok(changes)
    }
}

fn change(file: Differing, from: Option<From>) -> Option<Change> {
    Some(Change {
        // A name that is no text names no file of a knowledge base.
        path: String::from_utf8(file.path).ok()?,
        old: file.old,
        new: file.new,
        from,
    })
}

/// A file that a commit deleted.
struct Gone {
    path: String,
    id: Id,
}

impl Gone {
    fn of(file: &Differing) -> Option<Gone> {
        match (file.old, file.new) {
            (Some(id), None) => Some(Gone {
                path: std::str::from_utf8(&file.path).ok()?.to_owned(),
                id,
            }),
            _ => None,
        }
    }
}

/// Finds out which of the files that a commit deleted is one that it added.
struct Renames<'o> {
    odb: &'o Odb<'o>,
    deleted: Vec<Gone>,
    by_id: HashMap<Id, Vec<usize>>,
    inexact: bool,
    pieces: Vec<Option<Pieces>>,
}

impl Renames<'_> {
    /// What the file at `path` with the content `new` was before: an equal file, of several rather one of the same name; else the most similar one.
    fn source(&mut self, path: &[u8], new: Id) -> Result<Option<From>> {
        let name = path.rsplit(|byte| *byte == b'/').next().unwrap_or(path);
        let named = |gone: &Gone| gone.path.rsplit('/').next().map(str::as_bytes) == Some(name);
        if let Some(equal) = self.by_id.get(&new) {
            let best = equal
                .iter()
                .find(|at| self.deleted.get(**at).is_some_and(named))
                .or(equal.first());
            return Ok(best.and_then(|at| self.deleted.get(*at)).map(from));
        }
        if !self.inexact {
            return Ok(None);
        }
        let wanted = Pieces::of(self.odb.read(new.oid())?.data());
        let mut best: Option<(u64, bool, usize)> = None;
        for (at, (gone, pieces)) in self.deleted.iter().zip(&mut self.pieces).enumerate() {
            let pieces = match pieces {
                Some(known) => known,
                None => pieces.insert(Pieces::of(self.odb.read(gone.id.oid())?.data())),
            };
            let Some(similarity) = pieces.similarity(&wanted) else {
                continue;
            };
            let candidate = (similarity, named(gone), at);
            if best.is_none_or(|(most, same_name, _)| (most, same_name) < (candidate.0, candidate.1)) {
                best = Some(candidate);
            }
        }
        Ok(best.and_then(|(_, _, at)| self.deleted.get(at)).map(from))
    }
}

fn from(gone: &Gone) -> From {
    From {
        path: gone.path.clone(),
        id: gone.id,
    }
}
