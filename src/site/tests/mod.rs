//! Does the whole site hold together?
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod clocks;
mod look;
mod whole;
mod world;
