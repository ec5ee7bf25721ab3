//! How did an answer come about?

use super::find::{BEGINS, Find, Found};
use super::lookup::Lookup;
use super::rank::Candidate;
use super::scores::Scores;
use crate::search::query::{Query, Word};
use crate::search::results::{Explanation, Looked, Parts, Way};

/// The share of a word in the score of each document, by field.
type ByField = Vec<(String, Scores)>;

impl Find<'_> {
    /// How `found` came about for `query`.
    pub(super) fn explain(&self, query: &Query, found: &Found) -> anyhow::Result<Explanation> {
        let by_field: Vec<ByField> = found
            .words
            .iter()
            .enumerate()
            .map(|(number, word)| self.by_field(word, found.way, number >= found.marked))
            .collect::<anyhow::Result<_>>()?;
        let looked = found
            .words
            .iter()
            .zip(&found.scores)
            .map(|(word, scores)| Looked {
                word: word.text.clone(),
                terms: Lookup::of(word).terms(),
                records: scores.len(),
            });
        let hits = found
            .candidates
            .iter()
            .map(|hit| self.parts(hit, found, &by_field));
        Ok(Explanation {
            query: query.clone(),
            way: found.way,
            terms: looked.collect(),
            hits: hits.collect::<anyhow::Result<_>>()?,
        })
    }

    /// What the score of `hit` is made of.
    fn parts(&self, hit: &Candidate, found: &Found, by_field: &[ByField]) -> anyhow::Result<Parts> {
        let share = |scores: &Scores| scores.of(hit.segment, hit.doc);
        let words = found.words.iter().zip(&found.scores);
        let mut fields = Vec::new();
        for (word, by_field) in found.words.iter().zip(by_field) {
            for (field, scores) in by_field.iter().filter(|(_, scores)| share(scores) > 0.0) {
                fields.push((word.text.clone(), field.clone(), share(scores)));
            }
        }
        Ok(Parts {
            key: self.snapshot.key(hit.segment, hit.doc)?,
            words: words
                .map(|(word, scores)| (word.text.clone(), share(scores)))
                .collect(),
            fields,
            freshness: self.snapshot.freshness(hit.segment, hit.doc),
            exact: hit.exact > BEGINS,
        })
    }

    /// The share of `word` by field; of a character of the question in names only.
    fn by_field(&self, word: &Word, way: Way, is_character: bool) -> anyhow::Result<ByField> {
        let schema = self.snapshot.searcher.schema();
        let texts = if is_character {
            self.fields.names().to_vec()
        } else {
            self.looked_at(word, way)
        };
        let of = |text: super::schema::Text| {
            let name = schema.get_field_name(text.field).to_owned();
            Ok((name, self.score_in(word, &[text])?))
        };
        texts.into_iter().map(of).collect()
    }
}
