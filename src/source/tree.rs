//! A work tree: the files of a knowledge base as they are on the disk now.

use crate::base::{Diagnostic, Message, RelPath, Span};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A file of the knowledge base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The path below the root.
    pub path: RelPath,
    /// The size in bytes.
    pub size: u64,
}

/// The files of a knowledge base at one moment: which there are, and how to read them.
#[derive(Debug, Clone)]
pub struct Snapshot {
    root: PathBuf,
    /// The files, by path.
    pub entries: Vec<Entry>,
    /// What could not be taken: links out of the tree, names that are no text.
    pub findings: Vec<Diagnostic>,
}

/// Folders at the top of a knowledge base that hold no records.
const NOT_CONTENT: [&str; 5] = ["site", "reports", "templates", "node_modules", "target"];

/// The name of findings about links out of the tree.
const SYMLINK: &str = "symlink";
/// The name of findings about file names.
const FILE_NAME: &str = "file-name";

impl Snapshot {
    /// Lists the files below the folders `folders` of `root`, in order of their paths. Names that begin with a dot are
    /// skipped; a folder that is not there is empty.
    pub fn take(root: &Path, folders: &[RelPath]) -> Result<Snapshot> {
        let root = root
            .canonicalize()
            .with_context(|| format!("cannot open `{}`", root.display()))?;
        let mut snapshot = Snapshot {
            root,
            entries: Vec::new(),
            findings: Vec::new(),
        };
        for folder in folders {
            snapshot.walk(folder)?;
        }
        snapshot.entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        snapshot.entries.dedup_by(|a, b| a.path == b.path);
        Ok(snapshot)
    }

    /// No files at all.
    pub fn none() -> Snapshot {
        Snapshot {
            root: PathBuf::new(),
            entries: Vec::new(),
            findings: Vec::new(),
        }
    }

    /// The folder that all paths are below.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of the file at `path`.
    pub fn read(&self, path: &RelPath) -> Result<Vec<u8>> {
        fs::read(path.on_disk(&self.root)).with_context(|| format!("cannot read `{path}`"))
    }

    /// The text of the file at `path`; `None` where there is no such file, or where it is no UTF-8.
    pub fn text(&self, path: &RelPath) -> Option<String> {
        let bytes = fs::read(path.on_disk(&self.root)).ok()?;
        super::decode(&bytes).ok().map(str::to_owned)
    }

    fn walk(&mut self, folder: &RelPath) -> Result<()> {
        let top = folder.on_disk(&self.root);
        if !top.is_dir() {
            return Ok(());
        }
        let whole = folder.as_str().is_empty();
        let wanted = |entry: &DirEntry| {
            let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
            let apart =
                whole && entry.depth() == 1 && NOT_CONTENT.iter().any(|name| entry.file_name() == *name);
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
            let Some(path) = self.path_of(entry.path()) else {
                continue;
            };
            if entry.path_is_symlink() && !self.stays_inside(entry.path()) {
                let help = Message::new("symlink-help");
                let message = Message::new("symlink").with("path", path.as_str());
                self.findings
                    .push(Diagnostic::error(SYMLINK, &path, Span::default(), message).help(help));
                continue;
            }
            let size = fs::metadata(entry.path()).map(|data| data.len()).unwrap_or(0);
            self.entries.push(Entry { path, size });
        }
        Ok(())
    }

    fn path_of(&mut self, file: &Path) -> Option<RelPath> {
        let below = file.strip_prefix(&self.root).ok()?;
        let names: Option<Vec<&str>> = below.components().map(|part| part.as_os_str().to_str()).collect();
        match names
            .map(|names| names.join("/"))
            .filter(|path| !path.contains(['\\', '\n', '\r']))
        {
            Some(path) => RelPath::new(&path),
            None => {
                let shown = RelPath::new(&below.to_string_lossy().replace(['\\', '\n', '\r'], "\u{fffd}"))?;
                let message = Message::new("file-name").with("path", shown.as_str());
                self.findings
                    .push(Diagnostic::error(FILE_NAME, &shown, Span::default(), message));
                None
            }
        }
    }

    /// Whether a symbolic link leads to a file inside the knowledge base.
    fn stays_inside(&self, link: &Path) -> bool {
        link.canonicalize()
            .is_ok_and(|target| target.starts_with(&self.root) && target.is_file())
    }
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
