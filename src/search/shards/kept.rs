//! What keys were put into blocks, so that blocks are made again of what changed?

use super::blocks::{JOINED, Layout, Writer, block_of, count, joined_size, place};
use super::bytes::Bytes;
use super::postings::{Postings, Stretch, put as put_text, take};
use super::rows::Row;
use crate::search::varint::{pull, push};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Bound;

/// The keys of all blocks with their documents, in order, as bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Keys.
    pub(super) own: Bytes,
    /// What is joined.
    pub(super) joined: Bytes,
}

/// Documents that tell something else: their numbers are from `first` on, `count` of them.
pub struct Changed<'c> {
    /// The number of the first.
    pub first: u32,
    /// How many there are.
    pub count: u32,
    /// Where keys stood in them.
    pub(super) before: &'c Postings,
    /// Where keys stand in them.
    pub(super) after: &'c Postings,
}

/// Blocks that are made again.
pub(super) struct Again {
    /// Those that hold something else, by number.
    pub texts: BTreeMap<usize, String>,
    /// All keys.
    pub kept: Kept,
    /// Whether there are other keys than before.
    pub other_keys: bool,
}

/// How keys are spread over blocks.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Spread {
    /// As in [`Blocks`](super::blocks::Blocks).
    pub han: usize,
    /// Likewise.
    pub split: Vec<String>,
    /// How many blocks there are.
    pub blocks: usize,
}

impl Spread {
    /// The number of the block that `key` lies in.
    fn block_of(&self, key: &str) -> usize {
        block_of(place(key, self.han, &self.split), self.blocks)
    }
}

/// Adds `key` with its documents.
pub(super) fn put(key: &str, text: &str, documents: u32, bytes: &mut Vec<u8>) {
    put_text(key, bytes);
    put_text(text, bytes);
    push(documents, bytes);
}

/// A key and its documents.
#[derive(Clone, Copy)]
struct Entry<'b> {
    key: &'b str,
    text: &'b str,
    documents: u32,
}

impl Entry<'_> {
    fn size(&self) -> usize {
        self.key.len() + 2 + self.text.len()
    }

    fn row(&self) -> Row {
        Row::written(self.text, self.documents)
    }
}

fn entries(mut bytes: &[u8]) -> Vec<Entry<'_>> {
    let mut all = Vec::new();
    let rest = &mut bytes;
    let mut next = || {
        Some(Entry {
            key: take(rest)?,
            text: take(rest)?,
            documents: pull(rest)?,
        })
    };
    while let Some(entry) = next() {
        all.push(entry);
    }
    all
}

impl Kept {
    /// The blocks after `changed`; `None` where keys are not spread as `spread` says any more, so that all blocks have to be made.
    pub(super) fn again(&self, changed: &[Changed<'_>], spread: &Spread) -> Option<Again> {
        let before = entries(&self.own.0);
        let rows = changed_rows(&before, changed);
        let (own, other_keys) = put_in(before, &rows);
        let layout = Layout::of(own.iter().map(|entry| (entry.key, entry.size())));
        if (layout.han, &layout.split) != (spread.han, &spread.split) {
            return None;
        }
        let known = entries(&self.joined.0);
        let known: FxHashMap<&str, Entry<'_>> = known.into_iter().map(|entry| (entry.key, entry)).collect();
        let mut best = Vec::new();
        let mut dirty: FxHashSet<usize> = rows.keys().map(|key| spread.block_of(key)).collect();
        let mut joined: Vec<Row> = Vec::with_capacity(layout.joins.len());
        for join in &layout.joins {
            let kept = known
                .get(join.text.as_str())
                .filter(|_| !is_changed(&join.text, &rows));
            if kept.is_none() {
                dirty.insert(block_of(&join.text, spread.blocks));
            }
            joined.push(kept.map_or_else(
                || {
                    let keys = own.get(join.keys.clone()).unwrap_or_default();
                    Row::of_all(keys.iter().map(|entry| entry.text), &mut best)
                },
                Entry::row,
            ));
        }
        if count(layout.size() + joined_size(&layout, &joined)) != spread.blocks {
            return None;
        }
        let joins: FxHashSet<&str> = layout.joins.iter().map(|join| join.text.as_str()).collect();
        let gone = known.keys().filter(|text| !joins.contains(*text));
        dirty.extend(gone.map(|text| block_of(text, spread.blocks)));
        let (mut writer, mut kept) = (Writer::of(spread.blocks), Kept::default());
        let mut add = |key: &str, beginning: &str, text: &str, documents: u32| {
            if dirty.contains(&block_of(beginning, spread.blocks)) {
                writer.put(key, beginning, text, documents);
            }
        };
        for (at, entry) in own.iter().enumerate() {
            put(entry.key, entry.text, entry.documents, &mut kept.own.0);
            add(entry.key, layout.beginning(at), entry.text, entry.documents);
        }
        for (join, row) in layout.joins.iter().zip(&joined) {
            put(&join.text, &row.text, row.documents, &mut kept.joined.0);
            add(&join.text, &join.text, &row.text, row.documents);
        }
        let mut texts = writer.texts;
        let texts = dirty.into_iter().filter_map(|number| {
            let text = texts.get_mut(number).map(std::mem::take)?;
            Some((number, text))
        });
        Some(Again {
            texts: texts.collect(),
            kept,
            other_keys,
        })
    }

    /// The characters beyond the Latin ones that stand in keys.
    pub(super) fn characters(&self) -> FxHashSet<char> {
        let keys = entries(&self.own.0).into_iter();
        keys.flat_map(|entry| entry.key.chars().filter(|c| !c.is_ascii()))
            .collect()
    }
}

/// The keys whose documents are other ones after `changed`, with these; without any where a key is gone. `own` are all keys before.
fn changed_rows(own: &[Entry<'_>], changed: &[Changed<'_>]) -> BTreeMap<String, Row> {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for one in changed {
        let mut before: FxHashMap<&str, Stretch<'_>> = FxHashMap::default();
        one.before.each(|key, stretch| _ = before.insert(key, stretch));
        let mut differ: Vec<(&str, Option<Stretch<'_>>)> = Vec::new();
        one.after.each(|key, stretch| {
            if before.remove(key) != Some(stretch) {
                differ.push((key, Some(stretch)));
            }
        });
        differ.extend(before.into_keys().map(|key| (key, None)));
        for (key, stretch) in differ {
            let known = rows.remove(key).unwrap_or_else(|| {
                let at = own.binary_search_by_key(&key, |entry| entry.key).ok();
                at.and_then(|at| own.get(at)).map(Entry::row).unwrap_or_default()
            });
            rows.insert(key.to_owned(), known.with(one.first, one.count, stretch));
        }
    }
    rows
}

/// `before` with `rows` in place of what their keys had; and whether there are other keys.
fn put_in<'e>(before: Vec<Entry<'e>>, rows: &'e BTreeMap<String, Row>) -> (Vec<Entry<'e>>, bool) {
    let mut after = Vec::with_capacity(before.len() + rows.len());
    let mut other = false;
    let mut new = rows.iter().peekable();
    let mut add = |after: &mut Vec<Entry<'e>>, (key, row): (&'e String, &'e Row), was: bool| {
        other |= was != (row.documents > 0);
        if row.documents > 0 {
            after.push(Entry {
                key,
                text: &row.text,
                documents: row.documents,
            });
        }
    };
    for entry in before {
        while let Some(row) = new.next_if(|(key, _)| key.as_str() < entry.key) {
            add(&mut after, row, false);
        }
        match new.next_if(|(key, _)| *key == entry.key) {
            Some(row) => add(&mut after, row, true),
            None => after.push(entry),
        }
    }
    new.for_each(|row| add(&mut after, row, false));
    (after, other)
}

/// Whether one of `rows` is joined under `join`.
fn is_changed(join: &str, rows: &BTreeMap<String, Row>) -> bool {
    let text = join.strip_prefix(JOINED).unwrap_or(join);
    let next = rows
        .range::<str, _>((Bound::Included(text), Bound::Unbounded))
        .next();
    next.is_some_and(|(key, _)| key.starts_with(text))
}
