//! Where do keys stand? As bytes, so that it takes little room, and can be kept.

use super::class::Class;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

/// For each key, its documents in order, and how much it counts there. A document is written as four times its number, plus the class.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Postings(Vec<u8>);

/// Postings while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Gathered(FxHashMap<String, Vec<u32>>);

impl Gathered {
    /// Adds that `key` stands in the document with the number `document`, which is not below those added before.
    pub(super) fn put(&mut self, key: &str, document: u32, class: Class) {
        let posting = document * 4 + class.number();
        match self.0.get_mut(key) {
            Some(documents) => documents.push(posting),
            None => {
                self.0.insert(key.to_owned(), vec![posting]);
            }
        }
    }

    /// All of them as bytes.
    pub(super) fn written(self) -> Postings {
        let all = self.0.into_iter();
        Postings(all.fold(Vec::new(), |bytes, (key, documents)| {
            // What is appended to memory is appended.
            postcard::to_extend(&(key, documents), bytes).unwrap_or_default()
        }))
    }
}

impl Postings {
    /// Gives `take` each key with its documents.
    pub(super) fn each(&self, mut take: impl FnMut(&str, &[u32])) {
        let mut rest = self.0.as_slice();
        while let Ok(((key, documents), after)) = postcard::take_from_bytes::<(&str, Vec<u32>)>(rest) {
            take(key, &documents);
            rest = after;
        }
    }
}
