//! Which Latin letters do readers type for Chinese names?
//!
//! A name is found by its syllables (`gongwenguanli`) and by their initials (`gwgl`), from any character on. Where a
//! character has several readings, each is tried in turn while the others keep their usual one.

use crate::base::han::{is_han, readings};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The longest stretch of characters that is spelled out.
pub const LONGEST: usize = 12;

/// The readings of characters that have been met.
#[derive(Debug, Default)]
pub struct Readings(FxHashMap<char, Arc<[String]>>);

impl Readings {
    /// Gives `take` what can be typed for the Han runs in `text`, each from any character on and at most `longest` characters long; some of it
    /// more than once.
    pub fn each(&mut self, text: &str, longest: usize, mut take: impl FnMut(&str)) {
        for run in text.split(|c| !is_han(c)) {
            let run: Vec<Arc<[String]>> = run.chars().map(|c| self.of(c)).collect();
            for start in 0..run.len() {
                let end = run.len().min(start.saturating_add(longest));
                spell(run.get(start..end).unwrap_or_default(), &mut take);
            }
        }
    }

    fn of(&mut self, c: char) -> Arc<[String]> {
        Arc::clone(self.0.entry(c).or_insert_with(|| readings(c).into()))
    }
}

/// What can be typed for the Han runs in `text`, each from any character on.
pub fn spellings(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    Readings::default().each(text, LONGEST, |typed| _ = found.insert(typed.to_owned()));
    found
}

/// Gives `take` syllables and initials of the characters whose readings are `run`: the usual readings, and each other reading for itself.
fn spell(run: &[Arc<[String]>], take: &mut impl FnMut(&str)) {
    let usual: Vec<&str> = run
        .iter()
        .map_while(|readings| Some(readings.first()?.as_str()))
        .collect();
    let mut typed = String::new();
    let mut keep = |syllables: &[&str]| {
        typed.clear();
        typed.extend(syllables.iter().copied());
        take(&typed);
        if syllables.len() > 1 {
            typed.clear();
            typed.extend(syllables.iter().filter_map(|syllable| syllable.chars().next()));
            take(&typed);
        }
    };
    keep(&usual);
    let mut syllables = usual.clone();
    for ((at, readings), first) in run.iter().enumerate().zip(&usual) {
        for other in readings.iter().skip(1) {
            syllables[at] = other;
            keep(&syllables);
        }
        syllables[at] = first;
    }
}

/// Whether `typed` is too weak to be taken for pinyin while it also stands in records literally: fewer than four letters
/// (`sql`, `dns`), or a single syllable (`ping`).
pub fn is_weak(typed: &str) -> bool {
    let vowel = |c: char| "aeiouv".contains(c);
    let after = typed.trim_start_matches(|c| !vowel(c));
    let onset = typed.len() - after.len();
    let coda = after.trim_start_matches(vowel);
    typed.len() < 4 || (onset <= 2 && !after.is_empty() && matches!(coda, "" | "n" | "ng" | "r"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_syllables_and_initials_from_any_character_on() {
        let all = spellings("OA公文管理");
        for typed in ["gongwenguanli", "gwgl", "guanli", "gl", "li"] {
            assert!(all.contains(typed), "{typed} not in {all:?}");
        }
        assert!(spellings("绿色").contains("lvse"));
        assert!(spellings("OA v5").is_empty());
    }

    #[test]
    fn other_readings_count_too() {
        let all = spellings("服务重启");
        assert!(
            all.contains("chongqi") && all.contains("zhongqi") && all.contains("fwcq"),
            "{all:?}"
        );
    }

    #[test]
    fn short_words_and_single_syllables_are_weak() {
        for weak in ["sql", "dns", "ping", "zhuang", "gw"] {
            assert!(is_weak(weak), "{weak}");
        }
        for strong in ["gwgl", "gongwen", "aqgl", "chongqi"] {
            assert!(!is_weak(strong), "{strong}");
        }
    }
}
