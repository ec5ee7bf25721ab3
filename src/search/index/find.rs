//! Which records answer a question, and how well?

use super::Options;
use super::filters::Allowed;
use super::lookup::{Lookup, Occurrence};
use super::rank::{Candidate, Snapshot};
use super::schema::{Fields, Text};
use super::scores::Scores;
use crate::search::fold::fold;
use crate::search::pinyin;
use crate::search::query::{Fragments, Query, Word, is_letters};
use crate::search::results::{Hit, Results, Shown, Way};
use crate::search::snippet::Needles;
use anyhow::Context;
use std::collections::BTreeMap;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocId, SegmentReader, TantivyDocument};

/// The constants of BM25: how soon repetition stops to count, and how much long texts lose.
const K1: f32 = 1.2;
const B: f32 = 0.6;
/// The weight of a word or compound that stands there whole, not only as the beginning of another or in parts.
const WHOLE: f32 = 0.5;

/// As how many a place inside a Latin word counts.
const INSIDE: f32 = 0.2;

/// What was found for a question.
pub(super) struct Found {
    pub way: Way,
    pub words: Vec<Word>,
    /// The question as it was read, where it was not read as it was typed.
    pub read_as: Option<String>,
    /// So many of the words are marked where they stand; the others are characters of the question.
    pub marked: usize,
    pub scores: Vec<Scores>,
    pub candidates: Vec<Candidate>,
}

/// One search.
pub struct Find<'a> {
    pub(super) fields: &'a Fields,
    pub(super) snapshot: &'a Snapshot,
    documents: f32,
}

impl<'a> Find<'a> {
    pub fn new(fields: &'a Fields, snapshot: &'a Snapshot) -> Find<'a> {
        Find {
            fields,
            snapshot,
            documents: snapshot.searcher.num_docs() as f32,
        }
    }

    /// Answers `query`: with records that hold all of it, else with what pinyin finds, else what its words find without the signs between them, else with
    /// records that hold a part.
    pub fn answer(&self, query: &Query, options: &Options) -> anyhow::Result<Results> {
        let mut found = self.found(query)?;
        let total = found.candidates.len();
        let suggestions = match found.way == Way::Any || total == 0 {
            true => self.suggestions(query)?,
            false => Vec::new(),
        };
        self.snapshot.best(&mut found.candidates, options.limit);
        let needles = Needles::of(&found.words[..found.marked]);
        let hits = found.candidates.iter();
        let hits = hits.map(|candidate| self.hit(candidate, &needles));
        Ok(Results {
            query: query.text.clone(),
            total,
            hits: hits.collect::<anyhow::Result<_>>()?,
            fallback: matches!(found.way, Way::Any | Way::Apart) && total > 0,
            read_as: found.read_as.clone(),
            suggestions,
            explain: if options.explain {
                Some(self.explain(query, &found)?)
            } else {
                None
            },
        })
    }

    /// What is found for `query`, in no order.
    pub(super) fn found(&self, query: &Query) -> anyhow::Result<Found> {
        let allowed = self.allowed(query)?;
        if query.partly {
            return self.any(query.apart().as_ref().unwrap_or(query), &allowed);
        }
        let words: Vec<Word> = query.all_words().cloned().collect();
        let exact = self.exact(query)?;
        let mut found = self.all(&words, Way::All, &allowed, &exact, query)?;
        if found.candidates.is_empty()
            && words
                .iter()
                .any(|word| is_letters(&word.text) && pinyin::is_weak(&word.text))
        {
            found = self.all(&words, Way::Pinyin, &allowed, &exact, query)?;
        }
        if !found.candidates.is_empty() || words.is_empty() {
            return Ok(found);
        }
        let readings = query.readings();
        for read in &readings {
            let words: Vec<Word> = read.all_words().cloned().collect();
            let (allowed, exact) = (self.allowed(read)?, self.exact(read)?);
            let found = self.all(&words, Way::Apart, &allowed, &exact, read)?;
            if !found.candidates.is_empty() {
                let read_as = Some(read.text.clone());
                return Ok(Found { read_as, ..found });
            }
        }
        let widest = readings.last().unwrap_or(query);
        self.any(widest, &self.allowed(widest)?)
    }

    /// Whether some document holds all of `query`.
    pub(super) fn finds(&self, query: &Query) -> anyhow::Result<bool> {
        Ok(!self.whole(query)?.candidates.is_empty())
    }

    /// The keys of the documents that hold all of `query`.
    pub fn keys(&self, query: &Query) -> anyhow::Result<Vec<String>> {
        let found = self.whole(query)?.candidates.into_iter();
        found.map(|hit| self.snapshot.key(hit.segment, hit.doc)).collect()
    }

    /// Documents that hold all of `query` literally.
    fn whole(&self, query: &Query) -> anyhow::Result<Found> {
        let words: Vec<Word> = query.all_words().cloned().collect();
        let allowed = self.allowed(query)?;
        self.all(&words, Way::All, &allowed, &self.exact(query)?, query)
    }

    /// Whether the document with this key is among those that hold all of `query`.
    pub fn holds_all(&self, query: &Query, key: &str) -> anyhow::Result<bool> {
        let found = self.whole(query)?;
        for (segment, reader) in self.segments() {
            if let Some(own) = Lookup::term(key).find(reader, self.fields.key)?.first() {
                let is_it = |hit: &Candidate| (hit.segment, hit.doc) == (segment, own.doc);
                return Ok(found.candidates.iter().any(is_it));
            }
        }
        Ok(false)
    }

    /// Documents that hold all `words`, and those whose ID is the question.
    fn all(
        &self,
        words: &[Word],
        way: Way,
        allowed: &Allowed,
        exact: &Exact,
        query: &Query,
    ) -> anyhow::Result<Found> {
        let mut scores = Vec::with_capacity(words.len());
        for word in words {
            scores.push(self.word(word, way)?);
        }
        let rarest = scores.iter().min_by_key(|word| word.len());
        let mut candidates = Vec::new();
        for (segment, reader) in self.segments() {
            let everything: Vec<DocId>;
            let documents = match rarest {
                Some(rarest) => rarest.documents(segment),
                None if query.is_empty() => &[],
                None => {
                    everything = reader.doc_ids_alive().collect();
                    &everything
                }
            };
            for doc in documents
                .iter()
                .copied()
                .filter(|&doc| allowed.holds(segment, doc))
            {
                let mut sum = 0.0;
                let holds_all = scores.iter().all(|word| {
                    let score = word.of(segment, doc);
                    sum += score;
                    score > 0.0
                });
                if holds_all && !exact.contains_key(&(segment, doc)) {
                    let base = if scores.is_empty() { 1.0 } else { sum };
                    candidates.push(self.candidate(segment, doc, 0, base));
                }
            }
        }
        let named = |segment, doc, exact| exact > BEGINS || allowed.holds(segment, doc);
        for (&(segment, doc), &exact) in exact.iter().filter(|(at, exact)| named(at.0, at.1, **exact)) {
            let sum = scores.iter().map(|word| word.of(segment, doc)).sum();
            let base = if scores.is_empty() { 1.0 } else { sum };
            candidates.push(self.candidate(segment, doc, exact, base));
        }
        Ok(Found {
            way,
            words: words.to_vec(),
            read_as: None,
            marked: words.len(),
            scores,
            candidates,
        })
    }

    /// Documents that hold a part of the question: one of its pieces, or enough of its pairs.
    fn any(&self, query: &Query, allowed: &Allowed) -> anyhow::Result<Found> {
        let parts = Fragments::of(query);
        let (pieces, marked) = (parts.pieces.len(), parts.pieces.len() + parts.pairs.len());
        let mut scores = Vec::new();
        for word in parts.pieces.iter().chain(&parts.pairs) {
            scores.push(self.word(word, Way::Any)?);
        }
        for character in &parts.characters {
            scores.push(self.score_in(character, &self.fields.names())?);
        }
        let mut candidates = Vec::new();
        for (segment, reader) in self.segments() {
            let mut held = vec![(0_usize, 0_usize, 0.0_f32); reader.max_doc() as usize];
            for (number, word) in scores.iter().enumerate() {
                for &doc in word.documents(segment) {
                    if let Some(held) = held.get_mut(doc as usize) {
                        held.0 += usize::from(number < pieces);
                        held.1 += usize::from((pieces..marked).contains(&number));
                        held.2 += word.of(segment, doc);
                    }
                }
            }
            for doc in reader.doc_ids_alive().filter(|&doc| allowed.holds(segment, doc)) {
                let (pieces, pairs, sum) = held.get(doc as usize).copied().unwrap_or_default();
                if parts.answered(pieces, pairs) {
                    candidates.push(self.candidate(segment, doc, 0, sum));
                }
            }
        }
        Ok(Found {
            way: Way::Any,
            words: parts.all().cloned().collect(),
            read_as: None,
            marked,
            scores,
            candidates,
        })
    }

    fn candidate(&self, segment: usize, doc: DocId, exact: u8, score: f32) -> Candidate {
        let score = score * self.snapshot.freshness(segment, doc);
        Candidate {
            segment,
            doc,
            exact,
            // As `round` does, which the processor is asked for in a call of its own.
            score: (score * 1000.0 + 0.5) as u32 as f32 / 1000.0,
        }
    }

    /// The score of `word` in each document; 0 where it does not stand.
    pub(super) fn word(&self, word: &Word, way: Way) -> anyhow::Result<Scores> {
        self.score_in(word, &self.looked_at(word, way))
    }

    /// The fields in which `word` is looked for: all texts, and the pinyin of names for what may be pinyin.
    pub(super) fn looked_at(&self, word: &Word, way: Way) -> Vec<Text> {
        let mut texts = self.fields.texts().to_vec();
        if is_letters(&word.text) && (way == Way::Pinyin || !pinyin::is_weak(&word.text)) {
            texts.push(self.fields.spelled());
        }
        texts
    }

    /// The score of `word` in these fields of each document.
    pub(super) fn score_in(&self, word: &Word, texts: &[Text]) -> anyhow::Result<Scores> {
        let mut scores = Scores::nothing(self.segments().map(|(_, reader)| reader.max_doc()));
        let (lookup, whole) = (Lookup::of(word), Lookup::whole(word));
        for text in texts {
            if text.field == self.fields.pinyin {
                self.add(&Lookup::beginning(&word.text), *text, 1.0, &mut scores)?;
                continue;
            }
            self.add(&lookup, *text, 1.0, &mut scores)?;
            if let Some(whole) = &whole {
                self.add(whole, *text, WHOLE, &mut scores)?;
            }
        }
        Ok(scores)
    }

    /// Adds what `lookup` finds in `text` to `scores`, by BM25.
    fn add(&self, lookup: &Lookup, text: Text, factor: f32, scores: &mut Scores) -> anyhow::Result<()> {
        let mut found: Vec<Vec<(DocId, f32)>> = Vec::new();
        for (segment, reader) in self.segments() {
            let mut counts: Vec<(DocId, f32)> = times(lookup.find(reader, text.field)?, 1.0).collect();
            if lookup.inside {
                let words = self.snapshot.words(segment, text.field)?;
                let inside = lookup.find_inside(reader, text.field, words)?;
                counts.extend(times(inside, INSIDE));
                counts.sort_by_key(|(doc, _)| *doc);
                counts.dedup_by(|next, kept| {
                    let same = next.0 == kept.0;
                    kept.1 += if same { next.1 } else { 0.0 };
                    same
                });
            }
            found.push(counts);
        }
        let holding = found.iter().map(Vec::len).sum::<usize>() as f32;
        let rarity = (1.0 + (self.documents - holding + 0.5) / (holding + 0.5)).ln();
        let weight = text.weight * factor * rarity * (K1 + 1.0);
        for ((segment, reader), counts) in self.segments().zip(found) {
            if counts.is_empty() {
                continue;
            }
            let lengths = (text.usual_length > 0.0)
                .then(|| reader.get_fieldnorms_reader(text.field))
                .transpose()?;
            for (doc, count) in counts {
                let length = lengths
                    .as_ref()
                    .map_or(1.0, |norms| norms.fieldnorm(doc) as f32 / text.usual_length);
                scores.add(
                    segment,
                    doc,
                    weight * count / (count + K1 * (1.0 - B + B * length)),
                );
            }
        }
        Ok(())
    }

    /// Documents whose ID, or old ID, is the whole question, and those whose ID begins with it, where it looks like one: `F-202310`.
    fn exact(&self, query: &Query) -> anyhow::Result<Exact> {
        let mut exact = Exact::new();
        let asked = fold(query.text.trim_matches(['"', '“', '”']));
        if asked.is_empty() {
            return Ok(exact);
        }
        let lookup = Lookup::term(&asked);
        let looks_so = asked.starts_with(|c: char| c.is_ascii_lowercase())
            && asked.contains(|c: char| c.is_ascii_digit());
        for (segment, reader) in self.segments() {
            if looks_so {
                for id in names_beginning(reader, self.fields.id, &asked)? {
                    let found = Lookup::term(&id).find(reader, self.fields.id)?;
                    exact.extend(found.iter().map(|found| ((segment, found.doc), BEGINS)));
                }
            }
            for (field, rank) in [(self.fields.alias, 2), (self.fields.id, 3)] {
                for occurrence in lookup.find(reader, field)? {
                    exact.insert((segment, occurrence.doc), rank);
                }
            }
        }
        Ok(exact)
    }

    /// What the index keeps of a document.
    pub(super) fn stored(&self, segment: usize, doc: DocId) -> anyhow::Result<TantivyDocument> {
        let address = DocAddress::new(segment as u32, doc);
        let document = self.snapshot.searcher.doc(address);
        document.context("a found record could not be read")
    }

    /// What a hit shows of `document`.
    pub(super) fn shown(&self, document: &TantivyDocument) -> anyhow::Result<Shown> {
        let shown = document
            .get_first(self.fields.shown)
            .and_then(|value| value.as_str());
        serde_json::from_str(shown.unwrap_or_default()).context("a found record has no name")
    }

    fn hit(&self, candidate: &Candidate, needles: &Needles) -> anyhow::Result<Hit> {
        let document = self.stored(candidate.segment, candidate.doc)?;
        let shown = self.shown(&document)?;
        let texts = |field: Field| document.get_all(field).filter_map(|value| value.as_str());
        let sources = [
            self.fields.body,
            self.fields.fields,
            self.fields.code,
            self.fields.headings,
            self.fields.alts,
        ];
        Ok(Hit {
            id: shown.id,
            kind: shown.kind,
            title: shown.title,
            url: shown.url,
            score: candidate.score,
            snippet: needles.snippet(sources.into_iter().flat_map(|text| texts(text.field))),
        })
    }

    pub(super) fn segments(&self) -> impl Iterator<Item = (usize, &SegmentReader)> {
        self.snapshot.searcher.segment_readers().iter().enumerate()
    }
}

/// The names in `field`, which holds whole ones, that begin with `text`.
fn names_beginning(reader: &SegmentReader, field: Field, text: &str) -> anyhow::Result<Vec<String>> {
    let inverted = reader.inverted_index(field)?;
    let mut names = inverted.terms().range().ge(text).into_stream()?;
    let mut found = Vec::new();
    while names.advance() && names.key().starts_with(text.as_bytes()) {
        found.push(String::from_utf8_lossy(names.key()).into_owned());
    }
    Ok(found)
}

/// The rank of a document whose ID begins with the question.
pub(super) const BEGINS: u8 = 1;

/// Documents whose ID is the question, with 3, or an old ID of theirs, with 2, or whose ID begins with it.
type Exact = BTreeMap<(usize, DocId), u8>;

/// The documents of `found`, where each place counts as `each`.
fn times(found: Vec<Occurrence>, each: f32) -> impl Iterator<Item = (DocId, f32)> {
    let found = found.into_iter();
    found.map(move |occurrence| (occurrence.doc, occurrence.count as f32 * each))
}
