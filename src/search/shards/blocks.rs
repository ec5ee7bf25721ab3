//! How do keys with their documents become blocks?

use super::digits;
use super::postings::Postings;
use crate::search::numbers::Numbers;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::convert::Infallible;

/// A block is closed when it has this many bytes: compressed some 2 KB.
const FULL: usize = 3000;

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

/// The blocks, in the order of keys.
#[derive(Debug, Default)]
pub struct Blocks {
    pub texts: Vec<String>,
    /// For each block a text after all keys before it, and not after its own: see [`Blocks::of`].
    pub firsts: String,
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
}

impl Blocks {
    /// Puts `rows` in the order in which scripts compare texts, and cuts them. The borders are written as keys are, but with three digits for each
    /// unit of the rest.
    pub fn of(rows: Rows) -> Blocks {
        let Rows { numbers, rows } = rows;
        let mut blocks = Blocks::default();
        let (mut text, mut before, mut last) = (String::new(), String::new(), Vec::new());
        let add = |key: &str, number: usize| {
            let Some(row) = rows.get(number) else {
                return Ok(());
            };
            if text.is_empty() {
                let border = border(&before, key);
                push_border(&last, &border, &mut blocks.firsts);
                last = border;
                before.clear();
            }
            push(&before, key, row, &mut text);
            key.clone_into(&mut before);
            if text.len() >= FULL {
                blocks.texts.push(std::mem::take(&mut text));
            }
            Ok::<(), Infallible>(())
        };
        match numbers.in_order(as_scripts_do, add) {
            Ok(()) => {}
            Err(never) => match never {},
        }
        if !text.is_empty() {
            blocks.texts.push(text);
        }
        blocks
    }
}

/// Compares as scripts do: by units of UTF-16.
fn as_scripts_do(one: &str, other: &str) -> Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// A short text after `before`, and not after `key`, that takes little to write: its last unit is as round as can be.
fn border(before: &str, key: &str) -> Vec<u16> {
    let before: Vec<u16> = before.encode_utf16().collect();
    let mut border: Vec<u16> = key.encode_utf16().collect();
    let shared = before.iter().zip(&border).take_while(|(a, b)| a == b).count();
    border.truncate(shared + 1);
    if let Some(unit) = border.get_mut(shared) {
        *unit = roundest(before.get(shared).copied(), *unit);
    }
    border
}

/// The unit after `low`, and not after `high`, with the most zeros at its end, in the base of [`digits`].
fn roundest(low: Option<u16>, high: u16) -> u16 {
    let below = |step: u16| high - high % step;
    let fits = |unit: &u16| low.is_none_or(|low| *unit > low);
    let steps = [digits::BASE * digits::BASE, digits::BASE].map(|step| u16::try_from(step).unwrap_or(1));
    steps.map(below).into_iter().find(fits).unwrap_or(high)
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

/// Writes `border` down, which follows `before`.
fn push_border(before: &[u16], border: &[u16], text: &mut String) {
    let shared = before.iter().zip(border).take_while(|(a, b)| a == b).count();
    digits::push(shared, text);
    digits::push(border.len() - shared, text);
    for unit in border.iter().skip(shared) {
        digits::push_unit(*unit, text);
    }
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

    /// What a reader makes of borders.
    fn borders(text: &str) -> Vec<Vec<u16>> {
        let (mut signs, mut before, mut all) = (text.chars(), Vec::<u16>::new(), Vec::new());
        while !signs.as_str().is_empty() {
            let shared = digits::take(&mut signs).unwrap();
            let rest = digits::take(&mut signs).unwrap();
            before.truncate(shared);
            for _ in 0..rest {
                let parts = [0; 3].map(|_| digits::take(&mut signs).unwrap());
                let unit = parts
                    .into_iter()
                    .fold(0, |unit, digit| unit * digits::BASE + digit);
                before.push(u16::try_from(unit).unwrap());
            }
            all.push(before.clone());
        }
        all
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

    #[test]
    fn a_border_is_short_and_round() {
        assert_eq!(border("", "abc"), [0]);
        assert_eq!(border("ab", "abc"), [97, 98, 0]);
        assert_eq!(border("aa", "az"), [97, 90 + 32]);
        let (low, high) = ('文', '章');
        let border = border("公文", "公章管");
        assert_eq!((border.len(), border[1] % 2025), (2, 0));
        assert!(border[1] > low as u16 && border[1] <= high as u16);
    }

    proptest! {
        #[test]
        fn all_comes_back_and_borders_lead_there(
            keys in prop::collection::btree_map("[a-c一-三𠀀\u{FFE5}]{1,6}", prop::collection::btree_map(0_u32..90_000, 0_usize..4, 1..900), 0..30),
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
            let borders = borders(&blocks.firsts);
            prop_assert_eq!(blocks.texts.len(), borders.len());
            let mut found = BTreeMap::new();
            for (number, text) in blocks.texts.iter().enumerate() {
                for (key, documents) in read(text) {
                    let units: Vec<u16> = key.encode_utf16().collect();
                    let place = borders.partition_point(|border| *border <= units);
                    prop_assert_eq!(place, number + 1, "{}", key);
                    found.insert(key, documents);
                }
            }
            prop_assert_eq!(found, postings);
        }
    }
}
