//! Which files did the latest commits delete?

use super::Id;
use crate::base::{Message, OrUnable, RelPath};
use crate::source::Git;
use anyhow::Result;
use git2::{Delta, DiffOptions, ErrorCode, Oid};

/// No more commits than these are looked at: of more, the whole history tells faster.
const MOST: usize = 500;

/// The files of the knowledge base that commits after `since` deleted or named otherwise, some perhaps more than once, or there again by now. `None`
/// where `since` does not come before the commit that is read, or too long before, or where the clone is shallow.
///
/// # Errors
/// An object is missing or damaged.
pub fn deleted_after(git: &Git, since: Id) -> Result<Option<Vec<RelPath>>> {
    let Some(head) = git.commit else { return Ok(None) };
    if !git.repository.shallow_roots()?.is_empty() {
        return Ok(None);
    }
    git.repository.with(|repository| {
        let Some(commits) = between(repository, since.oid(), head)? else {
            return Ok(None);
        };
        let mut options = DiffOptions::new();
        if !git.inside.as_str().is_empty() {
            options.pathspec(git.inside.as_str()).disable_pathspec_match(true);
        }
        let mut deleted = Vec::new();
        for id in commits {
            let commit = repository.find_commit(id)?;
            let tree = commit.tree()?;
            for parent in commit.parents() {
                let diff =
                    repository.diff_tree_to_tree(Some(&parent.tree()?), Some(&tree), Some(&mut options))?;
                let gone = diff.deltas().filter(|delta| delta.status() == Delta::Deleted);
                deleted.extend(gone.filter_map(|delta| {
                    let below = git.inside.above(delta.old_file().path_bytes()?)?;
                    RelPath::new(std::str::from_utf8(below).ok()?)
                }));
            }
        }
        Ok(Some(deleted))
    })
}

/// The commits that `head` has and `since` has not; `None` where there are too many, or where `since` does not come before `head`.
fn between(repository: &git2::Repository, since: Oid, head: Oid) -> Result<Option<Vec<Oid>>> {
    if since == head {
        return Ok(Some(Vec::new()));
    }
    let mut walk = repository.revwalk()?;
    walk.push(head)?;
    match walk.hide(since) {
        Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
        hidden => hidden?,
    }
    let commits: Vec<Oid> = walk
        .take(MOST + 1)
        .collect::<Result<_, _>>()
        .or_unable(|| Message::new("unable-history"))?;
    let follows = commits.len() <= MOST && repository.graph_descendant_of(head, since)?;
    Ok(follows.then_some(commits))
}
