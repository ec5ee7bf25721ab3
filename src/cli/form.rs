//! `casebook report ID`: a record as a form to be printed, signed and stamped.

use super::args::{ReportArgs, TextFormat};
use super::context::{Context, Refused};
use super::{Outcome, check, output, report};
use crate::base::Message;
use crate::base::nearest::nearest;
use crate::output::replace;
use crate::pipeline::{self, Load, Past, World};
use crate::record::Record;
use crate::report::seal::REPORTS;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// How the name of a form's file ends.
const DOCX: &str = "docx";

pub(crate) fn run(context: &Context, args: &ReportArgs) -> Result<Outcome> {
    let root = context.root()?;
    let how = Load {
        drafts: true,
        past: Past::Fields,
        ..Load::default()
    };
    let world = pipeline::load(&root, &how)?;
    let (index, record) = find(&world, &args.what)?;
    refuse(context, args, record)?;
    let bytes = pipeline::form(&world, index, context.source_date_epoch()?)?;
    let file = file(context, args.out.as_deref(), (&root, &world), record)?;
    replace(&file, &bytes)?;
    check::summarize(context, pipeline::count(&check::findings(&world)), false);
    let done = Message::new("form-done")
        .with("kind", &record.kind.name)
        .with("id", record.id.as_str())
        .with("path", file.display().to_string());
    output::answer(&context.say(&done))?;
    Ok(Outcome::Clean)
}

/// The record that `written` names, and its index.
fn find<'w>(world: &'w World, written: &str) -> Result<(usize, &'w Record)> {
    let found = world.library.find(written);
    if let Some((index, record)) = found.and_then(|index| Some((index, world.library.records.get(index)?))) {
        return Ok((index, record));
    }
    let message = match nearest(written, world.library.ids()) {
        Some(near) => Message::new("form-unknown-near")
            .with("written", written)
            .with("near", near),
        None => Message::new("form-unknown").with("written", written),
    };
    Err(Refused(message).into())
}

/// Says why there is no form of `record`, or none as it was asked for.
fn refuse(context: &Context, args: &ReportArgs, record: &Record) -> Result<()> {
    let options = [
        (args.seal, "--seal"),
        (args.format == TextFormat::Json, "--format json"),
    ];
    let message = if let Some((_, option)) = options.iter().find(|(given, _)| *given) {
        Message::new("form-option").with("option", *option)
    } else if !record.kind.document {
        Message::new("form-none")
            .with("id", record.id.as_str())
            .with("kind", record.kind.name.get(context.lang))
            .with("name", record.kind.id.as_str())
    } else if record.draft {
        Message::new("form-draft").with("id", record.id.as_str())
    } else {
        return Ok(());
    };
    Err(Refused(message).into())
}

/// Where the form goes: the file or the folder that was asked for, else the folder of the reports.
fn file(
    context: &Context,
    out: Option<&Path>,
    (root, world): (&Path, &World),
    record: &Record,
) -> Result<PathBuf> {
    let name = format!("{}.{DOCX}", record.id.as_str().replace(['/', '\\'], "-"));
    let is_file = |path: &Path| {
        let ending = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(DOCX));
        ending && !path.is_dir()
    };
    match out {
        Some(out) => {
            let out = report::apart(context, out, world)?;
            Ok(if is_file(&out) { out } else { out.join(name) })
        }
        None => Ok(root.join(REPORTS).join(name)),
    }
}
