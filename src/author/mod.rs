//! What does the program write for people? (`init`, `new`, `import`, `fmt`, `schema`, `hook`)

mod allocate;
mod blank;
mod fmt;
mod former;
mod front;
mod given;
pub mod hooks;
pub mod import;
mod init;
mod new;
mod schema;

pub use fmt::{FieldOrder, formatted};
pub use init::{Initialized, init};
pub use new::{New, NewFault, blank, new, no_system};
pub use schema::schema;
