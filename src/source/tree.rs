//! A work tree: the files of a folder as they are on the disk now.

use super::content::{is_content, is_record};
use super::fault::{Lead, path_of};
use super::listing::Asked;
use super::snapshot::{Entry, Snapshot};
use crate::base::{Message, OrUnable, RelPath, unable};
use anyhow::Result;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf, is_separator};
use walkdir::{DirEntry, WalkDir};

/// Folders so deep below the one that is listed are listed by themselves.
const DEEP: usize = 2;

/// The folder `folder` of `root`, and where it lies.
pub(super) fn asked(root: &Path, folder: &RelPath) -> Asked {
    let lies = folder.on_disk(root).canonicalize().ok();
    let lies = lies.as_deref().and_then(|lies| inside(root, lies));
    Asked {
        lies: lies.unwrap_or_else(|| folder.clone()),
        folder: folder.clone(),
    }
}

/// Lists the files below the folder `asked` of `root` into `snapshot`, but for those in the folders that it gives.
pub(super) fn begin(root: &Path, asked: &Asked, snapshot: &mut Snapshot) -> Result<Vec<PathBuf>> {
    let folder = &asked.folder;
    let top = folder.on_disk(root);
    if !is_walked(root, folder, snapshot) || !top.is_dir() {
        return Ok(Vec::new());
    }
    let whole = folder.as_str().is_empty();
    let apart = |entry: &DirEntry| {
        whole && entry.depth() == 1 && entry.file_name().to_str().is_some_and(|top| !is_content(top))
    };
    let mut folders = Vec::new();
    for entry in WalkDir::new(&top)
        .max_depth(DEEP)
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry) && !apart(entry))
    {
        let entry = entry.or_unable(|| failed(&top))?;
        match entry.file_type().is_dir() {
            _ if entry.depth() == 0 => {}
            true if entry.depth() == DEEP => folders.push(entry.into_path()),
            true => {}
            false => add(root, std::slice::from_ref(asked), &entry, snapshot),
        }
    }
    Ok(folders)
}

/// Whether the files of `folder` are listed: they are not where it, or what it lies in, is a symbolic link out of the knowledge base, or to
/// nothing. A link inside is one that git does not follow.
fn is_walked(root: &Path, folder: &RelPath, snapshot: &mut Snapshot) -> bool {
    let mut at = RelPath::default();
    for name in folder.names() {
        at = at.join(name).unwrap_or_default();
        let place = at.on_disk(root);
        if !place.is_symlink() {
            continue;
        }
        match target(root, &place) {
            Ok(_) => {}
            Err(Lead::Folder) => snapshot.leads_off(&at, Lead::Top),
            Err(lead) => {
                snapshot.leads_off(&at, lead);
                return false;
            }
        }
    }
    true
}

/// Lists all files below `folder`, which lies below one of the folders `asked` of `root`, into `snapshot`.
pub(super) fn walk(root: &Path, asked: &[Asked], folder: &Path, snapshot: &mut Snapshot) -> Result<()> {
    let entries = WalkDir::new(folder).into_iter();
    for entry in entries.filter_entry(|entry| !is_hidden(entry)) {
        let entry = entry.or_unable(|| failed(folder))?;
        if !entry.file_type().is_dir() {
            add(root, asked, &entry, snapshot);
        }
    }
    Ok(())
}

fn failed(folder: &Path) -> Message {
    unable::of("unable-list", folder)
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Adds the file of `entry`, which lies below one of the folders `asked`.
fn add(root: &Path, asked: &[Asked], entry: &DirEntry, snapshot: &mut Snapshot) {
    let Some(path) = below(root, entry.path(), snapshot) else {
        return;
    };
    if entry.path_is_symlink() {
        let target = target(root, entry.path()).map(|target| {
            let mut seen = asked.iter().filter_map(|asked| asked.seen(&target));
            seen.next().unwrap_or(target)
        });
        match target {
            Ok(target) if is_record(asked.iter().map(|asked| &asked.folder), &path, &target) => {
                snapshot.leads_off(&path, Lead::Record);
                return;
            }
            Ok(target) => drop(snapshot.links.insert(path.clone(), target)),
            Err(lead) => {
                snapshot.leads_off(&path, lead);
                return;
            }
        }
    } else if !entry.file_type().is_file() {
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
        .is_ok_and(|data| data.is_file() || data.is_symlink() && target(root, &place).is_ok())
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

/// The file inside the knowledge base to which a symbolic link leads. What lies in a folder with a dot before its name, as `.git`, is none.
fn target(root: &Path, link: &Path) -> Result<RelPath, Lead> {
    let target = link.canonicalize().map_err(|_| Lead::Nothing)?;
    let below = target.strip_prefix(root).map_err(|_| Lead::Outside)?;
    if below.iter().any(|name| name.as_encoded_bytes().starts_with(b".")) {
        return Err(Lead::Outside);
    }
    match (target.is_dir(), target.is_file()) {
        (true, _) => Err(Lead::Folder),
        (false, true) => inside(root, &target).ok_or(Lead::Nothing),
        (false, false) => Err(Lead::Nothing),
    }
}

/// What of `place` lies below `root`; `None` where it does not, or where its name is no text.
fn inside(root: &Path, place: &Path) -> Option<RelPath> {
    let below = place.strip_prefix(root).ok()?;
    let names: Vec<&[u8]> = below.iter().map(|name| name.as_encoded_bytes()).collect();
    path_of(&names.join(&b'/'))
}
