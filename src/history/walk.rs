//! The walk over the commits.

use super::compare;
use crate::base::{RelPath, Stamp};
use anyhow::{Context, Result};
use git2::{Commit, Mailmap, Repository, Sort, Status, StatusOptions};
use jiff::Timestamp;
use std::collections::HashMap;
use std::path::Path;

/// What git says about a knowledge base.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The commit that is checked out; `None` without git, or before the first commit.
    pub commit: Option<String>,
    /// When it was committed.
    pub committed_at: Option<Timestamp>,
    /// Whether files differ from the commit.
    pub dirty: bool,
    /// The first and last commit of each file.
    pub stamps: HashMap<RelPath, Stamp>,
}

/// Reads the history of the knowledge base at `root`; empty where it is in no repository.
pub fn read(root: &Path) -> Result<History> {
    // Objects were verified when they came in; doing so again costs more than all the rest.
    git2::opts::strict_hash_verification(false);
    let Ok(repository) = Repository::discover(root) else {
        return Ok(History::default());
    };
    let Some(work) = repository.workdir().and_then(|dir| dir.canonicalize().ok()) else {
        return Ok(History::default());
    };
    let Ok(head) = repository.head().and_then(|head| head.peel_to_commit()) else {
        return Ok(History::default());
    };
    let root = root.canonicalize()?;
    let Some(inside) = root.strip_prefix(&work).ok().and_then(Path::to_str) else {
        return Ok(History::default());
    };
    if repository.is_path_ignored(&root).unwrap_or(false) {
        return Ok(History::default());
    }
    Ok(History {
        commit: Some(head.id().to_string()),
        committed_at: instant(&head),
        dirty: dirty(&repository, inside),
        stamps: stamps(&repository, inside).context("cannot read the history")?,
    })
}

fn instant(commit: &Commit<'_>) -> Option<Timestamp> {
    Timestamp::from_second(commit.time().seconds()).ok()
}

fn dirty(repository: &Repository, inside: &str) -> bool {
    let mut options = StatusOptions::new();
    options.include_untracked(true).include_ignored(false);
    if !inside.is_empty() {
        options.pathspec(inside);
    }
    let statuses = repository.statuses(Some(&mut options));
    statuses.is_ok_and(|all| all.iter().any(|one| one.status() != Status::CURRENT))
}

fn stamps(repository: &Repository, inside: &str) -> Result<HashMap<RelPath, Stamp>> {
    let mailmap = repository.mailmap().or_else(|_| Mailmap::new())?;
    // The first commit of a shallow clone has all files, but did not create them.
    let shallow = repository.is_shallow();
    let mut walk = repository.revwalk()?;
    walk.push_head()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::TIME)?;
    let mut stamps: HashMap<RelPath, Stamp> = HashMap::new();
    for id in walk {
        let commit = repository.find_commit(id?)?;
        // As `git log` shows them, merges change nothing by themselves.
        if commit.parent_count() > 1 {
            continue;
        }
        let tree = commit.tree()?;
        let parent = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
        let author = commit
            .author_with_mailmap(&mailmap)
            .ok()
            .and_then(|who| Some(who.name().ok()?.to_owned()));
        let (at, id) = (instant(&commit), commit.id().to_string());
        compare::changed(repository, parent.as_ref(), &tree, &mut Vec::new(), &mut |path| {
            let Some(path) = below(path, inside) else { return };
            let stamp = stamps.entry(path).or_insert_with(|| Stamp {
                updated_at: at,
                updated_by: author.clone(),
                commit: Some(id.clone()),
                ..Stamp::default()
            });
            if !shallow {
                stamp.created_at = at;
                stamp.created_by.clone_from(&author);
            }
        })?;
    }
    Ok(stamps)
}

/// The path below the knowledge base of a path in the repository.
fn below(path: &[u8], inside: &str) -> Option<RelPath> {
    let path = RelPath::new(std::str::from_utf8(path).ok()?)?;
    if inside.is_empty() {
        Some(path)
    } else {
        RelPath::new(path.below(inside)?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use git2::{Signature, Time};
    use std::fs;

    fn commit(repository: &Repository, second: i64, who: &str) {
        let mut index = repository.index().unwrap();
        index.add_all(["*"], git2::IndexAddOption::DEFAULT, None).unwrap();
        index.write().unwrap();
        let tree = repository.find_tree(index.write_tree().unwrap()).unwrap();
        let who = Signature::new(who, "x@example.cn", &Time::new(second, 480)).unwrap();
        let parent = repository.head().ok().and_then(|head| head.peel_to_commit().ok());
        repository
            .commit(
                Some("HEAD"),
                &who,
                &who,
                "x",
                &tree,
                &parent.iter().collect::<Vec<_>>(),
            )
            .unwrap();
    }

    #[test]
    fn first_and_last_commit_of_each_file() {
        let dir = tempfile::tempdir().unwrap();
        let repository = Repository::init(dir.path()).unwrap();
        fs::create_dir_all(dir.path().join("kb/内容")).unwrap();
        fs::write(dir.path().join("kb/内容/甲.md"), "1").unwrap();
        fs::write(dir.path().join("outside.md"), "1").unwrap();
        commit(&repository, 1000, "张伟");
        fs::write(dir.path().join("kb/内容/乙.md"), "1").unwrap();
        commit(&repository, 2000, "李娜");
        fs::write(dir.path().join("kb/内容/甲.md"), "2").unwrap();
        commit(&repository, 3000, "王磊");
        let history = read(&dir.path().join("kb")).unwrap();
        assert!(!history.dirty);
        assert_eq!(history.committed_at, Timestamp::from_second(3000).ok());
        assert_eq!(history.stamps.len(), 2);
        let stamp = &history.stamps[&RelPath::new("内容/甲.md").unwrap()];
        assert_eq!(
            (stamp.created_by.as_deref(), stamp.updated_by.as_deref()),
            (Some("张伟"), Some("王磊"))
        );
        assert_eq!(stamp.created_at, Timestamp::from_second(1000).ok());
        let stamp = &history.stamps[&RelPath::new("内容/乙.md").unwrap()];
        assert_eq!(stamp.updated_at, Timestamp::from_second(2000).ok());
        fs::write(dir.path().join("kb/新.md"), "x").unwrap();
        assert!(read(&dir.path().join("kb")).unwrap().dirty);
        assert_eq!(
            read(&tempfile::tempdir().unwrap().path().join(".")).unwrap(),
            History::default()
        );
    }
}
