//! What did one commit do? It never changes, so it can be remembered.

use super::id::Id;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What one commit did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Facts {
    pub(super) id: Id,
    pub(super) parents: Vec<Id>,
    pub(super) authored_at: i64,
    pub(super) committed_at: i64,
    /// The number of its author among the people.
    pub(super) author: u32,
    pub(super) signature: Option<Signature>,
    pub(super) summary: Arc<str>,
    /// The files that it touched; of a merge, those that are like those of no parent.
    pub(super) changes: Vec<Change>,
}

impl Facts {
    pub(super) fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }
}

/// What a commit did to one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    /// The number of its path in the repository.
    pub(super) path: u32,
    pub(super) old: Option<Id>,
    pub(super) new: Option<Id>,
    /// The file that it was before, where it was renamed.
    pub(super) from: Option<From>,
}

/// What a renamed file was before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct From {
    pub(super) path: u32,
    pub(super) id: Id,
}

/// How a commit is signed. Whether the signature is good, git itself can say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signature {
    /// By OpenPGP.
    Pgp,
    /// By a key of SSH.
    Ssh,
    /// By a certificate.
    X509,
}

impl Signature {
    /// `pgp`, `ssh` or `x509`.
    pub fn name(self) -> &'static str {
        match self {
            Signature::Pgp => "pgp",
            Signature::Ssh => "ssh",
            Signature::X509 => "x509",
        }
    }
}
