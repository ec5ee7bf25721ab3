//! `casebook lsp`: answers an editor over standard input and output.

use super::Outcome;
use super::context::Context;
use crate::lsp;
use anyhow::Result;
use lsp_server::Connection;

pub(crate) fn run(context: &Context) -> Result<Outcome> {
    let root = context.root()?;
    let (connection, threads) = Connection::stdio();
    lsp::serve(&root, context.lang, &connection)?;
    // The thread that writes ends when nobody can give it anything any more.
    drop(connection);
    threads.join()?;
    Ok(Outcome::Clean)
}
