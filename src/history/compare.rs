//! Which files differ between two trees? Only what has another object ID is opened.

use git2::{ObjectType, Oid, Repository, Tree};

/// Calls `see` with the path of every file that `new` has and `old` has not, or has with other content.
pub(super) fn changed(
    repository: &Repository,
    old: Option<&Tree<'_>>,
    new: &Tree<'_>,
    prefix: &mut Vec<u8>,
    see: &mut impl FnMut(&[u8]),
) -> Result<(), git2::Error> {
    for entry in new {
        let before = old.and_then(|old| old.get_name_bytes(entry.name_bytes()));
        if before.as_ref().is_some_and(|before| before.id() == entry.id()) {
            continue;
        }
        let length = prefix.len();
        prefix.extend_from_slice(entry.name_bytes());
        match entry.kind() {
            Some(ObjectType::Tree) => {
                let subtree = repository.find_tree(entry.id())?;
                let id = before
                    .filter(|before| before.kind() == Some(ObjectType::Tree))
                    .map(|before| before.id());
                let before: Option<Tree<'_>> = id.map(|id: Oid| repository.find_tree(id)).transpose()?;
                prefix.push(b'/');
                changed(repository, before.as_ref(), &subtree, prefix, see)?;
            }
            Some(ObjectType::Blob) => see(prefix),
            // A submodule is another repository's business.
            _ => {}
        }
        prefix.truncate(length);
    }
    Ok(())
}
