//! Where in a field does a word stand?

use super::words::Words;
use crate::search::query::{Look, Word, is_single};
use crate::search::terms::{self, Shape, terms};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};

/// A document and how often a word stands in one of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    pub doc: DocId,
    pub count: u32,
}

/// The terms that must stand in a row, with their places in it.
#[derive(Debug)]
pub struct Lookup {
    row: Vec<(u32, String)>,
    /// A last term of which only the beginning is known.
    prefix: Option<(u32, String)>,
    /// Whether the first term may also be the rest of a longer word.
    pub inside: bool,
}

impl Lookup {
    /// What to look up for `word`.
    pub fn of(word: &Word) -> Lookup {
        let all: Vec<_> = terms(&word.text).collect();
        let bigrams: HashSet<u32> = all
            .iter()
            .filter(|term| term.shape == Shape::Bigram)
            .map(|term| term.position)
            .collect();
        let mut run = 0;
        let is_taken = |term: &&terms::Term<'_>| {
            let at = term.position;
            let begins = !bigrams.contains(&at.wrapping_sub(1));
            match term.shape {
                Shape::Compound => false,
                Shape::Unigram => begins && !bigrams.contains(&at),
                Shape::Bigram => {
                    // Every second bigram of a run, and the last, hold all its characters.
                    run = if begins { at } else { run };
                    (at - run).is_multiple_of(2) || !bigrams.contains(&(at + 1))
                }
                Shape::Word | Shape::Symbol => true,
            }
        };
        let mut row: Vec<(u32, String)> = all
            .iter()
            .filter(is_taken)
            .map(|term| (term.position, term.text.to_owned()))
            .collect();
        let prefix = if word.open { row.pop() } else { None };
        Lookup {
            row,
            prefix,
            inside: word.inside,
        }
    }

    /// The terms as a person reads them.
    pub fn terms(&self) -> Vec<String> {
        let row = self.row.iter().map(|(_, term)| term.clone());
        let prefix = self.prefix.iter().map(|(_, term)| format!("{term}*"));
        let mut terms: Vec<String> = row.chain(prefix).collect();
        if let Some(first) = terms.first_mut().filter(|_| self.inside) {
            first.insert(0, '*');
        }
        terms
    }

    /// The whole word as a single term, where it is one though it is looked up otherwise.
    pub fn whole(word: &Word) -> Option<Lookup> {
        matches!(word.shape, Look::Compound | Look::Prefix).then(|| Lookup::term(&word.text))
    }

    /// The term `text` itself.
    pub fn term(text: &str) -> Lookup {
        Lookup {
            row: vec![(0, text.to_owned())],
            prefix: None,
            inside: false,
        }
    }

    /// All terms that begin with `text`.
    pub fn beginning(text: &str) -> Lookup {
        Lookup {
            row: Vec::new(),
            prefix: Some((0, text.to_owned())),
            inside: false,
        }
    }

    /// Documents of `segment` in whose `field` the row stands, in order, without deleted ones.
    pub fn find(&self, segment: &SegmentReader, field: Field) -> tantivy::Result<Vec<Occurrence>> {
        let inverted = segment.inverted_index(field)?;
        let found = match (&self.prefix, self.row.as_slice()) {
            (None, [(_, term)]) => single(&inverted, field, term)?,
            (Some((_, prefix)), []) => counted(segment, |visit| {
                each_beginning(&inverted, prefix, IndexRecordOption::WithFreqs, visit)
            })?,
            (_, row) => self.rows(&inverted, field, row)?.counted(),
        };
        Ok(alive(segment, found))
    }

    /// Documents of `segment` in whose `field` the row begins inside one of `words`, those of this field, in order, without deleted ones.
    pub fn find_inside(
        &self,
        segment: &SegmentReader,
        field: Field,
        words: &Words,
    ) -> tantivy::Result<Vec<Occurrence>> {
        let inverted = segment.inverted_index(field)?;
        let read = |word: &str, option, visit: &mut Visit<'_>| {
            let postings = inverted.read_postings(&Term::from_field_text(field, word), option)?;
            postings.into_iter().for_each(|mut postings| visit(&mut postings));
            Ok(())
        };
        let frequencies = IndexRecordOption::WithFreqs;
        let found = match (&self.prefix, self.row.as_slice()) {
            (Some((_, text)), []) => counted(segment, |visit| {
                words.each_holding(text, |word| read(word, frequencies, visit))
            })?,
            (None, [(_, text)]) => counted(segment, |visit| {
                words.each_ending(text, |word| read(word, frequencies, visit))
            })?,
            (_, [(at, text), rest @ ..]) => {
                let places = IndexRecordOption::WithFreqsAndPositions;
                let rows = self.rows(&inverted, field, rest)?;
                let rows = rows.where_at(*at, |visit| {
                    words.each_ending(text, |word| read(word, places, visit))
                })?;
                rows.counted()
            }
            (None, []) => Vec::new(),
        };
        Ok(alive(segment, found))
    }

    /// Where the terms `row`, and behind them the prefix, stand in a row.
    fn rows(
        &self,
        inverted: &InvertedIndexReader,
        field: Field,
        row: &[(u32, String)],
    ) -> tantivy::Result<Rows> {
        let mut postings = Vec::with_capacity(row.len());
        for (at, term) in row {
            let term = Term::from_field_text(field, term);
            match inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(found) => postings.push((*at, found)),
                None => return Ok(Rows::default()),
            }
        }
        postings.sort_by_key(|(_, found)| found.doc_freq());
        let rows = Rows::of(&mut postings);
        match &self.prefix {
            Some((at, prefix)) => rows.where_at(*at, |visit| {
                each_beginning(inverted, prefix, IndexRecordOption::WithFreqsAndPositions, visit)
            }),
            None => Ok(rows),
        }
    }
}

/// What is given the postings of terms.
type Visit<'a> = dyn FnMut(&mut SegmentPostings) + 'a;

/// Documents with the places where a row begins.
#[derive(Debug, Default)]
struct Rows {
    docs: Vec<(DocId, Range<usize>)>,
    /// Where the rows begin, for each document sorted.
    places: Vec<u32>,
}

impl Rows {
    /// Intersects `postings`, the rarest first, by document and then by place.
    fn of(postings: &mut [(u32, SegmentPostings)]) -> Rows {
        let mut rows = Rows::default();
        let last = postings.iter().map(|(at, _)| *at).max().unwrap_or(0);
        let (mut places, mut other) = (Vec::new(), Vec::new());
        let Some((lead, others)) = postings.split_first_mut() else {
            return rows;
        };
        let mut doc = lead.1.doc();
        'docs: while doc != TERMINATED {
            for (_, follower) in others.iter_mut() {
                let there = if follower.doc() < doc {
                    follower.seek(doc)
                } else {
                    follower.doc()
                };
                if there != doc {
                    doc = lead.1.seek(there);
                    continue 'docs;
                }
            }
            lead.1.positions_with_offset(last - lead.0, &mut places);
            for (at, follower) in others.iter_mut() {
                follower.positions_with_offset(last - *at, &mut other);
                keep_common(&mut places, &other);
                if places.is_empty() {
                    break;
                }
            }
            if !places.is_empty() {
                let first = rows.places.len();
                rows.places
                    .extend(places.iter().map(|place| place.saturating_sub(last)));
                rows.docs.push((doc, first..rows.places.len()));
            }
            doc = lead.1.advance();
        }
        rows
    }

    fn counted(self) -> Vec<Occurrence> {
        let count = |(doc, places): (DocId, Range<usize>)| Occurrence {
            doc,
            count: u32::try_from(places.len()).unwrap_or(u32::MAX),
        };
        self.docs.into_iter().map(count).collect()
    }

    /// Of these rows, those in which one of the terms that `each` gives stands, `at` places from the start.
    fn where_at(
        self,
        at: u32,
        each: impl FnOnce(&mut Visit<'_>) -> tantivy::Result<()>,
    ) -> tantivy::Result<Rows> {
        if self.docs.is_empty() {
            return Ok(self);
        }
        let slots = self.docs.iter().enumerate();
        let slots: HashMap<DocId, usize> = slots.map(|(slot, (doc, _))| (*doc, slot)).collect();
        let (mut kept, mut places) = (Vec::new(), Vec::new());
        each(&mut |postings| {
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if let Some(&slot) = slots.get(&doc) {
                    postings.positions(&mut places);
                    let starts = &self.places[self.docs[slot].1.clone()];
                    let places = places.iter().filter_map(|place| place.checked_sub(at));
                    let there = places.filter(|start| starts.binary_search(start).is_ok());
                    kept.extend(there.map(|start| (doc, start)));
                }
                doc = postings.advance();
            }
        })?;
        kept.sort_unstable();
        let mut rows = Rows::default();
        for same in kept.chunk_by(|one, next| one.0 == next.0) {
            let first = rows.places.len();
            rows.places.extend(same.iter().map(|(_, start)| *start));
            rows.docs
                .extend(same.first().map(|(doc, _)| (*doc, first..rows.places.len())));
        }
        Ok(rows)
    }
}

/// Keeps in `places` what also stands in `other`; both are sorted.
fn keep_common(places: &mut Vec<u32>, other: &[u32]) {
    let mut rest = other.iter().peekable();
    places.retain(|place| {
        while rest.next_if(|&next| next < place).is_some() {}
        rest.peek() == Some(&place)
    });
}

fn single(inverted: &InvertedIndexReader, field: Field, term: &str) -> tantivy::Result<Vec<Occurrence>> {
    let term = Term::from_field_text(field, term);
    let mut found = Vec::new();
    if let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqs)? {
        let mut doc = postings.doc();
        while doc != TERMINATED {
            found.push(Occurrence {
                doc,
                count: postings.term_freq(),
            });
            doc = postings.advance();
        }
    }
    Ok(found)
}

/// How often the terms that `each` gives stand in documents of `segment`.
fn counted(
    segment: &SegmentReader,
    each: impl FnOnce(&mut Visit<'_>) -> tantivy::Result<()>,
) -> tantivy::Result<Vec<Occurrence>> {
    let docs = segment.max_doc();
    let mut counts = vec![0_u32; docs as usize];
    each(&mut |postings| {
        let mut doc = postings.doc();
        while doc != TERMINATED {
            if let Some(count) = counts.get_mut(doc as usize) {
                *count = count.saturating_add(postings.term_freq());
            }
            doc = postings.advance();
        }
    })?;
    let counted = (0..docs).zip(counts).filter(|(_, count)| *count > 0);
    Ok(counted.map(|(doc, count)| Occurrence { doc, count }).collect())
}

/// Those of `found` that are not deleted.
fn alive(segment: &SegmentReader, mut found: Vec<Occurrence>) -> Vec<Occurrence> {
    if let Some(alive) = segment.alive_bitset() {
        found.retain(|occurrence| alive.is_alive(occurrence.doc));
    }
    found
}

/// Gives `visit` the postings of every word that begins with `prefix`.
fn each_beginning(
    inverted: &InvertedIndexReader,
    prefix: &str,
    option: IndexRecordOption,
    visit: &mut Visit<'_>,
) -> tantivy::Result<()> {
    let mut stream = inverted.terms().range().ge(prefix).into_stream()?;
    while stream.advance() {
        if !stream.key().starts_with(prefix.as_bytes()) {
            break;
        }
        if std::str::from_utf8(stream.key()).is_ok_and(is_single) {
            let mut postings = inverted.read_postings_from_terminfo(stream.value(), option)?;
            visit(&mut postings);
        }
    }
    Ok(())
}
