//! `casebook report MONTH --seal`: the report that is never changed again.

use super::args::ReportArgs;
use super::context::{Context, Refused};
use super::diagnostics::{self, Show};
use super::{Outcome, report};
use crate::assess::{Refusal, State};
use crate::base::{Message, Month, RelPath, unable};
use crate::ledger::default_as_of;
use crate::output::{self, How, Lock};
use crate::pipeline::{self, Link, Proof, Report, Seals, Standing, World};
use crate::report::seal::{
    Correction, Corrects, MANIFEST, Manifest, REPORTS, Sealed, chain, first_other_figure, held, report_name,
};
use crate::source::Source;
use anyhow::{Error, Result};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;

/// The file that one seal at a time holds.
const LOCK: &str = "seal.lock";

/// Git must not touch the ends of lines in what is sealed.
const ATTRIBUTES: (&str, &[u8]) = (".gitattributes", b"* -text\n");

/// Seals `month` of the knowledge base at `root`, whose work tree is `work`.
pub(super) fn run(
    context: &Context,
    args: &ReportArgs,
    month: Month,
    root: &Path,
    work: &World,
) -> Result<Outcome> {
    let source = work.snapshot.source();
    // Two seals at a time would hang on the same one; where the disk knows no locks, nobody is waited for.
    let _alone = Lock::take(&root.join(pipeline::CACHE).join(LOCK)).ok();
    let link = link(source, month, args.correct.as_deref())?;
    let Some(commit) = &work.history.commit else {
        return Err(refused(Message::new("seal-no-commit")));
    };
    if work.history.shallow {
        return Err(refused(Message::new("seal-refused-shallow")));
    }
    let world = pipeline::at_commit(root, source, commit)?;
    is_over(context, &world, month)?;
    let standing = Standing::before(&pipeline::seals(source)?.sealed, None);
    let proof = Proof::of(&world, month, standing).map_err(told)?;
    let changed = pipeline::uncommitted(work, &proof).map_err(told)?;
    if let Some(first) = changed.first() {
        let message = Message::new("seal-refused-uncommitted").with("n", changed.len());
        return Err(refused(message.with("path", first.as_str())));
    }
    if proof.assessment.state == State::Draft {
        let message = Message::new("seal-refused-draft").with("month", month.to_string());
        return Err(refused(message.with("draft", report::draft(&proof.assessment))));
    }
    if proof.assessment.state == State::Appealed {
        let message = Message::new("seal-refused-appeal").with("month", month.to_string());
        return Err(refused(message));
    }
    if has_errors(context, &world, &proof)? {
        return Ok(Outcome::Faults);
    }
    report::has_records(&world, month)?;
    let out = match &args.out {
        Some(out) => report::folder(context, out, &world)?,
        None => root.join(REPORTS).join(&link.report),
    };
    let (manifest, files) = proof.seal(link)?;
    write(&out, &manifest, &files)?;
    let attributes = root.join(REPORTS).join(ATTRIBUTES.0);
    if args.out.is_none() && !attributes.exists() {
        output::create(&attributes, ATTRIBUTES.1)?;
    }
    let id = match args.out {
        Some(_) => "seal-done-apart",
        None => "seal-done",
    };
    let done = Message::new(id)
        .with("report", manifest.report.as_str())
        .with("score", proof.assessment.score.fair(2))
        .with("records", manifest.records.len())
        .with("seal", manifest.seal.as_str())
        .with("path", out.display().to_string());
    let text = report::trial(context, &world, month, context.say(&done));
    report::show(args.format, &files, &text)?;
    Ok(Outcome::Clean)
}

/// Where the seal of `month` hangs in the chain: at its end.
fn link(source: &Source, month: Month, correct: Option<&str>) -> Result<Link> {
    let Seals { sealed, unreadable } = pipeline::seals(source)?;
    let chain = chain(&sealed);
    let of_month = newest(&sealed, month);
    // A correction takes up what hangs beside the chain.
    let taken_up = match correct.and(of_month) {
        Some(at) => held(&sealed, &[at]),
        None => BTreeSet::new(),
    };
    let of_month = of_month.and_then(|at| sealed.get(at));
    let mut faults = chain.faults.iter().filter(|(at, fault)| {
        let is_beside = ["seal-link-shared", "seal-link-loose"].contains(&fault.id);
        !(is_beside && taken_up.contains(at))
    });
    let wrong = sealed.iter().find(|seal| seal.fault().is_some());
    let wrong = wrong.or_else(|| faults.next().and_then(|(at, _)| sealed.get(*at)));
    let wrong = wrong
        .map(|seal| &seal.name)
        .or(unreadable.first().map(|(name, _)| name));
    if let Some(name) = wrong {
        return Err(refused(
            Message::new("seal-refused-chain").with("report", name.as_str()),
        ));
    }
    if let Some((name, _)) = pipeline::lost(source, &sealed, None)? {
        return Err(refused(Message::new("seal-refused-lost").with("report", name)));
    }
    let correction = match (of_month, correct.map(str::trim)) {
        (None, None) => None,
        (Some(seal), Some(reason)) if !reason.is_empty() => {
            let corrects = Corrects {
                manifest: seal.sha256.clone(),
                reason: reason.to_owned(),
                report: seal.name.clone(),
            };
            Some(Correction::of(seal, corrects))
        }
        (_, Some("")) => return Err(refused(Message::new("seal-refused-reason"))),
        (Some(seal), _) => {
            return Err(refused(
                Message::new("seal-refused-exists").with("report", seal.name.as_str()),
            ));
        }
        (None, Some(_)) => {
            return Err(refused(
                Message::new("seal-refused-nothing").with("month", month.to_string()),
            ));
        }
    };
    let before = sealed.iter().filter(|seal| seal.manifest.month == month).count();
    Ok(Link {
        report: report_name(month, before),
        previous: chain.last(&sealed).map(|seal| seal.sha256.clone()),
        correction,
    })
}

/// The number of the last seal of `month` in the chain: of the report, or of its latest correction.
fn newest(sealed: &[Sealed], month: Month) -> Option<usize> {
    let of_month = |at: &usize| sealed.get(*at).is_some_and(|seal| seal.manifest.month == month);
    chain(sealed).all().rev().find(of_month)
}

/// Refuses a month that is not over. By the newest time that is known, as everywhere; and by the clock of this machine, for one time that somebody
/// wrote with a wrong year would let clocks be sealed as breached before they are due. What is sealed does not depend on it.
fn is_over(context: &Context, world: &World, month: Month) -> Result<()> {
    let calendar = &world.config.contract.calendar;
    let newest = default_as_of(&world.library, &world.history);
    let known = context.source_date_epoch()?.unwrap_or(newest);
    for (now, id) in [
        (known, "seal-refused-month"),
        (Timestamp::now(), "seal-refused-clock"),
    ] {
        if now < calendar.end_of(month) {
            let message = Message::new(id).with("month", month.to_string());
            return Err(refused(message.with("day", calendar.date_of(now).to_string())));
        }
    }
    Ok(())
}

/// Whether there are errors in what is counted; they are shown.
fn has_errors(context: &Context, world: &World, proof: &Proof<'_>) -> Result<bool> {
    let errors: Vec<_> = proof.errors().into_iter().cloned().collect();
    if errors.is_empty() {
        return Ok(false);
    }
    let read = |path: &RelPath| world.snapshot.shown(path);
    let show = Show::new(context.lang, &read);
    diagnostics::human(&errors, &show, &mut std::io::stderr().lock())?;
    context.note(&Message::new("seal-refused-errors").with("n", errors.len()));
    Ok(true)
}

/// Writes a sealed report into a folder in which nothing else is; the manifest comes last.
fn write(out: &Path, manifest: &Manifest, files: &[(RelPath, Vec<u8>)]) -> Result<()> {
    if out.join(MANIFEST).exists() {
        let message = Message::new("seal-refused-exists").with("report", out.display().to_string());
        return Err(refused(message));
    }
    pipeline::remove_stale(files, out)?;
    let there = match out.exists() {
        true => output::differing(out, &manifest.files, MANIFEST)?,
        false => Vec::new(),
    };
    if let Some(extra) = there.iter().find(|differs| differs.how == How::Extra) {
        let path = out.join(&extra.path).display().to_string();
        return Err(refused(Message::new("seal-refused-extra").with("path", path)));
    }
    pipeline::write_report(files, out)?;
    output::create(&out.join(MANIFEST), &manifest.bytes()?)
}

/// How the newest sealed report of `month` differs from what `report` says now; `None` where none is sealed.
pub(super) fn compared(
    root: &Path,
    source: &Source,
    month: Month,
    report: &Report<'_>,
) -> Result<Option<(Outcome, Message)>> {
    let Seals { sealed, unreadable } = pipeline::seals(source)?;
    let name = report_name(month, 0);
    if let Some((name, error)) = unreadable.iter().find(|(other, _)| other.starts_with(&name)) {
        let fault = Message::new("seal-unreadable").with("detail", unable::why(error));
        return Ok(Some((Outcome::Faults, at(name, fault))));
    }
    let lost = pipeline::lost(source, &sealed, Some(month))?;
    let lost = lost.map(|(name, fault)| (Outcome::Faults, at(&name, fault)));
    let of_folder = || sealed.iter().find(|seal| seal.name == name);
    let newest = newest(&sealed, month).and_then(|at| sealed.get(at));
    let Some(seal) = newest.or_else(of_folder) else {
        return Ok(lost);
    };
    let own = |fault| (Outcome::Faults, at(&seal.name, fault));
    let fault = match seal.fault().map(own).or(lost) {
        Some(fault) => Some(fault),
        None => pipeline::files_fault(root, seal)?.map(own),
    };
    if fault.is_some() {
        return Ok(fault);
    }
    let other = first_other_figure(&seal.manifest, &report.figures()?);
    Ok(Some(match other {
        None => (
            Outcome::Clean,
            Message::new("report-sealed-same").with("report", seal.name.as_str()),
        ),
        Some(other) => {
            let message = Message::new("report-sealed-differs")
                .with("report", seal.name.as_str())
                .with("place", other.place)
                .with("sealed", other.sealed)
                .with("now", other.now);
            (Outcome::Faults, message)
        }
    }))
}

/// A fault of the report called `name`.
pub(super) fn at(name: &str, fault: Message) -> Message {
    Message::new("verify-fault")
        .with("report", name)
        .with("fault", fault)
}

fn refused(message: Message) -> Error {
    Refused(message).into()
}

/// Why a month cannot be assessed, in words for the one who asked.
fn told(error: Error) -> Error {
    match error.downcast_ref::<Refusal>() {
        Some(refusal) => report::refused(refusal),
        None => error,
    }
}
