//! Who changed which file when?
//!
//! One walk over the commits tells the first and the last commit of every file. Without git all of it is unknown.

mod compare;
mod walk;

pub use walk::{History, read};
