//! Trees as git stores them: entries of mode, name and ID, one after the other.

use super::id::{ById, Id};
use super::memory::{Bytes, Tree};
use anyhow::{Context, Result, ensure};
use git2::{ObjectType, Odb, OdbObject};
use std::rc::Rc;

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

    /// The same where there is a whole one.
    pub(super) fn whole(tree: &'t [u8]) -> Option<(Entry<'t>, &'t [u8])> {
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
    young: ById<Rc<Object<'o>>>,
    old: ById<Rc<Object<'o>>>,
    size: usize,
    /// Those that were remembered.
    kept: ById<Tree>,
}

/// A tree in memory.
pub(super) enum Object<'o> {
    Read(OdbObject<'o>),
    Kept(Tree),
}

impl Object<'_> {
    pub(super) fn data(&self) -> &[u8] {
        match self {
            Object::Read(object) => object.data(),
            Object::Kept(tree) => &tree.0,
        }
    }
}

/// How many bytes of trees a generation holds.
const GENERATION: usize = 2 << 20;

impl<'o> Trees<'o> {
    pub(super) fn new(odb: &'o Odb<'o>, kept: ById<Tree>) -> Trees<'o> {
        Trees {
            odb,
            young: ById::default(),
            old: ById::default(),
            size: 0,
            kept,
        }
    }

    pub(super) fn get(&mut self, id: Id) -> Result<Rc<Object<'o>>> {
        if let Some(known) = self.young.get(&id) {
            return Ok(Rc::clone(known));
        }
        let tree = match self.old.remove(&id) {
            Some(known) => known,
            None => Rc::new(
                self.read(id)
                    .with_context(|| format!("cannot read the tree {id}"))?,
            ),
        };
        if self.size > GENERATION {
            self.old = std::mem::take(&mut self.young);
            self.size = 0;
        }
        self.size += tree.data().len();
        self.young.insert(id, Rc::clone(&tree));
        Ok(tree)
    }

    fn read(&self, id: Id) -> Result<Object<'o>> {
        if let Some(kept) = self.kept.get(&id) {
            return Ok(Object::Kept(kept.clone()));
        }
        let object = self.odb.read(id.oid())?;
        ensure!(object.kind() == ObjectType::Tree, "it is none");
        Ok(Object::Read(object))
    }

    /// Keeps `trees` at hand.
    pub(super) fn keep(&mut self, trees: ById<Tree>) {
        self.kept = trees;
    }

    /// All that is below the tree `root`, and that tree.
    pub(super) fn whole(&mut self, root: Id) -> Result<Whole> {
        let mut whole = Whole::default();
        self.add(root, &mut Vec::new(), &mut whole)?;
        Ok(whole)
    }

    fn add(&mut self, id: Id, path: &mut Vec<u8>, whole: &mut Whole) -> Result<()> {
        let object = self.get(id)?;
        let mut rest = object.data();
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
        let tree = || match &*object {
            Object::Read(object) => Bytes(object.data().into()),
            Object::Kept(tree) => tree.clone(),
        };
        whole.trees.entry(id).or_insert_with(tree);
        Ok(())
    }
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
