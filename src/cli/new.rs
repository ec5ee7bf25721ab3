//! `casebook new`: a record from the template of its kind.

use super::args::NewArgs;
use super::context::Context;
use super::{Outcome, output};
use crate::author::{self, New};
use crate::pipeline;
use crate::source::Source;
use anyhow::Result;
use jiff::Zoned;

pub(crate) fn run(context: &Context, args: &NewArgs) -> Result<Outcome> {
    let root = context.root()?;
    let config = pipeline::config(&root)?;
    let templates = pipeline::templates(&Source::plain_folder(&root)?, config.site.language)?;
    let gone = pipeline::gone(&root, &config)?;
    let asked = New {
        kind: &args.kind,
        title: &args.title,
        system: args.system.as_deref(),
        fields: &args.fields,
        gone: gone.as_ref(),
        now: Zoned::now(),
    };
    let path = author::new(&root, &config, &templates, &asked)?;
    output::answer(path.as_str())?;
    Ok(Outcome::Clean)
}
