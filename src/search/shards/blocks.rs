//! How do keys with their documents become blocks?
//!
//! A key lies in the block that the hash of its beginning tells, so that a browser knows where without a list of all blocks. The beginning is three
//! characters, or one or two that are Han, so that keys that go on otherwise lie together; where these are too many, one more. Keys that begin
//! with fewer characters than that are joined to one key more.

use super::block::push;
use super::keys::INSIDE;
use super::rows::{Row, Rows};
use super::spelled::SIGN;
use super::spread::Spread;
use super::sums::{Sum, Sums};
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
/// So many characters of a key say where it lies, where the first is no Han character.
const BEGINNING: usize = 3;
/// Where no more Han characters than these begin keys that have to be split, one says where a key lies, else two.
const MOST_SPLIT: usize = 100;
/// What a key begins with under which all keys are joined that begin with the rest of it.
pub(super) const JOINED: char = 'J';

/// The blocks.
#[derive(Debug, Default)]
pub struct Blocks {
    pub texts: Vec<String>,
    /// How keys are spread over them.
    pub spread: Spread,
    /// What the keys add up to.
    pub sums: Sums,
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
        // Of many records, rows and blocks together are more than memory is for.
        for ((text, number), key) in order.iter().zip(&layout.keys) {
            let row = rows.get_mut(*number).map(mem::take).unwrap_or_default();
            writer.put(text, beginning(text, key.beginning), &row.text, row.documents);
        }
        for (join, row) in layout.joins.iter().zip(joined) {
            writer.put(&join.text, &join.text, &row.text, row.documents);
        }
        Blocks {
            sums: Sums::of(&layout, size),
            spread: Spread {
                han: layout.han,
                split: layout.split,
                blocks: writer.texts.len(),
            },
            texts: writer.texts,
        }
    }
}

/// How keys are spread over blocks.
pub(super) struct Layout<'k> {
    /// In order.
    pub(super) keys: Vec<Key<'k>>,
    /// What is joined, in order.
    joins: Vec<Join>,
    /// As in [`Spread`].
    pub(super) split: Vec<String>,
    /// As in [`Spread`].
    han: usize,
}

/// A key, how many bytes it takes with its documents, and how many characters of it say where it lies.
pub(super) struct Key<'k> {
    pub(super) text: &'k str,
    pub(super) size: usize,
    beginning: usize,
}

/// A beginning under which keys are joined to one key more.
struct Join {
    /// That key.
    text: String,
    /// The numbers of the keys.
    keys: Range<usize>,
}

impl<'k> Layout<'k> {
    /// How `keys`, which are in order, each with the bytes that it takes, are spread.
    fn of(keys: impl Iterator<Item = (&'k str, usize)>) -> Layout<'k> {
        let key = |(text, size)| Key {
            text,
            size,
            beginning: 0,
        };
        let mut keys: Vec<Key<'k>> = keys.map(key).collect();
        let heads = keys.chunk_by(|one, other| alike(one, other, 1));
        let heads = heads.filter(|keys| keys.first().is_some_and(|key| key.text.starts_with(is_han)));
        let han = beginning_of_han(heads.map(sum));
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
    fn size(&self) -> usize {
        self.keys.iter().map(|key| key.size).sum()
    }

    /// What the keys add up to that begin with `text`.
    pub(super) fn sum(&self, text: &str) -> Sum {
        sum(self.keys.get(range(&self.keys, text)).unwrap_or_default())
    }
}

/// How many bytes the rows take that `layout` joins.
fn joined_size<'r>(layout: &Layout<'_>, rows: impl IntoIterator<Item = &'r Row>) -> usize {
    let joins = layout.joins.iter().zip(rows);
    joins.map(|(join, row)| row.size(&join.text)).sum()
}

/// How many blocks there are for so many bytes.
pub(super) fn count(size: usize) -> usize {
    in_steps(size.div_ceil(FULL).max(1))
}

/// Writes blocks.
struct Writer {
    texts: Vec<String>,
    /// The last key in each.
    befores: Vec<String>,
}

impl Writer {
    /// So many, all empty.
    fn of(count: usize) -> Writer {
        Writer {
            texts: vec![String::new(); count],
            befores: vec![String::new(); count],
        }
    }

    /// Adds `key`, which follows all those before and lies where `beginning` says.
    fn put(&mut self, key: &str, beginning: &str, row: &str, documents: u32) {
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

/// The number of the block for keys with this beginning, of `count`.
pub(super) fn block_of(beginning: &str, count: usize) -> usize {
    hash(beginning) as usize % count.max(1)
}

/// How many characters of `text`, a key, say where it lies, where `han` do for one that begins with a Han character.
pub(super) fn least(text: &str, han: usize) -> usize {
    if text.starts_with(is_han) { han } else { BEGINNING }
}

/// How many characters say where a key lies that begins with a Han character, where such keys add up to `heads` by that character.
pub(super) fn beginning_of_han(heads: impl Iterator<Item = Sum>) -> usize {
    let split = heads.filter(|sum| sum.is_much());
    if split.count() > MOST_SPLIT { 2 } else { 1 }
}

fn sum(keys: &[Key<'_>]) -> Sum {
    Sum::of(keys.iter().map(|key| key.size))
}

/// Whether two keys have their first `size` characters in common.
fn alike(one: &Key<'_>, other: &Key<'_>, size: usize) -> bool {
    beginning(one.text, size) == beginning(other.text, size)
}

/// Says of `keys`, which are in order, how many characters tell where they lie: `size`, or more where too much would lie together.
fn cut(keys: &mut [Key<'_>], size: usize, split: &mut Vec<String>) {
    for group in keys.chunk_by_mut(|one, other| alike(one, other, size)) {
        if sum(group).is_much() {
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
        join(text, range(keys, text));
    }
    joins
        .into_iter()
        .map(|(text, keys)| Join { text, keys })
        .collect()
}

/// The numbers of those of `keys`, which are in order, that begin with `text`.
fn range(keys: &[Key<'_>], text: &str) -> Range<usize> {
    let from = keys.partition_point(|key| key.text < text);
    let own = keys.get(from..).unwrap_or_default();
    from..from + own.partition_point(|key| key.text.starts_with(text))
}

/// Whether a reader may look for all keys that begin with `text`: with a word that may go on, or a single Han character.
pub(super) fn may_stop(text: &str) -> bool {
    if text.starts_with(INSIDE) {
        return false;
    }
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
pub(super) fn beginning(key: &str, size: usize) -> &str {
    let end = key.char_indices().nth(size).map_or(key.len(), |(at, _)| at);
    &key[..end]
}

/// FNV-1a over units of UTF-16, which is what scripts have at hand.
fn hash(text: &str) -> u32 {
    text.encode_utf16().fold(0x811C_9DC5, |hash: u32, unit| {
        (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::block::entries;
    use super::super::class::Class;
    use super::super::postings::Gathered;
    use super::super::rows::spelled;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    type Posting = (u32, Class);

    const CLASSES: [Class; 4] = [Class::Text, Class::Often, Class::Label, Class::Title];

    /// Where a reader looks for `key`, or for all keys that begin with it: the number of the block, and the key there.
    fn place(blocks: &Blocks, key: &str, is_open: bool) -> (usize, String, bool) {
        let is_split = |text: &str| blocks.spread.split.iter().any(|split| split == text);
        let length = key.chars().count();
        let first = least(key, blocks.spread.han);
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
        let documents = |row: Row| {
            let all = spelled(&row.text, 0);
            all.map(|posting| (posting / 4, CLASSES[posting as usize % 4]))
                .collect()
        };
        let keys = entries(text).unwrap().into_iter();
        keys.map(|(key, row)| (key, documents(row))).collect()
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
