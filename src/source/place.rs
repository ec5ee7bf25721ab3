//! What a repository is like: its folders, and its branches.

use super::Repository;
use super::repository::explained;
use crate::base::{Message, OrUnable, RelPath, unable};
use anyhow::{Context, Result};
use git2::{ErrorCode, Oid};
use std::path::{Path, PathBuf};

/// Where the refs of branches stand.
const BRANCHES: &str = "refs/heads/";

/// Where those of tags stand.
const TAGS: &str = "refs/tags/";

/// The name of the branch whose ref is `name` in full; `None` where that is no branch.
pub fn branch_of(name: &str) -> Option<&str> {
    name.strip_prefix(BRANCHES)
}

impl Repository {
    /// The repository that the folder `path` belongs to: as a part of its work tree, or of a bare repository. `None` where there
    /// is none.
    ///
    /// # Errors
    /// There is one, but it cannot be opened.
    pub fn containing(path: &Path) -> Result<Option<Repository>> {
        match git2::Repository::discover_path(path, std::iter::empty::<&Path>()) {
            Ok(found) => Ok(Some(Repository::open(&found, Vec::new())?)),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(explained(error, path)).or_unable(|| unable::of("unable-repository-of", path)),
        }
    }

    /// Whether it has no work tree.
    ///
    /// # Errors
    /// It cannot be opened once more.
    pub fn is_bare(&self) -> Result<bool> {
        self.with(|git| Ok(git.is_bare()))
    }

    /// The folder that all its work trees share, absolute: the whole of a bare repository, else the `.git` of the first work tree.
    ///
    /// # Errors
    /// It is gone.
    pub fn common_dir(&self) -> Result<PathBuf> {
        let dir = self.with(|git| Ok(git.commondir().to_path_buf()))?;
        let absolute = dir.canonicalize();
        absolute.or_unable(|| unable::of("unable-open", &dir))
    }

    /// The folder from which git runs hooks, absolute: that of `core.hooksPath`, which is relative to where hooks run, else
    /// `hooks` in the folder that all work trees share.
    ///
    /// # Errors
    /// The settings cannot be read.
    pub fn hooks_dir(&self) -> Result<PathBuf> {
        let set = self.with(|git| match git.config()?.get_path("core.hooksPath") {
            Ok(path) => {
                let from = git.workdir().unwrap_or_else(|| git.path());
                Ok(Some(std::path::absolute(from.join(path))?))
            }
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error).context("cannot read `core.hooksPath`"),
        })?;
        match set {
            Some(folder) => Ok(folder),
            None => Ok(self.common_dir()?.join("hooks")),
        }
    }

    /// The name of the branch that its head points to, whether it has commits or not; `None` where it points to a commit.
    ///
    /// # Errors
    /// It has no head.
    pub fn head_branch(&self) -> Result<Option<String>> {
        self.with(|git| {
            let head = git
                .find_reference("HEAD")
                .or_unable(|| Message::new("unable-head"))?;
            Ok(head
                .symbolic_target()
                .ok()
                .flatten()
                .and_then(branch_of)
                .map(str::to_owned))
        })
    }

    /// The names of its branches, then of its tags.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn names(&self) -> Result<Vec<String>> {
        self.with(|git| {
            let mut names = Vec::new();
            for place in [BRANCHES, TAGS] {
                for name in git.references_glob(&format!("{place}*"))?.names() {
                    names.extend(name?.strip_prefix(place).map(str::to_owned));
                }
            }
            Ok(names)
        })
    }

    /// The newest commit of the branch `name`; `None` where there is no such branch.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn tip(&self, name: &str) -> Result<Option<Oid>> {
        self.with(|git| match git.find_reference(&format!("{BRANCHES}{name}")) {
            Ok(branch) => Ok(Some(branch.peel_to_commit()?.id())),
            Err(error) if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec) => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read the branch `{name}`")),
        })
    }

    /// The folder `root` inside the work tree; `None` where it does not lie there.
    ///
    /// # Errors
    /// It cannot be opened once more.
    pub fn inside(&self, root: &Path) -> Result<Option<RelPath>> {
        let work = self.with(|git| Ok(git.workdir().map(Path::to_path_buf)))?;
        let (Some(Ok(work)), Ok(root)) = (work.map(|work| work.canonicalize()), root.canonicalize()) else {
            return Ok(None);
        };
        let below = root.strip_prefix(&work).ok().and_then(Path::to_str);
        Ok(below.and_then(RelPath::new))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;

    #[test]
    fn hooks_stand_where_git_looks_for_them() {
        let dir = tempfile::tempdir().unwrap();
        let top = dir.path().canonicalize().unwrap();
        let git = git2::Repository::init(&top).unwrap();
        fs::create_dir_all(top.join("知识库")).unwrap();
        let found = |from: &Path| Repository::containing(from).unwrap().unwrap();
        let repository = found(&top.join("知识库"));
        assert_eq!(repository.hooks_dir().unwrap(), top.join(".git/hooks"));
        assert_eq!(
            repository.inside(&top.join("知识库")).unwrap(),
            RelPath::new("知识库")
        );
        git.config()
            .unwrap()
            .set_str("core.hooksPath", "own/hooks")
            .unwrap();
        assert_eq!(found(&top).hooks_dir().unwrap(), top.join("own/hooks"));
    }

    #[test]
    fn a_bare_repository_is_found_from_its_folder() {
        let dir = tempfile::tempdir().unwrap();
        let top = dir.path().canonicalize().unwrap().join("kb.git");
        let git = git2::Repository::init_bare(&top).unwrap();
        git.set_head("refs/heads/主干").unwrap();
        let repository = Repository::containing(&top).unwrap().unwrap();
        assert!(repository.is_bare().unwrap());
        assert_eq!(repository.common_dir().unwrap(), top);
        assert_eq!(repository.head_branch().unwrap().as_deref(), Some("主干"));
        assert_eq!(repository.tip("主干").unwrap(), None);
        assert_eq!(branch_of("refs/tags/v1"), None);
    }
}
