//! `casebook check`: all findings.

use super::args::{CheckArgs, CheckFormat};
use super::context::{Context, Refused, for_good};
use super::diagnostics::{self, Show};
use super::{Outcome, output, sarif};
use crate::base::{Diagnostic, Message, RelPath};
use crate::check::Scope;
use crate::pipeline::{self, Load, Past, World};
use crate::source::{Gap, Source};
use anyhow::Result;
use std::io::Write;
use std::path::{Path, PathBuf};

pub(crate) fn run(context: &Context, args: &CheckArgs) -> Result<Outcome> {
    let root = context.root()?;
    let how = Load {
        any_version: true,
        drafts: true,
        past: Past::Commits,
        ..Load::default()
    };
    let world = for_good(pipeline::load(&root, &how)?);
    note_nothing(context, world);
    note_gap(context, world.snapshot.source())?;
    let mut found = findings(world);
    let asked = asked(context, &root, &args.paths)?;
    found.retain(|finding| asked(&finding.path));
    let found = for_good(found);
    let read = |path: &RelPath| world.snapshot.shown(path);
    let show = Show::new(context.lang, &read);
    match args.format {
        CheckFormat::Human => human(context, world, found)?,
        CheckFormat::Json => output::json(&diagnostics::json(found, &show))?,
        CheckFormat::Sarif => {
            let git = world.snapshot.source().git();
            let inside = git.map_or_else(RelPath::default, |git| git.inside.clone());
            output::json(&sarif::log(found, &inside, &show))?;
        }
    }
    Ok(outcome(pipeline::count(found), args.strict))
}

/// Shows findings to people: both halves of them are put into words at once.
fn human(context: &Context, world: &World, found: &[Diagnostic]) -> Result<()> {
    let listed = |part: &[Diagnostic]| {
        let read = |path: &RelPath| world.snapshot.shown(path);
        let mut show = Show::new(context.lang, &read);
        show.colour = context.color;
        diagnostics::listed(part, &show)
    };
    let (first, second) = found.split_at(found.len() / 2);
    let (first, second) = pipeline::join(|| listed(first), || listed(second));
    let mut out = std::io::stdout().lock();
    for text in [first, second, diagnostics::summary(found, context.lang) + "\n"] {
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// Says so where there is no record at all: more likely the folder is another, or gone, than that nothing was written yet.
pub(crate) fn note_nothing(context: &Context, world: &World) {
    if world.library.records.is_empty() {
        let folder = match world.config.site.content.as_str() {
            "" => ".",
            folder => folder,
        };
        let message = match pipeline::withheld(world) {
            0 => Message::new("no-records").with("path", folder),
            withheld => Message::new("no-records-seen").with("count", withheld),
        };
        context.note(&message);
    }
}

/// Says so where git cannot tell the past of `source`, or all of it: else it would look as if nothing had been.
pub(crate) fn note_gap(context: &Context, source: &Source) -> Result<()> {
    let message = match source.gap()? {
        Some(Gap::Unread(path)) => Message::new("git-unread").with("path", path.display().to_string()),
        Some(Gap::Before(day)) => Message::new("git-shallow").with("day", day.to_string()),
        None => return Ok(()),
    };
    context.note(&message);
    Ok(())
}

/// All findings of `world`.
pub(crate) fn findings(world: &World) -> Vec<Diagnostic> {
    pipeline::findings(world, &Scope::Everything)
}

/// Says how many errors and warnings there are, where there are any.
pub(crate) fn summarize(context: &Context, counts: (usize, usize), strict: bool) -> Outcome {
    let (errors, warnings) = counts;
    if errors + warnings > 0 {
        context.note(
            &Message::new("build-findings")
                .with("errors", errors)
                .with("warnings", warnings),
        );
    }
    outcome(counts, strict)
}

fn outcome((errors, warnings): (usize, usize), strict: bool) -> Outcome {
    if errors > 0 || (strict && warnings > 0) {
        Outcome::Faults
    } else {
        Outcome::Clean
    }
}

/// Tells whether a file is among those that `paths`, files and folders, name: all are where there is none.
///
/// # Errors
/// One of them is not there, or lies outside the knowledge base at `root`.
pub(super) fn asked(
    context: &Context,
    root: &Path,
    paths: &[PathBuf],
) -> Result<impl Fn(&RelPath) -> bool + use<>> {
    let here = context.here()?;
    let all = paths.is_empty();
    let named = paths.iter().map(|path| {
        let place = here.join(path);
        let message = match inside(root, &place) {
            _ if place.symlink_metadata().is_err() => "cli-no-path",
            Some(inside) => return Ok(inside),
            None => "cli-path-outside",
        };
        Err(Refused(Message::new(message).with("path", path.display().to_string())).into())
    });
    let named: Vec<RelPath> = named.collect::<Result<_>>()?;
    Ok(move |path: &RelPath| all || named.iter().any(|asked| covers(asked, path)))
}

/// The path of an argument inside the knowledge base.
fn inside(root: &Path, path: &Path) -> Option<RelPath> {
    let root = root.canonicalize().ok()?;
    let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    RelPath::new(path.strip_prefix(root).ok()?.to_str()?)
}

fn covers(asked: &RelPath, path: &RelPath) -> bool {
    asked.as_str().is_empty() || asked == path || path.below(asked.as_str()).is_some()
}
