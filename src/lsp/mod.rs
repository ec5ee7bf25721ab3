//! What does an editor show while somebody writes?
//!
//! The Language Server Protocol over two pipes, for the text as it is typed: findings as `check` has them and what mends them, completion of
//! fields, values, headings and IDs, what a name stands for, the ways to it and from it, the outline, and the order of fields.

mod about;
mod complete;
mod lead;
mod mend;
mod pipe;
mod position;
mod protocol;
mod session;
mod spot;
mod symbols;

use crate::kind::Kind;
use crate::pipeline::World;
use crate::record::Record;
use anyhow::{Error, Result};
use std::path::PathBuf;

pub use pipe::{connect, finish};
pub use session::serve;

/// What an editor is answered with that others know.
pub struct Host<'h> {
    /// Finds the folder of the knowledge base by those that are open in the editor.
    pub find: &'h dyn Fn(Vec<PathBuf>) -> Result<Option<PathBuf>>,
    /// Says an error in words for people.
    pub say: &'h dyn Fn(&Error) -> String,
    /// The text of a record with its fields in order; `None` where they are, or cannot be moved.
    pub in_order: &'h dyn Fn(&World, &Record, &str) -> Option<String>,
    /// A new record of a kind without a title; `None` where its template cannot be read.
    pub blank: &'h dyn Fn(&World, &Kind) -> Option<String>,
}
