//! Under which keys are names found by their pinyin?
//!
//! Under the first letters of each spelling, behind a sign that no text holds; whether a spelling fits is then proven with the readings of
//! the characters.

use crate::base::han::is_han;
use crate::search::document::Document;
use crate::search::fold::fold;
use crate::search::pinyin::{readings, spell};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// What keys of spellings begin with.
const SIGN: char = '\u{1}';
/// How many letters of a spelling are in its key; more characters than these do not change them.
const LETTERS: usize = 5;

/// What has been spelled: many documents have the same system.
#[derive(Debug, Default)]
pub struct Speller(FxHashMap<String, BTreeSet<String>>);

impl Speller {
    /// The keys for the spellings of the names of `document`: its title and its systems.
    pub fn keys(&mut self, document: &Document) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for name in names(document) {
            let keys = self.0.entry(name.to_owned()).or_insert_with(|| spelled(name));
            all.extend(keys.iter().cloned());
        }
        all
    }
}

/// The keys for the spellings of `name`.
fn spelled(name: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in fold(name).split(|c| !is_han(c)) {
        let readings: Vec<Vec<String>> = run.chars().map(readings).collect();
        for start in 0..readings.len() {
            let end = readings.len().min(start + LETTERS);
            spell(&readings[start..end], &mut found);
        }
    }
    let key = |spelling: String| [SIGN].into_iter().chain(spelling.chars().take(LETTERS)).collect();
    found.into_iter().map(key).collect()
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

    #[test]
    fn spellings_are_found_by_their_first_letters() {
        let document = Document {
            title: "公文，行".to_owned(),
            ..Document::default()
        };
        let keys: Vec<String> = Speller::default().keys(&document).into_iter().collect();
        assert_eq!(
            keys,
            ["gongw", "gw", "hang", "heng", "wen", "xing"].map(|key| format!("\u{1}{key}"))
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
        assert_eq!(spelled(name), whole);
    }
}
