//! Where does git keep what is checked out?

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A lock that is older was left behind by a git that was killed.
const STALE: Duration = Duration::from_secs(10);

/// The folders of the repository that a knowledge base lies in.
#[derive(Debug, Clone)]
pub struct Git {
    /// Where `HEAD` and the index are.
    own: PathBuf,
    /// Where the branches are; the same unless it is one of several work trees.
    common: PathBuf,
}

impl Git {
    /// The repository around `root`, if there is one.
    pub fn around(root: &Path) -> Option<Git> {
        let repository = git2::Repository::discover(root).ok()?;
        let whole = |path: &Path| path.canonicalize().ok();
        Some(Git {
            own: whole(repository.path())?,
            common: whole(repository.commondir())?,
        })
    }

    /// Folders to watch: `(folder, whether with all below)`.
    pub fn folders(&self) -> Vec<(PathBuf, bool)> {
        let mut folders = vec![(self.own.clone(), false), (self.heads(), true)];
        if self.common != self.own {
            folders.push((self.common.clone(), false));
        }
        folders
    }

    /// Whether `path` says what is checked out.
    pub fn is_history(&self, path: &Path) -> bool {
        let lock = path.extension().is_some_and(|extension| extension == "lock");
        path == self.own.join("HEAD")
            || path == self.common.join("packed-refs")
            || (path.starts_with(self.heads()) && !lock)
    }

    /// Whether git is at work, so that the files are neither the old nor the new ones.
    pub fn is_busy(&self) -> bool {
        let lock = fs::metadata(self.own.join("index.lock"));
        lock.and_then(|data| data.modified())
            .is_ok_and(|since| since.elapsed().is_ok_and(|age| age < STALE))
    }

    fn heads(&self) -> PathBuf {
        self.common.join("refs").join("heads")
    }
}
