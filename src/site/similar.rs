//! Which records tell of the same as this one, as far as may be seen on its page?
//!
//! Those of kinds that tell what was seen under agreed headings, about a system. Those of the same system come first.

use super::Site;
use super::frame::Link;
use crate::base::{Confidentiality, RelPath};
use crate::library::{Library, Placed};
use crate::record::Record;
use crate::search::similar::{MOST, Similar, Told};
use serde::Serialize;
use std::sync::{Arc, OnceLock};

/// A record that tells of the same.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Like<'r> {
    href: String,
    id: &'r str,
    title: &'r str,
    systems: Vec<Link>,
}

/// Which records tell of the same as each, by index, as far as anybody asked.
#[derive(Debug, Default)]
pub struct Alike {
    found: Vec<OnceLock<Vec<usize>>>,
    /// How many were known before anybody asked.
    known: usize,
}

impl Alike {
    /// Those of `count` records, of which some, by index, are `known`.
    pub fn of(count: usize, known: Vec<(usize, Vec<usize>)>) -> Alike {
        let mut alike = Alike {
            found: (0..count).map(|_| OnceLock::new()).collect(),
            known: known.len(),
        };
        for (index, others) in known {
            if let Some(slot) = alike.found.get_mut(index) {
                *slot = OnceLock::from(others);
            }
        }
        alike
    }

    /// All that are known by now; `None` where they were before.
    fn found(&self) -> Option<Vec<(usize, Vec<usize>)>> {
        let slots = self.found.iter().enumerate();
        let found: Vec<_> = slots
            .filter_map(|(index, slot)| Some((index, slot.get()?.clone())))
            .collect();
        (found.len() > self.known).then_some(found)
    }
}

/// What the records of a library tell, and which they are.
pub(super) struct Likenesses {
    similar: Similar,
    tellers: Arc<Tellers>,
}

/// The records that tell what was seen.
struct Tellers {
    /// By their numbers among what is told.
    records: Vec<Teller>,
    /// The number of each record that has one.
    numbers: Vec<Option<usize>>,
}

/// A record that tells what was seen.
struct Teller {
    index: usize,
    restricted: bool,
}

impl Likenesses {
    pub(super) fn of(library: &Library) -> Likenesses {
        let tells = |index: &usize| {
            let kind = library.records.get(*index).map(|record| &record.kind);
            kind.is_some_and(|kind| !kind.sections.is_empty() && kind.fields.contains_key("system"))
        };
        let teller = |index: usize| {
            let placed = library.placed.get(index)?;
            Some(Teller {
                index,
                restricted: placed.confidentiality == Confidentiality::Restricted,
            })
        };
        let records: Vec<Teller> = (0..library.records.len())
            .filter(tells)
            .filter_map(teller)
            .collect();
        let mut numbers = vec![None; library.records.len()];
        for (number, teller) in records.iter().enumerate() {
            if let Some(slot) = numbers.get_mut(teller.index) {
                *slot = Some(number);
            }
        }
        let telling = records
            .iter()
            .filter_map(|teller| library.records.get(teller.index));
        let similar = Similar::of(telling.map(|record| told(record)));
        let tellers = Arc::new(Tellers { records, numbers });
        Likenesses { similar, tellers }
    }

    /// Those of the library `after`, where these are of `before`; `None` where all records have to be looked at again.
    pub(super) fn after(&self, before: &Library, after: &Library) -> Option<Likenesses> {
        let changed = read_again(before, after)?;
        let retold = changed.filter_map(|(index, record)| {
            let number = (*self.tellers.numbers.get(index)?)?;
            Some((number, told(record)))
        });
        Some(Likenesses {
            similar: self.similar.after(retold)?,
            tellers: Arc::clone(&self.tellers),
        })
    }
}

fn told(record: &Record) -> Told<'_> {
    Told {
        title: &record.title,
        symptom: &record.outline.opening,
    }
}

/// The records of `after` that were read again since `before` and tell something else, by index; `None` where one stands elsewhere.
fn read_again<'a>(
    before: &'a Library,
    after: &'a Library,
) -> Option<impl Iterator<Item = (usize, &'a Record)>> {
    let both = || before.records.iter().zip(&after.records);
    let is_kind = |(a, b): (&Arc<Record>, &Arc<Record>)| Arc::ptr_eq(a, b) || a.kind.id == b.kind.id;
    let stands = |(a, b): (&Arc<Placed>, &Arc<Placed>)| {
        a.systems == b.systems && a.confidentiality == b.confidentiality
    };
    let same = before.records.len() == after.records.len()
        && both().all(is_kind)
        && before.placed.iter().zip(&after.placed).all(stands);
    let differs = |a: &Record, b: &Record| a.title != b.title || a.outline.opening != b.outline.opening;
    same.then(|| {
        both()
            .enumerate()
            .filter(move |(_, (a, b))| !Arc::ptr_eq(a, b) && differs(a, b))
            .map(|(index, (_, record))| (index, &**record))
    })
}

impl Site {
    /// Which records tell of the same as each, as far as was found out; `None` where nothing was that was not known.
    pub fn alike_found(&self) -> Option<Vec<(usize, Vec<usize>)>> {
        self.alike.as_ref()?.found()
    }

    /// The records that tell of the same as the record `index`. What is restricted is named only on restricted pages.
    pub(super) fn similar(&self, index: usize) -> Vec<usize> {
        let slot = self.alike.as_ref().and_then(|alike| alike.found.get(index));
        match slot {
            Some(slot) => slot.get_or_init(|| self.find_similar(index)).clone(),
            None => self.find_similar(index),
        }
    }

    fn find_similar(&self, index: usize) -> Vec<usize> {
        let likenesses = self.likenesses.get_or_init(|| Likenesses::of(&self.library));
        let Tellers { records, numbers } = &*likenesses.tellers;
        let Some(Some(number)) = numbers.get(index) else {
            return Vec::new();
        };
        let Some(own) = records.get(*number) else {
            return Vec::new();
        };
        let named = |(number, score): (usize, u64)| {
            let other = records.get(number)?;
            let same_system = self.places.share_system(&self.library, index, other.index);
            (own.restricted || !other.restricted).then_some((same_system, score, other.index))
        };
        let all = likenesses.similar.to(*number);
        let mut found: Vec<(bool, u64, usize)> = all.into_iter().filter_map(named).collect();
        let best = |a: &(bool, u64, usize), b: &(bool, u64, usize)| {
            let rank = |at: usize| self.places.rank(at);
            b.0.cmp(&a.0)
                .then(b.1.cmp(&a.1))
                .then_with(|| rank(a.2).cmp(&rank(b.2)))
        };
        if found.len() > MOST {
            found.select_nth_unstable_by(MOST, best);
            found.truncate(MOST);
        }
        found.sort_unstable_by(best);
        // What is made in place would keep the room of all that were found.
        found.iter().map(|(_, _, at)| *at).collect()
    }

    /// The record `index` as the page `from` names it among those that tell of the same.
    pub(super) fn like(&self, from: &RelPath, index: usize) -> Option<Like<'_>> {
        let (record, placed) = (self.library.records.get(index)?, self.library.placed.get(index)?);
        Some(Like {
            href: from.link_to(&placed.url),
            id: record.id.as_str(),
            title: &record.title,
            systems: self.system_links(from, &placed.systems),
        })
    }
}
