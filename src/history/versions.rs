//! Which versions did files of one name ever have? A list that later commits cannot shorten.

use super::id::Id;
use crate::source::Git;
use anyhow::{Context, Result};
use git2::Oid;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// The versions that the files `<folder>/<some name>/<file>` of the knowledge base had in any commit that leads to the one of `git`, by that
/// name.
///
/// # Errors
/// An object is missing or damaged.
pub fn versions(git: &Git, folder: &str, file: &str) -> Result<BTreeMap<String, BTreeSet<Id>>> {
    let mut found = BTreeMap::new();
    let Some(head) = git.commit else {
        return Ok(found);
    };
    let place = git.inside.join(folder).context("the folder lies outside")?;
    git.repository.with(|repository| {
        let mut commits = repository.revwalk()?;
        commits.push(head)?;
        let mut seen = HashSet::new();
        for commit in commits {
            let top = repository.find_commit(commit?)?.tree()?;
            let Ok(tree) = top.get_path(Path::new(place.as_str())) else {
                continue;
            };
            if seen.insert(tree.id()) {
                collect(repository, tree.id(), file, &mut found)?;
            }
        }
        Ok(())
    })?;
    Ok(found)
}

fn collect(
    repository: &git2::Repository,
    folder: Oid,
    file: &str,
    found: &mut BTreeMap<String, BTreeSet<Id>>,
) -> Result<()> {
    let Ok(folder) = repository.find_tree(folder) else {
        return Ok(());
    };
    for entry in &folder {
        let (Ok(name), Ok(below)) = (entry.name(), repository.find_tree(entry.id())) else {
            continue;
        };
        if let Some(version) = below.get_name(file) {
            found
                .entry(name.to_owned())
                .or_default()
                .insert(version.id().into());
        }
    }
    Ok(())
}
