//! What does the program write for people? (`init`, `new`, `hook`)

mod allocate;
mod front;
pub mod hooks;
mod init;
mod new;

pub use init::{Initialized, init};
pub use new::{New, NewFault, new};
