//! Where do keys stand? As bytes, so that it takes little room, and can be kept.

use super::bytes::Bytes;
use super::class::Class;
use super::digits;
use super::rows::spelled;
use crate::search::numbers::{Numbers, by_number};
use crate::search::varint::{pull, push};
use serde::{Deserialize, Serialize};

/// So often a key stands in the text of a document before it counts as [`Class::Often`].
const OFTEN: u32 = 3;

/// For each key its length, itself, and its [`Stretch`].
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Postings(Bytes);

/// The documents of a key in some that follow one another, written so that they are put behind others without being read one by one. A posting is
/// four times the number of a document, plus how much the key counts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'b> {
    /// How many there are; at least one.
    pub documents: u32,
    /// The first posting.
    pub first: u32,
    /// The number of the last document.
    pub last: u32,
    /// The others, as in a block.
    pub rest: &'b str,
}

/// Postings while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    numbers: Numbers,
    /// The numbers of keys with a document, written as in [`Postings`]; the documents in order.
    documents: Vec<(u32, u32)>,
    /// For each key how often it stands in the document that is open, and the best that it counts there.
    open: Vec<(u32, Class)>,
    /// The keys of the document that is open.
    touched: Vec<usize>,
}

impl Gathered {
    /// Adds that `key` stands in the document that is open, and counts as much as `class` there.
    pub(super) fn put(&mut self, key: &str, class: Class) {
        let number = self.numbers.of(key);
        if number == self.open.len() {
            self.open.push((0, class));
        }
        let Some((count, best)) = self.open.get_mut(number) else {
            return;
        };
        if *count == 0 {
            *best = class;
            self.touched.push(number);
        }
        *count += 1;
        *best = class.max(*best);
    }

    /// Closes the document that is open; it has the number `document`, which is above those before.
    pub(super) fn close(&mut self, document: u32) {
        for number in self.touched.drain(..) {
            let Some((count, best)) = self.open.get_mut(number) else {
                continue;
            };
            let often = if *count < OFTEN { Class::Text } else { Class::Often };
            let posting = document * 4 + often.max(*best).number();
            self.documents.push((number as u32, posting));
            *count = 0;
        }
    }

    /// All of them as bytes.
    pub(super) fn written(self) -> Postings {
        let (mut bytes, mut rest) = (Vec::new(), String::new());
        let (starts, all) = by_number(self.numbers.len(), &self.documents);
        self.numbers.each(|key, number| {
            let range = starts.get(number..number + 2).map(|range| range[0]..range[1]);
            let documents = range.and_then(|range| all.get(range)).unwrap_or_default();
            let Some((first, others)) = documents.split_first() else {
                return;
            };
            let mut last = first / 4;
            rest.clear();
            for posting in others {
                digits::push((posting - last * 4) as usize, &mut rest);
                last = posting / 4;
            }
            put(key, &mut bytes);
            for number in [documents.len() as u32, *first, last] {
                push(number, &mut bytes);
            }
            put(&rest, &mut bytes);
        });
        Postings(Bytes(bytes))
    }
}

impl Stretch<'_> {
    /// The postings.
    pub(super) fn postings(&self) -> Vec<u32> {
        let others = spelled(self.rest, self.first / 4);
        std::iter::once(self.first).chain(others).collect()
    }
}

impl Postings {
    /// Gives `take` each key with its documents.
    pub(super) fn each<'p>(&'p self, mut take: impl FnMut(&'p str, Stretch<'p>)) {
        let mut rest = self.0.0.as_slice();
        while let Some((key, stretch)) = next(&mut rest) {
            take(key, stretch);
        }
    }
}

/// The next key in `bytes`, with its documents.
fn next<'b>(bytes: &mut &'b [u8]) -> Option<(&'b str, Stretch<'b>)> {
    let key = take(bytes)?;
    let stretch = Stretch {
        documents: pull(bytes)?,
        first: pull(bytes)?,
        last: pull(bytes)?,
        rest: take(bytes)?,
    };
    Some((key, stretch))
}

/// Adds a text, behind its length.
pub(super) fn put(text: &str, bytes: &mut Vec<u8>) {
    push(text.len() as u32, bytes);
    bytes.extend_from_slice(text.as_bytes());
}

/// Takes a text.
pub(super) fn take<'b>(bytes: &mut &'b [u8]) -> Option<&'b str> {
    let length = pull(bytes)?;
    let (text, rest) = bytes.split_at_checked(length as usize)?;
    *bytes = rest;
    std::str::from_utf8(text).ok()
}
