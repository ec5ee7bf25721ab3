//! `casebook new`: a record from the template of its kind.

use super::allocate::Series;
use super::blank::{Filling, fill};
use super::fmt::{FieldOrder, formatted};
use super::former::former;
use super::{front, given};
use crate::base::nearest::nearest;
use crate::base::{Id, Message, Month, RelPath};
use crate::clock;
use crate::config::{Config, Entry, Register, System};
use crate::kind::{Allocate, Kind};
use crate::render::Templates;
use crate::source::Snapshot;
use anyhow::Result;
use jiff::Zoned;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What was asked for.
pub struct New<'n> {
    /// The kind: its ID, its folder, or its name.
    pub kind: &'n str,
    /// The title; the month for an assessment.
    pub title: &'n str,
    /// The system, by ID or name.
    pub system: Option<&'n str>,
    /// Fields to set.
    pub fields: &'n [(String, String)],
    /// The IDs of records that are no more, as commits tell: their numbers are not given again. Without commits, what records say of their former IDs
    /// has to do, for which all of them are read.
    pub gone: Option<&'n BTreeSet<String>>,
    /// The time now.
    pub now: Zoned,
}

/// Why no record was written: what was asked for does not fit the knowledge base.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.id)]
pub struct NewFault(pub Message);

/// Writes a new record into the knowledge base at `root`, and says where. Nothing that is there is overwritten.
pub fn new(root: &Path, config: &Config, templates: &Templates, asked: &New<'_>) -> Result<RelPath> {
    let Some(kind) = config.kinds.named(asked.kind) else {
        let kinds: Vec<&str> = config.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let message = Message::new("new-kind")
            .with("kind", asked.kind)
            .with("kinds", kinds.join(", "));
        return Err(NewFault(message).into());
    };
    let local = asked
        .now
        .with_time_zone(config.contract.calendar.time_zone().clone());
    if asked.title.trim().is_empty() {
        return Err(NewFault(Message::new("new-no-title")).into());
    }
    let local = moment(kind, asked, &local).unwrap_or(local);
    let path = place(root, config, kind, asked, &local)?;
    let filling = Filling {
        title: asked.title,
        system: asked.system.unwrap_or_default(),
        local: Some(&local),
    };
    let mut text = fill(config, templates, kind, &filling)?;
    if let Some(system) = asked.system {
        text = front::set(&text, "system", &front::scalar(&system_name(config, system)?));
    }
    for (key, value) in asked.fields {
        if kind.field(key).is_none() {
            let names = || kind.fields.keys().map(String::as_str);
            let message = match nearest(key, names()) {
                Some(near) => Message::new("new-field").with("near", near),
                None => {
                    Message::new("new-field-unlike").with("fields", names().collect::<Vec<_>>().join(", "))
                }
            };
            let message = message.with("field", key.as_str()).with("kind", kind.id.as_str());
            return Err(NewFault(message).into());
        }
        given::fits(config, kind, &path, (key, value))?;
        text = front::set(&text, key, &front::scalar(value));
    }
    let text = formatted(&text, &FieldOrder::of(kind, templates)).unwrap_or(text);
    crate::output::create(&path.on_disk(root), text.as_bytes())?;
    Ok(path)
}

/// A new record of `kind` that has no title yet.
///
/// # Errors
/// The template of the kind cannot be filled.
pub fn blank(config: &Config, templates: &Templates, kind: &Kind, now: &Zoned) -> Result<String> {
    let local = now.with_time_zone(config.contract.calendar.time_zone().clone());
    let filling = Filling {
        title: "",
        system: "",
        local: Some(&local),
    };
    let text = fill(config, templates, kind, &filling)?;
    Ok(text.replacen("title: \"\"\n", "title:\n", 1))
}

fn system_name(config: &Config, written: &str) -> Result<String> {
    let systems = &config.site.systems;
    if !systems.declared {
        return Ok(written.to_owned());
    }
    match systems.find(written) {
        Some(system) => Ok(system.name().to_owned()),
        None => Err(NewFault(no_system(systems, written)).into()),
    }
}

/// What is said where no system is called what somebody has written.
pub fn no_system(systems: &Register<System>, written: &str) -> Message {
    let message = match systems.nearest(written) {
        Some(near) => Message::new("new-system").with("near", near),
        None => {
            let names: Vec<&str> = systems.iter().map(Entry::name).collect();
            Message::new("new-system-unlike").with("systems", names.join(", "))
        }
    };
    message.with("system", written)
}

/// Where the record goes: by year and month, or at the path that its title gives.
fn place(root: &Path, config: &Config, kind: &Kind, asked: &New<'_>, local: &Zoned) -> Result<RelPath> {
    let refused = |id: &'static str| NewFault(Message::new(id).with("title", asked.title));
    let folder = config
        .site
        .content
        .join(&kind.folder)
        .ok_or_else(|| refused("new-title"))?;
    let path = match &kind.allocate {
        Allocate::Path => file_name(asked.title)
            .and_then(|name| folder.join(&format!("{name}.md")))
            .filter(|path| path.below(folder.as_str()).is_some()),
        Allocate::Pattern(pattern) if pattern == "{month}" => {
            let month: Month = asked.title.trim().parse().map_err(|_| refused("new-month"))?;
            folder.join(&format!("{month}.md"))
        }
        Allocate::Pattern(pattern) => {
            let snapshot = Snapshot::take(root, std::slice::from_ref(&config.site.content))?;
            let former = match asked.gone {
                Some(_) => Vec::new(),
                None => former(config, &snapshot),
            };
            let there = snapshot.entries.iter().map(|entry| entry.path.stem());
            let gone = asked
                .gone
                .into_iter()
                .flatten()
                .chain(&former)
                .map(String::as_str);
            let taken = there.chain(gone);
            let day = local.date();
            let id = Series::new(pattern, day).next(taken);
            folder.join(&format!("{:04}/{:02}/{id}.md", day.year(), day.month()))
        }
    };
    let path = path
        .filter(|path| Id::new(path.stem()).is_some())
        .ok_or_else(|| refused("new-title"))?;
    if fs::symlink_metadata(path.on_disk(root)).is_ok() {
        return Err(NewFault(Message::new("new-exists").with("path", path.as_str())).into());
    }
    Ok(path)
}

/// The time that places the record, where it was given: of a day alone, at the hour of `local`. What the template fills in is of that time, too.
fn moment(kind: &Kind, asked: &New<'_>, local: &Zoned) -> Option<Zoned> {
    let given = |name: &String| asked.fields.iter().find(|(field, _)| field == name);
    let (_, written) = kind.dates.iter().find_map(given)?;
    match clock::parse_date(written) {
        Ok(day) => local.with().date(day).build().ok(),
        Err(_) => {
            let at = clock::parse_instant(written, local.time_zone()).ok()?;
            Some(at.to_zoned(local.time_zone().clone()))
        }
    }
}

/// The longest name of a file, in characters: of three bytes each, they stay below the 255 bytes that file systems take.
const LONGEST: usize = 80;

/// The title as a file name, a `/` leading into a folder: what no file name or ID may hold becomes a dash, and dots at the beginning, which
/// would hide it, are left out. `None` where nothing is left of it, and where it leads out of a folder.
pub(super) fn file_name(title: &str) -> Option<String> {
    let safe = |c: char| {
        if c.is_control() || "[]|\\:*?\"<>#%".contains(c) || c.is_whitespace() {
            '-'
        } else {
            c
        }
    };
    let shown = |name: &str| {
        let name: String = name.trim().chars().map(safe).collect();
        let name = match name.starts_with('.') {
            true => name.trim_start_matches(['.', '-']),
            false => &name,
        };
        name.chars().take(LONGEST).collect::<String>()
    };
    let names = || title.trim().split('/');
    let shown: Vec<String> = names().map(shown).filter(|name| !name.is_empty()).collect();
    let leads_out = names().any(|name| name.trim() == "..");
    (!shown.is_empty() && !leads_out).then(|| shown.join("/"))
}
