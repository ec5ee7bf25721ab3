//! A repository that is only read, by as many threads as want to.

use super::Looks;
use crate::base::{Message, OrUnable, RelPath, Unable, unable};
use anyhow::{Context, Error, Result};
use git2::{ErrorCode, IndexEntry, Oid};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The file that says who stands behind which name.
const MAILMAP: &str = ".mailmap";

/// What the index knows of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tracked {
    /// The version that is staged; without changes, the one that is committed.
    pub id: Oid,
    /// The size of the file when that was found out, in bytes; only its lowest 32 bits are kept.
    pub size: u64,
    /// When the file was last written, in nanoseconds since the epoch; `None` where that tells nothing.
    pub written_at: Option<u64>,
}

/// A repository that is only read. Each thread that asks has a handle of its own while it asks.
pub struct Repository {
    path: PathBuf,
    /// Further folders of objects: a push under way keeps what it brings in one of its own.
    alternates: Vec<PathBuf>,
    idle: Mutex<Vec<git2::Repository>>,
}

/// The revision and the folder of `main:kb`; a revision alone has the folder that is the top.
pub fn split_revision(written: &str) -> Option<(&str, RelPath)> {
    match written.split_once(':') {
        Some((revision, folder)) => Some((revision, RelPath::new(folder)?)),
        None => Some((written, RelPath::default())),
    }
}

/// The nearest `.git` in `root` or above it, where it cannot be opened: whoever looks for a repository passes by it in silence.
pub(super) fn unread(root: &Path) -> Option<PathBuf> {
    let mut marks = root.ancestors().map(|folder| folder.join(".git"));
    let mark = marks.find(|mark| mark.symlink_metadata().is_ok())?;
    git2::Repository::open(mark.parent()?).err().map(|_| mark)
}

impl Repository {
    /// The repository whose folder, or whose work tree, is `path`.
    ///
    /// # Errors
    /// It is none, or cannot be opened.
    pub fn open(path: &Path, alternates: Vec<PathBuf>) -> Result<Repository> {
        let first = git2::Repository::open(path)
            .map_err(|error| explained(error, path))
            .or_unable(|| unable::of("unable-repository", path))?;
        Repository::with_first(first, alternates)
    }

    /// The repository whose work tree `root` lies in, and where in it; `None` where there is none, or where it ignores `root`.
    ///
    /// # Errors
    /// There is one, but it cannot be opened.
    pub fn around(root: &Path) -> Result<Option<(Repository, RelPath)>> {
        let real = root.canonicalize();
        let root = real.as_deref().unwrap_or(root);
        let found = match git2::Repository::discover(root) {
            Ok(found) => found,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => {
                return Err(explained(error, root)).or_unable(|| unable::of("unable-repository-of", root));
            }
        };
        let Some(work) = found.workdir().and_then(|dir| dir.canonicalize().ok()) else {
            return Ok(None);
        };
        let inside = root
            .strip_prefix(&work)
            .ok()
            .and_then(Path::to_str)
            .and_then(RelPath::new);
        let Some(inside) = inside else { return Ok(None) };
        if found.is_path_ignored(root).unwrap_or(false) {
            return Ok(None);
        }
        Ok(Some((Repository::with_first(found, Vec::new())?, inside)))
    }

    fn with_first(first: git2::Repository, alternates: Vec<PathBuf>) -> Result<Repository> {
        // Objects were verified when they came in; doing so again costs more than all the rest. What is read here is read
        // once, so keeping it costs and saves nothing.
        git2::opts::strict_hash_verification(false);
        git2::opts::enable_caching(false);
        let repository = Repository {
            path: first.path().to_path_buf(),
            alternates,
            idle: Mutex::new(Vec::new()),
        };
        repository.prepare(&first)?;
        repository.put_back(first);
        Ok(repository)
    }

    fn prepare(&self, git: &git2::Repository) -> Result<()> {
        let odb = git.odb()?;
        for folder in &self.alternates {
            let text = folder
                .to_str()
                .with_context(|| format!("`{}` is no text", folder.display()))?;
            odb.add_disk_alternate(text)?;
        }
        Ok(())
    }

    /// Asks the repository something.
    ///
    /// # Errors
    /// What the question fails with, or the repository cannot be opened once more.
    pub fn with<T>(&self, ask: impl FnOnce(&git2::Repository) -> Result<T>) -> Result<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let git = match idle {
            Some(git) => git,
            None => {
                let git = git2::Repository::open(&self.path).map_err(|error| explained(error, &self.path))?;
                self.prepare(&git)?;
                git
            }
        };
        let answer = ask(&git);
        self.put_back(git);
        answer
    }

    /// Closes what is open of it until it is asked again: git holds the whole of its packs in memory.
    pub fn rest(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn put_back(&self, git: git2::Repository) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(git);
    }

    /// Its own folder: `.git`, or the whole of a bare repository.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The commit that is checked out; `None` before the first one.
    ///
    /// # Errors
    /// The head names what is not there.
    pub fn head(&self) -> Result<Option<Oid>> {
        self.with(|git| match git.head() {
            Ok(head) => Ok(Some(head.peel_to_commit()?.id())),
            Err(error) if matches!(error.code(), ErrorCode::UnbornBranch | ErrorCode::NotFound) => Ok(None),
            Err(error) => Err(error).or_unable(|| Message::new("unable-head")),
        })
    }

    /// The commit that `name` means: an ID or the beginning of one, a tag, a branch, or whatever else git understands.
    ///
    /// # Errors
    /// There is no such revision, or it is no commit.
    pub fn resolve(&self, name: &str) -> Result<Oid> {
        self.with(|git| {
            let object = git
                .revparse_single(name)
                .map_err(|_| Unable::new(Message::new("unable-no-revision").with("name", name)))?;
            let commit = object.peel_to_commit();
            Ok(commit
                .or_unable(|| Message::new("unable-no-commit").with("name", name))?
                .id())
        })
    }

    /// The commits whose parents a shallow clone has not; none in a whole one.
    ///
    /// # Errors
    /// The list is there and cannot be read.
    pub fn shallow_roots(&self) -> Result<HashSet<Oid>> {
        let list = self.with(|git| Ok(git.commondir().join("shallow")))?;
        let text = match fs::read_to_string(&list) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(HashSet::new()),
            Err(error) => return Err(error).or_unable(|| unable::of("unable-read", &list)),
        };
        Ok(text
            .lines()
            .filter_map(|line| Oid::from_str(line.trim()).ok())
            .collect())
    }

    /// The day of the oldest commit whose parents a shallow clone has not; `None` in a whole one.
    ///
    /// # Errors
    /// As of [`Repository::shallow_roots`].
    pub fn since(&self) -> Result<Option<Date>> {
        let roots = self.shallow_roots()?;
        self.with(|git| {
            let days = roots.into_iter().filter_map(|root| {
                let time = git.find_commit(root).ok()?.time();
                let offset = Offset::from_seconds(time.offset_minutes() * 60).ok()?;
                let at = Timestamp::from_second(time.seconds()).ok()?;
                Some(offset.to_datetime(at).date())
            });
            Ok(days.min())
        })
    }

    /// What the index knows of the files below the folder `inside`: their paths below it, in the order of these.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn tracked(&self, inside: &RelPath) -> Result<Vec<(Vec<u8>, Tracked)>> {
        self.with(|git| {
            let index = git.index()?;
            let index_at = index.path().and_then(written_at);
            let mut entries = Vec::with_capacity(index.len());
            entries.extend(index.iter().filter_map(|mut entry| {
                let below = inside.above(&entry.path)?.len();
                let tracked = Tracked {
                    id: entry.id,
                    size: u64::from(entry.file_size),
                    written_at: trusted(&entry, index_at),
                };
                Some((entry.path.split_off(entry.path.len() - below), tracked))
            }));
            Ok(entries)
        })
    }

    /// What the index looks like; `None` where there is none.
    pub fn index(&self) -> Option<Looks> {
        Looks::of(&self.path.join("index"))
    }

    /// The text of `.mailmap`, which says who stands behind which name: that of the work tree, else that of `commit`.
    ///
    /// # Errors
    /// The commit cannot be read.
    pub fn mailmap(&self, commit: Oid, on_disk: bool) -> Result<Option<String>> {
        self.with(|git| {
            if let Some(work) = git.workdir().filter(|_| on_disk) {
                let bytes = fs::read(work.join(MAILMAP)).ok();
                return Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()));
            }
            let tree = git.find_commit(commit)?.tree()?;
            let Some(entry) = tree.get_name(MAILMAP) else {
                return Ok(None);
            };
            Ok(git
                .find_blob(entry.id())
                .ok()
                .map(|blob| String::from_utf8_lossy(blob.content()).into_owned()))
        })
    }
}

impl fmt::Debug for Repository {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Repository")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// When the file at `place` was last written, in nanoseconds since the epoch.
pub(super) fn written_at(place: &Path) -> Option<u64> {
    Some(Looks::of(place)?.written_at)
}

/// When the file of an entry of the index was last written, where that tells whether it was changed since: one that was written in the
/// moment in which the index was may be another one.
pub(super) fn trusted(entry: &IndexEntry, index_at: Option<u64>) -> Option<u64> {
    let seconds = u64::try_from(entry.mtime.seconds()).ok()?;
    let at = seconds * 1_000_000_000 + u64::from(entry.mtime.nanoseconds());
    index_at.filter(|index_at| at < *index_at).map(|_| at)
}

/// `error`, with what to do where the repository at `path` is another user's, or there is none.
pub(super) fn explained(error: git2::Error, path: &Path) -> Error {
    if error.code() == ErrorCode::Owner {
        let path = quoted(&path.display().to_string());
        return Unable::new(Message::new("unable-owner").with("path", path)).into();
    }
    if error.code() == ErrorCode::NotFound {
        return Unable::new(Message::new("unable-no-repository")).into();
    }
    error.into()
}

/// `text` as one word for a shell.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_one_word_for_a_shell() {
        assert_eq!(quoted("/srv/知识 库"), "'/srv/知识 库'");
        assert_eq!(quoted("a'b"), r"'a'\''b'");
    }
}
