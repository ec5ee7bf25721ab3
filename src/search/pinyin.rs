//! Which Latin letters do readers type for Chinese names?
//!
//! A name is found by its syllables (`gongwenguanli`) and by their initials (`gwgl`), from any character on. Where a
//! character has several readings, each is tried in turn while the others keep their usual one.

use crate::base::han::is_han;
use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::BTreeSet;

/// The longest stretch of characters that is spelled out.
const LONGEST: usize = 12;
/// How many readings of a character are tried.
const READINGS: usize = 3;

/// What can be typed for the Han runs in `text`, each from any character on.
pub fn spellings(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for run in text.split(|c| !is_han(c)) {
        let readings: Vec<Vec<String>> = run.chars().map(readings).collect();
        for start in 0..readings.len() {
            let end = readings.len().min(start + LONGEST);
            spell(&readings[start..end], &mut found);
        }
    }
    found
}

/// Adds syllables and initials of the characters whose readings are `run`: the usual readings, and each other reading for itself.
pub(super) fn spell(run: &[Vec<String>], found: &mut BTreeSet<String>) {
    let mut usual = Vec::with_capacity(run.len());
    for readings in run {
        match readings.first() {
            Some(first) => usual.push(first.as_str()),
            None => break,
        }
    }
    let mut keep = |syllables: &[&str]| {
        found.insert(syllables.concat());
        if syllables.len() > 1 {
            found.insert(syllables.iter().filter_map(|s| s.chars().next()).collect());
        }
    };
    keep(&usual);
    for (at, readings) in run.iter().enumerate().take(usual.len()) {
        for other in readings.iter().skip(1) {
            let mut syllables = usual.clone();
            syllables[at] = other;
            keep(&syllables);
        }
    }
}

/// The readings of `c` without tones, the usual first; `ü` is typed `v`.
pub fn readings(c: char) -> Vec<String> {
    let typed = |syllable: &str| syllable.replace('ü', "v");
    let mut readings: Vec<String> = c
        .to_pinyin()
        .map(|usual| typed(usual.plain()))
        .into_iter()
        .collect();
    if let Some(all) = c.to_pinyin_multi() {
        for reading in all {
            let reading = typed(reading.plain());
            if readings.len() < READINGS && !readings.contains(&reading) {
                readings.push(reading);
            }
        }
    }
    readings.retain(|reading| reading.bytes().all(|b| b.is_ascii_lowercase()));
    readings
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
