//! Where in a field does a word stand?

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
        Lookup { row, prefix }
    }

    /// The terms as a person reads them.
    pub fn terms(&self) -> Vec<String> {
        let row = self.row.iter().map(|(_, term)| term.clone());
        let prefix = self.prefix.iter().map(|(_, term)| format!("{term}*"));
        row.chain(prefix).collect()
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
        }
    }

    /// All terms that begin with `text`.
    pub fn beginning(text: &str) -> Lookup {
        Lookup {
            row: Vec::new(),
            prefix: Some((0, text.to_owned())),
        }
    }

    /// Documents of `segment` in whose `field` the row stands, in order, without deleted ones.
    pub fn find(&self, segment: &SegmentReader, field: Field) -> tantivy::Result<Vec<Occurrence>> {
        let inverted = segment.inverted_index(field)?;
        let found = match (&self.prefix, self.row.as_slice()) {
            (None, [(_, term)]) => single(&inverted, field, term)?,
            (None, _) => self.in_a_row(&inverted, field)?.counted(),
            (Some((_, prefix)), []) => beginning(&inverted, prefix, segment.max_doc())?,
            (Some((at, prefix)), _) => {
                let rows = self.in_a_row(&inverted, field)?;
                rows.followed_by(&inverted, prefix, *at)?
            }
        };
        Ok(match segment.alive_bitset() {
            Some(alive) => found
                .into_iter()
                .filter(|occurrence| alive.is_alive(occurrence.doc))
                .collect(),
            None => found,
        })
    }

    /// Where the terms of the row, without the prefix, stand in a row.
    fn in_a_row(&self, inverted: &InvertedIndexReader, field: Field) -> tantivy::Result<Rows> {
        let mut postings = Vec::with_capacity(self.row.len());
        for (at, term) in &self.row {
            let term = Term::from_field_text(field, term);
            match inverted.read_postings(&term, IndexRecordOption::WithFreqsAndPositions)? {
                Some(found) => postings.push((*at, found)),
                None => return Ok(Rows::default()),
            }
        }
        postings.sort_by_key(|(_, found)| found.doc_freq());
        Ok(Rows::of(&mut postings))
    }
}

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

    /// Of these rows, those that a term beginning with `prefix` follows, `at` places from the start.
    fn followed_by(
        self,
        inverted: &InvertedIndexReader,
        prefix: &str,
        at: u32,
    ) -> tantivy::Result<Vec<Occurrence>> {
        let slots: HashMap<DocId, usize> = self
            .docs
            .iter()
            .enumerate()
            .map(|(slot, (doc, _))| (*doc, slot))
            .collect();
        let mut counts = vec![0_u32; self.docs.len()];
        let mut places = Vec::new();
        if !slots.is_empty() {
            each_beginning(
                inverted,
                prefix,
                IndexRecordOption::WithFreqsAndPositions,
                |postings| {
                    let mut doc = postings.doc();
                    while doc != TERMINATED {
                        if let Some(&slot) = slots.get(&doc) {
                            postings.positions(&mut places);
                            let starts = &self.places[self.docs[slot].1.clone()];
                            let follows = |place: &&u32| {
                                place
                                    .checked_sub(at)
                                    .is_some_and(|start| starts.binary_search(&start).is_ok())
                            };
                            counts[slot] += places.iter().filter(follows).count() as u32;
                        }
                        doc = postings.advance();
                    }
                },
            )?;
        }
        let all = self.docs.iter().zip(counts);
        Ok(all
            .filter(|(_, count)| *count > 0)
            .map(|((doc, _), count)| Occurrence { doc: *doc, count })
            .collect())
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

fn beginning(inverted: &InvertedIndexReader, prefix: &str, docs: u32) -> tantivy::Result<Vec<Occurrence>> {
    let mut counts = vec![0_u32; docs as usize];
    each_beginning(inverted, prefix, IndexRecordOption::WithFreqs, |postings| {
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

/// Gives `visit` the postings of every word that begins with `prefix`.
fn each_beginning(
    inverted: &InvertedIndexReader,
    prefix: &str,
    option: IndexRecordOption,
    mut visit: impl FnMut(&mut SegmentPostings),
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
