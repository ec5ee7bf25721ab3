//! Which blocks hold what changed, and what is in them then?

use super::block::{entries, push};
use super::blocks::JOINED;
use super::postings::{Postings, Stretch};
use super::rows::Row;
use super::spread::Spread;
use super::sums::{Sum, Sums};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

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
    /// What all keys add up to.
    pub sums: Sums,
}

/// What a key, or what is joined under one, has in some documents: the number of the first, how many there are, and the postings, in which the
/// documents are numbered from 0.
type Part = (u32, u32, Vec<u32>);

/// What changes in a block. What is joined follows the keys.
type Changes = BTreeMap<(bool, String), Vec<Part>>;

/// The blocks that hold what `changed`. Before, the keys were spread as `spread` says, and added up to `sums`; `block` gives the text of the block with
/// this number as it was. `None` where it is not to be had, or where keys are spread in another way now, so that all blocks have to be made.
pub(super) fn again(
    sums: &Sums,
    spread: &Spread,
    changed: &[Changed<'_>],
    block: impl Fn(usize) -> Option<String>,
) -> Option<Again> {
    let mut blocks: BTreeMap<usize, Changes> = BTreeMap::new();
    for one in changed {
        for (key, postings) in differ(one, spread) {
            let is_joined = key.starts_with(JOINED);
            let place = if is_joined {
                key.as_str()
            } else {
                spread.place(&key)
            };
            let changes = blocks.entry(spread.block(place)).or_default();
            let parts = changes.entry((is_joined, key)).or_default();
            parts.push((one.first, one.count, postings));
        }
    }
    let (mut texts, mut sums) = (BTreeMap::new(), sums.clone());
    for (number, changes) in blocks {
        let text = edited(&block(number)?, changes, spread, &mut sums)?;
        texts.insert(number, text);
    }
    sums.fit(spread).then_some(Again { texts, sums })
}

/// The keys that stand elsewhere in the documents of `changed` than before, and what is joined of such keys, with all that they have there now.
fn differ(changed: &Changed<'_>, spread: &Spread) -> Vec<(String, Vec<u32>)> {
    let mut before: FxHashMap<&str, Stretch<'_>> = FxHashMap::default();
    changed
        .before
        .each(|key, stretch| _ = before.insert(key, stretch));
    let mut all: Vec<(String, Vec<u32>)> = Vec::new();
    changed.after.each(|key, stretch| {
        if before.remove(key) != Some(stretch) {
            all.push((key.to_owned(), stretch.postings()));
        }
    });
    all.extend(before.into_keys().map(|key| (key.to_owned(), Vec::new())));
    let joined: FxHashSet<&str> = all.iter().flat_map(|(key, _)| spread.joined(key)).collect();
    let before = unions(changed.before, &joined, spread);
    let mut after = unions(changed.after, &joined, spread);
    let joined: Vec<(String, Vec<u32>)> = joined
        .iter()
        .map(|text| (*text, after.remove(text).unwrap_or_default()))
        .filter(|(text, after)| before.get(text).map_or(&[][..], Vec::as_slice) != after)
        .map(|(text, after)| (format!("{JOINED}{text}"), after))
        .collect();
    all.extend(joined);
    all
}

/// The postings of all keys that are joined under each of `texts`: of each document the best.
fn unions<'t>(
    postings: &Postings,
    texts: &FxHashSet<&'t str>,
    spread: &Spread,
) -> FxHashMap<&'t str, Vec<u32>> {
    let mut unions: FxHashMap<&str, BTreeMap<u32, u32>> = FxHashMap::default();
    postings.each(|key, stretch| {
        for text in spread.joined(key).filter_map(|text| texts.get(text)) {
            let best = unions.entry(text).or_default();
            for posting in stretch.postings() {
                let known = best.entry(posting / 4).or_insert(posting);
                *known = posting.max(*known);
            }
        }
    });
    let written = |(text, best): (&'t str, BTreeMap<u32, u32>)| (text, best.into_values().collect());
    unions.into_iter().map(written).collect()
}

/// The block that was written as `text`, after `changes`, which are put into `sums`.
fn edited(text: &str, changes: Changes, spread: &Spread, sums: &mut Sums) -> Option<String> {
    let all = entries(text)?.into_iter();
    let mut all: BTreeMap<(bool, String), Row> = all
        .map(|(key, row)| ((key.starts_with(JOINED), key), row))
        .collect();
    for (key, parts) in changes {
        let before = all.remove(&key);
        let size = |row: Option<&Row>| row.map(|row| row.size(&key.1));
        let gone = size(before.as_ref());
        let mut after = before.unwrap_or_default();
        for (first, count, postings) in parts {
            after = after.with(first, count, &postings);
        }
        let after = Some(after).filter(|row| row.documents > 0);
        let new = size(after.as_ref());
        match key.0 {
            true => sums.turn_joined(gone.unwrap_or(0), new.unwrap_or(0))?,
            false => sums.turn(&key.1, spread, gone, new)?,
        }
        if let Some(row) = after {
            all.insert(key, row);
        }
    }
    let own: Vec<(&str, usize)> = all
        .iter()
        .filter(|((is_joined, _), _)| !is_joined)
        .map(|((_, key), row)| (key.as_str(), row.size(key)))
        .collect();
    let mut together = own.chunk_by(|one, other| spread.place(one.0) == spread.place(other.0));
    if together.any(|keys| Sum::of(keys.iter().map(|key| key.1)).is_much()) {
        return None;
    }
    let (mut text, mut before) = (String::new(), "");
    for ((_, key), row) in &all {
        push(before, key, &row.text, row.documents, &mut text);
        before = key;
    }
    Some(text)
}
