//! How do keys with their documents become blocks?
//!
//! A key lies in the block that the hash of its beginning tells, so that a browser knows where without a list of all blocks. The beginning is three
//! characters, or one or two that are Han, so that keys that go on otherwise lie together; where these are too many, one more. Keys that begin
//! with fewer characters than that are joined to one key more.

use super::digits;
use super::kept::{Kept, put};
use super::rows::{Row, Rows};
use super::spelled::SIGN;
use crate::base::han::is_han;
use crate::search::terms::is_word;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::mem;
use std::ops::Range;

/// Blocks have so many bytes on average, or a little less: compressed some 1.5 KB.
const FULL: usize = 2000;
/// In so many steps the number of blocks doubles, so that a word more somewhere does not change it.
const STEPS: usize = 16;
/// Beginnings whose keys have more bytes than these are split.
const MOST: usize = 6000;
/// So many characters of a key say where it lies, where the first is no Han character.
const BEGINNING: usize = 3;
/// Where no more Han characters than these begin keys that have to be split, one says where a key lies, else two.
const MOST_SPLIT: usize = 100;
/// In the number that says how a key goes on: the most characters that it shares with the one before, and one.
const SHARED: usize = 8;
/// What a key begins with under which all keys are joined that begin with the rest of it.
pub(super) const JOINED: char = 'J';
/// Of no more bytes than these keys are kept: what is read each time has to be less than what it saves.
const MOST_KEPT: usize = 100_000_000;

/// The blocks.
#[derive(Debug, Default)]
pub struct Blocks {
    pub texts: Vec<String>,
    /// Beginnings whose keys lie apart by one character more, in order.
    pub split: Vec<String>,
    /// How many characters of a key say where it lies, where the first is a Han character.
    pub han: usize,
    /// The keys as they are kept, so that blocks are made again of what changed: see [`Kept`].
    pub kept: Option<Kept>,
}

impl Blocks {
    /// Puts `rows` into blocks. In each, keys that begin alike follow one another.
    pub fn of(rows: Rows) -> Blocks {
        let Rows { numbers, mut rows } = rows;
        let mut order: Vec<(Box<str>, usize)> = Vec::with_capacity(numbers.len());
        let add = |text: &str, number: usize| {
            order.push((text.into(), number));
            Ok::<(), Infallible>(())
        };
        match numbers.in_order(add) {
            Ok(()) => {}
            Err(never) => match never {},
        }
        let size = |(text, number): &(Box<str>, usize)| rows.get(*number).map_or(0, |row| row.size(text));
        let layout = Layout::of(order.iter().map(|key| (&*key.0, size(key))));
        let mut best = Vec::new();
        let join = |join: &Join| {
            let keys = order.get(join.keys.clone()).unwrap_or_default();
            let rows = keys.iter().filter_map(|(_, number)| rows.get(*number));
            Row::of_all(rows.map(|row| row.text.as_str()), &mut best)
        };
        let joined: Vec<Row> = layout.joins.iter().map(join).collect();
        let size = layout.size() + joined_size(&layout, &joined);
        let mut writer = Writer::of(count(size));
        let mut kept = (size <= MOST_KEPT).then(Kept::default);
        // Of many records, rows and blocks together are more than memory is for.
        for ((text, number), key) in order.iter().zip(&layout.keys) {
            let row = rows.get_mut(*number).map(mem::take).unwrap_or_default();
            if let Some(kept) = &mut kept {
                put(text, &row.text, row.documents, &mut kept.own.0);
            }
            writer.put(text, beginning(text, key.beginning), &row.text, row.documents);
        }
        for (join, row) in layout.joins.iter().zip(joined) {
            if let Some(kept) = &mut kept {
                put(&join.text, &row.text, row.documents, &mut kept.joined.0);
            }
            writer.put(&join.text, &join.text, &row.text, row.documents);
        }
        Blocks {
            texts: writer.texts,
            split: layout.split,
            han: layout.han,
            kept,
        }
    }
}

/// How keys are spread over blocks.
pub(super) struct Layout<'k> {
    /// In order.
    keys: Vec<Key<'k>>,
    /// What is joined, in order.
    pub(super) joins: Vec<Join>,
    /// As in [`Blocks`].
    pub(super) split: Vec<String>,
    /// As in [`Blocks`].
    pub(super) han: usize,
}

/// A key, how many bytes it takes with its documents, and how many characters of it say where it lies.
struct Key<'k> {
    text: &'k str,
    size: usize,
    beginning: usize,
}

/// A beginning under which keys are joined to one key more.
pub(super) struct Join {
    /// That key.
    pub(super) text: String,
    /// The numbers of the keys.
    pub(super) keys: Range<usize>,
}

impl<'k> Layout<'k> {
    /// How `keys`, which are in order, each with the bytes that it takes, are spread.
    pub(super) fn of(keys: impl Iterator<Item = (&'k str, usize)>) -> Layout<'k> {
        let key = |(text, size)| Key {
            text,
            size,
            beginning: 0,
        };
        let mut keys: Vec<Key<'k>> = keys.map(key).collect();
        let han = beginning_of_han(&keys);
        let mut split = Vec::new();
        for group in keys.chunk_by_mut(|one, other| alike(one, other, 1)) {
            let size = group.first().map_or(0, |key| least(key.text, han));
            cut(group, size, &mut split);
        }
        Layout {
            joins: joins(&keys, &split, han),
            keys,
            split,
            han,
        }
    }

    /// How many bytes the keys take, what is joined aside.
    pub(super) fn size(&self) -> usize {
        self.keys.iter().map(|key| key.size).sum()
    }

    /// The beginning of the key with the number `at`, which says where it lies.
    pub(super) fn beginning(&self, at: usize) -> &'k str {
        self.keys
            .get(at)
            .map_or("", |key| beginning(key.text, key.beginning))
    }
}

/// How many bytes the rows take that `layout` joins.
pub(super) fn joined_size<'r>(layout: &Layout<'_>, rows: impl IntoIterator<Item = &'r Row>) -> usize {
    let joins = layout.joins.iter().zip(rows);
    joins.map(|(join, row)| row.size(&join.text)).sum()
}

/// How many blocks there are for so many bytes.
pub(super) fn count(size: usize) -> usize {
    in_steps(size.div_ceil(FULL).max(1))
}

/// The beginning of `key` that says where it lies, where Han characters begin with `han`, and `split`, in order, lie apart.
pub(super) fn place<'k>(key: &'k str, han: usize, split: &[String]) -> &'k str {
    let length = key.chars().count();
    let mut size = least(key, han);
    let is_split = |text: &str| split.binary_search_by(|split| split.as_str().cmp(text)).is_ok();
    while size < length && is_split(beginning(key, size)) {
        size += 1;
    }
    beginning(key, size)
}

/// The number of the block for keys with this beginning, of `count`.
pub(super) fn block_of(beginning: &str, count: usize) -> usize {
    hash(beginning) as usize % count.max(1)
}

/// Writes blocks.
pub(super) struct Writer {
    pub(super) texts: Vec<String>,
    /// The last key in each.
    befores: Vec<String>,
}

impl Writer {
    /// So many, all empty.
    pub(super) fn of(count: usize) -> Writer {
        Writer {
            texts: vec![String::new(); count],
            befores: vec![String::new(); count],
        }
    }

    /// Adds `key`, which follows all those before and lies where `beginning` says.
    pub(super) fn put(&mut self, key: &str, beginning: &str, row: &str, documents: u32) {
        let number = block_of(beginning, self.texts.len());
        if let (Some(text), Some(before)) = (self.texts.get_mut(number), self.befores.get_mut(number)) {
            push(before, key, row, documents, text);
            key.clone_into(before);
        }
    }
}

/// `count`, or the next number above it of which there are [`STEPS`] until it has doubled.
fn in_steps(count: usize) -> usize {
    count.next_multiple_of(1 << (count / STEPS).checked_ilog2().unwrap_or(0))
}

/// How many characters of `text`, a key, say where it lies, where `han` do for one that begins with a Han character.
fn least(text: &str, han: usize) -> usize {
    if text.starts_with(is_han) { han } else { BEGINNING }
}

/// How many characters say where a key lies that begins with a Han character.
fn beginning_of_han(keys: &[Key<'_>]) -> usize {
    let groups = keys.chunk_by(|one, other| alike(one, other, 1));
    let split = groups
        .filter(|group| group.first().is_some_and(|key| key.text.starts_with(is_han)) && is_much(group));
    if split.count() > MOST_SPLIT { 2 } else { 1 }
}

/// Whether `keys` are too much to lie together.
fn is_much(keys: &[Key<'_>]) -> bool {
    keys.len() > 1 && keys.iter().map(|key| key.size).sum::<usize>() > MOST
}

/// Whether two keys have their first `size` characters in common.
fn alike(one: &Key<'_>, other: &Key<'_>, size: usize) -> bool {
    beginning(one.text, size) == beginning(other.text, size)
}

/// Says of `keys`, which are in order, how many characters tell where they lie: `size`, or more where too much would lie together.
fn cut(keys: &mut [Key<'_>], size: usize, split: &mut Vec<String>) {
    for group in keys.chunk_by_mut(|one, other| alike(one, other, size)) {
        if is_much(group) {
            split.extend(group.first().map(|key| beginning(key.text, size).to_owned()));
            cut(group, size + 1, split);
        } else {
            group.iter_mut().for_each(|key| key.beginning = size);
        }
    }
}

/// The beginnings that a reader may stop at, and that say not where their keys lie.
fn joins(keys: &[Key<'_>], split: &[String], han: usize) -> Vec<Join> {
    let mut joins = BTreeMap::new();
    let mut join = |text: &str, keys: Range<usize>| {
        if may_stop(text) {
            joins.insert(format!("{JOINED}{text}"), keys);
        }
    };
    for size in 1..BEGINNING {
        let mut from = 0;
        for group in keys.chunk_by(|one, other| alike(one, other, size)) {
            let text = group.first().map_or("", |key| beginning(key.text, size));
            if text.chars().count() == size && size < least(text, han) && !text.starts_with(SIGN) {
                join(text, from..from + group.len());
            }
            from += group.len();
        }
    }
    for text in split {
        let from = keys.partition_point(|key| key.text < text.as_str());
        let own = keys.get(from..).unwrap_or_default();
        let own = own.partition_point(|key| key.text.starts_with(text.as_str()));
        join(text, from..from + own);
    }
    joins
        .into_iter()
        .map(|(text, keys)| Join { text, keys })
        .collect()
}

/// Whether a reader may look for all keys that begin with `text`: with a word that may go on, or a single Han character.
fn may_stop(text: &str) -> bool {
    let mut chars = text.chars();
    let last = chars.next_back();
    last.is_some_and(|c| {
        if is_han(c) {
            chars.next().is_none()
        } else {
            is_word(c)
        }
    })
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

/// How many bytes the two have in common at the start, in whole characters, and less than [`SHARED`] units of UTF-16.
fn shared(one: &str, two: &str) -> usize {
    let pairs = one.chars().zip(two.chars());
    let alike = pairs.take_while(|(a, b)| a == b);
    let sizes = alike.scan(0, |units, (c, _)| {
        *units += c.len_utf16();
        Some((c.len_utf8(), *units))
    });
    sizes
        .take_while(|(_, units)| *units < SHARED)
        .map(|(bytes, _)| bytes)
        .sum()
}

/// Writes `key` down, which follows `before`, with its documents.
fn push(before: &str, key: &str, row: &str, documents: u32, text: &mut String) {
    let (head, rest) = key.split_at(shared(before, key));
    let is_one = usize::from(documents == 1);
    // In order and without repetition, a key always goes on.
    let more = rest.encode_utf16().count() - 1;
    digits::push((more * SHARED + head.encode_utf16().count()) * 2 + is_one, text);
    text.push_str(rest);
    if documents != 1 {
        digits::push(documents as usize, text);
    }
    text.push_str(row);
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
        let first = least(key, blocks.han);
        let mut size = first;
        while size < length && is_split(beginning(key, size)) {
            size += 1;
        }
        let is_joined = is_open && (length < first || is_split(key));
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
            let how = digits::take(&mut signs).unwrap();
            let (is_one, shared, rest) = (how % 2 == 1, how / 2 % SHARED, how / 2 / SHARED + 1);
            before.truncate(shared);
            while before.len() < shared + rest {
                before.extend(signs.next().unwrap().encode_utf16(&mut [0; 2]).iter().copied());
            }
            let (mut documents, mut last) = (Vec::new(), 0);
            let count = if is_one {
                1
            } else {
                digits::take(&mut signs).unwrap()
            };
            for _ in 0..count {
                let number = digits::take(&mut signs).unwrap();
                last += u32::try_from(number / 4).unwrap();
                documents.push((last, CLASSES[number % 4]));
            }
            rows.push((String::from_utf16(&before).unwrap(), documents));
        }
        rows
    }

    #[test]
    fn the_number_of_blocks_changes_in_steps() {
        let few: Vec<usize> = [1, 15, 17, 31, 33, 35, 13_400].map(in_steps).to_vec();
        assert_eq!(few, [1, 15, 17, 31, 34, 36, 13_824]);
        assert!((1..100_000).all(|count| (count..=count + count / STEPS).contains(&in_steps(count))));
    }

    proptest! {
        #[test]
        fn all_is_found_whole_and_by_its_beginning(
            keys in prop::collection::btree_map("S?[ab一𠀀]{1,12}", prop::collection::btree_map(0_u32..90_000, 0_usize..4, 1..900), 0..30),
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
                for (at, c) in key.char_indices().filter(|(at, c)| c.is_ascii_alphabetic() || *at == 0) {
                    let start = &key[..at + c.len_utf8()];
                    if !start.starts_with(SIGN) || start.len() >= BEGINNING {
                        prop_assert_eq!(found(&blocks, start, true), best(start), "{}*", start);
                    }
                }
            }
        }
    }
}
