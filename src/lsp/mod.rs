//! What does an editor show while somebody writes?
//!
//! The Language Server Protocol over two pipes: findings as `check` has them for the text as it is typed, completion of fields, values and
//! IDs, the way to a record that is named, and what it is about.

mod complete;
mod pipe;
mod position;
mod protocol;
mod session;
mod spot;

pub use pipe::{connect, finish};
pub use session::serve;
