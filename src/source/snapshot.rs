//! The files of a knowledge base at one moment.

use super::looks::{changed_at, written_at};
use super::{Origin, Source, tree};
use crate::base::{Diagnostic, Message, RelPath, Span};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file of the knowledge base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the root.
    pub path: RelPath,
    /// The size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since the epoch; `None` where it lies in the object database.
    pub written_at: Option<u128>,
    /// When anything of it last changed, the name of its folder aside: a time that no program can set. As `written_at` where the system
    /// knows no such time.
    pub changed_at: Option<u128>,
}

impl Entry {
    /// The file at `path`, of which the disk says `data`.
    pub(super) fn of(path: RelPath, data: Option<&Metadata>) -> Entry {
        Entry {
            path,
            size: data.map_or(0, Metadata::len),
            written_at: data.and_then(written_at),
            changed_at: data.and_then(changed_at),
        }
    }
}

/// The files of a knowledge base at one moment: which there are, and how to read them.
#[derive(Debug, Clone)]
pub struct Snapshot {
    source: Source,
    /// The files, by path.
    pub entries: Vec<Entry>,
    /// What could not be taken: links out of the tree, names that are no text.
    pub findings: Vec<Diagnostic>,
    /// What somebody writes and has not saved yet, by path.
    unsaved: BTreeMap<RelPath, Arc<str>>,
}

fn first(snapshot: &Snapshot) -> Option<&RelPath> {
    snapshot.entries.first().map(|entry| &entry.path)
}

/// Files that are being listed: many folders are listed by as many threads as there are.
#[derive(Debug)]
pub struct Listing {
    /// The files that are no folder's.
    top: Snapshot,
    folders: Vec<PathBuf>,
}

impl Listing {
    pub(super) fn of(source: &Source, folders: &[RelPath]) -> Result<Listing> {
        let (mut top, mut below) = (Snapshot::empty(source), Vec::new());
        for folder in folders {
            match &source.origin {
                Origin::Nothing => {}
                Origin::Folder(root) => below.extend(tree::begin(root, folder, &mut top)?),
                Origin::Blobs(blobs) => blobs.walk(folder, &mut top)?,
            }
        }
        Ok(Listing { top, folders: below })
    }

    /// The folders that are still to be listed.
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The files in `folder`, one of these.
    ///
    /// # Errors
    /// It cannot be listed.
    pub fn files(&self, folder: &Path) -> Result<Snapshot> {
        let mut files = Snapshot::empty(self.top.source());
        if let Origin::Folder(root) = &self.top.source.origin {
            tree::walk(root, folder, &mut files)?;
        }
        files.entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(files)
    }

    /// All files, where `files` are those in the folders.
    pub fn whole(self, mut files: Vec<Snapshot>) -> Snapshot {
        let mut whole = self.top;
        // So that there is nothing left to sort.
        files.sort_by(|a, b| first(a).cmp(&first(b)));
        whole
            .entries
            .reserve(files.iter().map(|files| files.entries.len()).sum());
        for files in files {
            whole.entries.extend(files.entries);
            whole.findings.extend(files.findings);
        }
        whole.entries.sort_by(|a, b| a.path.cmp(&b.path));
        whole.entries.dedup_by(|a, b| a.path == b.path);
        whole.findings.sort_by(|a, b| a.path.cmp(&b.path));
        whole
    }
}

/// Folders at the top of a knowledge base that hold no records.
pub(super) const NOT_CONTENT: [&str; 5] = ["site", "reports", "templates", "node_modules", "target"];

/// The name of findings about links out of the tree.
const SYMLINK: &str = "symlink";
/// The name of findings about file names.
const FILE_NAME: &str = "file-name";

impl Snapshot {
    /// Lists the files below the folders `folders` of the folder `root` on the disk.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be listed.
    pub fn take(root: &Path, folders: &[RelPath]) -> Result<Snapshot> {
        Source::plain_folder(root)?.list(folders)
    }

    /// No files at all.
    pub fn none() -> Snapshot {
        Snapshot::empty(&Source::none())
    }

    pub(super) fn empty(source: &Source) -> Snapshot {
        Snapshot {
            source: source.clone(),
            entries: Vec::new(),
            findings: Vec::new(),
            unsaved: BTreeMap::new(),
        }
    }

    /// These files as if `text` stood in that at `path`.
    #[must_use]
    pub fn with_text(&self, path: &RelPath, text: &str) -> Snapshot {
        let mut next = self.clone();
        next.unsaved.insert(path.clone(), text.into());
        next
    }

    /// These files as if these texts stood in those at their paths.
    #[must_use]
    pub fn with_texts(&self, texts: &[(RelPath, &str)]) -> Snapshot {
        let mut next = self.clone();
        let texts = texts.iter().map(|(path, text)| (path.clone(), Arc::from(*text)));
        next.unsaved.extend(texts);
        next
    }

    /// Where its files come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// There is no such file, or it cannot be read.
    pub fn read(&self, path: &RelPath) -> Result<Vec<u8>> {
        if let Some(text) = self.unsaved.get(path) {
            return Ok(text.as_bytes().to_vec());
        }
        let bytes = match &self.source.origin {
            Origin::Nothing => Err(anyhow::anyhow!("there are no files")),
            Origin::Folder(root) => fs::read(path.on_disk(root)).map_err(Into::into),
            Origin::Blobs(blobs) => blobs.read(path),
        };
        bytes.with_context(|| format!("cannot read `{path}`"))
    }

    /// The text of the file at `path`; `None` where there is no such file, or where it is no UTF-8.
    pub fn text(&self, path: &RelPath) -> Option<String> {
        let bytes = self.read(path).ok()?;
        super::decode(&bytes).ok().map(str::to_owned)
    }

    /// The text of the file at `path`, to be shown: with a sign in place of bytes that are no UTF-8. `None` where there is no such file.
    pub fn shown(&self, path: &RelPath) -> Option<String> {
        Some(crate::base::decode::shown(&self.read(path).ok()?))
    }

    /// Looks again at the file at `path` of a folder on the disk; `None` where no plain file is, or was, there.
    pub fn renew(&mut self, path: &RelPath) -> Option<&Entry> {
        let Origin::Folder(root) = &self.source.origin else {
            return None;
        };
        let data = fs::symlink_metadata(path.on_disk(root)).ok()?;
        let at = self.entries.binary_search_by(|entry| entry.path.cmp(path)).ok()?;
        let entry = self.entries.get_mut(at).filter(|_| data.is_file())?;
        *entry = Entry::of(path.clone(), Some(&data));
        Some(entry)
    }

    /// Notes that `path` is a symbolic link that leads to no file of the knowledge base.
    pub(super) fn leads_out(&mut self, path: &RelPath) {
        let help = Message::new("symlink-help");
        let message = Message::new("symlink").with("path", path.as_str());
        self.findings
            .push(Diagnostic::error(SYMLINK, path, Span::default(), message).help(help));
    }

    /// Notes that the name of a file is no text, or has characters that no path may have.
    pub(super) fn bad_name(&mut self, name: &str) {
        let Some(shown) = shown(name) else { return };
        let message = Message::new("file-name").with("path", shown.as_str());
        let help = Message::new("file-name-help");
        self.findings
            .push(Diagnostic::error(FILE_NAME, &shown, Span::default(), message).help(help));
    }
}

/// A name that no path may have, as well as it can be shown.
pub(super) fn shown(name: &str) -> Option<RelPath> {
    RelPath::new(&name.replace(['\\', '\n', '\r'], "\u{fffd}"))
}

/// Whether a file at `path` is among those that [`Source::list`] finds below `folder`: no name on the way begins with a dot, and at
/// the top of a knowledge base some folders are no content.
pub fn is_listed(folder: &RelPath, path: &str) -> bool {
    let whole = folder.as_str().is_empty();
    let below = if whole {
        Some(path)
    } else {
        path.strip_prefix(folder.as_str())
            .and_then(|rest| rest.strip_prefix('/'))
    };
    below.is_some_and(|below| {
        let apart = whole
            && below
                .split_once('/')
                .is_some_and(|(top, _)| NOT_CONTENT.contains(&top));
        !apart && !below.split('/').any(|name| name.starts_with('.'))
    })
}

/// The path of a file by its name as bytes; `None` where that is no text, or has characters that no path may have.
pub(super) fn path_of(name: &[u8]) -> Option<RelPath> {
    let name = std::str::from_utf8(name).ok()?;
    if name.contains(['\\', '\n', '\r']) {
        return None;
    }
    RelPath::new(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn lists_files_and_refuses_links_out_of_the_tree() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content/faults/.git")).unwrap();
        fs::write(root.join("content/faults/乙.md"), "乙").unwrap();
        fs::write(root.join("content/faults/.git/x.md"), "x").unwrap();
        fs::write(dir.path().join("secret.md"), "密").unwrap();
        std::os::unix::fs::symlink(dir.path().join("secret.md"), root.join("content/out.md")).unwrap();
        std::os::unix::fs::symlink("乙.md", root.join("content/faults/in.md")).unwrap();
        let snapshot = Snapshot::take(&root, &[RelPath::new("content").unwrap()]).unwrap();
        let paths: Vec<&str> = snapshot.entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(paths, ["content/faults/in.md", "content/faults/乙.md"]);
        assert_eq!(snapshot.findings.len(), 1);
        assert_eq!(snapshot.findings[0].path.as_str(), "content/out.md");
        assert_eq!(snapshot.text(&snapshot.entries[1].path).as_deref(), Some("乙"));
    }
}
