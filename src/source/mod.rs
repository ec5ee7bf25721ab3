//! Where do the bytes come from?
//!
//! Today from a work tree, uncommitted changes included.

mod tree;

pub use crate::base::decode::decode;
pub use tree::{Entry, Snapshot};
