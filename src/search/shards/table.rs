//! How does the table of Traditional characters reach the browser?

use super::digits;
use crate::search::fold::pairs;

/// The script with the table, ordered by Simplified characters: for each pair the distance of its Simplified character from the one before,
/// and that of the Traditional one, doubled, and odd where it goes back.
pub fn folding_table() -> Vec<u8> {
    let mut pairs: Vec<(usize, usize)> = pairs().map(|(from, to)| (to as usize, from as usize)).collect();
    pairs.sort_unstable();
    let (mut text, mut last) = (String::new(), (0, 0));
    for (to, from) in pairs {
        digits::push(to - last.0, &mut text);
        digits::push(from.abs_diff(last.1) * 2 + usize::from(from < last.1), &mut text);
        last = (to, from);
    }
    super::call("casebookTable", &super::json(&text))
}
