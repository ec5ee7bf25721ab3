//! Which documents have a key, over all parts?

use super::digits;
use super::postings::Postings;
use crate::search::numbers::Numbers;
use rustc_hash::FxHashSet;

/// The keys with their documents.
#[derive(Debug, Default)]
pub struct Rows {
    pub(super) numbers: Numbers,
    pub(super) rows: Vec<Row>,
}

/// The documents of a key.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) documents: u32,
    last: u32,
    /// For each document, four times its distance from the one before, plus its class.
    pub(super) text: String,
}

impl Rows {
    /// Adds `postings`, whose documents are numbered from `first` on and follow those there already.
    pub fn add(&mut self, first: u32, postings: &Postings) {
        postings.each(|key, documents| {
            let number = self.numbers.of(key);
            if number == self.rows.len() {
                self.rows.push(Row::default());
            }
            if let Some(row) = self.rows.get_mut(number) {
                row.add(first, documents);
            }
        });
    }

    /// The characters beyond the Latin ones that stand in keys.
    pub fn characters(&self) -> FxHashSet<char> {
        let mut characters = FxHashSet::default();
        let new = |key: &str, _| characters.extend(key.chars().filter(|c| !c.is_ascii()));
        self.numbers.each(new);
        characters
    }
}

impl Row {
    /// Adds `documents`, which are numbered from `first` on.
    fn add(&mut self, first: u32, documents: &[u32]) {
        for posting in documents {
            let (number, class) = (first + posting / 4, posting % 4);
            digits::push(((number - self.last) * 4 + class) as usize, &mut self.text);
            self.documents += 1;
            self.last = number;
        }
    }

    /// The documents of all `rows`, each with the best of its classes. `best` is at hand for it, and holds zeros.
    pub(super) fn of_all<'r>(rows: impl Iterator<Item = &'r Row>, best: &mut Vec<u32>) -> Row {
        let mut documents = Vec::new();
        for row in rows {
            let (mut signs, mut number) = (row.text.chars(), 0);
            while let Some(posting) = digits::take(&mut signs) {
                number += posting / 4;
                if best.len() <= number {
                    best.resize(number + 1, 0);
                }
                // One more than the class, so that 0 is none.
                let class = (posting % 4) as u32 + 1;
                if best[number] == 0 {
                    documents.push(number);
                }
                best[number] = best[number].max(class);
            }
        }
        documents.sort_unstable();
        let postings = documents
            .iter()
            .map(|number| *number as u32 * 4 + best[*number] - 1);
        let mut row = Row::default();
        row.add(0, &postings.collect::<Vec<_>>());
        documents.iter().for_each(|number| best[*number] = 0);
        row
    }

    /// How many bytes it takes in a block under `key`, more or less.
    pub(super) fn size(&self, key: &str) -> usize {
        key.len() + 2 + self.text.len()
    }
}
