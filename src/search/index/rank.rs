//! In which order do hits come?

use super::schema::{DATE, KEY};
use anyhow::Context;
use std::cmp::Ordering;
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
    /// For each segment and document, the place of its key among all keys.
    places: Vec<Vec<u32>>,
    /// For each segment and document, its day as the number 20230501; 0 without one.
    days: Vec<Vec<u64>>,
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
        let mut keys: Vec<(String, usize, DocId)> = Vec::new();
        let (mut places, mut days) = (Vec::new(), Vec::new());
        let mut newest = 0;
        for (number, segment) in searcher.segment_readers().iter().enumerate() {
            let column = segment.fast_fields().str(KEY)?.context("the index has no keys")?;
            let dates = segment.fast_fields().u64(DATE)?;
            let mut of_segment = vec![0; segment.max_doc() as usize];
            for doc in segment.doc_ids_alive() {
                let mut key = String::new();
                if let Some(ord) = column.term_ords(doc).next() {
                    column.ord_to_str(ord, &mut key)?;
                }
                keys.push((key, number, doc));
                let day = dates.first(doc).unwrap_or(0);
                of_segment[doc as usize] = day;
                newest = newest.max(day);
            }
            places.push(vec![0; segment.max_doc() as usize]);
            days.push(of_segment);
        }
        keys.sort_unstable();
        for (place, (_, segment, doc)) in (0..).zip(&keys) {
            places[*segment][*doc as usize] = place;
        }
        Ok(Snapshot {
            searcher,
            places,
            days,
            newest,
        })
    }

    /// The key of a document.
    pub fn key(&self, segment: usize, doc: DocId) -> anyhow::Result<String> {
        let mut key = String::new();
        let reader = self
            .searcher
            .segment_readers()
            .get(segment)
            .context("the index has no such segment")?;
        let column = reader.fast_fields().str(KEY)?.context("the index has no keys")?;
        if let Some(ord) = column.term_ords(doc).next() {
            column.ord_to_str(ord, &mut key)?;
        }
        Ok(key)
    }

    /// The day of a document as the number 20230501; 0 without one.
    pub fn day(&self, segment: usize, doc: DocId) -> u64 {
        self.days
            .get(segment)
            .and_then(|days| days.get(doc as usize))
            .copied()
            .unwrap_or(0)
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
        let place = |c: &Candidate| {
            self.places
                .get(c.segment)
                .and_then(|places| places.get(c.doc as usize))
        };
        b.exact
            .cmp(&a.exact)
            .then(b.score.total_cmp(&a.score))
            .then_with(|| place(a).cmp(&place(b)))
    }
}

/// The day 20230501 in years, near enough.
fn years(day: u64) -> f32 {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    let days = year * 372 + month * 31 + day;
    days as f32 / 372.0
}
