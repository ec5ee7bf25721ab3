//! Before a push is taken: are the records that it brings well written?

use super::{RunArgs, repository, told, verdict};
use crate::author::hooks::{Update, updates};
use crate::base::Message;
use crate::cli::context::Context;
use crate::cli::{Outcome, origin};
use crate::output::Store;
use crate::pipeline::{Load, Past};
use crate::source::{Repository, Source};
use anyhow::Result;
use std::sync::Arc;

pub(super) fn run(context: &Context, args: &RunArgs) -> Result<Outcome> {
    let repository = repository(context)?;
    let mut outcome = Outcome::Clean;
    for update in updates(&told()?) {
        if judge(context, args, &repository, &update)? == Outcome::Faults {
            context.note(&Message::new("hook-push-refused").with("branch", update.branch));
            outcome = Outcome::Faults;
        }
    }
    Ok(outcome)
}

/// A new branch is compared with the branch that everybody begins with.
fn judge(
    context: &Context,
    args: &RunArgs,
    repository: &Arc<Repository>,
    update: &Update,
) -> Result<Outcome> {
    let Some(new) = update.new else {
        return Ok(Outcome::Clean);
    };
    let old = match update.old {
        Some(old) => Some(old),
        None => repository.head()?,
    };
    let now = Source::at(Arc::clone(repository), Some(new), &args.inside)?;
    let before = Source::at(Arc::clone(repository), old, &args.inside)?;
    // A push may be refused, so what its commits did is not remembered yet.
    let memory = origin::cache(repository)?;
    let how = Load {
        past: Past::Commits,
        memory: Some(Store::read_only(&memory)),
        ..Load::default()
    };
    verdict::judge(context, &now, &before, how)
}
