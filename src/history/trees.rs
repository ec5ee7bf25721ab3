//! Trees as git stores them: entries of mode, name and ID, one after the other.

use super::id::{ById, Id};
use super::memory::{Bytes, Tree};
use crate::base::{Message, OrUnable};
use anyhow::{Context, Result, ensure};
use git2::{ObjectType, Odb, OdbObject};
use std::ops::Range;

/// An entry of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    pub(super) mode: &'t [u8],
    pub(super) name: &'t [u8],
    pub(super) id: &'t [u8],
}

impl<'t> Entry<'t> {
    /// The first entry of `tree`, and what follows it; `None` at its end.
    pub(super) fn first(tree: &'t [u8]) -> Result<Option<(Entry<'t>, &'t [u8])>> {
        if tree.is_empty() {
            return Ok(None);
        }
        Entry::whole(tree).context("a tree is damaged").map(Some)
    }

    fn whole(tree: &'t [u8]) -> Option<(Entry<'t>, &'t [u8])> {
        let space = memchr::memchr(b' ', tree)?;
        let end = memchr::memchr(0, tree)?;
        let id = tree.get(end + 1..end + 21)?;
        let name = tree.get(space + 1..end)?;
        Some((
            Entry {
                mode: &tree[..space],
                name,
                id,
            },
            &tree[end + 21..],
        ))
    }

    pub(super) fn is_tree(&self) -> bool {
        matches!(self.mode, b"40000" | b"040000")
    }

    /// A symbolic link.
    pub(super) fn is_link(&self) -> bool {
        self.mode == b"120000"
    }

    /// A submodule is another repository's business.
    pub(super) fn is_submodule(&self) -> bool {
        self.mode == b"160000"
    }

    /// The name as git sorts by it: that of a folder ends with a slash.
    pub(super) fn key(&self) -> impl Iterator<Item = u8> {
        let slash = self.is_tree().then_some(b'/');
        self.name.iter().copied().chain(slash)
    }

    pub(super) fn id(&self) -> Result<Id> {
        Id::of(self.id).context("a tree is damaged")
    }
}

/// The trees that were read last. Commits that follow one another share most of theirs.
pub(super) struct Trees<'o> {
    odb: &'o Odb<'o>,
    young: Shelf,
    old: Shelf,
    /// Those that were remembered.
    kept: ById<Tree>,
}

/// Trees, one behind the other: each comes and goes without memory of its own.
#[derive(Default)]
struct Shelf {
    bytes: Vec<u8>,
    places: ById<Place>,
}

/// Where a tree stands, until [`Trees::age`].
pub(super) type Place = Range<usize>;

/// How many bytes of trees a shelf holds.
const FULL: usize = 2 << 20;

impl Shelf {
    fn put(&mut self, id: Id, tree: &[u8]) -> Place {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(tree);
        let place = start..self.bytes.len();
        self.places.insert(id, place.clone());
        place
    }

    fn at(&self, place: &Place) -> &[u8] {
        self.bytes.get(place.clone()).unwrap_or_default()
    }
}

impl<'o> Trees<'o> {
    pub(super) fn new(odb: &'o Odb<'o>, kept: ById<Tree>) -> Trees<'o> {
        Trees {
            odb,
            young: Shelf::default(),
            old: Shelf::default(),
            kept,
        }
    }

    /// Forgets what was not asked for lately, once there is too much. Places that were told before mean nothing any more.
    pub(super) fn age(&mut self) {
        if self.young.bytes.len() > FULL {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.bytes.clear();
            self.young.places.clear();
        }
    }

    /// Where the tree `id` stands.
    pub(super) fn find(&mut self, id: Id) -> Result<Place> {
        if let Some(known) = self.young.places.get(&id) {
            return Ok(known.clone());
        }
        if let Some(known) = self.old.places.get(&id) {
            return Ok(self.young.put(id, self.old.at(known)));
        }
        if let Some(kept) = self.kept.get(&id) {
            return Ok(self.young.put(id, &kept.0));
        }
        let tree = read(self.odb, id)?;
        Ok(self.young.put(id, tree.data()))
    }

    /// The tree at `place`.
    pub(super) fn at(&self, place: &Place) -> &[u8] {
        self.young.at(place)
    }

    /// Keeps `trees` at hand.
    pub(super) fn keep(&mut self, trees: ById<Tree>) {
        self.kept = trees;
    }

    /// All that is below the tree `root`, and that tree.
    pub(super) fn whole(&self, root: Id) -> Result<Whole> {
        let mut whole = Whole::default();
        self.add(root, &mut Vec::new(), &mut whole)?;
        Ok(whole)
    }

    fn add(&self, id: Id, path: &mut Vec<u8>, whole: &mut Whole) -> Result<()> {
        let tree = match self.kept.get(&id) {
            Some(kept) => kept.clone(),
            None => Bytes(read(self.odb, id)?.data().into()),
        };
        let mut rest = &*tree.0;
        while let Some((entry, after)) = Entry::first(rest)? {
            let length = path.len();
            path.extend_from_slice(entry.name);
            if entry.is_tree() {
                path.push(b'/');
                self.add(entry.id()?, path, whole)?;
            } else if !entry.is_submodule() {
                whole.files.push((path.clone(), entry.id()?));
            }
            path.truncate(length);
            rest = after;
        }
        whole.trees.insert(id, tree);
        Ok(())
    }
}

fn read<'o>(odb: &'o Odb<'o>, id: Id) -> Result<OdbObject<'o>> {
    let object = odb
        .read(id.oid())
        .or_unable(|| Message::new("unable-object").with("id", id.to_string()))?;
    ensure!(object.kind() == ObjectType::Tree, "the object {id} is no tree");
    Ok(object)
}

/// All that is below a tree.
#[derive(Default)]
pub(super) struct Whole {
    /// The trees, itself among them.
    pub(super) trees: ById<Tree>,
    /// The files, in the order of their paths.
    pub(super) files: Vec<(Vec<u8>, Id)>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, proptest};

    proptest! {
        #[test]
        fn any_bytes_have_an_end(bytes: Vec<u8>, text in "[0-9]{0,6} ?[a-z]{0,3}\\x00?[a-z]{0,30}") {
            for tree in [&bytes[..], text.as_bytes()] {
                let mut rest = tree;
                while let Ok(Some((_, after))) = Entry::first(rest) {
                    prop_assert!(after.len() + 22 <= rest.len());
                    rest = after;
                }
            }
        }
    }
}
