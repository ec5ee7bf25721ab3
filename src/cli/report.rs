//! `casebook report MONTH|ID`: the assessment of a month, or the form of a record.

use super::args::{ReportArgs, TextFormat};
use super::closed::sealed_at;
use super::context::{Context, Refused, for_good};
use super::{Outcome, check, form, origin, output, seal};
use crate::assess::{Assessment, Refusal};
use crate::base::{Catalog, Message, Month, RelPath};
use crate::output as files;
use crate::pipeline::{self, Later, Load, Past, Report, World};
use crate::report::seal::REPORTS;
use crate::report::{ASSESSMENT, PDF};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How much of a commit's ID is said.
const COMMIT: usize = 10;

pub(crate) fn run(context: &Context, args: &ReportArgs) -> Result<Outcome> {
    match args.what.parse() {
        Ok(month) => of_month(context, args, month),
        Err(_) => form::run(context, args),
    }
}

fn of_month(context: &Context, args: &ReportArgs, month: Month) -> Result<Outcome> {
    let root = context.root()?;
    let how = Load {
        past: Past::Fields,
        ..Load::default()
    };
    let world = for_good(pipeline::load(&root, &how)?);
    if world.config.contract.sheet.is_none() {
        return Err(Refused(Message::new("report-no-sheet")).into());
    }
    if args.seal {
        return seal::run(context, args, month, &root, world);
    }
    check::note_gap(context, world.snapshot.source())?;
    let apart = match &args.out {
        Some(out) => Some(folder(context, out, world)?),
        None => None,
    };
    has_records(world, month)?;
    let end = world.config.contract.calendar.end_of(month);
    let later = for_good(Arc::new(
        Later::new(world, Some(end)).reaching(context.source_date_epoch()?),
    ));
    let (figures, site) = pipeline::join(|| later.figures(), || pipeline::site(world, later, None));
    let (figures, site) = (figures?, for_good(site?));
    let (found, assessed) = pipeline::join(
        || {
            figures.prepare();
            check::findings(world)
        },
        || {
            let assessment = figures.assess(month)?;
            let chapters = figures.chapters(&assessment, world.config.site.language);
            Ok((assessment, chapters))
        },
    );
    let found = for_good(found);
    let (assessment, chapters) = for_good(assessed.map_err(|refusal| refused(&refusal))?);
    let counts = pipeline::count(found);
    let report = Report::new(world, site, assessment, chapters, counts);
    let remarks = remarks(world, &report)?;
    let report = report.remarking(remarks);
    let files = report.files(None)?;
    let out = apart.unwrap_or_else(|| root.join(REPORTS).join(month.to_string()));
    let said = match args.out {
        None => seal::compared(&root, world.snapshot.source(), month, &report)?,
        Some(_) => None,
    };
    if said.is_none() {
        pipeline::write_report(&files, &out)?;
        check::summarize(context, counts, false);
        if !PDF {
            context.note(&Message::new("report-no-pdf"));
        }
    }
    let (outcome, text) = match said {
        Some((outcome, message)) => (outcome, context.say(&message)),
        None => (
            Outcome::Clean,
            self::said(context, world, assessment, &out.display().to_string()),
        ),
    };
    show(args.format, &files, &text)?;
    Ok(outcome)
}

/// What whoever reads `report` must know first: that it is not that of the commit that it names.
fn remarks(world: &World, report: &Report<'_>) -> Result<Vec<String>> {
    let Some(commit) = &world.history.commit else {
        return Ok(Vec::new());
    };
    if pipeline::is_as_committed(world, &report.counted())? {
        return Ok(Vec::new());
    }
    let catalog = Catalog::of(world.config.site.language);
    let message = Message::new("report-uncommitted").with("commit", commit.get(..COMMIT).unwrap_or(commit));
    Ok(vec![catalog.say(&message)])
}

/// The folder that `--out` names, for a report of `world`. Refuses one that holds a knowledge base.
pub(super) fn folder(context: &Context, out: &Path, world: &World) -> Result<PathBuf> {
    let out = apart(context, out, world)?;
    files::refuse_base(&out)?;
    Ok(out)
}

/// Where `--out` leads. Refuses the folders that people write in, and one that a sealed report is in: it is never changed.
pub(super) fn apart(context: &Context, out: &Path, world: &World) -> Result<PathBuf> {
    let out = context.here()?.join(out);
    if let Some(root) = context.find_root()? {
        origin::outside(&root, &out, &origin::written_by_hand(&world.config.site.content))?;
    }
    match sealed_at(&out)? {
        None => Ok(out),
        Some(sealed) => {
            let message = Message::new("report-out-sealed").with("path", sealed.display().to_string());
            Err(Refused(message).into())
        }
    }
}

/// Refuses a month of which there is nothing to say, and so no page.
pub(super) fn has_records(world: &World, month: Month) -> Result<()> {
    match world.library.months().binary_search(&month).is_ok() {
        true => Ok(()),
        false => Err(Refused(Message::new("report-no-records").with("month", month.to_string())).into()),
    }
}

/// The month that `written` names.
pub(super) fn month(written: &str) -> Result<Month> {
    let month = written.parse();
    month.map_err(|_| Refused(Message::new("cli-month").with("written", written)).into())
}

/// Answers in words, or with the `assessment.json` among `files`; then the words stand beside it.
pub(super) fn show(format: TextFormat, files: &[(RelPath, Vec<u8>)], text: &str) -> Result<()> {
    let assessment = files.iter().find(|(path, _)| path.as_str() == ASSESSMENT);
    match (format, assessment) {
        (TextFormat::Json, Some((_, bytes))) => {
            output::note(text);
            output::answer(&String::from_utf8_lossy(bytes))
        }
        _ => output::answer(text),
    }
}

/// Why a month cannot be assessed, to the one who asked.
pub(super) fn refused(refusal: &Refusal) -> anyhow::Error {
    Refused(refusal.message()).into()
}

fn said(context: &Context, world: &World, assessment: &Assessment, path: &str) -> String {
    let catalog = context.catalog();
    let grade = assessment
        .grade
        .as_ref()
        .map(|grade| format!(" · {grade}"))
        .unwrap_or_default();
    let month = assessment.month.to_string();
    let done = Message::new("report-done")
        .with("month", month.as_str())
        .with("score", assessment.score.fair(2))
        .with("grade", grade)
        .with(
            "state",
            catalog.word(&format!("state-{}", assessment.state.name())),
        )
        .with("path", path);
    let mut text = context.say(&done);
    if assessment.items.iter().any(|item| item.open) {
        text = format!("{text}\n{}", context.say(&draft(assessment)));
    }
    trial(context, world, assessment.month, text)
}

/// `text`, which tells of the score of `month`, with what is to be known where the contract does not cover it.
pub(super) fn trial(context: &Context, world: &World, month: Month, text: String) -> String {
    match world.config.contract.covers(month) {
        Some(false) => format!("{text}\n{}", context.catalog().word("site-score-outside")),
        _ => text,
    }
}

/// Which items of a draft wait for a score.
pub(super) fn draft(assessment: &Assessment) -> Message {
    let open: Vec<&str> = assessment
        .items
        .iter()
        .filter(|item| item.open)
        .map(|item| item.spec.id.as_str())
        .collect();
    Message::new("report-draft")
        .with("items", open.join(", "))
        .with("count", open.len())
        .with("month", assessment.month.to_string())
}
