//! `casebook history ID`: who changed a record when, and what?

use super::args::{HistoryArgs, TextFormat};
use super::context::{Context, Refused};
use super::{Outcome, output};
use crate::base::Message;
use crate::clock::format_rfc3339;
use crate::history::{Commit, Step};
use crate::library::Library;
use crate::pipeline::{self, Load, Past, World};
use crate::record::Record;
use crate::site::{Said, name_of, said, touched};
use anyhow::Result;
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;

#[derive(Serialize)]
struct Told {
    id: String,
    kind: String,
    title: String,
    path: String,
    /// Whether the record is no more.
    deleted: bool,
    /// Whether the beginnings are unknown.
    shallow: bool,
    commits: Vec<StepJson>,
}

#[derive(Serialize)]
struct StepJson {
    #[serde(flatten)]
    commit: CommitJson,
    change: &'static str,
    path: String,
    imported: bool,
    signature: Option<&'static str>,
    changes: Vec<EditJson>,
}

/// A commit, for programs.
#[derive(Serialize)]
pub(crate) struct CommitJson {
    commit: String,
    author: String,
    committed_at: String,
    authored_at: String,
    summary: String,
}

/// A part of a record that was changed, for programs: as it was written.
#[derive(Serialize)]
pub(crate) struct EditJson {
    pub(crate) field: String,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

impl CommitJson {
    pub(crate) fn of(library: &Library, commit: &Commit) -> CommitJson {
        CommitJson {
            commit: commit.id.to_string(),
            author: commit.author.to_string(),
            committed_at: instant(library, commit.committed_at),
            authored_at: instant(library, commit.authored_at),
            summary: commit.summary.to_string(),
        }
    }
}

impl EditJson {
    pub(crate) fn of(said: &Said) -> EditJson {
        let (old, new) = said.sources.clone();
        EditJson {
            field: said.name.clone(),
            old,
            new,
        }
    }
}

fn instant(library: &Library, at: Timestamp) -> String {
    format_rfc3339(at, library.config.contract.calendar.time_zone())
}

pub(crate) fn run(context: &Context, args: &HistoryArgs) -> Result<Outcome> {
    let how = Load {
        past: Past::Fields,
        drafts: true,
        ..Load::default()
    };
    let world = pipeline::load(&context.root()?, &how)?;
    let (record, deleted) = find(&world, &args.id)?;
    let steps = world.history.of(&record.path);
    match args.format {
        TextFormat::Json => output::json(&Told {
            id: record.id.to_string(),
            kind: record.kind.id.clone(),
            title: record.title.clone(),
            path: record.path.to_string(),
            deleted,
            shallow: world.history.shallow,
            commits: steps
                .iter()
                .filter_map(|step| step_json(context, &world, &record, step))
                .collect(),
        })?,
        TextFormat::Text => output::answer(&text(context, &world, &record, steps))?,
    }
    Ok(Outcome::Clean)
}

/// The record that is called `id`, which may be no more.
fn find(world: &World, id: &str) -> Result<(Arc<Record>, bool)> {
    if let Some(record) = world
        .library
        .find(id)
        .and_then(|index| world.library.records.get(index))
    {
        return Ok((Arc::clone(record), false));
    }
    let gone = pipeline::known(world)?
        .tombstones
        .into_iter()
        .find(|tombstone| tombstone.record.id.folded() == crate::base::id::fold(id.trim()));
    match gone {
        Some(tombstone) => Ok((tombstone.record, true)),
        None => Err(Refused(Message::new("history-unknown").with("id", id)).into()),
    }
}

fn step_json(context: &Context, world: &World, record: &Record, step: &Step) -> Option<StepJson> {
    let commit = world.history.commit_of(step)?;
    Some(StepJson {
        commit: CommitJson::of(&world.library, commit),
        change: name_of(step),
        path: step.path.clone().unwrap_or_else(|| record.path.to_string()),
        imported: commit.imported,
        signature: commit.signature.map(|signature| signature.name()),
        changes: parts(context, world, record, step)
            .iter()
            .map(EditJson::of)
            .collect(),
    })
}

fn parts(context: &Context, world: &World, record: &Record, step: &Step) -> Vec<Said> {
    let difference = world.history.difference(step);
    let parts = difference.map(|difference| said(&world.library, context.lang, &record.kind, &difference));
    parts.unwrap_or_default()
}

fn text(context: &Context, world: &World, record: &Record, steps: &[Step]) -> String {
    let mut text = format!("{}  {}\n{}", record.id, record.title, record.path);
    let notes = [
        (steps.is_empty(), "history-none"),
        (world.history.shallow, "history-shallow"),
    ];
    for (_, note) in notes.iter().filter(|(holds, _)| *holds) {
        text.push_str(&format!("\n{}", context.catalog().word(note)));
    }
    for step in steps {
        let Some(commit) = world.history.commit_of(step) else {
            continue;
        };
        text.push_str(&format!(
            "\n\n{}  {}",
            head(&world.library, commit),
            touched(step, context.lang)
        ));
        if commit.imported {
            text.push_str(&format!("  {}", context.catalog().word("provenance-imported")));
        }
        text.push_str(&format!("\n  {}", commit.summary));
        text.push_str(&sentences(context, &parts(context, world, record, step)));
    }
    text
}

/// `2023-11-02 10:00  王磊  d1e95a8974`.
pub(crate) fn head(library: &Library, commit: &Commit) -> String {
    let id = commit.id.to_string();
    format!(
        "{}  {}  {}",
        library.time(commit.committed_at),
        commit.author,
        id.get(..10).unwrap_or(&id)
    )
}

/// A line for each part.
pub(crate) fn sentences(context: &Context, parts: &[Said]) -> String {
    parts
        .iter()
        .map(|said| format!("\n    {}", said.sentence(context.lang)))
        .collect()
}
