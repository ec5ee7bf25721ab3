//! How trustworthy is the way in which records came about? Flags, not verdicts.

mod rows;
mod subject;
mod times;
mod waits;

pub(super) use rows::rows;

use crate::history::History;
use crate::library::Library;
use jiff::Timestamp;
use std::collections::HashMap;
use subject::{Subject, fields};
use times::Times;

/// Something that an auditor should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The index of the record.
    pub record: usize,
    /// The number of the commit.
    pub commit: usize,
    /// What is noticed.
    pub notice: Notice,
}

/// What is noticed about a commit of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A time was committed later after its event than `provenance.late_entry` allows; of several, the one whose entry was due first.
    LateEntry {
        /// The field.
        field: String,
        /// When it happened.
        event_at: Timestamp,
        /// By when it should have been committed.
        due_at: Timestamp,
    },
    /// What a clock rests on was changed after it was first committed: a time, a wait, or why it does not count.
    ClockEdited {
        /// The field.
        field: String,
        /// What it said before, as tables have it; `None` where a record is excused that was not when it was made.
        old: Option<String>,
        /// What it says after; `None` where it was taken out.
        new: Option<String>,
    },
    /// The author of the commit is not on the roster on that day.
    NotOnRoster,
}

impl Notice {
    /// The name in the ledger.
    pub fn name(&self) -> &'static str {
        match self {
            Notice::LateEntry { .. } => "late_entry",
            Notice::ClockEdited { .. } => "clock_edited",
            Notice::NotOnRoster => "not_on_roster",
        }
    }
}

/// What is noticed about the records of a knowledge base.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The flags, by record, and of a record by time.
    pub flags: Vec<Flag>,
    /// The records that were imported: made before the baseline.
    pub imported: Vec<usize>,
    /// The years that the calendar does not cover, for which nothing can be said of late entries.
    pub not_covered: Vec<i16>,
}

impl Provenance {
    /// What is noticed about the records of `library`, drafts aside, by their `history`. What was imported is marked as that, and by nothing else.
    pub fn of(library: &Library, history: &History) -> Provenance {
        Provenance::of_some(library, history, 0..library.records.len())
    }

    /// What is noticed after the records `changed` were read again, where all others and the history are as before.
    #[must_use]
    pub fn again(&self, library: &Library, history: &History, changed: &[usize]) -> Provenance {
        let fresh = Provenance::of_some(library, history, changed.iter().copied());
        // Which records want the years that are not covered is not known.
        if !self.not_covered.is_empty() || !fresh.not_covered.is_empty() {
            return Provenance::of(library, history);
        }
        let is_old = |record: &usize| !changed.contains(record);
        let old = self.flags.iter().filter(|flag| is_old(&flag.record));
        let mut flags: Vec<Flag> = old.cloned().chain(fresh.flags).collect();
        flags.sort_by_key(|flag| flag.record);
        let old = self.imported.iter().copied().filter(is_old);
        let mut imported: Vec<usize> = old.chain(fresh.imported).collect();
        imported.sort_unstable();
        Provenance {
            flags,
            imported,
            not_covered: Vec::new(),
        }
    }

    fn of_some(library: &Library, history: &History, records: impl Iterator<Item = usize>) -> Provenance {
        let mut found = Provenance::default();
        let mut times: HashMap<&str, Times<'_>> = HashMap::new();
        for index in records {
            let Some(record) = library.records.get(index) else {
                continue;
            };
            let steps = history.of(&record.path);
            if record.draft || steps.is_empty() {
                continue;
            }
            if history.first(&record.path).is_some_and(|commit| commit.imported) {
                found.imported.push(index);
            }
            let times = times
                .entry(&record.kind.id)
                .or_insert_with(|| Times::of(library, &record.kind));
            let subject = Subject {
                library,
                history,
                record,
                index,
                times,
                steps: steps.iter().map(|step| (step, fields(history, step))).collect(),
            };
            subject.flags(&mut found);
        }
        found.not_covered.sort_unstable();
        found.not_covered.dedup();
        found
    }
}
