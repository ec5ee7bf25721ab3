//! In which order do hits come?

use super::schema::{DATE, KEY};
use anyhow::Context;
use std::cmp::Ordering;
use std::sync::OnceLock;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, Searcher};

/// After this many years a record counts as old.
const OLD: f32 = 5.0;
/// What the score of an old record loses.
const LOSS: f32 = 0.25;
/// As how old a record without a date counts, in years.
const UNDATED: f32 = 1.0;

/// A state of the index, with what ordering needs at hand.
pub struct Snapshot {
    pub searcher: Searcher,
    /// For each segment the keys of its documents.
    keys: Vec<StrColumn>,
    /// For each segment the days of its documents as numbers like 20230501.
    days: Vec<Column<u64>>,
    /// For each segment and each of its keys, the place among all keys; made when it is first needed.
    places: OnceLock<Vec<Vec<u32>>>,
    newest: u64,
}

/// A document that was found.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    pub segment: usize,
    pub doc: DocId,
    /// 2 where the question is its ID, 1 where it is an old one, else 0.
    pub exact: u8,
    pub score: f32,
}

impl Snapshot {
    pub fn new(searcher: Searcher) -> anyhow::Result<Snapshot> {
        let (mut keys, mut days) = (Vec::new(), Vec::new());
        let mut newest = 0;
        for segment in searcher.segment_readers() {
            keys.push(segment.fast_fields().str(KEY)?.context("the index has no keys")?);
            let dates = segment.fast_fields().u64(DATE)?;
            let latest = segment.doc_ids_alive().filter_map(|doc| dates.first(doc)).max();
            newest = newest.max(latest.unwrap_or(0));
            days.push(dates);
        }
        Ok(Snapshot {
            searcher,
            keys,
            days,
            places: OnceLock::new(),
            newest,
        })
    }

    /// The key of a document.
    pub fn key(&self, segment: usize, doc: DocId) -> anyhow::Result<String> {
        let mut key = String::new();
        let column = self.keys.get(segment).context("the index has no such segment")?;
        if let Some(ord) = column.term_ords(doc).next() {
            column.ord_to_str(ord, &mut key)?;
        }
        Ok(key)
    }

    /// The day of a document as the number 20230501; 0 without one.
    pub fn day(&self, segment: usize, doc: DocId) -> u64 {
        let days = self.days.get(segment);
        days.and_then(|days| days.first(doc)).unwrap_or(0)
    }

    /// The place of the key of a document among all keys.
    fn place(&self, segment: usize, doc: DocId) -> Option<u32> {
        let places = self.places.get_or_init(|| places(&self.keys));
        let ord = self.keys.get(segment)?.term_ords(doc).next()?;
        places.get(segment)?.get(usize::try_from(ord).ok()?).copied()
    }

    /// What a score is multiplied with: 1 for the newest day of the index, less for older ones.
    pub fn freshness(&self, segment: usize, doc: DocId) -> f32 {
        let age = match self.day(segment, doc) {
            0 => UNDATED,
            day => years(self.newest) - years(day),
        };
        1.0 - LOSS * (age / OLD).clamp(0.0, 1.0)
    }

    /// Sorts `candidates` and keeps the best `limit` of them; 0 keeps all.
    pub fn best(&self, candidates: &mut Vec<Candidate>, limit: usize) {
        let order = |a: &Candidate, b: &Candidate| self.compare(a, b);
        if limit > 0 && limit < candidates.len() {
            candidates.select_nth_unstable_by(limit - 1, order);
            candidates.truncate(limit);
        }
        candidates.sort_unstable_by(order);
    }

    fn compare(&self, a: &Candidate, b: &Candidate) -> Ordering {
        b.exact
            .cmp(&a.exact)
            .then(b.score.total_cmp(&a.score))
            .then_with(|| self.place(a.segment, a.doc).cmp(&self.place(b.segment, b.doc)))
    }
}

/// For each segment and each of its keys, which are sorted there, the place among all keys.
fn places(columns: &[StrColumn]) -> Vec<Vec<u32>> {
    let mut keys: Vec<(Vec<u8>, usize)> = Vec::new();
    for (segment, column) in columns.iter().enumerate() {
        let Ok(mut stream) = column.dictionary().stream() else {
            continue;
        };
        while stream.advance() {
            keys.push((stream.key().to_vec(), segment));
        }
    }
    // Stable: it merges what is sorted already.
    keys.sort();
    let mut places = vec![Vec::new(); columns.len()];
    for (place, (_, segment)) in (0..).zip(&keys) {
        if let Some(of_segment) = places.get_mut(*segment) {
            of_segment.push(place);
        }
    }
    places
}

/// The day 20230501 in years, near enough.
fn years(day: u64) -> f32 {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    let days = year * 372 + month * 31 + day;
    days as f32 / 372.0
}
