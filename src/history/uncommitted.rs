//! Which files are not as they were committed last? Those that the index knows to be as they were are not opened.

use super::History;
use super::id::Id;
use crate::base::RelPath;
use crate::source::{Entry, Snapshot, Tracked};
use anyhow::Result;
use std::collections::HashSet;

/// The files of `snapshot`, a folder on the disk, that are not as they were committed: changed, or not in the commit. None where the files
/// come from git.
///
/// # Errors
/// The index or a file cannot be read.
pub fn uncommitted(snapshot: &Snapshot, history: &History) -> Result<HashSet<RelPath>> {
    let mut found = HashSet::new();
    let Some(git) = snapshot
        .source()
        .git()
        .filter(|git| snapshot.source().is_folder() && git.commit.is_some())
    else {
        return Ok(found);
    };
    let tracked = git.repository.tracked(&git.inside)?;
    for entry in &snapshot.entries {
        let is_same = match at(&history.committed, entry) {
            Some(id) => {
                at(&tracked, entry).is_some_and(|tracked| looks_untouched(entry, tracked, *id))
                    || holds(snapshot, entry, *id)?
            }
            None => false,
        };
        if !is_same {
            found.insert(entry.path.clone());
        }
    }
    Ok(found)
}

/// Whether the file of `entry`, one of `snapshot`, is not as it was committed; it is opened. As [`uncommitted`], none is where the files come
/// from git.
///
/// # Errors
/// The file cannot be read.
pub fn is_uncommitted(snapshot: &Snapshot, history: &History, entry: &Entry) -> Result<bool> {
    let git = snapshot.source().git().filter(|git| git.commit.is_some());
    if git.is_none() || !snapshot.source().is_folder() {
        return Ok(false);
    }
    Ok(match at(&history.committed, entry) {
        Some(id) => !holds(snapshot, entry, *id)?,
        None => true,
    })
}

/// What stands in `files`, which are in the order of their paths, for the file of `entry`.
fn at<'f, T>(files: &'f [(Vec<u8>, T)], entry: &Entry) -> Option<&'f T> {
    let path = entry.path.as_str().as_bytes();
    let place = files
        .binary_search_by(|(other, _)| other.as_slice().cmp(path))
        .ok()?;
    files.get(place).map(|(_, file)| file)
}

fn looks_untouched(entry: &Entry, tracked: &Tracked, committed: Id) -> bool {
    tracked.id == committed.oid()
        && tracked.written_at.is_some()
        && tracked.written_at == entry.written_at
        && tracked.size == entry.size & 0xffff_ffff
}

/// Whether the file holds the version `id`, whatever ends its lines.
fn holds(snapshot: &Snapshot, entry: &Entry, id: Id) -> Result<bool> {
    Ok(is_version(&snapshot.read(&entry.path)?, id))
}

/// Whether `bytes` are the version `id` of a file, whatever ends their lines.
pub fn is_version(bytes: &[u8], id: Id) -> bool {
    if Id::of_file(bytes) == Some(id) {
        return true;
    }
    let mut unix = Vec::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        if !(*byte == b'\r' && bytes.get(at + 1) == Some(&b'\n')) {
            unix.push(*byte);
        }
    }
    unix.len() < bytes.len() && Id::of_file(&unix) == Some(id)
}
