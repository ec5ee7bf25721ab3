//! Which files differ between two trees? Only what has another ID is opened.

use super::id::Id;
use super::trees::{Entry, Trees};
use anyhow::Result;
use std::cmp::Ordering;

/// A file that differs between two trees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Differing {
    pub(super) path: Vec<u8>,
    pub(super) old: Option<File>,
    pub(super) new: Option<File>,
}

/// What stands at a path of a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct File {
    pub(super) id: Id,
    pub(super) is_link: bool,
}

/// The files that differ between the trees `old` and `new`, in order of their paths.
pub(super) fn differing(trees: &mut Trees<'_>, old: Option<Id>, new: Option<Id>) -> Result<Vec<Differing>> {
    trees.age();
    let mut found = Vec::new();
    compare(trees, old, new, &mut Vec::new(), &mut found)?;
    Ok(found)
}

fn compare(
    trees: &mut Trees<'_>,
    old: Option<Id>,
    new: Option<Id>,
    path: &mut Vec<u8>,
    found: &mut Vec<Differing>,
) -> Result<()> {
    if old == new {
        return Ok(());
    }
    let mut place = |id: Option<Id>| id.map_or(Ok(0..0), |id| trees.find(id));
    let (old, new) = (place(old)?, place(new)?);
    for pair in pairs(trees.at(&old), trees.at(&new))? {
        let length = path.len();
        path.extend_from_slice(&pair.name);
        if pair.is_tree {
            path.push(b'/');
            let id = |file: Option<File>| file.map(|file| file.id);
            compare(trees, id(pair.old), id(pair.new), path, found)?;
        } else {
            found.push(Differing {
                path: path.clone(),
                old: pair.old,
                new: pair.new,
            });
        }
        path.truncate(length);
    }
    Ok(())
}

/// Two entries of one name that differ, of which at least one is there.
struct Pair {
    name: Vec<u8>,
    is_tree: bool,
    old: Option<File>,
    new: Option<File>,
}

/// The entries that differ between the trees `a` and `b`.
fn pairs(mut a: &[u8], mut b: &[u8]) -> Result<Vec<Pair>> {
    let mut found = Vec::new();
    skip_equal(&mut a, &mut b);
    // Mostly one entry differs: what follows it is told to be equal at one glance.
    while a != b {
        let (left, right) = (Entry::first(a)?, Entry::first(b)?);
        let order = match (&left, &right) {
            (Some((left, _)), Some((right, _))) => left.key().cmp(right.key()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        let left = left.filter(|_| order.is_le());
        let right = right.filter(|_| order.is_ge());
        if let Some((_, rest)) = left {
            a = rest;
        }
        if let Some((_, rest)) = right {
            b = rest;
        }
        let (left, right) = (left.map(|(entry, _)| entry), right.map(|(entry, _)| entry));
        if left != right {
            found.extend(pair(left, right)?);
        }
    }
    Ok(found)
}

fn pair(left: Option<Entry<'_>>, right: Option<Entry<'_>>) -> Result<Option<Pair>> {
    let left = left.filter(|entry| !entry.is_submodule());
    let right = right.filter(|entry| !entry.is_submodule());
    let Some(one) = right.or(left) else {
        return Ok(None);
    };
    Ok(Some(Pair {
        name: one.name.to_vec(),
        is_tree: one.is_tree(),
        old: left.map(file).transpose()?,
        new: right.map(file).transpose()?,
    }))
}

fn file(entry: Entry<'_>) -> Result<File> {
    Ok(File {
        id: entry.id()?,
        is_link: entry.is_link(),
    })
}

/// Leaves aside the entries that two trees begin with alike: each ends with the 20 bytes of an ID behind the zero that ends its name.
fn skip_equal(a: &mut &[u8], b: &mut &[u8]) {
    let equal = common(a, b);
    let mut at = 0;
    while let Some(name) = memchr::memchr(0, &a[at..equal]) {
        let end = at + name + 21;
        if end > equal {
            break;
        }
        at = end;
    }
    *a = &a[at..];
    *b = &b[at..];
}

/// How many bytes two texts begin with alike.
pub(super) fn common(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 64;
    let steps = a.chunks_exact(STEP).zip(b.chunks_exact(STEP));
    let from = steps.take_while(|(a, b)| a == b).count() * STEP;
    let rest = a[from..].iter().zip(&b[from..]);
    from + rest.take_while(|(a, b)| a == b).count()
}
