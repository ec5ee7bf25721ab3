//! `casebook import`: records of what other programs wrote down.
//!
//! ```text
//! MAP.yaml ─▶ Map ─┐
//! FILE ─▶ Table ───┴─▶ rows that are taken ─▶ values ─▶ texts ─▶ checked as records ─▶ files
//! ```
//!
//! Nothing is written before all of it is known to be right.

mod check;
mod columns;
mod escape;
mod fields;
mod half;
pub mod input;
mod key;
mod known;
mod map;
mod place;
mod record;
mod rows;
mod sections;
mod time;
mod value;

use super::blank::{Filling, fill};
use super::fmt::FieldOrder;
use super::new::NewFault;
use crate::base::decode::{decode, shown};
use crate::base::{Diagnostic, Message, RelPath};
use crate::kind::Kind;
use crate::output;
use crate::pipeline::World;
use crate::render::Templates;
use anyhow::Result;
use map::Map;
use record::Blank;
use std::path::Path;

/// A file that was read.
pub struct File<'f> {
    /// As findings name it.
    pub path: RelPath,
    /// What it holds.
    pub bytes: &'f [u8],
}

/// What was asked for.
pub struct Asked<'a> {
    /// The kind of the records: its ID, its folder, or its name.
    pub kind: &'a str,
    /// What is imported.
    pub file: File<'a>,
    /// The map.
    pub map: File<'a>,
}

/// What came of it.
pub enum Imported {
    /// What the map or the file as a whole says means nothing.
    Unusable(Faults),
    /// Rows do not fit.
    Faulty(Faults),
    /// These records can be written.
    Ready(Plan),
}

/// What is wrong, and the texts in which the places of it are.
pub struct Faults {
    /// The findings, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// Texts by path.
    pub texts: Vec<(RelPath, String)>,
}

/// What is to be written, and what is not.
#[derive(Debug, Default)]
pub struct Plan {
    /// The records, in the order of the file.
    pub records: Vec<Planned>,
    /// How many rows are records already.
    pub known: usize,
    /// How many rows the map leaves out.
    pub skipped: usize,
    /// How many rows say what another row of the file says.
    pub twice: usize,
}

/// A record that is to be written.
#[derive(Debug)]
pub struct Planned {
    /// Where.
    pub path: RelPath,
    /// Its title.
    pub title: String,
    /// The whole text.
    pub text: String,
}

/// The records that `asked` gives in `world`, which is read with its drafts and its commits.
///
/// # Errors
/// There is no such kind, or its template cannot be filled.
pub fn plan(world: &World, templates: &Templates, asked: &Asked<'_>) -> Result<Imported> {
    let config = &world.config;
    let Some(kind) = config.kinds.named(asked.kind) else {
        return Err(NewFault(no_kind(world, asked.kind)).into());
    };
    let blank = blank(world, templates, kind)?;
    let map = match self::map(world, kind, &blank, &asked.map) {
        Ok(map) => map,
        Err(faults) => return Ok(Imported::Unusable(faults)),
    };
    let file = &asked.file;
    let read = match input::read(file.bytes, &file.path, &map.how) {
        Ok(read) => read,
        Err(input::Unread { findings, text }) => {
            let texts = vec![(file.path.clone(), text)];
            return Ok(Imported::Unusable(Faults { findings, texts }));
        }
    };
    let findings = columns::missing(&map, &read.table, &asked.map.path);
    if !findings.is_empty() {
        let texts = vec![(asked.map.path.clone(), text(&asked.map))];
        return Ok(Imported::Unusable(Faults { findings, texts }));
    }
    let rows = rows::Rows {
        world,
        kind,
        map: &map,
        read: &read,
        blank: &blank,
        path: &file.path,
    };
    Ok(
        match rows
            .plan()
            .and_then(|plan| check::checked(world, &file.path, plan))
        {
            Ok(plan) => Imported::Ready(plan),
            Err(mut faults) => {
                faults.texts.push((file.path.clone(), read.text));
                Imported::Faulty(faults)
            }
        },
    )
}

/// Writes all records of `plan` into the knowledge base at `root`, or none.
///
/// # Errors
/// One cannot be written.
pub fn write(root: &Path, plan: &Plan) -> Result<()> {
    let files = plan.records.iter();
    output::create_all(files.map(|record| (record.path.on_disk(root), record.text.as_bytes())))
}

fn no_kind(world: &World, written: &str) -> Message {
    let kinds: Vec<&str> = world.config.kinds.iter().map(|kind| kind.id.as_str()).collect();
    Message::new("new-kind")
        .with("kind", written)
        .with("kinds", kinds.join(", "))
}

/// The template without a title and without the time now, which is no time of a record that is imported.
fn blank(world: &World, templates: &Templates, kind: &Kind) -> Result<Blank> {
    let filling = Filling {
        title: "",
        system: "",
        local: None,
    };
    Ok(Blank {
        text: fill(&world.config, templates, kind, &filling)?,
        order: FieldOrder::of(kind, templates),
    })
}

fn map(world: &World, kind: &Kind, blank: &Blank, file: &File<'_>) -> Result<Map, Faults> {
    let faults = |findings| Faults {
        findings,
        texts: vec![(file.path.clone(), text(file))],
    };
    if let Err(not) = decode(file.bytes) {
        let finding = Diagnostic {
            rule: map::RULE,
            ..not.finding(&file.path)
        };
        return Err(faults(vec![finding]));
    }
    map::read(&text(file), &file.path, &world.config, kind, &blank.brings()).map_err(faults)
}

fn text(file: &File<'_>) -> String {
    shown(file.bytes)
}
