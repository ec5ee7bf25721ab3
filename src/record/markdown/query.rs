//! Which fenced blocks are questions to the ledger?

use crate::base::Span;
use serde::{Deserialize, Serialize};

/// A fenced block whose info string begins with the word `query`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// The info string after `query`, e.g. `bar download`.
    pub options: String,
    /// The SQL.
    pub sql: String,
    /// The block with its fences.
    pub span: Span,
    /// The SQL alone. In a block quote or list the lines in the file begin with its markers, too.
    pub sql_span: Span,
}

/// The rest of an info string that begins with the word `query`.
pub fn options(info: &str) -> Option<&str> {
    let rest = info.trim().strip_prefix("query")?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}
