//! Does the index find what stands in the records?
//!
//! A question of each record that is asked: a part of a Han run and a word, neither chosen by anybody, both the same in every build.

use super::document::Document;
use super::fold::fold;
use super::index::Index;
use super::query::{Query, Word};
use super::terms::{Shape, terms};
use crate::base::han::is_han;
use crate::base::hash;

/// How many characters of a Han run are asked for.
const PART: usize = 6;

/// What stands in `document` and is not found by `index`, if anything.
///
/// # Errors
/// The index cannot be read.
pub fn missing(index: &Index, document: &Document) -> anyhow::Result<Option<String>> {
    for phrase in phrases(document) {
        let query = Query {
            literals: Word::new(&phrase).into_iter().collect(),
            ..Query::default()
        };
        if !query.is_empty() && !index.holds(&query, &document.key)? {
            return Ok(Some(phrase));
        }
    }
    Ok(None)
}

/// What to ask for: a part of a Han run, a word or a compound, and the ID.
fn phrases(document: &Document) -> Vec<String> {
    let texts = [&document.title, &document.body, &document.fields, &document.code];
    let texts: Vec<String> = texts.into_iter().map(|text| fold(text)).collect();
    let mut chance = Chance::of(&document.key);
    let runs: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split(|c| !is_han(c)))
        .filter(|run| !run.is_empty())
        .collect();
    let words: Vec<&str> = texts
        .iter()
        .flat_map(|text| terms(text))
        .filter(|term| matches!(term.shape, Shape::Word | Shape::Compound))
        .map(|term| term.text)
        .collect();
    let mut phrases = vec![document.id.clone()];
    if let Some(run) = chance.one(&runs) {
        let chars: Vec<char> = run.chars().collect();
        let start = chance.below(chars.len());
        phrases.push(chars.iter().skip(start).take(PART).collect());
    }
    phrases.extend(chance.one(&words).map(|word| (*word).to_owned()));
    phrases
}

/// Numbers that depend on nothing but a text.
struct Chance(u64);

impl Chance {
    fn of(text: &str) -> Chance {
        Chance(u64::from_str_radix(hash::short(text.as_bytes()).get(..12).unwrap_or("0"), 16).unwrap_or(0))
    }

    fn below(&mut self, end: usize) -> usize {
        let end = (end as u64).max(1);
        let number = self.0 % end;
        self.0 = self.0 / end + 7919;
        usize::try_from(number).unwrap_or(0)
    }

    fn one<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = self.below(all.len());
        all.get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_come_from_all_that_a_reader_sees() {
        let document = Document {
            key: "content/a.md".to_owned(),
            id: "F-1".to_owned(),
            body: "連接池耗尽。".to_owned(),
            code: "ORA-12519".to_owned(),
            ..Document::default()
        };
        let asked = phrases(&document);
        assert_eq!((asked.len(), asked[0].as_str()), (3, "F-1"));
        assert!(
            "连接池耗尽".contains(&asked[1]) && "ora-12519".contains(&asked[2]),
            "{asked:?}"
        );
        assert_eq!(phrases(&Document::default()).len(), 1);
    }
}
