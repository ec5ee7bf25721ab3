//! What git tells of a push.

use crate::source::branch_of;
use git2::Oid;

/// A branch that a push moves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The name of the branch.
    pub branch: String,
    /// Its commit before; `None` for a new branch.
    pub old: Option<Oid>,
    /// Its commit after; `None` for a branch that is deleted.
    pub new: Option<Oid>,
}

/// The branches among what git tells of a push: lines of `OLD NEW REF`.
pub fn updates(told: &str) -> Vec<Update> {
    told.lines().filter_map(update).collect()
}

fn update(line: &str) -> Option<Update> {
    let mut words = line.splitn(3, ' ');
    let (old, new) = (words.next()?, words.next()?);
    Some(Update {
        branch: branch_of(words.next()?)?.to_owned(),
        old: commit(old)?,
        new: commit(new)?,
    })
}

/// The commit; none is written as zeros.
fn commit(written: &str) -> Option<Option<Oid>> {
    let id = Oid::from_str(written).ok()?;
    Some(Some(id).filter(|id| !id.is_zero()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn branches_are_told_from_tags() {
        let (none, some) = ("0".repeat(40), "a".repeat(40));
        let told = format!(
            "{none} {some} refs/heads/主干\n{some} {none} refs/heads/a b\n{none} {some} refs/tags/v1\nnonsense\n"
        );
        let found = updates(&told);
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].branch.as_str(), found[0].old), ("主干", None));
        assert_eq!(found[0].new, Some(Oid::from_str(&some).unwrap()));
        assert_eq!((found[1].branch.as_str(), found[1].new), ("a b", None));
    }
}
