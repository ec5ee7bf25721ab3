//! The files of many folders, listed by as many threads as there are.

use super::snapshot::Snapshot;
use super::{Origin, Source, tree};
use crate::base::RelPath;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Files that are being listed: many folders are listed by as many threads as there are.
#[derive(Debug)]
pub struct Listing {
    /// The files that are no folder's.
    top: Snapshot,
    folders: Vec<PathBuf>,
    asked: Vec<Asked>,
}

/// A folder that is listed.
#[derive(Debug)]
pub(super) struct Asked {
    /// As which it is.
    pub(super) folder: RelPath,
    /// Where it lies, which is elsewhere where a symbolic link leads there.
    pub(super) lies: RelPath,
}

impl Asked {
    /// As which the file that lies at `path` is listed; `None` where it lies in another folder.
    pub(super) fn seen(&self, path: &RelPath) -> Option<RelPath> {
        match self.lies.as_str() {
            "" => Some(path.clone()),
            lies => self.folder.join(path.below(lies)?),
        }
    }
}

impl Listing {
    pub(super) fn of(source: &Source, folders: &[RelPath]) -> Result<Listing> {
        let (mut top, mut below, mut all) = (Snapshot::empty(source), Vec::new(), Vec::new());
        for folder in folders {
            match &source.origin {
                Origin::Nothing => {}
                Origin::Folder(root) => {
                    let asked = tree::asked(root, folder);
                    below.extend(tree::begin(root, &asked, &mut top)?);
                    all.push(asked);
                }
                Origin::Blobs(blobs) => blobs.walk(folder, &mut top)?,
            }
        }
        Ok(Listing {
            top,
            folders: below,
            asked: all,
        })
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
        if let Origin::Folder(root) = &self.top.source().origin {
            tree::walk(root, &self.asked, folder, &mut files)?;
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
            whole.links.extend(files.links);
        }
        whole.entries.sort_by(|a, b| a.path.cmp(&b.path));
        whole.entries.dedup_by(|a, b| a.path == b.path);
        whole.findings.sort_by(|a, b| a.path.cmp(&b.path));
        whole
    }
}

fn first(snapshot: &Snapshot) -> Option<&RelPath> {
    snapshot.entries.first().map(|entry| &entry.path)
}
