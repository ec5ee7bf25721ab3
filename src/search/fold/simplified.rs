//! Which simplified character does a traditional one stand for?

use std::collections::HashMap;
use std::sync::LazyLock;

/// Pairs of characters; the file names its source and licence.
const PAIRS: &str = include_str!("simplified.txt");
/// The block in which nearly all pairs lie.
const BLOCK: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// What each character becomes: a slot for every character of the block, and a map for the few others.
struct Table {
    block: Vec<char>,
    others: HashMap<char, char>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        block: BLOCK.filter_map(char::from_u32).collect(),
        others: HashMap::new(),
    };
    for (traditional, simplified) in pairs() {
        match table.slot(traditional) {
            Some(slot) => *slot = simplified,
            None => {
                table.others.insert(traditional, simplified);
            }
        }
    }
    table
});

/// Each Traditional character with its simplified form.
pub fn pairs() -> impl Iterator<Item = (char, char)> {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let mut chars = line.chars();
        std::iter::from_fn(move || Some((chars.next()?, chars.next()?)))
    })
}

impl Table {
    fn slot(&mut self, c: char) -> Option<&mut char> {
        let at = u32::from(c).checked_sub(*BLOCK.start())?;
        self.block.get_mut(at as usize)
    }
}

/// The simplified form of `c`; `c` itself where it has none.
pub fn simplify(c: char) -> char {
    if c < '\u{3400}' {
        return c;
    }
    let at = u32::from(c).wrapping_sub(*BLOCK.start()) as usize;
    match TABLE.block.get(at) {
        Some(&simplified) => simplified,
        None => TABLE.others.get(&c).copied().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_read_and_leads_to_a_form_that_stays() {
        assert_eq!(
            TABLE.others.len()
                + TABLE
                    .block
                    .iter()
                    .zip(BLOCK)
                    .filter(|(c, at)| u32::from(**c) != *at)
                    .count(),
            3222
        );
        for (traditional, simplified) in [
            ('統', '统'),
            ('裏', '里'),
            ('裡', '里'),
            ('㑳', '㑇'),
            ('文', '文'),
            ('a', 'a'),
        ] {
            assert_eq!(simplify(traditional), simplified);
        }
        for c in TABLE.block.iter().chain(TABLE.others.values()) {
            assert_eq!(simplify(*c), *c);
        }
    }
}
