//! What the history says about one file.

use jiff::Timestamp;

/// What the history says about one file; all unknown without git.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    /// When it was first committed.
    pub created_at: Option<Timestamp>,
    /// Who committed it first.
    pub created_by: Option<String>,
    /// When it was last committed.
    pub updated_at: Option<Timestamp>,
    /// Who committed it last.
    pub updated_by: Option<String>,
    /// The last commit.
    pub commit: Option<String>,
}
