//! `casebook verify`: the proof, years later.

use super::args::{TextFormat, VerifyArgs};
use super::context::{Context, Refused};
use super::{Outcome, output, report, seal};
use crate::base::Message;
use crate::output::{How, differing_site};
use crate::pipeline::{self, Verdict};
use crate::report::seal::PROGRAM;
use anyhow::Result;
use serde::Serialize;
use std::path::Path;

pub(crate) fn run(context: &Context, args: &VerifyArgs) -> Result<Outcome> {
    let month = args.month.as_deref().map(report::month).transpose()?;
    let mut outcome = Outcome::Clean;
    if let Some(site) = &args.site {
        outcome = of_site(context, args.format, &context.here()?.join(site))?;
        if month.is_none() {
            return Ok(outcome);
        }
    }
    let verdicts = pipeline::verify(&context.root()?, month)?;
    if let (Some(month), true) = (month, verdicts.is_empty()) {
        let message = Message::new("verify-not-sealed").with("month", month.to_string());
        return Err(Refused(message).into());
    }
    match args.format {
        TextFormat::Json => {
            let all: Vec<SealJson> = verdicts
                .iter()
                .map(|verdict| SealJson::of(context, verdict))
                .collect();
            output::json(&all)?;
        }
        TextFormat::Text => output::answer(&text(context, &verdicts))?,
    }
    if verdicts.iter().any(|verdict| verdict.fault.is_some()) {
        outcome = Outcome::Faults;
    }
    Ok(outcome)
}

/// What became of a seal, for programs.
#[derive(Serialize)]
struct SealJson {
    report: String,
    commit: Option<String>,
    seal: Option<String>,
    fault: Option<String>,
    changed: Vec<String>,
    recounted: Option<String>,
    /// Whether this version of the program sealed it, and so makes its files again byte by byte.
    files_made_again: bool,
}

impl SealJson {
    fn of(context: &Context, verdict: &Verdict) -> SealJson {
        let manifest = verdict.sealed.as_ref().map(|sealed| &sealed.manifest);
        SealJson {
            report: verdict.report.clone(),
            commit: manifest.map(|manifest| manifest.commit.clone()),
            seal: manifest.map(|manifest| manifest.seal.clone()),
            fault: verdict.fault.as_ref().map(|fault| context.say(fault)),
            changed: verdict.changed.clone(),
            recounted: verdict.recounted.as_ref().map(|words| context.say(words)),
            files_made_again: manifest.is_some_and(|manifest| manifest.program == PROGRAM),
        }
    }
}

fn text(context: &Context, verdicts: &[Verdict]) -> String {
    if verdicts.is_empty() {
        return context.say(&Message::new("verify-none"));
    }
    let lines = verdicts.iter().flat_map(|verdict| {
        let changed = Message::new("verify-changed")
            .with("n", verdict.changed.len())
            .with("list", verdict.changed.join(", "));
        let changed = (!verdict.changed.is_empty()).then(|| context.say(&changed));
        let recounted = verdict.recounted.as_ref().map(|words| {
            let words = Message::new("verify-recounted").with("words", words.clone());
            context.say(&words)
        });
        let sealed = verdict.sealed.as_ref().filter(|_| verdict.fault.is_none());
        let other = sealed
            .filter(|sealed| sealed.manifest.program != PROGRAM)
            .map(|sealed| {
                let message = Message::new("verify-other-program");
                context.say(&message.with("program", sealed.manifest.program.as_str()))
            });
        [Some(context.say(&said(verdict))), other, changed, recounted]
    });
    lines.flatten().collect::<Vec<_>>().join("\n")
}

fn said(verdict: &Verdict) -> Message {
    match (&verdict.fault, &verdict.sealed) {
        (None, Some(sealed)) => Message::new("verify-good")
            .with("report", verdict.report.as_str())
            .with("records", sealed.manifest.records.len())
            .with("files", sealed.manifest.files.len())
            .with("seal", sealed.manifest.seal.as_str()),
        (fault, _) => {
            let fault = fault.clone().unwrap_or_else(|| Message::new("seal-removed"));
            seal::at(&verdict.report, fault)
        }
    }
}

/// A file of a site that is not as it was built, for programs.
#[derive(Serialize)]
struct FileJson {
    path: String,
    fault: &'static str,
}

fn of_site(context: &Context, format: TextFormat, site: &Path) -> Result<Outcome> {
    let (count, found) = differing_site(site)?;
    let name = |how: How| match how {
        How::Missing => "missing",
        How::Changed => "changed",
        How::Extra => "extra",
    };
    match format {
        TextFormat::Json => {
            let all = found.iter().map(|one| FileJson {
                path: one.path.clone(),
                fault: name(one.how),
            });
            output::json(&all.collect::<Vec<_>>())?;
        }
        TextFormat::Text => {
            let id = |how: How| match how {
                How::Missing => "verify-site-missing",
                How::Changed => "verify-site-changed",
                How::Extra => "verify-site-extra",
            };
            let mut lines: Vec<String> = found
                .iter()
                .map(|one| context.say(&Message::new(id(one.how)).with("path", one.path.as_str())))
                .collect();
            let sum = match found.len() {
                0 => Message::new("verify-site-good").with("files", count),
                n => Message::new("verify-site-bad").with("n", n),
            };
            lines.push(context.say(&sum));
            output::answer(&lines.join("\n"))?;
        }
    }
    Ok(match found.is_empty() {
        true => Outcome::Clean,
        false => Outcome::Faults,
    })
}
