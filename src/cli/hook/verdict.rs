//! Are the records that were changed well written?

use crate::base::{Diagnostic, RelPath};
use crate::check::Scope;
use crate::cli::Outcome;
use crate::cli::context::Context;
use crate::cli::diagnostics::{self, Show};
use crate::config::{CONTRACT_YAML, holiday_file};
use crate::pipeline::{self, Load, World};
use crate::source::Source;
use anyhow::Result;
use std::collections::BTreeSet;
use std::io::IsTerminal;

/// Shows what is wrong with what differs between `before` and `now`, which is read as `how` says. What is no knowledge base is none of our business.
pub(super) fn judge(context: &Context, now: &Source, before: &Source, how: Load) -> Result<Outcome> {
    let changed = now.changed_since(before);
    if changed.is_empty() || !pipeline::is_knowledge_base(now)? {
        return Ok(Outcome::Clean);
    }
    let how = Load {
        any_version: true,
        drafts: true,
        texts_of: texts_of(&changed),
        ..how
    };
    let world = pipeline::load_source(now, &how)?;
    let contract = RelPath::new(CONTRACT_YAML).and_then(|path| world.snapshot.text(&path));
    let holidays = contract.as_deref().and_then(holiday_file);
    let scope = Scope::of(changed, holidays.as_ref());
    let found = pipeline::findings(&world, &scope);
    show(context, &world, &found)?;
    let (errors, _) = pipeline::count(&found);
    Ok(match errors {
        0 => Outcome::Clean,
        _ => Outcome::Faults,
    })
}

/// The records whose text decides: those that were changed. Where more than records was changed, all.
fn texts_of(changed: &BTreeSet<RelPath>) -> Option<BTreeSet<RelPath>> {
    let is_record = |path: &RelPath| matches!(path.extension().as_str(), "md" | "markdown");
    changed.iter().all(is_record).then(|| changed.clone())
}

/// Git passes on what is said on standard error; without findings there is nothing to say.
fn show(context: &Context, world: &World, found: &[Diagnostic]) -> Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let read = |path: &RelPath| world.snapshot.shown(path);
    let mut show = Show::new(context.lang, &read);
    show.colour = context.color && std::io::stderr().is_terminal();
    diagnostics::human(found, &show, &mut std::io::stderr().lock())?;
    Ok(())
}
