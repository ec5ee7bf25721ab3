//! The name of a record.

use serde::Serialize;
use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// The ID of a record: any text but controls and `[ ] |`. Spelling and case are kept; two IDs that differ in case
/// only are one (see [`Id::folded`]).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(Arc<str>);

impl Id {
    /// The ID spelled `text`, or `None` where `text` is empty or has a character that no ID may have.
    pub fn new(text: &str) -> Option<Id> {
        let forbidden = |c: char| c.is_control() || matches!(c, '[' | ']' | '|');
        (!text.is_empty() && !text.contains(forbidden)).then(|| Id(text.into()))
    }

    /// As written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two spellings of one ID are equal.
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

/// The form in which two spellings of one ID are equal.
pub fn fold(id: &str) -> String {
    id.to_lowercase()
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}
