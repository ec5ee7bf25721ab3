//! `casebook lsp`: answers an editor over standard input and output.

use super::Outcome;
use super::context::{Context, root_of};
use crate::lsp;
use anyhow::Result;
use lsp_server::Connection;
use std::path::PathBuf;

pub(crate) fn run(context: &Context) -> Result<Outcome> {
    // An editor starts the program where it was itself started, and says which folders are open.
    let find = |mut open: Vec<PathBuf>| {
        open.push(context.here()?);
        let found = open.iter().map(|folder| root_of(folder));
        found
            .collect::<Result<Vec<_>>>()
            .map(|found| found.into_iter().flatten().next())
    };
    let (connection, threads) = Connection::stdio();
    lsp::serve(&find, context.lang, &connection)?;
    // The thread that writes ends when nobody can give it anything any more.
    drop(connection);
    threads.join()?;
    Ok(Outcome::Clean)
}
