//! A work tree: the files of a folder as they are on the disk now.

use super::snapshot::{Entry, Lead, NOT_CONTENT, Snapshot, path_of};
use crate::base::RelPath;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf, is_separator};
use walkdir::{DirEntry, WalkDir};

/// Folders so deep below the one that is listed are listed by themselves.
const DEEP: usize = 2;

/// Lists the files below `folder` of `root` into `snapshot`, but for those in the folders that it gives.
pub(super) fn begin(root: &Path, folder: &RelPath, snapshot: &mut Snapshot) -> Result<Vec<PathBuf>> {
    let top = folder.on_disk(root);
    if !top.is_dir() || !is_walked(root, folder, snapshot) {
        return Ok(Vec::new());
    }
    let whole = folder.as_str().is_empty();
    let apart = |entry: &DirEntry| {
        whole && entry.depth() == 1 && NOT_CONTENT.iter().any(|name| entry.file_name() == *name)
    };
    let mut folders = Vec::new();
    for entry in WalkDir::new(&top)
        .max_depth(DEEP)
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry) && !apart(entry))
    {
        let entry = entry.with_context(|| failed(&top))?;
        match entry.file_type().is_dir() {
            _ if entry.depth() == 0 => {}
            true if entry.depth() == DEEP => folders.push(entry.into_path()),
            true => {}
            false => add(root, &entry, snapshot),
        }
    }
    Ok(folders)
}

/// Whether the files of `folder` are listed: they are not where it is a symbolic link out of the knowledge base. A link inside is one that git does
/// not follow.
fn is_walked(root: &Path, folder: &RelPath, snapshot: &mut Snapshot) -> bool {
    let top = folder.on_disk(root);
    let lead = match top.is_symlink() {
        true => leads_off(root, &top),
        false => None,
    };
    match lead {
        None => true,
        Some(Lead::Folder) => {
            snapshot.leads_off(folder, Lead::Top);
            true
        }
        Some(lead) => {
            snapshot.leads_off(folder, lead);
            false
        }
    }
}

/// Lists all files below `folder`, which lies below `root`, into `snapshot`.
pub(super) fn walk(root: &Path, folder: &Path, snapshot: &mut Snapshot) -> Result<()> {
    let entries = WalkDir::new(folder).into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.with_context(|| failed(folder))?;
        if !entry.file_type().is_dir() {
            add(root, &entry, snapshot);
        }
    }
    Ok(())
}

fn failed(folder: &Path) -> String {
    format!("cannot list `{}`", folder.display())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Adds the file of `entry`.
fn add(root: &Path, entry: &DirEntry, snapshot: &mut Snapshot) {
    let Some(path) = below(root, entry.path(), snapshot) else {
        return;
    };
    if entry.path_is_symlink()
        && let Some(lead) = leads_off(root, entry.path())
    {
        snapshot.leads_off(&path, lead);
        return;
    }
    if !entry.path_is_symlink() && !entry.file_type().is_file() {
        snapshot.no_file(&path);
        return;
    }
    let data = fs::metadata(entry.path()).ok();
    snapshot.entries.push(Entry::of(path, data.as_ref()));
}

fn below(root: &Path, file: &Path, snapshot: &mut Snapshot) -> Option<RelPath> {
    let bytes = file.as_os_str().as_encoded_bytes();
    let below = bytes.strip_prefix(root.as_os_str().as_encoded_bytes())?;
    let is_separator = |byte: &u8| is_separator(char::from(*byte));
    let start = below.iter().take_while(|byte| is_separator(byte)).count();
    let name: Vec<u8> = below
        .iter()
        .skip(start)
        .map(|byte| if is_separator(byte) { b'/' } else { *byte })
        .collect();
    let path = path_of(&name);
    if path.is_none() {
        snapshot.bad_name(&String::from_utf8_lossy(&name));
    }
    path
}

/// Whether a file is at `path` below `root` that ends when it is read: no pipe, no device, no link to one or out of `root`.
pub(super) fn is_plain(root: &Path, path: &RelPath) -> bool {
    let place = path.on_disk(root);
    fs::symlink_metadata(&place)
        .is_ok_and(|data| data.is_file() || data.is_symlink() && leads_off(root, &place).is_none())
}

/// The bytes of the file at `place`. What took its place since it was listed, and would be waited for, such as a pipe, is an error.
pub(super) fn read(place: &Path) -> io::Result<Vec<u8>> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let mut file = options.open(place)?;
    let data = file.metadata()?;
    if !data.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(usize::try_from(data.len()).unwrap_or(0))?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Where a symbolic link leads to, unless that is a file inside the knowledge base.
fn leads_off(root: &Path, link: &Path) -> Option<Lead> {
    match link.canonicalize() {
        Ok(target) if !target.starts_with(root) => Some(Lead::Outside),
        Ok(target) if target.is_dir() => Some(Lead::Folder),
        Ok(target) if target.is_file() => None,
        Ok(_) | Err(_) => Some(Lead::Nothing),
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rustix::fs::{CWD, FileType, Mode, mknodat};

    #[test]
    fn nobody_waits_for_a_pipe_in_place_of_a_file() {
        let dir = tempfile::tempdir().unwrap();
        let (file, pipe) = (dir.path().join("file"), dir.path().join("pipe"));
        fs::write(&file, "1").unwrap();
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR, 0).unwrap();
        assert_eq!(read(&file).unwrap(), b"1");
        assert_eq!(read(&pipe).unwrap_err().kind(), ErrorKind::InvalidInput);
        assert!(read(dir.path()).is_err());
    }
}
