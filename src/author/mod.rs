//! What does the program write for people? (`init`, `new`)

mod allocate;
mod front;
mod init;
mod new;

pub use init::{Initialized, init};
pub use new::{New, NewFault, new};
