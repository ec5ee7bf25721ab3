//! The proof of the program as one would show it: a small knowledge base, a command, what comes out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod check;
mod house;
#[allow(dead_code)]
mod kb;
