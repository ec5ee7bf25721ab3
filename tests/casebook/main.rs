//! The proof of the program as one would show it: a small knowledge base, a command, what comes out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod again;
mod attachments;
mod audience;
mod built;
mod chance;
mod chapters;
mod charts;
mod check;
mod clock;
mod closed;
mod completing;
mod determinism;
mod editing;
mod exit;
mod form;
mod furniture;
mod fuzz;
mod history;
mod hooks;
mod house;
mod import;
mod init;
mod kb;
mod languages;
mod lists;
mod lsp;
mod new;
mod open;
mod pages;
mod past;
mod query;
mod seal;
mod search;
mod served;
mod sheets;
mod similar;
mod standing;
mod third_party;
