//! `casebook schema`: what may stand in the front matter of a kind, for editors.

use super::args::SchemaArgs;
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::author::{self, FieldOrder};
use crate::base::Message;
use crate::pipeline;
use crate::source::Source;
use anyhow::Result;

pub(crate) fn run(context: &Context, args: &SchemaArgs) -> Result<Outcome> {
    let root = context.root()?;
    let config = pipeline::config(&root)?;
    let Some(kind) = config.kinds.named(&args.kind) else {
        let kinds: Vec<&str> = config.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let message = Message::new("new-kind")
            .with("kind", args.kind.as_str())
            .with("kinds", kinds.join(", "));
        return Err(Refused(message).into());
    };
    let templates = pipeline::templates(&Source::plain_folder(&root)?, config.site.language)?;
    let order = FieldOrder::of(kind, &templates);
    output::json(&author::schema(kind, &order, &config, context.lang))?;
    Ok(Outcome::Clean)
}
