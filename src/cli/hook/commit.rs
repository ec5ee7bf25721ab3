//! Before a commit: are the records that are staged well written?

use super::{RunArgs, repository, verdict};
use crate::base::Message;
use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::pipeline::Load;
use crate::source::Source;
use anyhow::Result;
use std::env;
use std::sync::Arc;

/// The variable in which git names the index of this commit, for `git commit FILE` makes one of its own.
const INDEX: &str = "GIT_INDEX_FILE";

pub(super) fn run(context: &Context, args: &RunArgs) -> Result<Outcome> {
    let repository = repository(context)?;
    let here = context.here()?;
    let index = env::var_os(INDEX).map(|path| here.join(path));
    let staged = Source::staged(Arc::clone(&repository), index.as_deref(), &args.inside)?;
    let before = Source::at(Arc::clone(&repository), repository.head()?, &args.inside)?;
    // Who waits for a commit does not wait for the past.
    let outcome = verdict::judge(context, &staged, &before, Load::default())?;
    if outcome == Outcome::Faults {
        context.note(&Message::new("hook-commit-refused"));
    }
    Ok(outcome)
}
