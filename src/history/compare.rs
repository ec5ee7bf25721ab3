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

/// The files that differ between the trees `old` and `new`, in order of their paths. Only what lies below the folders `inside` is
/// looked at.
pub(super) fn differing(
    trees: &mut Trees<'_>,
    old: Option<Id>,
    new: Option<Id>,
    inside: &[&[u8]],
) -> Result<Vec<Differing>> {
    let mut found = Vec::new();
    let (mut old, mut new) = (old, new);
    for folder in inside {
        if old == new {
            return Ok(found);
        }
        old = folder_of(trees, old, folder)?;
        new = folder_of(trees, new, folder)?;
    }
    compare(trees, old, new, &mut Vec::new(), &mut found)?;
    Ok(found)
}

fn folder_of(trees: &mut Trees<'_>, tree: Option<Id>, name: &[u8]) -> Result<Option<Id>> {
    let Some(tree) = tree else { return Ok(None) };
    let tree = trees.get(tree)?;
    let mut rest = tree.data();
    while let Some((entry, after)) = Entry::first(rest)? {
        if entry.name == name && entry.is_tree() {
            return entry.id().map(Some);
        }
        rest = after;
    }
    Ok(None)
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
    let old = old.map(|id| trees.get(id)).transpose()?;
    let new = new.map(|id| trees.get(id)).transpose()?;
    let (mut a, mut b) = (
        old.as_ref().map_or(&[][..], |tree| tree.data()),
        new.as_ref().map_or(&[][..], |tree| tree.data()),
    );
    skip_equal(&mut a, &mut b);
    // Mostly one entry differs: what follows it is told to be equal at one glance.
    while a != b {
        let (left, right) = (Entry::first(a)?, Entry::first(b)?);
        let order = match (&left, &right) {
            (Some((left, _)), Some((right, _))) => left.key().cmp(right.key()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return Ok(()),
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
            entry(trees, left, right, path, found)?;
        }
    }
    Ok(())
}

/// Two entries of one name, of which at least one is there.
fn entry(
    trees: &mut Trees<'_>,
    left: Option<Entry<'_>>,
    right: Option<Entry<'_>>,
    path: &mut Vec<u8>,
    found: &mut Vec<Differing>,
) -> Result<()> {
    let left = left.filter(|entry| !entry.is_submodule());
    let right = right.filter(|entry| !entry.is_submodule());
    let Some(one) = right.or(left) else {
        return Ok(());
    };
    let length = path.len();
    path.extend_from_slice(one.name);
    if one.is_tree() {
        path.push(b'/');
        let id = |entry: Option<Entry<'_>>| entry.map(|entry| entry.id()).transpose();
        compare(trees, id(left)?, id(right)?, path, found)?;
    } else {
        found.push(Differing {
            path: path.clone(),
            old: left.map(file).transpose()?,
            new: right.map(file).transpose()?,
        });
    }
    path.truncate(length);
    Ok(())
}

fn file(entry: Entry<'_>) -> Result<File> {
    Ok(File {
        id: entry.id()?,
        is_link: entry.is_link(),
    })
}

/// Leaves aside the entries that two trees begin with alike.
fn skip_equal(a: &mut &[u8], b: &mut &[u8]) {
    let equal = common(a, b);
    let mut at = 0;
    while let Ok(Some((_, rest))) = Entry::first(&a[at..]) {
        let end = a.len() - rest.len();
        if end > equal {
            break;
        }
        at = end;
    }
    *a = &a[at..];
    *b = &b[at..];
}

/// How many bytes two texts begin with alike.
fn common(a: &[u8], b: &[u8]) -> usize {
    const STEP: usize = 64;
    let steps = a.chunks_exact(STEP).zip(b.chunks_exact(STEP));
    let from = steps.take_while(|(a, b)| a == b).count() * STEP;
    let rest = a[from..].iter().zip(&b[from..]);
    from + rest.take_while(|(a, b)| a == b).count()
}
