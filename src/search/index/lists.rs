//! Where do the terms of a field stand? In memory, as bytes, until a segment is written.

use super::chains::{Chain, Chains};
use crate::search::numbers::{Numbers, by_number};
use crate::search::varint::{pull, push};
use std::io;
use tantivy::DocId;
use tantivy::postings::FieldSerializer;

/// What a term takes besides its places, in bytes, more or less.
const TERM: usize = 64;
/// The longest term that the index takes, in bytes.
const LONGEST: usize = 30_000;
/// So many places wait to be put down.
const WAITING: usize = 1 << 18;

/// The terms of a field with their documents and places. Documents come in order, and so do the places in each of them.
#[derive(Debug, Default)]
pub struct Lists {
    numbers: Numbers,
    lists: Vec<List>,
    bytes: Chains,
    waiting: Waiting,
    /// How many terms were put.
    tokens: u64,
    /// How much memory the terms use, more or less, in bytes.
    terms: usize,
    /// What is written next.
    next: Vec<u8>,
}

/// Places that wait to be put down: those of one term are put down together, for each list lies elsewhere in memory, and to get there is what
/// takes long.
#[derive(Debug, Default)]
struct Waiting {
    numbers: Numbers,
    /// The number of a term among those that wait, with a document and a place.
    places: Vec<(u32, (DocId, u32))>,
}

/// The documents of a term with its places there.
#[derive(Debug, Default)]
struct List {
    documents: u32,
    document: DocId,
    place: u32,
    /// For each document twice its distance from the one before, plus one; then for each place twice its distance from the one before. As
    /// numbers of seven bits to a byte, the lowest first.
    bytes: Chain,
}

impl Lists {
    /// The number of the list of `term`; `None` where the index takes no term as long.
    pub fn number(&mut self, term: &str) -> Option<usize> {
        if term.len() > LONGEST {
            return None;
        }
        let number = self.numbers.of(term);
        if number == self.lists.len() {
            self.terms += TERM + term.len();
            self.lists.push(List::default());
        }
        Some(number)
    }

    /// Adds that the term with this number stands in `document`, which is not before those added.
    pub fn put_document(&mut self, number: usize, document: DocId) {
        self.tokens += 1;
        if let Some(list) = self.lists.get_mut(number) {
            self.next.clear();
            list.open(document, &mut self.next);
            self.bytes.append(&mut list.bytes, &self.next);
        }
    }

    /// Adds that `term` stands at `place` of `document`, which is not before those added. Whether the index takes it.
    pub fn put(&mut self, term: &str, document: DocId, place: u32) -> bool {
        if term.len() > LONGEST {
            return false;
        }
        self.tokens += 1;
        let number = self.waiting.numbers.of(term) as u32;
        self.waiting.places.push((number, (document, place)));
        if self.waiting.places.len() >= WAITING {
            self.put_down();
        }
        true
    }

    /// Puts down what waits.
    fn put_down(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        let (starts, places) = by_number(waiting.numbers.len(), &waiting.places);
        waiting.numbers.each(|term, at| {
            let (Some(number), Some(range)) = (self.number(term), starts.get(at..at + 2)) else {
                return;
            };
            let own = places.get(range[0]..range[1]).unwrap_or_default();
            if let Some(list) = self.lists.get_mut(number) {
                self.next.clear();
                for (document, place) in own {
                    list.put(*document, *place, &mut self.next);
                }
                self.bytes.append(&mut list.bytes, &self.next);
            }
        });
        waiting.numbers.clear();
        waiting.places.clear();
        self.waiting = waiting;
    }

    /// How many terms were put.
    pub fn tokens(&self) -> u64 {
        self.tokens
    }

    /// How much memory is used, more or less, in bytes.
    pub fn size(&self) -> usize {
        self.terms + self.bytes.size()
    }

    /// Writes all of them, in the order of terms, with places where `with_places`.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn write(mut self, with_places: bool, out: &mut FieldSerializer<'_>) -> io::Result<()> {
        self.put_down();
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        let write = |term: &str, number: usize| match self.lists.get(number) {
            Some(list) => {
                self.bytes.read(list.bytes, &mut bytes);
                list.write(term, &bytes, with_places, &mut places, out)
            }
            None => Ok(()),
        };
        self.numbers.in_order(write)
    }
}

impl List {
    /// Adds a place to `bytes`, which follow those of the list.
    fn put(&mut self, document: DocId, place: u32, bytes: &mut Vec<u8>) {
        self.open(document, bytes);
        push((place - self.place) << 1, bytes);
        self.place = place;
    }

    /// Begins `document`, unless it has.
    fn open(&mut self, document: DocId, bytes: &mut Vec<u8>) {
        if self.documents > 0 && self.document == document {
            return;
        }
        let distance = document - self.document;
        self.documents += 1;
        self.document = document;
        self.place = 0;
        push((distance << 1) | 1, bytes);
    }

    fn write(
        &self,
        term: &str,
        bytes: &[u8],
        with_places: bool,
        places: &mut Vec<u32>,
        out: &mut FieldSerializer<'_>,
    ) -> io::Result<()> {
        let known = if with_places { self.documents } else { 0 };
        out.new_term(term.as_bytes(), known, with_places)?;
        let (mut rest, mut document, mut begun) = (bytes, 0, false);
        while let Some(value) = pull(&mut rest) {
            if value & 1 == 0 {
                places.push(value >> 1);
                continue;
            }
            if begun {
                out.write_doc(document, count(places), places);
                places.clear();
            }
            document += value >> 1;
            begun = true;
        }
        out.write_doc(document, count(places), places);
        places.clear();
        out.close_term()
    }
}

fn count(places: &[u32]) -> u32 {
    u32::try_from(places.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_waits_is_put_down_by_term_and_stays_in_order() {
        let mut lists = Lists::default();
        for (term, document, place) in [("公", 0, 1), ("文", 0, 2), ("公", 0, 9), ("公", 2, 1)] {
            assert!(lists.put(term, document, place));
        }
        assert!(!lists.put(&"a".repeat(LONGEST + 1), 2, 3));
        lists.put_down();
        lists.put("公", 3, 5);
        lists.put_down();
        let list = &lists.lists[lists.numbers.of("公")];
        assert_eq!((list.documents, lists.tokens()), (3, 5));
        let (mut bytes, mut values) = (Vec::new(), Vec::new());
        lists.bytes.read(list.bytes, &mut bytes);
        let mut rest = bytes.as_slice();
        values.extend(std::iter::from_fn(|| pull(&mut rest)));
        assert_eq!(values, [1, 2, 16, 5, 2, 3, 10]);
    }
}
