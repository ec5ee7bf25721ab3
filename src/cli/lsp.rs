//! `casebook lsp`: answers an editor over standard input and output.

use super::Outcome;
use super::context::{Context, root_of};
use super::fmt::in_order;
use crate::author;
use crate::kind::Kind;
use crate::lsp::{self, Host};
use crate::pipeline::{self, World};
use crate::record::Record;
use anyhow::Result;
use jiff::Zoned;
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
    let templates = |world: &World| pipeline::templates(world.snapshot.source(), world.config.site.language);
    let host = Host {
        find: &find,
        say: &|error| context.why(error),
        in_order: &|world: &World, record: &Record, text: &str| {
            in_order(record, text, &templates(world).ok()?)
        },
        blank: &|world: &World, kind: &Kind| {
            author::blank(&world.config, &templates(world).ok()?, kind, &Zoned::now()).ok()
        },
    };
    let (connection, writing) = lsp::connect(context.lang)?;
    let is_in_order = lsp::serve(&host, context.lang, &connection)?;
    drop(connection);
    lsp::finish(writing)?;
    Ok(match is_in_order {
        true => Outcome::Clean,
        false => Outcome::Faults,
    })
}
