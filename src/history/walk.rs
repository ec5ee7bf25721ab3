//! The walk over the commits, in the order of `git log`.

use super::commit::Raw;
use super::compare::{Differing, differing};
use super::facts::{Change, Facts, From};
use super::id::{ById, Id};
use super::memory::Memory;
use super::renames::Renames;
use super::trees::Trees;
use crate::base::RelPath;
use anyhow::{Context, Result};
use git2::{Odb, Oid};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

/// Commits in the order of `git log`.
pub(super) struct Walked {
    /// The commits as places in the memory, the newest first; those that come at the same second in the order in which they
    /// are found.
    pub(super) order: Vec<usize>,
    /// How many of them come before the first one at the edge of a shallow clone. What is older may have changed there too.
    pub(super) certain: usize,
}

/// The commits that can be reached from `head` and are not at the `edge` of a shallow clone.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn walk(
    odb: &Odb<'_>,
    head: Id,
    inside: &RelPath,
    edge: &HashSet<Oid>,
    memory: &mut Memory,
) -> Result<Walked> {
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
    let mut certain = None;
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
            certain.get_or_insert(order.len());
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
    Ok(Walked {
        certain: certain.unwrap_or(order.len()),
        order,
    })
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
            self.changes(differing)
                .with_context(|| format!("cannot compare the commit {id}"))?
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
        let mut renames = Renames::among(self.odb, &differing);
        let mut changes = Vec::with_capacity(differing.len());
        for file in differing {
            let from = match (file.old, file.new) {
                (None, Some(new)) => renames.source(&file.path, new)?,
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
        old: file.old.map(|old| old.id),
        new: file.new.map(|new| new.id),
        from,
    })
}
