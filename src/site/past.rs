//! What did commits do, month by month, and what became of records that are no more?

use super::Site;
use crate::base::{Month, RelPath};
use crate::history::{Difference, Gone, History, Step};
use crate::ledger::{Flag, Provenance};
use crate::library::Library;
use crate::record::Record;
use crate::report::seal::Sealed;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What git tells of a knowledge base, as pages need it.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Who changed what.
    pub history: Arc<History>,
    /// What is noticed about it.
    pub provenance: Provenance,
    /// The records that are no more, drafts aside, each with the number of its end in the history.
    pub tombstones: Vec<Tombstone>,
    /// What was sealed, by name.
    pub seals: Vec<SealedReport>,
}

/// A record that is no more.
#[derive(Debug, Clone)]
pub struct Tombstone {
    /// The number of its end in [`History::gone`].
    pub gone: usize,
    /// Its last version.
    pub record: Arc<Record>,
}

/// A sealed report, and what it counted and is not so any more.
#[derive(Debug, Clone)]
pub struct SealedReport {
    /// The seal.
    pub sealed: Sealed,
    /// What is not as it was sealed.
    pub changes: Vec<SealedChange>,
}

/// A record, or a file of the configuration, that is not as it was sealed.
#[derive(Debug, Clone)]
pub struct SealedChange {
    /// The ID of the record, or the name of the file.
    pub id: String,
    /// Where it is now, else where it was.
    pub path: RelPath,
    /// The index of the record, where it still is one.
    pub record: Option<usize>,
    /// Whether the file is no more.
    pub gone: bool,
    /// How many of the latest steps in its history came after the seal.
    pub since: usize,
    /// How the versions of these steps differ, where it is a file of the configuration.
    pub steps: Vec<Difference>,
    /// What was changed and not committed; `None` where nothing was.
    pub uncommitted: Option<Difference>,
}

impl Site {
    /// The way from the page `from` to the history of the record `index`. The home page shows the text of its record alone.
    pub(super) fn history_of(&self, from: &RelPath, index: usize) -> Option<String> {
        let page = from.link_to(&self.library.placed.get(index)?.url);
        match self.plan.home_record == Some(index) {
            true => Some(page),
            false => Some(page + "#history"),
        }
    }
}

/// Something that a commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// The number of the commit.
    pub commit: usize,
    /// To what it did it.
    pub what: What,
}

/// What a commit touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A record, by index, in the step with this number.
    Record(usize, usize),
    /// The record of the tombstone with this number, in the step with this number.
    Tombstone(usize, usize),
    /// This file of the configuration.
    Configuration(&'static str),
    /// So many records were imported.
    Import(usize),
}

/// The past, put in order for pages.
#[derive(Debug)]
pub(super) struct Ordered {
    past: Arc<Past>,
    /// What happened in each month, the latest first.
    pub months: Arc<BTreeMap<Month, Vec<Event>>>,
    /// The flags of each record that has some.
    flags: HashMap<usize, Vec<usize>>,
}

impl Ordered {
    pub(super) fn new(past: Arc<Past>, library: &Library) -> Ordered {
        Ordered {
            months: Arc::new(months(&past, library)),
            flags: flags(&past.provenance),
            past,
        }
    }

    /// The same, of `past`, in which nothing else happened.
    pub(super) fn again(&self, past: Arc<Past>) -> Ordered {
        Ordered {
            months: Arc::clone(&self.months),
            flags: flags(&past.provenance),
            past,
        }
    }

    /// Whether as much is known of `past`: as many pages tell of it.
    pub(super) fn is_like(&self, past: &Past) -> bool {
        self.past.history.commit == past.history.commit
            && self.past.provenance == past.provenance
            && self.past.seals.is_empty() == past.seals.is_empty()
    }

    pub(super) fn known(&self) -> &Past {
        &self.past
    }

    pub(super) fn history(&self) -> &History {
        &self.past.history
    }

    pub(super) fn provenance(&self) -> &Provenance {
        &self.past.provenance
    }

    pub(super) fn tombstones(&self) -> &[Tombstone] {
        &self.past.tombstones
    }

    pub(super) fn seals(&self) -> &[SealedReport] {
        &self.past.seals
    }

    /// How the record of a tombstone ended.
    pub(super) fn end(&self, tombstone: &Tombstone) -> Option<&Gone> {
        self.history().gone.get(tombstone.gone)
    }

    /// Whether there is a past to show.
    pub(super) fn is_known(&self) -> bool {
        !self.history().commits.is_empty()
    }

    /// The flags of the record `index`.
    pub(super) fn flags_of(&self, index: usize) -> impl Iterator<Item = &Flag> {
        let numbers = self.flags.get(&index).map(Vec::as_slice).unwrap_or_default();
        numbers
            .iter()
            .filter_map(|number| self.past.provenance.flags.get(*number))
    }
}

fn flags(provenance: &Provenance) -> HashMap<usize, Vec<usize>> {
    let mut flags: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, flag) in provenance.flags.iter().enumerate() {
        flags.entry(flag.record).or_default().push(number);
    }
    flags
}

/// What happened in each month, the latest first. What was imported is told commit by commit, not record by record.
pub fn months(past: &Past, library: &Library) -> BTreeMap<Month, Vec<Event>> {
    let history = &past.history;
    let mut events = Vec::new();
    let mut imports: BTreeMap<usize, usize> = BTreeMap::new();
    let is_import = |step: &Step| history.commit_of(step).is_some_and(|commit| commit.imported);
    for (index, record) in library.records.iter().enumerate() {
        for (number, step) in history.of(&record.path).iter().enumerate() {
            if is_import(step) {
                *imports.entry(step.commit).or_default() += 1;
            } else {
                let what = What::Record(index, number);
                events.push(Event {
                    commit: step.commit,
                    what,
                });
            }
        }
    }
    for name in [crate::config::CASEBOOK_YAML, crate::config::CONTRACT_YAML] {
        let steps = RelPath::new(name)
            .map(|path| history.of(&path))
            .unwrap_or_default();
        let own = steps.iter().filter(|step| !is_import(step));
        events.extend(own.map(|step| Event {
            commit: step.commit,
            what: What::Configuration(name),
        }));
    }
    for (number, tombstone) in past.tombstones.iter().enumerate() {
        // What was renamed is told of what it became.
        let Some(gone) = history
            .gone
            .get(tombstone.gone)
            .filter(|gone| gone.became.is_none())
        else {
            continue;
        };
        for (at, step) in history
            .of(&gone.path)
            .iter()
            .enumerate()
            .filter(|(_, step)| !is_import(step))
        {
            let what = What::Tombstone(number, at);
            events.push(Event {
                commit: step.commit,
                what,
            });
        }
    }
    events.extend(imports.into_iter().map(|(commit, count)| Event {
        commit,
        what: What::Import(count),
    }));
    events.sort_by_key(|event| event.commit);
    let calendar = &library.config.contract.calendar;
    let mut months: BTreeMap<Month, Vec<Event>> = BTreeMap::new();
    for event in events {
        if let Some(commit) = history.commits.get(event.commit) {
            months
                .entry(calendar.month_of(commit.committed_at))
                .or_default()
                .push(event);
        }
    }
    months
}
