//! `casebook clock`: a due time, and what became of it.

use super::args::{ClockArgs, TextFormat};
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::base::{Lines, Message, OrUnable, Severity, unable};
use crate::clock::{self, Calendar, Counts, Course, Deadline, Limit, PendingSpan, Reading, Verdict};
use crate::config::{self, CONTRACT_YAML, Config, Written};
use crate::pipeline;
use anyhow::{Context as _, Result};
use jiff::Timestamp;
use serde::Serialize;
use std::fs;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;

/// The answer in JSON; times in RFC 3339, null where no end was given.
#[derive(Serialize)]
struct Answer {
    due: String,
    elapsed_seconds: Option<i64>,
    late_seconds: Option<i64>,
    status: Option<&'static str>,
}

pub(crate) fn run(context: &Context, args: &ClockArgs) -> Result<Outcome> {
    let calendar = calendar(context, args.contract.as_deref())?;
    let limit: Limit = part("limit", &args.limit, "expected-limit")?;
    let reading = args
        .reading
        .as_deref()
        .map(|text| part("reading", text, "expected-reading"))
        .transpose()?;
    let counts = args
        .counts
        .as_deref()
        .map(|text| part("counts", text, "expected-counts"))
        .transpose()?;
    let deadline = Deadline::Within {
        limit,
        counts: counts.unwrap_or(Counts::Service),
        reading: reading.unwrap_or(Reading::CivilCode),
    };
    let start = instant(&calendar, &args.from)?;
    let stop = args
        .to
        .as_deref()
        .map(|text| instant(&calendar, text))
        .transpose()?;
    if let (Some(to), true) = (&args.to, stop.is_some_and(|stop| stop < start)) {
        return Err(backwards(&args.from, to));
    }
    let pending = args
        .pending
        .iter()
        .map(|text| span(&calendar, text))
        .collect::<Result<Vec<PendingSpan>>>()?;
    let course = Course {
        start: Some(start),
        stop,
        exempt: false,
        pending: &pending,
    };
    // Without an end, the due time alone is asked for: it is seen from the end of the last pause.
    let seen_from = pending
        .iter()
        .filter_map(|(_, to)| *to)
        .max()
        .map_or(start, |to| to.max(start));
    let as_of = stop.map_or_else(
        || seen_from.checked_add(jiff::SignedDuration::from_secs(1)),
        |_| Ok(Timestamp::MAX),
    )?;
    let verdict = clock::judge(&calendar, &deadline, &course, as_of)?.context("the clock has no start")?;
    show(context, args, &calendar, &verdict, stop.is_some())?;
    Ok(Outcome::Clean)
}

fn show(
    context: &Context,
    args: &ClockArgs,
    calendar: &Calendar,
    verdict: &Verdict,
    ended: bool,
) -> Result<()> {
    let due = verdict.due.context("the clock has no due time")?;
    let zone = calendar.time_zone();
    match args.format {
        TextFormat::Json => output::json(&Answer {
            due: clock::format_rfc3339(due, zone),
            elapsed_seconds: ended.then_some(verdict.elapsed_seconds),
            late_seconds: ended.then_some(verdict.late_seconds),
            status: ended.then(|| verdict.status.name()),
        }),
        TextFormat::Text => {
            let catalog = context.catalog();
            let weekday = catalog.word(&format!(
                "weekday-{}",
                due.to_zoned(zone.clone()).weekday().to_monday_one_offset()
            ));
            let line = Message::new("clock-due")
                .with("due", clock::format_local(due, zone))
                .with("weekday", weekday);
            let mut text = context.say(&line);
            if ended {
                let status = catalog.word(&format!("status-{}", verdict.status.name()));
                let line = Message::new("clock-verdict")
                    .with("elapsed", duration(verdict.elapsed_seconds))
                    .with("late", duration(verdict.late_seconds))
                    .with("status", status);
                text = format!("{text}\n{}", context.say(&line));
            }
            output::answer(&text)
        }
    }
}

/// `1:02:03`: hours, minutes, seconds.
fn duration(seconds: i64) -> String {
    format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The calendar of the contract named, of this knowledge base, or the default.
fn calendar(context: &Context, contract: Option<&Path>) -> Result<Arc<Calendar>> {
    let file = match contract {
        Some(file) => Some(context.here()?.join(file)),
        None => context
            .find_root()?
            .map(|root| root.join(CONTRACT_YAML))
            .filter(|file| file.is_file()),
    };
    let written = file
        .as_deref()
        .map_or_else(|| Ok(Written::default()), of_contract)?;
    Ok(Config::settle(&written).contract.calendar)
}

/// The configuration of a contract file without the records of a knowledge base. Of what clocks and plans name, the kinds are those of the
/// knowledge base here, if there is one; what there is not, nobody asks of a file alone.
pub(crate) fn contract_config(context: &Context, file: &Path) -> Result<Config> {
    let kinds = match context.find_root()? {
        Some(root) => pipeline::settings(&root)?.kinds,
        None => Vec::new(),
    };
    let written = of_contract(file)?;
    Ok(Config::settle(&Written { kinds, ..written }))
}

/// What a contract file says; faults of what stands in it for itself are refused.
fn of_contract(file: &Path) -> Result<Written> {
    let text = fs::read_to_string(file).or_unable(|| unable::of("unable-read", file))?;
    let list = config::holiday_file(&text);
    let holidays = list.and_then(|path| fs::read_to_string(path.on_disk(file.parent()?)).ok());
    let faults = config::calendar_faults(&text, holidays.as_deref());
    if let Some(first) = faults.iter().find(|fault| fault.severity == Severity::Error) {
        let place = Lines::new(&text).place(first.span.start);
        let message = Message::new("cli-contract").with("path", file.display().to_string());
        let message = message.with("line", place.line).with("column", place.column);
        return Err(Refused(message.with("fault", first.message.clone())).into());
    }
    Ok(Written {
        contract: Some(text),
        holidays,
        ..Written::default()
    })
}

fn part<T: FromStr>(name: &str, text: &str, expected: &'static str) -> Result<T> {
    text.parse().map_err(|_| {
        let message = Message::new("cli-argument")
            .with("argument", format!("--{name}"))
            .with("written", text);
        Refused(message.with("expected", Message::new(expected))).into()
    })
}

pub(crate) fn instant(calendar: &Calendar, text: &str) -> Result<Timestamp> {
    clock::parse_instant(text, calendar.time_zone()).map_err(|wrong| {
        let fault = Message::new(wrong.message()).with("written", text);
        let message = match wrong.meant() {
            Some(meant) => Message::new("clock-meant")
                .with("fault", fault)
                .with("meant", meant),
            None => fault,
        };
        Refused(message).into()
    })
}

/// An instant; of a day, its end.
pub(crate) fn instant_or_day(calendar: &Calendar, text: &str) -> Result<Timestamp> {
    match clock::parse_date(text) {
        Ok(date) => Ok(calendar.begin_of(date.tomorrow()?)),
        Err(_) => instant(calendar, text),
    }
}

/// The refusal of an end that lies before its beginning.
fn backwards(from: &str, to: &str) -> anyhow::Error {
    let message = Message::new("clock-backwards").with("from", from.trim());
    Refused(message.with("to", to.trim())).into()
}

fn span(calendar: &Calendar, text: &str) -> Result<PendingSpan> {
    let Some((from, to)) = text.split_once('/') else {
        let message = Message::new("cli-argument")
            .with("argument", "--pending")
            .with("written", text);
        return Err(Refused(message.with("expected", Message::new("expected-span"))).into());
    };
    let begin = instant(calendar, from.trim())?;
    let end = match to.trim() {
        "" => None,
        to => Some(instant(calendar, to)?),
    };
    match end.is_some_and(|end| end < begin) {
        true => Err(backwards(from, to)),
        false => Ok((begin, end)),
    }
}
