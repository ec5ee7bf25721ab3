//! Where do the bytes come from?
//!
//! From a work tree, uncommitted changes included; from a revision, read straight from the object database, which a bare
//! repository has too; or from the index, which holds what is about to be committed.

mod blobs;
mod content;
mod fault;
mod listing;
mod looks;
mod place;
mod repository;
mod snapshot;
mod tree;

pub use crate::base::decode::decode;
pub use content::{WRITTEN, is_listed};
pub use listing::Listing;
pub use looks::Looks;
pub use place::branch_of;
pub use repository::{Repository, Tracked, quoted, split_revision};
pub use snapshot::{Entry, Mask, Snapshot};

use crate::base::{OrUnable, RelPath, unable};
use anyhow::Result;
use blobs::Blobs;
use git2::Oid;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A knowledge base that can be read.
#[derive(Debug, Clone)]
pub struct Source {
    origin: Origin,
    git: Option<Git>,
}

/// Where a knowledge base lies in a repository.
#[derive(Debug, Clone)]
pub struct Git {
    /// The repository.
    pub repository: Arc<Repository>,
    /// The folder of the knowledge base in it; empty for its top.
    pub inside: RelPath,
    /// The commit that is read, or that the work tree or the index rests on; `None` before the first one.
    pub commit: Option<Oid>,
}

impl Git {
    /// The knowledge base as the commit `commit` has it, as of [`Source::at`].
    ///
    /// # Errors
    /// Objects are missing.
    pub fn at(&self, commit: Option<Oid>) -> Result<Source> {
        Source::at(Arc::clone(&self.repository), commit, &self.inside)
    }

    /// Whether the commit `commit` has the folder of the knowledge base: it may have been another one then.
    ///
    /// # Errors
    /// Objects are missing.
    pub fn is_in(&self, commit: Oid) -> Result<bool> {
        Blobs::has_folder(&self.repository, commit, &self.inside)
    }
}

/// What git does not tell of a folder of whose past it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// Anything: this, which lies in the folder or above it, cannot be opened as a repository.
    Unread(PathBuf),
    /// What was before this day, by the clock of who committed then: the clone is shallow.
    Before(Date),
}

/// Where the bytes are.
#[derive(Debug, Clone)]
enum Origin {
    Nothing,
    Folder(PathBuf),
    Blobs(Arc<Blobs>),
}

impl Source {
    /// No files at all.
    pub fn none() -> Source {
        Source {
            origin: Origin::Nothing,
            git: None,
        }
    }

    /// The folder `root` as it is on the disk now, with the repository that it belongs to, if any.
    ///
    /// # Errors
    /// There is no such folder, or its repository cannot be opened.
    pub fn folder(root: &Path) -> Result<Source> {
        let root = canonical(root)?;
        let git = match Repository::around(&root)? {
            Some((repository, inside)) => Some(Git {
                commit: repository.head()?,
                repository: Arc::new(repository),
                inside,
            }),
            None => None,
        };
        Ok(Source {
            origin: Origin::Folder(root),
            git,
        })
    }

    /// The folder `root` alone, whatever repository it belongs to.
    ///
    /// # Errors
    /// There is no such folder.
    pub fn plain_folder(root: &Path) -> Result<Source> {
        Ok(Source {
            origin: Origin::Folder(canonical(root)?),
            git: None,
        })
    }

    /// The folder `inside` of the commit `commit` of `repository`.
    ///
    /// # Errors
    /// There is no such commit or folder, or objects are missing.
    pub fn revision(repository: Arc<Repository>, commit: Oid, inside: &RelPath) -> Result<Source> {
        let blobs = Blobs::of_commit(&repository, commit, inside)?;
        Ok(Source::of(repository, blobs, inside, Some(commit)))
    }

    /// The folder `inside` of the commit `commit`: no files where there is no commit, or no such folder in it.
    ///
    /// # Errors
    /// Objects are missing.
    pub fn at(repository: Arc<Repository>, commit: Option<Oid>, inside: &RelPath) -> Result<Source> {
        match commit {
            Some(commit) if Blobs::has_folder(&repository, commit, inside)? => {
                Source::revision(repository, commit, inside)
            }
            _ => Ok(Source::none()),
        }
    }

    /// The folder `inside` of what is staged in `repository`; `index` is the file of the index where it is not the usual one.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn staged(repository: Arc<Repository>, index: Option<&Path>, inside: &RelPath) -> Result<Source> {
        let blobs = Blobs::staged(&repository, index, inside)?;
        let commit = repository.head()?;
        Ok(Source::of(repository, blobs, inside, commit))
    }

    fn of(repository: Arc<Repository>, blobs: Blobs, inside: &RelPath, commit: Option<Oid>) -> Source {
        Source {
            origin: Origin::Blobs(Arc::new(blobs)),
            git: Some(Git {
                repository,
                inside: inside.clone(),
                commit,
            }),
        }
    }

    /// The repository behind it.
    pub fn git(&self) -> Option<&Git> {
        self.git.as_ref()
    }

    /// What git does not tell of it and should.
    ///
    /// # Errors
    /// The list of the commits at the edge of a shallow clone cannot be read.
    pub fn gap(&self) -> Result<Option<Gap>> {
        if let Origin::Folder(root) = &self.origin
            && let Some(unread) = repository::unread(root)
        {
            return Ok(Some(Gap::Unread(unread)));
        }
        let since = self.git.as_ref().map(|git| git.repository.since()).transpose()?;
        Ok(since.flatten().map(Gap::Before))
    }

    /// Whether it is a folder on the disk, whose files may differ from what is committed.
    pub fn is_folder(&self) -> bool {
        matches!(self.origin, Origin::Folder(_))
    }

    /// The files in which it differs from `before`, both from the object database: changed, new and deleted ones. Files on the
    /// disk are not compared.
    pub fn changed_since(&self, before: &Source) -> BTreeSet<RelPath> {
        match (&self.origin, &before.origin) {
            (Origin::Blobs(now), Origin::Blobs(before)) => now.differing(Some(before)),
            (Origin::Blobs(now), _) => now.differing(None),
            _ => BTreeSet::new(),
        }
    }

    /// The files below `folders`, in order of their paths. Names that begin with a dot are skipped; a folder that is not
    /// there is empty.
    ///
    /// # Errors
    /// A folder cannot be listed.
    pub fn list(&self, folders: &[RelPath]) -> Result<Snapshot> {
        let listing = self.listing(folders)?;
        let files = listing.folders().iter().map(|folder| listing.files(folder));
        let files = files.collect::<Result<Vec<Snapshot>>>()?;
        Ok(listing.whole(files))
    }

    /// Begins that: several threads may go on with it.
    ///
    /// # Errors
    /// As there.
    pub fn listing(&self, folders: &[RelPath]) -> Result<Listing> {
        Listing::of(self, folders)
    }
}

fn canonical(root: &Path) -> Result<PathBuf> {
    root.canonicalize().or_unable(|| unable::of("unable-open", root))
}
