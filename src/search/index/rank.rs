//! In which order do hits come?

use super::schema::{DATE, KEY};
use super::words::Words;
use anyhow::Context;
use std::cmp::Ordering;
use std::sync::OnceLock;
use tantivy::columnar::{Column, StrColumn};
use tantivy::schema::Field;
use tantivy::{DocId, Searcher};

/// After this many years a record counts as old.
const OLD: f32 = 5.0;
/// What the score of an old record loses.
const LOSS: f32 = 0.25;
/// As how old a record without a date counts, in years.
const UNDATED: f32 = 1.0;

/// So few hits are found in one pass over all candidates.
const FEW: usize = 64;

/// A state of the index, with what ordering needs at hand.
pub struct Snapshot {
    pub searcher: Searcher,
    /// For each segment the keys of its documents.
    keys: Vec<StrColumn>,
    /// For each segment the days of its documents as numbers like 20230501.
    days: Vec<Column<u64>>,
    /// For each segment and each of its documents, what its score is multiplied with: 1 for the newest day of the index, less for older ones.
    freshness: Vec<Vec<f32>>,
    /// For each segment and each of its keys, the place among all keys; made when it is first needed.
    places: OnceLock<Vec<Vec<u32>>>,
    /// For each segment and each field its Latin words; made when they are first needed.
    words: Vec<Vec<OnceLock<Words>>>,
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
        let (mut keys, mut days, mut known) = (Vec::new(), Vec::new(), Vec::new());
        let mut newest = 0;
        for segment in searcher.segment_readers() {
            keys.push(segment.fast_fields().str(KEY)?.context("the index has no keys")?);
            let dates = segment.fast_fields().u64(DATE)?;
            let own: Vec<u64> = (0..segment.max_doc())
                .map(|doc| dates.first(doc).unwrap_or(0))
                .collect();
            let alive = segment.doc_ids_alive().filter_map(|doc| own.get(doc as usize));
            newest = newest.max(alive.copied().max().unwrap_or(0));
            days.push(dates);
            known.push(own);
        }
        let fresh = |own: Vec<u64>| own.into_iter().map(|day| freshness(day, newest)).collect();
        let freshness = known.into_iter().map(fresh).collect();
        let fields = searcher.schema().num_fields();
        let unknown = || std::iter::repeat_with(OnceLock::new).take(fields).collect();
        Ok(Snapshot {
            words: keys.iter().map(|_| unknown()).collect(),
            searcher,
            keys,
            days,
            freshness,
            places: OnceLock::new(),
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

    /// The Latin words of a field in a segment.
    pub fn words(&self, segment: usize, field: Field) -> anyhow::Result<&Words> {
        let fields = self.words.get(segment).context("the index has no such segment")?;
        let words = fields.get(field.field_id() as usize);
        let words = words.context("the index has no such field")?;
        if let Some(known) = words.get() {
            return Ok(known);
        }
        let reader = self.searcher.segment_reader(u32::try_from(segment)?);
        let read = Words::of(reader.inverted_index(field)?.as_ref())?;
        Ok(words.get_or_init(|| read))
    }

    /// The place of the key of a document among all keys.
    fn place(&self, segment: usize, doc: DocId) -> Option<u32> {
        let places = self.places.get_or_init(|| places(&self.keys));
        let ord = self.keys.get(segment)?.term_ords(doc).next()?;
        places.get(segment)?.get(usize::try_from(ord).ok()?).copied()
    }

    /// What the score of a document is multiplied with.
    pub fn freshness(&self, segment: usize, doc: DocId) -> f32 {
        let of_segment = self.freshness.get(segment);
        let freshness = of_segment.and_then(|of_segment| of_segment.get(doc as usize));
        freshness.copied().unwrap_or(1.0)
    }

    /// Sorts `candidates` and keeps the best `limit` of them; 0 keeps all.
    pub fn best(&self, candidates: &mut Vec<Candidate>, limit: usize) {
        let order = |a: &Candidate, b: &Candidate| self.compare(a, b);
        if limit > 0 && limit < candidates.len() {
            if limit <= FEW {
                best_few(candidates, limit, order);
                return;
            }
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

/// Sorts `candidates` and keeps the best `limit` of them, of which there are as many: nearly all others are told from the last that is kept
/// at one glance.
fn best_few(
    candidates: &mut Vec<Candidate>,
    limit: usize,
    order: impl Fn(&Candidate, &Candidate) -> Ordering,
) {
    let rest = candidates.split_off(limit);
    candidates.sort_unstable_by(&order);
    for candidate in rest {
        if candidates
            .last()
            .is_some_and(|last| order(&candidate, last).is_lt())
        {
            candidates.pop();
            let at = candidates.partition_point(|other| order(other, &candidate).is_lt());
            candidates.insert(at, candidate);
        }
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

/// What the score of a document of this day is multiplied with.
fn freshness(day: u64, newest: u64) -> f32 {
    let age = match day {
        0 => UNDATED,
        day => years(newest) - years(day),
    };
    1.0 - LOSS * (age / OLD).clamp(0.0, 1.0)
}

/// The day 20230501 in years, near enough.
fn years(day: u64) -> f32 {
    let (year, month, day) = (day / 10_000, day / 100 % 100, day % 100);
    let days = year * 372 + month * 31 + day;
    days as f32 / 372.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_few_are_the_first_of_all(scores in prop::collection::vec(0_u8..9, 1..90), limit in 1_usize..90) {
            let all: Vec<Candidate> = (0..)
                .zip(scores)
                .map(|(doc, score)| Candidate { segment: 0, doc, exact: 0, score: f32::from(score) })
                .collect();
            let order = |a: &Candidate, b: &Candidate| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc));
            let docs = |all: &[Candidate]| all.iter().map(|one| one.doc).collect::<Vec<_>>();
            let limit = limit.min(all.len());
            let (mut few, mut sorted) = (all.clone(), all);
            best_few(&mut few, limit, order);
            sorted.sort_unstable_by(order);
            prop_assert_eq!(docs(&few), docs(&sorted[..limit]));
        }
    }
}
