//! The files of a knowledge base at one moment.

use super::looks::{changed_at, written_at};
use super::{Origin, Source, tree};
use crate::base::{Diagnostic, Message, OrUnable, RelPath, Unable};
use anyhow::{Result, ensure};
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

/// A file of the knowledge base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the root.
    pub path: RelPath,
    /// The size in bytes.
    pub size: u64,
    /// When it was last written, in nanoseconds since the epoch; `None` where it lies in the object database.
    pub written_at: Option<u64>,
    /// When anything of it last changed, the name of its folder aside: a time that no program can set. As `written_at` where the system
    /// knows no such time.
    pub changed_at: Option<u64>,
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
    /// The symbolic links among them: the file to which each leads.
    pub(super) links: BTreeMap<RelPath, RelPath>,
    /// What somebody writes and has not saved yet, by path.
    unsaved: BTreeMap<RelPath, Arc<str>>,
    /// What everybody who reads a file gets in place of its bytes.
    mask: Option<Mask>,
    /// Whether no other files are read than those in `entries`.
    closed: bool,
}

/// What of the bytes of a file at a path is shown.
pub type Mask = fn(&RelPath, Vec<u8>) -> Vec<u8>;

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
            links: BTreeMap::new(),
            unsaved: BTreeMap::new(),
            mask: None,
            closed: false,
        }
    }

    /// These files as if `text` stood in that at `path`.
    #[must_use]
    pub fn with_text(&self, path: &RelPath, text: &str) -> Snapshot {
        let mut next = self.clone();
        next.unsaved.insert(path.clone(), text.into());
        next
    }

    /// The text that stands in place of the file at `path`.
    pub fn unsaved(&self, path: &RelPath) -> Option<&str> {
        self.unsaved.get(path).map(|text| &**text)
    }

    /// These files as if these texts stood in those at their paths.
    #[must_use]
    pub fn with_texts(&self, texts: &[(RelPath, &str)]) -> Snapshot {
        let mut next = self.clone();
        let texts = texts.iter().map(|(path, text)| (path.clone(), Arc::from(*text)));
        next.unsaved.extend(texts);
        next
    }

    /// Those of these files that `keeps` says; no other ones can be read, and what is read of these goes through `mask`.
    #[must_use]
    pub fn seen_through(&self, keeps: impl Fn(&RelPath) -> bool, mask: Option<Mask>) -> Snapshot {
        let mut next = self.clone();
        next.entries.retain(|entry| keeps(&entry.path));
        next.mask = mask;
        next.closed = true;
        next
    }

    /// The file to which the symbolic link at `path` leads; `None` where it is none.
    pub fn leads_to(&self, path: &RelPath) -> Option<&RelPath> {
        self.links.get(path)
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
        let is_listed = || {
            self.entries
                .binary_search_by(|entry| entry.path.cmp(path))
                .is_ok()
        };
        ensure!(!self.closed || is_listed(), "there is no file `{path}` here");
        let bytes = match &self.source.origin {
            Origin::Nothing => Err(anyhow::anyhow!("there are no files")),
            Origin::Folder(root) => tree::read(&path.on_disk(root)).map_err(Into::into),
            Origin::Blobs(blobs) => blobs.read(path),
        };
        let bytes = bytes.or_unable(|| Message::new("unable-read").with("path", path.as_str()))?;
        Ok(match self.mask {
            Some(mask) => mask(path, bytes),
            None => bytes,
        })
    }

    /// The bytes of the file at `path`; `None` where there is none.
    ///
    /// # Errors
    /// There is one, and it cannot be read.
    pub fn read_if_there(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        match &self.source.origin {
            Origin::Folder(root) if !self.unsaved.contains_key(path) => {
                let place = path.on_disk(root);
                if fs::symlink_metadata(&place).is_err_and(|error| error.kind() == ErrorKind::NotFound) {
                    return Ok(None);
                }
                ensure!(tree::is_plain(root, path), outside(path));
                self.read(path).map(Some)
            }
            Origin::Blobs(blobs) if !self.closed && blobs.is_link_to_none(path) => Err(outside(path).into()),
            _ => Ok(self.read(path).ok()),
        }
    }

    /// Whether something is at `path`, be it a link that leads to nothing.
    pub fn has(&self, path: &RelPath) -> bool {
        match &self.source.origin {
            Origin::Nothing => false,
            Origin::Folder(root) => fs::symlink_metadata(path.on_disk(root)).is_ok(),
            Origin::Blobs(blobs) => blobs.has(path),
        }
    }

    /// The text of the file at `path`; `None` where there is no such file, or where it is no UTF-8.
    pub fn text(&self, path: &RelPath) -> Option<String> {
        let bytes = self.plain(path)?;
        super::decode(&bytes).ok().map(str::to_owned)
    }

    /// The text of the file at `path`, to be shown: with a sign in place of bytes that are no UTF-8. `None` where there is no such file.
    pub fn shown(&self, path: &RelPath) -> Option<String> {
        Some(crate::base::decode::shown(&self.plain(path)?))
    }

    /// The bytes of the file at `path`; `None` where there is none, or something that may never end.
    fn plain(&self, path: &RelPath) -> Option<Vec<u8>> {
        let is_plain = match &self.source.origin {
            Origin::Folder(root) => self.unsaved.contains_key(path) || tree::is_plain(root, path),
            Origin::Nothing | Origin::Blobs(_) => true,
        };
        is_plain.then(|| self.read(path).ok()).flatten()
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
}

fn outside(path: &RelPath) -> Unable {
    Unable::new(Message::new("unable-outside").with("path", path.as_str()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_seen_through_a_mask_is_masked_and_nothing_else_is_seen() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["few.md", "us.md"] {
            fs::write(dir.path().join(name), name).unwrap();
        }
        let whole = Snapshot::take(dir.path(), &[RelPath::default()]).unwrap();
        let (few, us) = (RelPath::new("few.md").unwrap(), RelPath::new("us.md").unwrap());
        let part = whole.seen_through(|path| *path == us, Some(|_, bytes| bytes.to_ascii_uppercase()));
        assert_eq!(part.entries.len(), 1);
        assert_eq!(part.read(&us).unwrap(), b"US.MD");
        assert_eq!(part.text(&us).unwrap(), "US.MD");
        assert!(part.read(&few).is_err() && part.text(&few).is_none() && part.shown(&few).is_none());
        assert_eq!(whole.read(&few).unwrap(), b"few.md");
    }

    #[test]
    fn lists_files_and_refuses_links_out_of_the_tree() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("kb");
        fs::create_dir_all(root.join("content/faults/.git")).unwrap();
        fs::write(root.join("content/faults/乙.md"), "乙").unwrap();
        fs::write(root.join("content/faults/.git/x.md"), "x").unwrap();
        fs::write(dir.path().join("secret.md"), "密").unwrap();
        std::os::unix::fs::symlink(dir.path().join("secret.md"), root.join("content/out.md")).unwrap();
        fs::write(root.join("content/faults/乙-1.txt"), "乙").unwrap();
        std::os::unix::fs::symlink("乙-1.txt", root.join("content/faults/in.txt")).unwrap();
        let snapshot = Snapshot::take(&root, &[RelPath::new("content").unwrap()]).unwrap();
        let paths: Vec<&str> = snapshot.entries.iter().map(|entry| entry.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "content/faults/in.txt",
                "content/faults/乙-1.txt",
                "content/faults/乙.md"
            ]
        );
        let led = snapshot.leads_to(&snapshot.entries[0].path).map(RelPath::as_str);
        assert_eq!(led, Some("content/faults/乙-1.txt"));
        assert_eq!(snapshot.findings.len(), 1);
        assert_eq!(snapshot.findings[0].path.as_str(), "content/out.md");
        assert_eq!(snapshot.text(&snapshot.entries[1].path).as_deref(), Some("乙"));
    }
}
