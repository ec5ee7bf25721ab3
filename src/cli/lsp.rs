//! `casebook lsp`: answers an editor over standard input and output.

use super::Outcome;
use super::context::{Context, root_of};
use crate::lsp;
use anyhow::Result;
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
    let (connection, writing) = lsp::connect(context.lang)?;
    let in_order = lsp::serve(&find, &|error| context.why(error), context.lang, &connection)?;
    drop(connection);
    lsp::finish(writing)?;
    Ok(match in_order {
        true => Outcome::Clean,
        false => Outcome::Faults,
    })
}
