//! Where does a change matter?

use super::changes::Changes;
use super::git::Git;
use crate::base::{OrUnable, RelPath, leftover, unable};
use crate::source::WRITTEN;
use anyhow::Result;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Who is who, by git's own file: hidden, and yet it can show.
const MAILMAP: &str = ".mailmap";

/// A knowledge base on the disk, as far as changes in it matter.
#[derive(Debug, Clone)]
pub struct Grounds {
    root: PathBuf,
    ignored: Vec<PathBuf>,
    git: Option<Git>,
}

impl Grounds {
    /// The knowledge base at `root` without the folders `ignored`. Fails where there is no folder.
    pub fn new(root: &Path, ignored: &[PathBuf]) -> Result<Grounds> {
        let root = root
            .canonicalize()
            .or_unable(|| unable::of("unable-open", root))?;
        Ok(Grounds {
            ignored: ignored.iter().map(|path| root.join(path)).collect(),
            git: Git::around(&root),
            root,
        })
    }

    /// The folder of the knowledge base.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether git is at work.
    pub fn git_is_busy(&self) -> bool {
        self.git.as_ref().is_some_and(Git::is_busy)
    }

    /// The folders to watch now: `(folder, whether with all below)`. The root is watched alone, so that what must not be
    /// watched can be left out.
    pub fn folders(&self) -> Vec<(PathBuf, bool)> {
        let mut folders = vec![(self.root.clone(), false)];
        let below = fs::read_dir(&self.root).into_iter().flatten().flatten();
        let below = below.map(|entry| entry.path());
        folders.extend(below.filter(|path| self.is_top(path)).map(|path| (path, true)));
        folders.extend(self.git.iter().flat_map(Git::folders));
        folders.sort();
        folders
    }

    /// Whether `path` is a folder right below the root to be watched with all below it.
    pub fn is_top(&self, path: &Path) -> bool {
        path.parent() == Some(&self.root) && self.matters(path) && path.is_dir()
    }

    /// Whether a change at `path` can show: in the knowledge base, and neither hidden, output, nor what an editor keeps
    /// for itself.
    pub fn matters(&self, path: &Path) -> bool {
        let Ok(below) = path.strip_prefix(&self.root) else {
            return false;
        };
        if below == Path::new(MAILMAP) {
            return true;
        }
        let mut names = below.iter();
        let top = names
            .next()
            .is_some_and(|name| !WRITTEN.iter().any(|written| name == *written) && is_kept(name));
        top && names.all(is_kept) && !self.ignored.iter().any(|ignored| path.starts_with(ignored))
    }

    /// Whether a change at `path` is one of any kind.
    pub fn has(&self, path: &Path) -> bool {
        self.matters(path) || self.is_history(path)
    }

    fn is_history(&self, path: &Path) -> bool {
        self.git.as_ref().is_some_and(|git| git.is_history(path))
    }

    /// Puts a change at `path` among `changes`, if it can show.
    pub fn note(&self, path: &Path, changes: &mut Changes) {
        if self.is_history(path) {
            changes.history = true;
        } else if self.matters(path) {
            match path
                .strip_prefix(&self.root)
                .ok()
                .and_then(Path::to_str)
                .and_then(relative)
            {
                Some(path) => changes.add(path),
                // A name that is no text has no path, but it is a finding.
                None => changes.everything = true,
            }
        }
    }
}

fn relative(path: &str) -> Option<RelPath> {
    RelPath::new(&path.replace(std::path::MAIN_SEPARATOR, "/"))
}

/// Whether a file or folder of this name is the author's: not hidden, and not what an editor writes beside a file while it is open.
fn is_kept(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    !name.starts_with(b".") && !leftover::is_of_editor(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn seen(grounds: &Grounds, path: &str) -> Changes {
        let mut changes = Changes::default();
        grounds.note(&grounds.root.join(path), &mut changes);
        changes
    }

    #[test]
    fn only_what_can_show_is_a_change() {
        let dir = tempfile::tempdir().unwrap();
        git2::Repository::init(dir.path()).unwrap();
        let grounds = Grounds::new(dir.path(), &["out".into()]).unwrap();
        for path in [
            "casebook.yaml",
            ".mailmap",
            "content/faults/2023/甲.md",
            "templates/page.html",
            "reports/2023-09/assessment.json",
            "content/site/x.md",
        ] {
            let changes = seen(&grounds, path);
            assert_eq!(
                changes.paths.iter().map(RelPath::as_str).collect::<Vec<_>>(),
                [path]
            );
            assert!(!changes.history);
        }
        for path in [
            "",
            "site/index.html",
            "out/index.html",
            "target/release/x",
            ".casebook/index/x",
            ".git/index",
            ".git/refs/heads/main.lock",
            ".git/objects/aa/bb",
            "content/.甲.md.swp",
            "content/甲.md~",
            "content/4913",
            "content/#甲.md#",
            "content/甲.md___jb_tmp___",
            "content/~$表.docx",
        ] {
            assert!(seen(&grounds, path).is_empty(), "{path}");
        }
        for path in [".git/HEAD", ".git/refs/heads/feature/x", ".git/packed-refs"] {
            let changes = seen(&grounds, path);
            assert!(changes.history && changes.paths.is_empty(), "{path}");
        }
    }

    #[test]
    fn output_is_not_watched() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["content", "site", "target", ".casebook", "out", "reports"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        let grounds = Grounds::new(dir.path(), &["out".into()]).unwrap();
        let root = grounds.root().to_path_buf();
        let wanted = [
            (root.clone(), false),
            (root.join("content"), true),
            (root.join("reports"), true),
        ];
        assert_eq!(grounds.folders(), wanted);
    }
}
