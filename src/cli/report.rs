//! `casebook report MONTH`: the assessment of a month.

use super::args::{ReportArgs, TextFormat};
use super::context::{Context, Refused};
use super::{Outcome, check, output};
use crate::assess::{Assessment, Refusal, State};
use crate::base::{Message, Month};
use crate::pipeline::{self, Load, Past};
use crate::report;
use anyhow::Result;

/// The folder of the reports, relative to the knowledge base.
const REPORTS: &str = "reports";

pub(crate) fn run(context: &Context, args: &ReportArgs) -> Result<Outcome> {
    let month: Month = args
        .month
        .parse()
        .map_err(|_| Refused(Message::new("cli-month").with("written", args.month.as_str())))?;
    let root = context.root()?;
    let world = pipeline::load(
        &root,
        &Load {
            past: Past::Fields,
            ..Load::default()
        },
    )?;
    if world.config.contract.sheet.is_none() {
        return Err(Refused(Message::new("report-no-sheet")).into());
    }
    let end = world.config.contract.calendar.end_of(month);
    let (site, figures) = pipeline::site(&world, Some(end))?;
    let assessment = figures.assess(month).map_err(refused)?;
    let out = match &args.out {
        Some(out) => context.here()?.join(out),
        None => root.join(REPORTS).join(month.to_string()),
    };
    let found = check::findings(&world);
    pipeline::report(&world, &site, &assessment, check::count(&found), &out)?;
    check::summarize(context, &found, false);
    if !report::PDF {
        context.note(&Message::new("report-no-pdf"));
    }
    match args.format {
        TextFormat::Json => output::answer(&std::fs::read_to_string(out.join("assessment.json"))?)?,
        TextFormat::Text => output::answer(&said(context, &assessment, &out.display().to_string()))?,
    }
    Ok(Outcome::Clean)
}

fn refused(refusal: Refusal) -> anyhow::Error {
    let message = match refusal {
        Refusal::NoSheet => Message::new("report-no-sheet"),
        Refusal::Query { item, fault } => Message::new("report-query")
            .with("item", item)
            .with("detail", fault.message()),
        Refusal::NotCovered(fault) => Message::new("report-not-covered").with("year", i64::from(fault.year)),
    };
    Refused(message).into()
}

fn said(context: &Context, assessment: &Assessment, path: &str) -> String {
    let catalog = context.catalog();
    let grade = assessment
        .grade
        .as_ref()
        .map(|grade| format!(" · {grade}"))
        .unwrap_or_default();
    let month = assessment.month.to_string();
    let done = Message::new("report-done")
        .with("month", month.as_str())
        .with("score", assessment.score.to_string())
        .with("grade", grade)
        .with(
            "state",
            catalog.word(&format!("state-{}", assessment.state.name())),
        )
        .with("path", path);
    let mut text = context.say(&done);
    if assessment.state == State::Draft {
        let open: Vec<&str> = assessment
            .items
            .iter()
            .filter(|item| item.open)
            .map(|item| item.spec.id.as_str())
            .collect();
        let draft = Message::new("report-draft")
            .with("items", open.join(", "))
            .with("month", month);
        text = format!("{text}\n{}", context.say(&draft));
    }
    text
}
