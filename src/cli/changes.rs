//! `casebook changes`: what was changed in a month, or between two versions.

use super::args::{ChangesArgs, TextFormat};
use super::context::{Context, Refused};
use super::history::{CommitJson, EditJson, head, sentences};
use super::{Outcome, output};
use crate::base::{Message, Month};
use crate::kind::Kind;
use crate::pipeline::{self, Compared, Load, Past, World};
use crate::report::seal::{MANIFEST, REPORTS};
use crate::site::{self, Change, Said};
use crate::source::Source;
use anyhow::Result;
use serde::Serialize;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

pub(crate) fn run(context: &Context, args: &ChangesArgs) -> Result<Outcome> {
    let root = context.root()?;
    let how = Load {
        past: Past::Fields,
        ..Load::default()
    };
    match (&args.since, &args.month) {
        (Some(since), _) => between(context, args, &root, &how, since)?,
        (None, Some(written)) => {
            let month: Month = written
                .parse()
                .map_err(|_| Refused(Message::new("cli-month").with("written", written.as_str())))?;
            of_month(context, args, &pipeline::load(&root, &how)?, month)?;
        }
        (None, None) => return Err(Refused(Message::new("changes-of-what")).into()),
    }
    Ok(Outcome::Clean)
}

#[derive(Serialize)]
struct ChangeJson {
    #[serde(flatten)]
    commit: CommitJson,
    change: &'static str,
    id: Option<String>,
    kind: Option<String>,
    title: Option<String>,
    path: Option<String>,
    /// How many files were imported, where that is what it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<usize>,
    changes: Vec<EditJson>,
}

fn of_month(context: &Context, args: &ChangesArgs, world: &World, month: Month) -> Result<()> {
    let past = pipeline::known(world)?;
    let mut months = site::changes_by_month(&past, &world.library);
    let events = months.remove(&month).unwrap_or_default();
    let changes: Vec<Change<'_>> = events
        .iter()
        .filter_map(|event| site::change(&past, &world.library, context.lang, event))
        .collect();
    match args.format {
        TextFormat::Json => {
            let json = changes.iter().map(|change| change_json(world, change));
            output::json(&json.collect::<Vec<_>>())
        }
        TextFormat::Text => output::answer(&month_text(context, world, month, &changes)),
    }
}

fn change_json(world: &World, change: &Change<'_>) -> ChangeJson {
    ChangeJson {
        commit: CommitJson::of(&world.library, change.commit),
        change: change.name,
        id: change.record.map(|record| record.id.to_string()),
        kind: change.record.map(|record| record.kind.id.clone()),
        title: change.record.map(|record| record.title.clone()),
        path: change.path.as_ref().map(ToString::to_string),
        files: (change.imported > 0).then_some(change.imported),
        changes: change.parts.iter().map(EditJson::of).collect(),
    }
}

fn month_text(context: &Context, world: &World, month: Month, changes: &[Change<'_>]) -> String {
    let count = Message::new("changes-of-month-count")
        .with("month", world.library.month(month, context.lang))
        .with("n", changes.len());
    let mut text = context.say(&count);
    for change in changes {
        let what = match (change.record, &change.path) {
            (Some(record), _) => format!("{}  {}", record.id, record.title),
            (None, Some(path)) => path.to_string(),
            (None, None) => context.say(&Message::new("changes-import").with("n", change.imported)),
        };
        text.push_str(&format!("\n\n{}  {}", change.touched, what));
        text.push_str(&format!(
            "\n  {}  {}",
            head(&world.library, change.commit),
            change.commit.summary
        ));
        text.push_str(&sentences(context, &change.parts));
    }
    text
}

#[derive(Serialize)]
struct ComparedJson {
    change: &'static str,
    id: Option<String>,
    kind: Option<String>,
    title: Option<String>,
    path: String,
    /// The file before, where it was another one.
    from: Option<String>,
    changes: Vec<EditJson>,
    /// The commits that lie between, the newest first.
    commits: Vec<CommitJson>,
}

fn between(context: &Context, args: &ChangesArgs, root: &Path, how: &Load, since: &str) -> Result<()> {
    let here = Source::folder(root)?;
    let old = pipeline::load_source(
        &revision(root, &here, since)?,
        &Load {
            past: Past::Commits,
            ..how.clone()
        },
    )?;
    let new = match &args.until {
        Some(until) => pipeline::load_source(&revision(root, &here, until)?, how)?,
        None => pipeline::load(root, how)?,
    };
    let compared = pipeline::compare(&old, &new)?;
    let fresh = pipeline::commits_between(&old, &new);
    match args.format {
        TextFormat::Json => {
            let json = compared
                .iter()
                .map(|one| compared_json(context, &new, one, &fresh));
            output::json(&json.collect::<Vec<_>>())
        }
        TextFormat::Text => output::answer(&compared_text(context, &new, since, &compared, &fresh)),
    }
}

/// The version called `name`: that of a sealed month, else a revision of git.
fn revision(root: &Path, here: &Source, name: &str) -> Result<Source> {
    let Some(git) = here.git() else {
        return Err(Refused(Message::new("cli-no-repository")).into());
    };
    let sealed = sealed_commit(root, name);
    let commit = git
        .repository
        .resolve(sealed.as_deref().unwrap_or(name))
        .map_err(|_| Refused(Message::new("cli-no-revision").with("revision", name)))?;
    Source::revision(Arc::clone(&git.repository), commit, &git.inside)
}

/// The commit that the report `name` (`2023-09`, `2023-09-correction-1`) was sealed at.
fn sealed_commit(root: &Path, name: &str) -> Option<String> {
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return None;
    }
    let manifest = fs::read(root.join(REPORTS).join(name).join(MANIFEST)).ok()?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
    Some(manifest.get("commit")?.as_str()?.to_owned())
}

fn name_of(compared: &Compared) -> &'static str {
    match (&compared.old, &compared.new) {
        (None, Some(_)) => "added",
        (Some(_), None) => "deleted",
        (Some(old), Some(new)) if old.path != new.path => "renamed",
        _ => "modified",
    }
}

/// The schema by which what differs is read.
fn kind_of<'k>(world: &'k World, compared: &'k Compared) -> Option<&'k Kind> {
    let record = compared.new.as_ref().or(compared.old.as_ref());
    record
        .map(|record| &*record.kind)
        .or_else(|| world.config.kinds.get("list").map(|kind| &**kind))
}

fn parts(context: &Context, world: &World, compared: &Compared) -> Vec<Said> {
    let kind = kind_of(world, compared);
    kind.map(|kind| site::said(&world.library, context.lang, kind, &compared.difference))
        .unwrap_or_default()
}

fn compared_json(
    context: &Context,
    world: &World,
    compared: &Compared,
    fresh: &HashSet<usize>,
) -> ComparedJson {
    let record = compared.new.as_ref().or(compared.old.as_ref());
    let steps = world
        .history
        .of(&compared.path)
        .iter()
        .filter(|step| fresh.contains(&step.commit));
    let commits =
        steps.filter_map(|step| Some(CommitJson::of(&world.library, world.history.commit_of(step)?)));
    let from = compared
        .old
        .as_ref()
        .map(|old| &old.path)
        .filter(|path| **path != compared.path);
    ComparedJson {
        change: name_of(compared),
        id: record.map(|record| record.id.to_string()),
        kind: record.map(|record| record.kind.id.clone()),
        title: record.map(|record| record.title.clone()),
        path: compared.path.to_string(),
        from: from.map(ToString::to_string),
        changes: parts(context, world, compared).iter().map(EditJson::of).collect(),
        commits: commits.collect(),
    }
}

fn compared_text(
    context: &Context,
    world: &World,
    since: &str,
    compared: &[Compared],
    fresh: &HashSet<usize>,
) -> String {
    let count = Message::new("changes-since-count")
        .with("since", since)
        .with("n", compared.len());
    let mut text = context.say(&count);
    for one in compared {
        let record = one.new.as_ref().or(one.old.as_ref());
        let what = record.map_or_else(
            || one.path.to_string(),
            |record| format!("{}  {}", record.id, record.title),
        );
        let word = context.catalog().word(match name_of(one) {
            "added" => "change-added",
            "deleted" => "change-deleted",
            "renamed" => "change-moved",
            _ => "change-modified",
        });
        text.push_str(&format!("\n\n{word}  {what}"));
        if let Some(old) = one
            .old
            .as_ref()
            .filter(|old| old.path != one.path && one.new.is_some())
        {
            text.push_str(&format!("\n    {} → {}", old.path, one.path));
        }
        text.push_str(&sentences(context, &parts(context, world, one)));
        for step in world
            .history
            .of(&one.path)
            .iter()
            .filter(|step| fresh.contains(&step.commit))
        {
            if let Some(commit) = world.history.commit_of(step) {
                text.push_str(&format!(
                    "\n  {}  {}",
                    head(&world.library, commit),
                    commit.summary
                ));
            }
        }
    }
    text
}
