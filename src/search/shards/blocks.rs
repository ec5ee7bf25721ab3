//! How do keys with their documents become blocks?
//!
//! A key lies in the block that the hash of its beginning tells, so that a browser knows where without a list of all blocks. The beginning is three
//! characters, so that keys that go on otherwise lie together; where these are too many, one more. Keys that begin with fewer characters than
//! that are joined to one key more.

use super::digits;
use super::postings::Postings;
use super::spelled::SIGN;
use crate::base::han::is_han;
use crate::search::numbers::Numbers;
use crate::search::terms::is_word;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// Blocks have so many bytes on average: compressed some 1.5 KB.
const FULL: usize = 2000;
/// Beginnings whose keys have more bytes than these are split.
const MOST: usize = 6000;
/// So many characters of a key say where it lies.
const BEGINNING: usize = 3;
/// What a key begins with under which all keys are joined that begin with the rest of it.
const JOINED: char = '\u{2}';

/// The keys with their documents.
#[derive(Debug, Default)]
pub struct Rows {
    numbers: Numbers,
    rows: Vec<Row>,
}

/// The documents of a key.
#[derive(Debug, Default)]
struct Row {
    documents: u32,
    last: u32,
    /// For each document, four times its distance from the one before, plus its class.
    text: String,
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
    fn of_all<'r>(rows: impl Iterator<Item = &'r Row>, best: &mut Vec<u32>) -> Row {
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
    fn size(&self, key: &str) -> usize {
        key.len() + 3 + self.text.len()
    }
}

/// The blocks.
#[derive(Debug, Default)]
pub struct Blocks {
    pub texts: Vec<String>,
    /// Beginnings whose keys lie apart by one character more, in order.
    pub split: Vec<String>,
}

/// A key, and how many characters of it say where it lies.
struct Key {
    text: Box<str>,
    number: usize,
    beginning: usize,
}

impl Blocks {
    /// Puts `rows` into blocks. In each, keys that begin alike follow one another.
    pub fn of(rows: Rows) -> Blocks {
        let Rows { numbers, rows } = rows;
        let mut keys = Vec::with_capacity(numbers.len());
        let add = |text: &str, number: usize| {
            keys.push(Key {
                text: text.into(),
                number,
                beginning: BEGINNING,
            });
            Ok::<(), Infallible>(())
        };
        match numbers.in_order(add) {
            Ok(()) => {}
            Err(never) => match never {},
        }
        let mut split = Vec::new();
        cut(&mut keys, BEGINNING, &rows, &mut split);
        let joined = joined(&keys, &rows, &split);
        let own = keys
            .iter()
            .filter_map(|key| Some((&*key.text, rows.get(key.number)?)));
        let others = joined.iter().map(|(key, row)| (key.as_str(), row));
        let size: usize = own
            .clone()
            .chain(others.clone())
            .map(|(key, row)| row.size(key))
            .sum();
        let count = size.div_ceil(FULL).max(1);
        let mut texts = vec![String::new(); count];
        let mut befores = vec![""; count];
        let mut put = |key, beginning: &str, row| {
            let number = hash(beginning) as usize % count;
            if let (Some(text), Some(before)) = (texts.get_mut(number), befores.get_mut(number)) {
                push(before, key, row, text);
                *before = key;
            }
        };
        for (key, (text, row)) in keys.iter().zip(own) {
            put(text, beginning(text, key.beginning), row);
        }
        for (text, row) in others {
            put(text, text, row);
        }
        Blocks { texts, split }
    }
}

/// Says of `keys`, which are in order, how many characters tell where they lie: `size`, or more where too much would lie together.
fn cut(keys: &mut [Key], size: usize, rows: &[Row], split: &mut Vec<String>) {
    let alike = |one: &Key, other: &Key| beginning(&one.text, size) == beginning(&other.text, size);
    for group in keys.chunk_by_mut(alike) {
        let own = group
            .iter()
            .filter_map(|key| Some(rows.get(key.number)?.size(&key.text)));
        if own.sum::<usize>() > MOST && group.len() > 1 {
            if let Some(key) = group.first() {
                split.push(beginning(&key.text, size).to_owned());
            }
            cut(group, size + 1, rows, split);
        } else {
            group.iter_mut().for_each(|key| key.beginning = size);
        }
    }
}

/// For each beginning that a reader may stop at, and that says not where its keys lie, the key under which they are joined, and their documents.
fn joined(keys: &[Key], rows: &[Row], split: &[String]) -> BTreeMap<String, Row> {
    let mut joined = BTreeMap::new();
    let mut best = Vec::new();
    let mut join = |text: &str, keys: &[Key]| {
        let may_stop = text.chars().next_back().is_some_and(|c| is_word(c) && !is_han(c));
        if may_stop {
            let rows = keys.iter().filter_map(|key| rows.get(key.number));
            joined.insert(format!("{JOINED}{text}"), Row::of_all(rows, &mut best));
        }
    };
    for size in 1..BEGINNING {
        for group in keys.chunk_by(|one, other| beginning(&one.text, size) == beginning(&other.text, size)) {
            let text = group.first().map_or("", |key| beginning(&key.text, size));
            if text.chars().count() == size && !text.starts_with(SIGN) {
                join(text, group);
            }
        }
    }
    for text in split {
        let from = keys.partition_point(|key| *key.text < **text);
        let own = keys[from..].partition_point(|key| key.text.starts_with(text.as_str()));
        join(text, &keys[from..from + own]);
    }
    joined
}

/// The first `size` characters of `key`, or all.
fn beginning(key: &str, size: usize) -> &str {
    let end = key.char_indices().nth(size).map_or(key.len(), |(at, _)| at);
    &key[..end]
}

/// FNV-1a over units of UTF-16, which is what scripts have at hand.
fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0x811C_9DC5, |hash: u32, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    })
}

/// How many bytes the two have in common at the start, in whole characters.
fn shared(one: &str, two: &str) -> usize {
    let pairs = one.chars().zip(two.chars());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Writes `key` down, which follows `before`.
fn push(before: &str, key: &str, row: &Row, text: &mut String) {
    let (head, rest) = key.split_at(shared(before, key));
    digits::push(head.encode_utf16().count(), text);
    digits::push(rest.encode_utf16().count(), text);
    text.push_str(rest);
    digits::push(row.documents as usize, text);
    text.push_str(&row.text);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::class::Class;
    use super::super::postings::Gathered;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Posting = (u32, Class);

    const CLASSES: [Class; 4] = [Class::Text, Class::Often, Class::Label, Class::Title];

    /// Where a reader looks for `key`, or for all keys that begin with it: the number of the block, and the key there.
    fn place(blocks: &Blocks, key: &str, is_open: bool) -> (usize, String, bool) {
        let is_split = |text: &str| blocks.split.iter().any(|split| split == text);
        let length = key.chars().count();
        let mut size = BEGINNING;
        while size < length && is_split(beginning(key, size)) {
            size += 1;
        }
        let is_joined = is_open && (length < BEGINNING || is_split(key));
        let text = if is_joined {
            format!("{JOINED}{key}")
        } else {
            key.to_owned()
        };
        let head = if is_joined {
            text.as_str()
        } else {
            beginning(key, size)
        };
        (
            hash(head) as usize % blocks.texts.len(),
            text,
            is_open && !is_joined,
        )
    }

    /// What a reader finds for `key`.
    fn found(blocks: &Blocks, key: &str, is_open: bool) -> BTreeMap<u32, Class> {
        let (number, text, is_open) = place(blocks, key, is_open);
        let mut found = BTreeMap::new();
        for (key, documents) in read(&blocks.texts[number]) {
            if key == text || is_open && key.starts_with(&text) {
                for (document, class) in documents {
                    let best = found.entry(document).or_insert(class);
                    *best = class.max(*best);
                }
            }
        }
        found
    }

    /// What a reader makes of a block.
    fn read(text: &str) -> Vec<(String, Vec<Posting>)> {
        let (mut signs, mut before, mut rows) = (text.chars(), Vec::new(), Vec::new());
        while !signs.as_str().is_empty() {
            let shared = digits::take(&mut signs).unwrap();
            let rest = digits::take(&mut signs).unwrap();
            before.truncate(shared);
            while before.len() < shared + rest {
                before.extend(signs.next().unwrap().encode_utf16(&mut [0; 2]).iter().copied());
            }
            let (mut documents, mut last) = (Vec::new(), 0);
            for _ in 0..digits::take(&mut signs).unwrap() {
                let number = digits::take(&mut signs).unwrap();
                last += u32::try_from(number / 4).unwrap();
                documents.push((last, CLASSES[number % 4]));
            }
            rows.push((String::from_utf16(&before).unwrap(), documents));
        }
        rows
    }

    proptest! {
        #[test]
        fn all_is_found_whole_and_by_its_beginning(
            keys in prop::collection::btree_map("\u{1}?[ab一𠀀]{1,6}", prop::collection::btree_map(0_u32..90_000, 0_usize..4, 1..900), 0..30),
        ) {
            let postings: BTreeMap<String, Vec<Posting>> = keys
                .into_iter()
                .map(|(key, documents)| (key, documents.into_iter().map(|(n, class)| (n, CLASSES[class])).collect()))
                .collect();
            let mut rows = Rows::default();
            for (first, below) in [(0, 30_000), (30_000, 90_000)] {
                let mut gathered = Gathered::default();
                let mut documents: BTreeMap<u32, Vec<(&String, Class)>> = BTreeMap::new();
                for (key, all) in &postings {
                    for (n, class) in all.iter().filter(|(n, _)| (first..below).contains(n)) {
                        documents.entry(*n).or_default().push((key, *class));
                    }
                }
                for (n, keys) in documents {
                    keys.into_iter().for_each(|(key, class)| gathered.put(key, class));
                    gathered.close(n - first);
                }
                rows.add(first, &gathered.written());
            }
            let blocks = Blocks::of(rows);
            let best = |start: &str| {
                let mut best = BTreeMap::new();
                for (document, class) in postings.iter().filter(|(key, _)| key.starts_with(start)).flat_map(|(_, all)| all) {
                    let own = best.entry(*document).or_insert(*class);
                    *own = (*class).max(*own);
                }
                best
            };
            for (key, documents) in &postings {
                prop_assert_eq!(found(&blocks, key, false), documents.iter().copied().collect(), "{}", key);
                for (at, c) in key.char_indices().filter(|(_, c)| c.is_ascii_alphabetic()) {
                    let start = &key[..at + c.len_utf8()];
                    if !start.starts_with(SIGN) || start.len() >= BEGINNING {
                        prop_assert_eq!(found(&blocks, start, true), best(start), "{}*", start);
                    }
                }
            }
        }
    }
}
