//! What becomes of a character by itself?
//!
//! Nearly every character of a text folds to one, whatever stands around it. To find out costs far more than to look up, so each block of characters
//! is found out once, when a text first has one of it.

use super::{cluster, is_unseen};
use std::sync::OnceLock;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfkc_quick};

/// What becomes of a character by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alone {
    /// This character.
    Is(char),
    /// White space.
    Gap,
    /// Several characters.
    Falls,
    /// It may change the character before it, or is nothing by itself.
    Joins,
}

/// How many characters a block has.
const BLOCK: usize = 256;
/// How many blocks there are: those of the Basic Multilingual Plane. Of what lies beyond, texts have little.
const BLOCKS: usize = 256;

static TABLE: [OnceLock<Box<[Alone]>>; BLOCKS] = [const { OnceLock::new() }; BLOCKS];

/// What becomes of `c` by itself.
pub(super) fn alone(c: char) -> Alone {
    let at = c as usize;
    let known = TABLE.get(at / BLOCK).and_then(|block| {
        let block = block.get_or_init(|| found_out(at / BLOCK));
        block.get(at % BLOCK).copied()
    });
    known.unwrap_or_else(|| of(c))
}

/// The block with this number. Half a pair of UTF-16 is no character and stands in no text.
fn found_out(number: usize) -> Box<[Alone]> {
    let all =
        (number * BLOCK..(number + 1) * BLOCK).map(|at| u32::try_from(at).ok().and_then(char::from_u32));
    all.map(|c| c.map_or(Alone::Falls, of)).collect()
}

fn of(c: char) -> Alone {
    if joins(c) {
        return Alone::Joins;
    }
    let mut buffer = [0; 4];
    let mut folded = cluster(c.encode_utf8(&mut buffer));
    match (folded.next(), folded.next()) {
        (Some(only), None) if only.is_whitespace() => Alone::Gap,
        (Some(only), None) => Alone::Is(only),
        _ => Alone::Falls,
    }
}

/// Whether `c` may change the character before it, or is nothing by itself.
fn joins(c: char) -> bool {
    if is_unseen(c) {
        return true;
    }
    let mut first = None;
    decompose_compatible(c, |part| {
        first.get_or_insert(part);
    });
    // Half-width Korean letters join only as the letters that they fold to.
    first.is_some_and(|first| {
        canonical_combining_class(first) != 0 || is_nfkc_quick(std::iter::once(first)) == IsNormalized::Maybe
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_told_by_what_it_becomes() {
        for (c, expected) in [
            ('A', Alone::Is('a')),
            ('統', Alone::Is('统')),
            ('，', Alone::Is(',')),
            ('“', Alone::Is('“')),
            ('\u{3000}', Alone::Gap),
            ('㎏', Alone::Falls),
            ('\u{301}', Alone::Joins),
            ('\u{200B}', Alone::Joins),
            ('𠮷', Alone::Is('𠮷')),
        ] {
            assert_eq!(alone(c), expected, "{c}");
        }
    }
}
