//! Under which keys are names found by their pinyin?
//!
//! Under the first letters of each spelling, behind a sign that no text holds; whether a spelling fits is then proven with the readings of
//! the characters.

use crate::base::han::is_han;
use crate::search::document::Document;
use crate::search::fold::fold;
use crate::search::pinyin::{readings, spellings};
use std::collections::{BTreeMap, BTreeSet};

/// What keys of spellings begin with.
const SIGN: char = '\u{1}';
/// How many letters of a spelling are in its key.
const LETTERS: usize = 3;

/// The keys for the spellings of the names of `document`: its title and its systems.
pub fn spelled(document: &Document) -> BTreeSet<String> {
    let all = spellings(&names(document));
    let key = |spelling: String| [SIGN].into_iter().chain(spelling.chars().take(LETTERS)).collect();
    all.into_iter().map(key).collect()
}

/// For each character in the names of `documents` its readings, separated by spaces.
pub fn sounds(documents: &[Document]) -> BTreeMap<char, String> {
    let mut sounds = BTreeMap::new();
    for document in documents {
        for c in names(document).chars().filter(|&c| is_han(c)) {
            sounds.entry(c).or_insert_with(|| readings(c).join(" "));
        }
    }
    sounds.retain(|_, readings| !readings.is_empty());
    sounds
}

fn names(document: &Document) -> String {
    let names = document.systems.iter().map(|system| system.name.as_str());
    let all: Vec<String> = names.chain([document.title.as_str()]).map(fold).collect();
    all.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_found_by_their_first_letters() {
        let document = Document {
            title: "公文，行".to_owned(),
            ..Document::default()
        };
        let keys: Vec<String> = spelled(&document).into_iter().collect();
        assert_eq!(
            keys,
            ["gon", "gw", "han", "hen", "wen", "xin"].map(|key| format!("\u{1}{key}"))
        );
        let sounds = sounds(&[document]);
        assert_eq!(sounds.get(&'行').map(String::as_str), Some("xing hang heng"));
    }
}
