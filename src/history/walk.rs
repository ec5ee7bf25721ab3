//! The walk over the commits, in the order of `git log`.

use super::commit::Raw;
use super::compare::{Differing, differing};
use super::facts::{Change, Facts, From};
use super::id::{ById, Id};
use super::memory::Memory;
use super::renames::Renames;
use super::trees::Trees;
use crate::base::{Message, OrUnable, Unable};
use anyhow::{Context, Result};
use git2::{Odb, Oid};
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};
use std::hash::BuildHasherDefault;

/// Commits in the order of `git log`, and what the newest of them holds.
pub(super) struct Walked {
    /// The commits as places in the memory, the newest first; those that come at the same second in the order in which they
    /// are found.
    pub(super) order: Vec<usize>,
    /// How many of them come before the first one at the edge of a shallow clone. What is older may have changed there too.
    pub(super) certain: usize,
    /// The files of the newest one, in the order of their paths.
    pub(super) files: Vec<(Vec<u8>, Id)>,
}

/// The commits that can be reached from `head` and are not at the `edge` of a shallow clone.
///
/// # Errors
/// An object is missing or damaged.
pub(super) fn walk(odb: &Odb<'_>, head: Id, edge: &HashSet<Oid>, memory: &mut Memory) -> Result<Walked> {
    let expected = memory.kept.commits.len() + 1;
    let mut met: ById<()> = ById::with_capacity_and_hasher(expected, BuildHasherDefault::default());
    let mut reader = Reader {
        odb,
        trees: Trees::new(odb, memory.trees()),
        tree_of: ById::default(),
        memory,
    };
    let mut queue = BinaryHeap::new();
    let mut waiting: ById<Raw> = ById::default();
    let mut order = Vec::with_capacity(expected);
    let mut certain = None;
    let mut found = 0_u64;
    let mut meet =
        |reader: &mut Reader<'_, '_>, waiting: &mut ById<Raw>, queue: &mut BinaryHeap<_>, id: Id| {
            if met.insert(id, ()).is_some() {
                return Ok(());
            }
            found += 1;
            let known = reader.memory.find(id);
            let second = match known.and_then(|at| reader.memory.facts(at)) {
                Some(facts) => facts.committed_at,
                None => {
                    let raw = reader.commit(id)?;
                    let second = raw.committed_at;
                    waiting.insert(id, raw);
                    second
                }
            };
            queue.push((second, Reverse(found), id, known));
            anyhow::Ok(())
        };
    let files = reader.files_of(head)?;
    meet(&mut reader, &mut waiting, &mut queue, head)?;
    while let Some((_, _, id, known)) = queue.pop() {
        // What lies behind the edge of a shallow clone is unknown, and so is what this commit changed of it.
        if edge.contains(&id.oid()) {
            certain.get_or_insert(order.len());
            continue;
        }
        let parents = match known.and_then(|at| reader.memory.facts(at)) {
            Some(facts) => facts.parents.clone(),
            None => waiting
                .get(&id)
                .map(|raw| raw.parents.clone())
                .unwrap_or_default(),
        };
        for parent in parents {
            meet(&mut reader, &mut waiting, &mut queue, parent)?;
        }
        order.push(match (waiting.remove(&id), known) {
            (Some(raw), _) => reader.learn(id, raw)?,
            (None, at) => at.context("a commit was lost")?,
        });
    }
    Ok(Walked {
        certain: certain.unwrap_or(order.len()),
        order,
        files,
    })
}

struct Reader<'o, 'm> {
    odb: &'o Odb<'o>,
    trees: Trees<'o>,
    tree_of: ById<Id>,
    memory: &'m mut Memory,
}

impl Reader<'_, '_> {
    fn commit(&mut self, id: Id) -> Result<Raw> {
        let object = self
            .odb
            .read(id.oid())
            .or_unable(|| Message::new("unable-object").with("id", id.to_string()))?;
        let raw = Raw::read(object.data())
            .ok_or_else(|| Unable::new(Message::new("unable-object-damaged").with("id", id.to_string())))?;
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
            .or_unable(|| Message::new("unable-object").with("id", id.to_string()))?;
        let changes = if raw.parents.len() > 1 {
            let changes = differing.into_iter();
            changes.filter_map(|file| self.change(&file, None)).collect()
        } else {
            self.changes(differing)
                .or_unable(|| Message::new("unable-object").with("id", id.to_string()))?
        };
        let author = self.memory.person(raw.author);
        Ok(self.memory.learn(Facts {
            id,
            parents: raw.parents,
            authored_at: raw.authored_at,
            committed_at: raw.committed_at,
            author,
            signature: raw.signature,
            summary: raw.summary.into(),
            changes,
        }))
    }

    /// The files that differ from those of the parent; of a merge, from those of all parents.
    fn differing(&mut self, raw: &Raw) -> Result<Vec<Differing>> {
        let (first, others) = match raw.parents.split_first() {
            Some((first, others)) => (Some(self.tree_of(*first)?), others),
            None => (None, &[][..]),
        };
        let mut found = differing(&mut self.trees, first, Some(raw.tree))?;
        for other in others {
            if found.is_empty() {
                break;
            }
            let tree = self.tree_of(*other)?;
            let also = differing(&mut self.trees, Some(tree), Some(raw.tree))?;
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
            let from = from.map(|(path, id)| From {
                path: self.memory.number_of(path),
                id,
            });
            changes.extend(self.change(&file, from));
        }
        Ok(changes)
    }

    fn change(&mut self, file: &Differing, from: Option<From>) -> Option<Change> {
        Some(Change {
            // A name that is no text names no file of a knowledge base.
            path: self.memory.number_of(std::str::from_utf8(&file.path).ok()?),
            old: file.old.map(|old| old.id),
            new: file.new.map(|new| new.id),
            from,
        })
    }

    /// The files of `commit`; its trees are remembered, for most of those of the commits around it are the same.
    fn files_of(&mut self, commit: Id) -> Result<Vec<(Vec<u8>, Id)>> {
        let root = self.tree_of(commit)?;
        let whole = self.trees.whole(root);
        let whole = whole.or_unable(|| Message::new("unable-object").with("id", commit.to_string()))?;
        self.trees.keep(whole.trees.clone());
        self.memory.learn_trees(whole.trees);
        Ok(whole.files)
    }
}
