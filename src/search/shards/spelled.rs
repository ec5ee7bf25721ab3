//! Under which keys are names found by their pinyin?
//!
//! Under the first letters of each spelling, behind a sign that no folded text holds; whether a spelling fits is then proven with the readings of
//! the characters.

use crate::base::han::is_han;
use crate::search::document::Document;
use crate::search::fold::fold;
use crate::search::pinyin::{Readings, readings};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// What keys of spellings begin with: folded texts hold no capital letters.
pub(super) const SIGN: char = 'S';
/// How many letters of a spelling are in its key; more characters than these do not change them.
const LETTERS: usize = 6;

/// What has been spelled: many documents have the same system.
#[derive(Debug, Default)]
pub struct Speller {
    readings: Readings,
    systems: FxHashMap<String, Vec<String>>,
}

impl Speller {
    /// Gives `take` the keys for the spellings of the names of `document`: its title and its systems; some of them more than once.
    pub fn keys(&mut self, document: &Document, mut take: impl FnMut(&str)) {
        let Speller { readings, systems } = self;
        for system in &document.systems {
            if !systems.contains_key(&system.name) {
                let mut keys = Vec::new();
                each_key(readings, &system.name, |key| keys.push(key.to_owned()));
                keys.sort_unstable();
                keys.dedup();
                systems.insert(system.name.clone(), keys);
            }
            let keys = systems.get(&system.name).into_iter().flatten();
            keys.for_each(|key| take(key));
        }
        each_key(readings, &document.title, take);
    }
}

/// Gives `take` the keys for the spellings of `name`.
fn each_key(readings: &mut Readings, name: &str, mut take: impl FnMut(&str)) {
    let mut key = String::new();
    readings.each(&fold(name), LETTERS, |typed| {
        key.clear();
        key.push(SIGN);
        key.extend(typed.chars().take(LETTERS));
        take(&key);
    });
}

/// Adds to `sounds` each character in the names of `document`, with its readings, separated by spaces.
pub fn add_sounds(document: &Document, sounds: &mut BTreeMap<char, String>) {
    for name in names(document) {
        for c in fold(name).chars().filter(|&c| is_han(c)) {
            sounds.entry(c).or_insert_with(|| readings(c).join(" "));
        }
    }
}

fn names(document: &Document) -> impl Iterator<Item = &str> {
    let names = document.systems.iter().map(|system| system.name.as_str());
    names.chain([document.title.as_str()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::pinyin::spellings;
    use std::collections::BTreeSet;

    #[test]
    fn spellings_are_found_by_their_first_letters() {
        let document = Document {
            title: "公文，行".to_owned(),
            ..Document::default()
        };
        let mut keys = BTreeSet::new();
        Speller::default().keys(&document, |key| _ = keys.insert(key.to_owned()));
        assert_eq!(
            keys.into_iter().collect::<Vec<_>>(),
            ["gongwe", "gw", "hang", "heng", "wen", "xing"].map(|key| format!("S{key}"))
        );
        let mut sounds = BTreeMap::new();
        add_sounds(&document, &mut sounds);
        assert_eq!(sounds.get(&'行').map(String::as_str), Some("xing hang heng"));
    }

    #[test]
    fn the_first_characters_are_enough() {
        let name = "重庆长乐公文管理系统a行长";
        let key = |spelling: &String| format!("{SIGN}{}", spelling.chars().take(LETTERS).collect::<String>());
        let whole: BTreeSet<String> = spellings(name).iter().map(key).collect();
        let mut own = BTreeSet::new();
        each_key(&mut Readings::default(), name, |key| {
            own.insert(key.to_owned());
        });
        assert_eq!(own, whole);
    }
}
