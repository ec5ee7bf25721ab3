//! How do keys with their documents become blocks?

use super::digits;
use super::part::{Posting, Postings};

/// A block is closed when it has this many bytes: compressed some 3 KB.
const FULL: usize = 5000;

/// The blocks, in the order of keys.
#[derive(Debug, Default)]
pub struct Blocks {
    pub texts: Vec<String>,
    /// For each block a text after all keys before it, and not after its own.
    pub firsts: Vec<String>,
}

/// Adds the documents of `part`, which follow those there already, to `all`.
pub fn merge(all: &mut Postings, part: Postings) {
    for (key, documents) in part {
        match all.get_mut(&key) {
            Some(there) => there.extend(documents),
            None => {
                all.insert(key, documents);
            }
        }
    }
}

impl Blocks {
    /// Puts `postings` in the order in which scripts compare texts, and cuts them.
    pub fn of(postings: Postings) -> Blocks {
        let mut rows: Vec<(String, Vec<Posting>)> = postings.into_iter().collect();
        rows.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        let mut blocks = Blocks::default();
        let (mut text, mut before) = (String::new(), "");
        for (key, documents) in &rows {
            if text.is_empty() {
                blocks.firsts.push(border(before, key).to_owned());
                before = "";
            }
            push(before, key, documents, &mut text);
            before = key;
            if text.len() >= FULL {
                blocks.texts.push(std::mem::take(&mut text));
            }
        }
        if !text.is_empty() {
            blocks.texts.push(text);
        }
        blocks
    }
}

/// The shortest beginning of `key` that comes after `before`.
fn border<'k>(before: &str, key: &'k str) -> &'k str {
    let shared = shared(before, key);
    let end = key[shared..].chars().next().map_or(0, char::len_utf8);
    &key[..shared + end]
}

/// How many bytes the two have in common at the start, in whole characters.
fn shared(one: &str, two: &str) -> usize {
    let pairs = one.chars().zip(two.chars());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Writes `key` down, which follows `before`.
fn push(before: &str, key: &str, documents: &[Posting], text: &mut String) {
    let (head, rest) = key.split_at(shared(before, key));
    digits::push(head.encode_utf16().count(), text);
    digits::push(rest.encode_utf16().count(), text);
    text.push_str(rest);
    digits::push(documents.len(), text);
    let mut last = 0;
    for (number, class) in documents {
        digits::push((number - last) as usize * 4 + class.number(), text);
        last = *number;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::class::Class;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    const CLASSES: [Class; 4] = [Class::Text, Class::Often, Class::Label, Class::Title];

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
    fn a_border_is_as_short_as_can_be() {
        assert_eq!(border("公文", "公章管"), "公章");
        assert_eq!(border("", "abc"), "a");
        assert_eq!(border("ab", "abc"), "abc");
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
            let blocks = Blocks::of(postings.clone().into_iter().collect());
            prop_assert_eq!(blocks.texts.len(), blocks.firsts.len());
            let mut found = BTreeMap::new();
            for (number, text) in blocks.texts.iter().enumerate() {
                for (key, documents) in read(text) {
                    let units: Vec<u16> = key.encode_utf16().collect();
                    let place = blocks.firsts.partition_point(|first| first.encode_utf16().le(units.iter().copied()));
                    prop_assert_eq!(place, number + 1, "{}", key);
                    found.insert(key, documents);
                }
            }
            prop_assert_eq!(found, postings);
        }
    }
}
