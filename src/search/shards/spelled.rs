//! Under which keys are names found by their pinyin?
//!
//! Under the first letters of each spelling, behind a sign that no folded text holds; whether a spelling fits is then proven with the readings of
//! the characters.

use crate::base::han::{is_han, readings};
use crate::search::document::Document;
use crate::search::fold::fold;
use crate::search::pinyin::Readings;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
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

/// How often each Han character stands in names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sounds(BTreeMap<char, u32>);

impl Sounds {
    /// Adds the names of `document`.
    pub fn add(&mut self, document: &Document) {
        each_character(document, |c| *self.0.entry(c).or_default() += 1);
    }

    /// Takes the names of `document` out, which were added.
    pub fn remove(&mut self, document: &Document) {
        each_character(document, |c| {
            let left = self.0.remove(&c).and_then(|count| count.checked_sub(1));
            if let Some(left) = left.filter(|left| *left > 0) {
                self.0.insert(c, left);
            }
        });
    }

    /// The readings of each character that has some, separated by spaces.
    pub fn readings(&self) -> BTreeMap<char, String> {
        let spelled = self.0.keys().map(|c| (*c, readings(*c).join(" ")));
        spelled.filter(|(_, readings)| !readings.is_empty()).collect()
    }
}

/// Gives `take` each Han character in the names of `document`.
fn each_character(document: &Document, mut take: impl FnMut(char)) {
    for name in names(document) {
        fold(name).chars().filter(|&c| is_han(c)).for_each(&mut take);
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
        let mut sounds = Sounds::default();
        sounds.add(&document);
        let read = sounds.readings();
        assert_eq!(read.get(&'行').map(String::as_str), Some("xing hang heng"));
        sounds.add(&document);
        sounds.remove(&document);
        assert_eq!(sounds.readings(), read);
        sounds.remove(&document);
        assert_eq!(sounds, Sounds::default());
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
