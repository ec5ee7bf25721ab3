//! Which documents have a key, over all parts?

use super::digits;
use super::postings::{Postings, Stretch};
use crate::search::numbers::Numbers;

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
        postings.each(|key, stretch| {
            let number = self.numbers.of(key);
            if number == self.rows.len() {
                self.rows.push(Row::default());
            }
            if let Some(row) = self.rows.get_mut(number) {
                row.add(first, stretch);
            }
        });
    }
}

impl Row {
    /// Adds the documents of `stretch`, which are numbered from `first` on.
    fn add(&mut self, first: u32, stretch: Stretch<'_>) {
        self.add_one(first * 4 + stretch.first);
        self.text.push_str(stretch.rest);
        self.documents += stretch.documents - 1;
        self.last = first + stretch.last;
    }

    fn add_one(&mut self, posting: u32) {
        digits::push((posting - self.last * 4) as usize, &mut self.text);
        self.documents += 1;
        self.last = posting / 4;
    }

    /// The row that was written as `text`, of so many `documents`; others cannot be added.
    pub(super) fn written(text: &str, documents: u32) -> Row {
        Row {
            documents,
            last: 0,
            text: text.to_owned(),
        }
    }

    /// The row with other documents from the number `first` on, where it has some of `count`: those of `postings`, which are numbered from 0.
    pub(super) fn with(&self, first: u32, count: u32, postings: &[u32]) -> Row {
        let (mut row, mut new) = (Row::default(), postings.iter().map(|posting| posting + first * 4));
        for posting in spelled(&self.text, 0) {
            if posting / 4 >= first + count {
                new.by_ref().for_each(|posting| row.add_one(posting));
            }
            if !(first..first + count).contains(&(posting / 4)) {
                row.add_one(posting);
            }
        }
        new.for_each(|posting| row.add_one(posting));
        row
    }

    /// The documents of all rows that were written as `texts`, each with the best of its classes. `best` is at hand for it, and holds zeros.
    pub(super) fn of_all<'r>(texts: impl Iterator<Item = &'r str>, best: &mut Vec<u32>) -> Row {
        let mut documents = Vec::new();
        for text in texts {
            let (mut signs, mut number) = (text.bytes(), 0);
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
        let mut row = Row::default();
        for number in documents {
            row.add_one(number as u32 * 4 + best[number] - 1);
            best[number] = 0;
        }
        row
    }

    /// How many bytes it takes in a block under `key`, more or less.
    pub(super) fn size(&self, key: &str) -> usize {
        key.len() + 2 + self.text.len()
    }
}

/// The postings that were written as `text` behind one of the document `last`.
pub(super) fn spelled(text: &str, mut last: u32) -> impl Iterator<Item = u32> + '_ {
    let mut signs = text.bytes();
    std::iter::from_fn(move || {
        let posting = last * 4 + u32::try_from(digits::take(&mut signs)?).ok()?;
        last = posting / 4;
        Some(posting)
    })
}
