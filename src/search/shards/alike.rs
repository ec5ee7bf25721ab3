//! Which characters sound like those of names? What was typed wrong is told by them from what was meant.

use crate::base::han::{is_common, is_han, readings};
use crate::search::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The characters that are in common use.
const CHARACTERS: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

/// For each reading of a Han character in `names`, all characters in common use that have it.
pub fn alike<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let used: BTreeSet<char> = names
        .flat_map(|name| fold(name).chars().collect::<Vec<char>>())
        .filter(|c| is_han(*c))
        .collect();
    let mut groups: BTreeMap<String, String> = used
        .iter()
        .flat_map(|c| readings(*c))
        .map(|reading| (reading, String::new()))
        .collect();
    if groups.is_empty() {
        return Vec::new();
    }
    for c in CHARACTERS.filter(|c| is_common(*c) || used.contains(c)) {
        for reading in readings(c) {
            if let Some(group) = groups.get_mut(&reading) {
                group.push(c);
            }
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_sound_alike_stand_together() {
        let groups = alike(["账号", "套紅"].into_iter());
        let together = |a: char, b: char| groups.iter().any(|group| group.contains(a) && group.contains(b));
        assert!(together('帐', '账') && together('洪', '红') && !together('帐', '红'));
        assert!(groups.iter().map(String::len).sum::<usize>() < 1000, "{groups:?}");
        assert!(alike(["OA"].into_iter()).is_empty());
    }
}
