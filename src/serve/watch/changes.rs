//! What changed since the last view.

use crate::base::RelPath;
use std::collections::BTreeSet;

/// How many paths are told apart; of more, all is looked at again.
const MANY: usize = 8192;

/// What changed since the last view was asked for. It may name more than changed, never less.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Anything may have changed: it is the first view, or too much happened at once.
    pub everything: bool,
    /// Git's `HEAD` or a branch moved: by a commit, a checkout, a pull.
    pub history: bool,
    /// The files and folders that were written, made, moved or deleted, relative to the knowledge base. A folder stands
    /// for all below it, too.
    pub paths: BTreeSet<RelPath>,
}

impl Changes {
    /// Anything may have changed.
    pub fn everything() -> Changes {
        Changes {
            everything: true,
            ..Changes::default()
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        !self.everything && !self.history && self.paths.is_empty()
    }

    /// Something changed at `path`.
    pub(super) fn add(&mut self, path: RelPath) {
        if !self.everything {
            self.paths.insert(path);
        }
        if self.paths.len() > MANY {
            self.everything = true;
            self.paths.clear();
        }
    }
}
