//! How does the table of Traditional characters reach the browser?

use super::digits;
use crate::search::fold::pairs;

/// The pairs of which `is_there` says that the Simplified character stands in some text, for no other is ever looked for; ordered by
/// Simplified characters: for each pair the distance of its Simplified character from the one before, and that of the Traditional one,
/// doubled, and odd where it goes back.
pub fn table(is_there: impl Fn(char) -> bool) -> String {
    let mut pairs: Vec<(usize, usize)> = pairs()
        .filter(|(_, to)| is_there(*to))
        .map(|(from, to)| (to as usize, from as usize))
        .collect();
    pairs.sort_unstable();
    let (mut text, mut last) = (String::new(), (0, 0));
    for (to, from) in pairs {
        digits::push(to - last.0, &mut text);
        digits::push_signed(from, last.1, &mut text);
        last = (to, from);
    }
    text
}
