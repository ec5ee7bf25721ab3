//! After a push was taken: builds the site aside, and puts it in place in one step.

use super::{RunArgs, repository, shown, told};
use crate::author::hooks::updates;
use crate::base::{Message, RelPath};
use crate::cli::build::SITE;
use crate::cli::context::{Context, a_minute};
use crate::cli::{Outcome, check, origin};
use crate::output::{Lock, Store, Summary, Turns};
use crate::pipeline::{self, Later, Load, Making, Past, Place, Searched};
use crate::source::{Repository, Source};
use anyhow::{Error, Result};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that the one who builds holds.
const LOCK: &str = "site.lock";

/// What is built after a push, and where it goes.
struct Publishing<'p> {
    context: &'p Context,
    repository: Arc<Repository>,
    branch: String,
    inside: &'p RelPath,
    out: PathBuf,
}

pub(super) fn run(context: &Context, args: &RunArgs) -> Result<Outcome> {
    let repository = repository(context)?;
    let Some(branch) = branch(&repository, args)? else {
        return Ok(Outcome::Clean);
    };
    let moved = updates(&told()?);
    if !moved.iter().any(|update| update.branch == branch) {
        if repository.tip(&branch)?.is_none() {
            context.note(&Message::new("hook-no-branch").with("branch", branch));
        }
        return Ok(Outcome::Clean);
    }
    let out = match &args.out {
        Some(out) => context.here()?.join(out),
        None => repository.common_dir()?.join(SITE),
    };
    let publishing = Publishing {
        context,
        repository,
        branch,
        inside: &args.inside,
        out,
    };
    publishing.publish().map_err(|error| publishing.failed(&error))?;
    Ok(Outcome::Clean)
}

/// The branch that is built: the one that was settled at install, else the one that the head points to.
fn branch(repository: &Repository, args: &RunArgs) -> Result<Option<String>> {
    match &args.rev {
        Some(branch) => Ok(Some(branch.clone())),
        None => repository.head_branch(),
    }
}

impl Publishing<'_> {
    fn publish(&self) -> Result<()> {
        let cache = origin::cache(&self.repository)?;
        let lock = Lock::take(&cache.join(LOCK))?;
        let turns = Turns::new(&self.out)?;
        // Who had to wait builds what is the newest now, and that may be there already. A deleted branch leaves its site.
        let Some(tip) = self.repository.tip(&self.branch)? else {
            return Ok(());
        };
        if lock.waited && turns.commit() == Some(tip.to_string()) {
            return Ok(());
        }
        let source = Source::at(Arc::clone(&self.repository), Some(tip), self.inside)?;
        if !pipeline::is_knowledge_base(&source)? {
            let message = Message::new("hook-no-knowledge-base").with("branch", self.branch.as_str());
            self.context.note(&message);
            return Ok(());
        }
        let summary = self.build(&source, &turns, &cache)?;
        turns.change()?;
        let done = Message::new("build-done")
            .with("path", shown(turns.shown()))
            .with("written", summary.written);
        let files = summary.written + summary.unchanged;
        self.context
            .note(&done.with("pages", files).with("removed", summary.removed));
        Ok(())
    }

    /// Fills the folder aside. What is wrong with records is told, and stops nothing.
    fn build(&self, source: &Source, turns: &Turns, cache: &Path) -> Result<Summary> {
        let how = Load {
            past: Past::Fields,
            memory: Some(Store::new(cache)),
            ..Load::default()
        };
        let world = pipeline::load_source(source, &how)?;
        let figures = Later::new(&world, self.context.source_date_epoch()?);
        let figures = Arc::new(figures.patient(a_minute));
        let making = Making {
            world: &world,
            figures: &figures,
            cache,
            // Two folders take turns: what is seen of the one says nothing of the other.
            place: Place::open(cache, turns.aside(), Arc::default())?,
            searched: Searched::OnPages,
        };
        let (written, _) = pipeline::make(making, &())?;
        check::summarize(self.context, (written.errors, written.warnings), false);
        Ok(written.filled.summary)
    }

    fn failed(&self, error: &Error) -> Error {
        let message = Message::new("hook-build-failed").with("path", shown(&self.out));
        crate::cli::context::Refused(message.with("detail", self.context.why(error))).into()
    }
}
