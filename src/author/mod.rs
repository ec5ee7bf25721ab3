//! What does the program write for people? (`init`, `new`, `import`, `fmt`, `schema`, `hook`)

mod allocate;
mod fmt;
mod front;
pub mod hooks;
pub mod import;
mod init;
mod new;
mod schema;

pub use fmt::{FieldOrder, formatted};
pub use init::{Initialized, init};
pub use new::{New, NewFault, new};
pub use schema::schema;
