//! Where do the bytes come from?
//!
//! Today from a work tree, uncommitted changes included.

mod decode;
mod tree;

pub use decode::{NotText, decode};
pub use tree::{Entry, Snapshot};
