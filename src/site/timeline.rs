//! Who changed a record when, and what? On its page, the latest first.

use super::saying::{said, touched};
use super::{Site, moment};
use crate::history::{Commit, Step};
use crate::ledger::Notice;
use serde::Serialize;

/// What a commit did to a record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry<'h> {
    at: String,
    author: &'h str,
    commit: String,
    /// The whole ID, for who looks for it.
    commit_id: String,
    summary: &'h str,
    touched: String,
    imported: bool,
    signature: Option<&'static str>,
    /// What is noticed about it.
    notices: Vec<String>,
    changes: Vec<Change>,
}

/// A part of a record that was changed.
#[derive(Debug, Clone, Serialize)]
struct Change {
    label: String,
    old: Option<String>,
    new: Option<String>,
}

/// The history of a record.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Timeline<'h> {
    /// Whether something in it should be seen at once.
    open: bool,
    /// Whether the beginnings are unknown.
    shallow: bool,
    /// Whether what the page shows is not committed yet.
    uncommitted: bool,
    count: usize,
    entries: Vec<Entry<'h>>,
}

impl Site {
    /// The history of the record `index`; `None` where git knows nothing of it.
    pub(super) fn timeline(&self, index: usize) -> Option<Timeline<'_>> {
        let record = self.library.records.get(index)?;
        let history = self.past.history();
        let steps = history.of(&record.path);
        let entries: Vec<Entry<'_>> = steps.iter().filter_map(|step| self.entry(index, step)).collect();
        let uncommitted = history.uncommitted.contains(&record.path);
        (uncommitted || !entries.is_empty()).then(|| Timeline {
            open: self.past.flags_of(index).next().is_some(),
            shallow: history.shallow,
            uncommitted,
            count: entries.len(),
            entries,
        })
    }

    fn entry(&self, index: usize, step: &Step) -> Option<Entry<'_>> {
        let commit = self.past.history().commit_of(step)?;
        let flags = self
            .past
            .flags_of(index)
            .filter(|flag| flag.commit == step.commit);
        Some(Entry {
            at: self.time_of(commit),
            author: &commit.author,
            commit: short_id(commit),
            commit_id: commit.id.to_string(),
            summary: &commit.summary,
            touched: touched(step, self.lang),
            imported: commit.imported,
            signature: commit.signature.map(|signature| signature.name()),
            notices: flags.map(|flag| self.notice(index, &flag.notice)).collect(),
            changes: self.changes(index, step),
        })
    }

    fn changes(&self, index: usize, step: &Step) -> Vec<Change> {
        let (Some(record), Some(difference)) = (
            self.library.records.get(index),
            self.past.history().difference(step),
        ) else {
            return Vec::new();
        };
        let parts = said(&self.library, self.lang, &record.kind, &difference).into_iter();
        parts
            .map(|said| Change {
                label: said.label,
                old: said.old,
                new: said.new,
            })
            .collect()
    }

    /// When `commit` was made, as text.
    pub(super) fn time_of(&self, commit: &Commit) -> String {
        moment::time(
            commit.committed_at,
            self.library.config.contract.calendar.time_zone(),
        )
    }

    /// What is noticed about a commit of the record `index`, in a sentence.
    pub(super) fn notice(&self, index: usize, notice: &Notice) -> String {
        let label = |name: &str| {
            let record = self.library.records.get(index);
            let field = record.and_then(|record| record.kind.field(name));
            field.map_or(name, |field| field.label.get(self.lang)).to_owned()
        };
        let zone = self.library.config.contract.calendar.time_zone();
        let time = |at| moment::time(at, zone);
        match notice {
            Notice::LateEntry {
                field,
                event_at,
                due_at,
            } => self.catalog.fill(
                "provenance-late",
                [
                    ("what", label(field).into()),
                    ("at", time(*event_at).into()),
                    ("due", time(*due_at).into()),
                ],
            ),
            Notice::ClockEdited { field, .. } => self
                .catalog
                .fill("provenance-edited", [("what", label(field).into())]),
            Notice::NotOnRoster => self.catalog.word("provenance-not-on-roster"),
        }
    }
}

/// The beginning of the ID of `commit`, as people name it.
pub(super) fn short_id(commit: &Commit) -> String {
    let mut id = commit.id.to_string();
    id.truncate(10);
    id
}
