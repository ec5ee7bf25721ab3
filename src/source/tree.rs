//! A work tree: the files of a folder as they are on the disk now.

use super::snapshot::{Entry, NOT_CONTENT, Snapshot, path_of};
use crate::base::RelPath;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use walkdir::{DirEntry, WalkDir};

/// Lists the files below `folder` of `root` into `snapshot`.
pub(super) fn walk(root: &Path, folder: &RelPath, snapshot: &mut Snapshot) -> Result<()> {
    let top = folder.on_disk(root);
    if !top.is_dir() {
        return Ok(());
    }
    let whole = folder.as_str().is_empty();
    let wanted = |entry: &DirEntry| {
        let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
        let apart = whole && entry.depth() == 1 && NOT_CONTENT.iter().any(|name| entry.file_name() == *name);
        !hidden && !apart
    };
    for entry in WalkDir::new(&top)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(wanted)
    {
        let entry = entry.with_context(|| format!("cannot list `{}`", top.display()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let Some(path) = below(root, entry.path(), snapshot) else {
            continue;
        };
        if entry.path_is_symlink() && !stays_inside(root, entry.path()) {
            snapshot.leads_out(&path);
            continue;
        }
        let data = fs::metadata(entry.path()).ok();
        snapshot.entries.push(Entry::of(path, data.as_ref()));
    }
    Ok(())
}

fn below(root: &Path, file: &Path, snapshot: &mut Snapshot) -> Option<RelPath> {
    let below = file.strip_prefix(root).ok()?;
    let names = below.components().map(|part| part.as_os_str().as_encoded_bytes());
    let path = path_of(&names.collect::<Vec<_>>().join(&b'/'));
    if path.is_none() {
        snapshot.bad_name(&below.to_string_lossy());
    }
    path
}

/// Whether a symbolic link leads to a file inside the knowledge base.
fn stays_inside(root: &Path, link: &Path) -> bool {
    link.canonicalize()
        .is_ok_and(|target| target.starts_with(root) && target.is_file())
}
