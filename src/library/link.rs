//! A link from a record to something else.

use crate::base::Span;

/// A link that a record makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub target: Target,
    /// Where it is made.
    pub via: Via,
    /// The place in the file; empty for links of the front matter, which are looked up when needed.
    pub span: Span,
    /// What the author wrote.
    pub written: String,
}

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A record, by index, and a place in it.
    Record {
        /// The index of the record.
        index: usize,
        /// The anchor, without `#`; it may not exist.
        anchor: Option<String>,
        /// Whether the anchor, if any, is there.
        anchor_exists: bool,
    },
    /// A file of the knowledge base that is copied beside the page, by its index in `attachments`.
    File(usize),
    /// Another web site, a mail address and the like.
    External,
    /// A place in the same page; whether it is there.
    Here(bool),
    /// Nothing that exists.
    Missing,
}

/// Where a link is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    /// In the body.
    Body,
    /// In the front matter: the field.
    Field(String),
    /// In a row of the body's table: the column.
    Row(String),
}

impl Via {
    /// The name in the ledger: `body`, or the field or column.
    pub fn name(&self) -> &str {
        match self {
            Via::Body => "body",
            Via::Field(name) | Via::Row(name) => name,
        }
    }
}
