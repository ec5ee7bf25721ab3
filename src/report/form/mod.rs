//! How is a record handed over? As a form to be printed, signed and stamped.
//!
//! [`Form`] says in words what stands on it, [`docx`] writes it.

mod clocks;
pub mod docx;
mod entries;
mod signers;

#[cfg(test)]
mod tests;

use super::prose::{Block, Run, blocks};
use crate::base::{Catalog, Lang, Message};
use crate::kind::Kind;
use crate::ledger::ClockResult;
use crate::library::Library;
use crate::record::{Missing, Record, missing};
use jiff::Timestamp;

/// What a form is made of.
pub struct Sources<'s> {
    /// All records.
    pub library: &'s Library,
    /// The index of the record.
    pub index: usize,
    /// Its clocks.
    pub clocks: &'s [ClockResult],
    /// The instant as of which clocks that still run are judged.
    pub as_of: Timestamp,
    /// The body, as written.
    pub body: &'s str,
    /// The commit; `None` without git.
    pub commit: Option<&'s str>,
    /// Whether the record was changed since that commit.
    pub uncommitted: bool,
}

/// What stands on the form of a record, in the words of the site's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The language.
    pub lang: Lang,
    /// The name of the kind.
    pub name: String,
    /// The ID of the record.
    pub id: String,
    /// The knowledge base.
    pub site: String,
    /// The contract: its title and number, where they are known.
    pub contract: String,
    /// The fields.
    pub lines: Vec<Line>,
    /// The clocks and the pauses.
    pub times: Vec<Grid>,
    /// The text; its headings begin at level 1.
    pub body: Vec<Block>,
    /// Fields that are tables of their own.
    pub tables: Vec<Grid>,
    /// Other records and files.
    pub ties: Vec<Line>,
    /// Who is to sign.
    pub signers: Vec<Signer>,
    /// Where it comes from: the ID, the commit, the program.
    pub origin: String,
    /// When the record was last changed, as far as git knows.
    pub changed: Option<Timestamp>,
}

/// A row of the fields: one that takes all of it, or two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// One field.
    One(Entry),
    /// Two fields beside each other.
    Two(Entry, Entry),
}

/// A field and its value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The name of the field.
    pub label: String,
    /// The value; empty where the form is to be filled in by hand.
    pub text: String,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What it shows.
    pub title: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The cells.
    pub rows: Vec<Vec<String>>,
}

/// Somebody who is to sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// As what.
    pub role: String,
    /// Whether a stamp goes beside the name.
    pub stamps: bool,
}

impl Form {
    /// The form of a record; `None` where there is no such record.
    pub fn of(sources: &Sources<'_>) -> Option<Form> {
        let library = sources.library;
        let record = library.records.get(sources.index)?;
        let placed = library.placed.get(sources.index)?;
        let lang = library.config.site.language;
        let catalog = Catalog::of(lang);
        let (pauses, tables) = entries::tables(library, record, lang);
        let clocks = clocks::grid(sources, catalog);
        let terms = &library.config.contract.terms;
        let contract: Vec<&str> = [&terms.title, &terms.number]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        Some(Form {
            lang,
            name: record.kind.name.get(lang).to_owned(),
            id: record.id.to_string(),
            site: library.config.site.title.clone(),
            contract: contract.join(" · "),
            lines: entries::lines(library, record, placed, catalog),
            times: clocks.into_iter().chain(pauses).collect(),
            body: body(record, sources.body, catalog),
            tables,
            ties: entries::ties(library, record, sources.index, catalog),
            signers: signers::of(library, record, catalog),
            origin: origin(sources, record, catalog),
            changed: placed.stamp.updated_at,
        })
    }
}

/// The text below the fields, without a heading that only repeats the title; then the headings that are wanted and have no text.
fn body(record: &Record, markdown: &str, catalog: &Catalog) -> Vec<Block> {
    let mut found = blocks(markdown);
    if matches!(found.first(), Some(Block::Heading { runs, .. }) if text(runs).trim() == record.title) {
        found.remove(0);
    }
    let top = found.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        _ => None,
    });
    let above = top.min().unwrap_or(1).saturating_sub(1);
    for block in &mut found {
        if let Block::Heading { level, .. } = block {
            *level = level.saturating_sub(above);
        }
    }
    for gap in missing(record) {
        if let Missing::Section(heading) = gap {
            unwritten(&mut found, &record.kind, heading, catalog);
        }
    }
    found
}

/// Says below `heading`, which is added where it is not there, that nothing is written.
fn unwritten(blocks: &mut Vec<Block>, kind: &Kind, heading: &str, catalog: &Catalog) {
    let one = |text: &str| {
        vec![Run {
            text: text.to_owned(),
            ..Run::default()
        }]
    };
    let note = Block::Paragraph {
        runs: one(&catalog.word("form-unwritten")),
    };
    let is_it =
        |block: &Block| matches!(block, Block::Heading { runs, .. } if kind.is_section(&text(runs), heading));
    match blocks.iter().position(is_it) {
        Some(at) => blocks.insert(at + 1, note),
        None => {
            let runs = one(kind.section_name(heading, catalog.lang()));
            blocks.extend([Block::Heading { level: 1, runs }, note]);
        }
    }
}

fn text(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// How much of a commit's ID is printed.
const COMMIT: usize = 10;

fn origin(sources: &Sources<'_>, record: &Record, catalog: &Catalog) -> String {
    let commit = match sources.commit {
        Some(id) => catalog.say(&Message::new("form-commit").with("id", id.get(..COMMIT).unwrap_or(id))),
        None => catalog.word("form-no-commit"),
    };
    let changed = sources.uncommitted && sources.commit.is_some();
    let commit = match changed {
        true => catalog.say(&Message::new("form-uncommitted").with("commit", commit)),
        false => commit,
    };
    let program = concat!("casebook ", env!("CARGO_PKG_VERSION"));
    format!("{} · {commit} · {program}", record.id)
}
