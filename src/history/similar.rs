//! How similar are two files? As git measures it (`diffcore-delta.c`), so that both take the same files for renamed.

use std::collections::HashMap;

/// The measure of two files that are equal.
const MOST: u64 = 60_000;
/// From this measure on a file counts as the same (`git log --follow`: 50 %).
const LEAST: u64 = MOST / 2;
/// A prime near which git reduces its hashes.
const BASE: u32 = 107_927;
/// The most bytes that are hashed as one piece.
const PIECE: u32 = 64;

/// The pieces of a file (lines, or 64 bytes of a longer line): how many bytes each of them has in all.
#[derive(Debug, Clone)]
pub(super) struct Pieces {
    size: u64,
    bytes: HashMap<u32, u64>,
}

impl Pieces {
    pub(super) fn of(content: &[u8]) -> Pieces {
        let is_text = memchr::memchr(0, &content[..content.len().min(8000)]).is_none();
        let mut bytes: HashMap<u32, u64> = HashMap::new();
        let (mut one, mut two, mut length) = (0_u32, 0_u32, 0_u32);
        let mut put = |one: u32, two: u32, length: u32| {
            let hash = one.wrapping_add(two.wrapping_mul(0x61)) % BASE;
            *bytes.entry(hash).or_default() += u64::from(length);
        };
        for (at, byte) in content.iter().enumerate() {
            if is_text && *byte == b'\r' && content.get(at + 1) == Some(&b'\n') {
                continue;
            }
            let before = one;
            one = (one << 7) ^ (two >> 25);
            two = (two << 7) ^ (before >> 25);
            one = one.wrapping_add(u32::from(*byte));
            length += 1;
            if length == PIECE || *byte == b'\n' {
                put(one, two, length);
                (one, two, length) = (0, 0, 0);
            }
        }
        if length > 0 {
            put(one, two, length);
        }
        Pieces {
            size: content.len() as u64,
            bytes,
        }
    }

    /// How similar `self`, the older, is to `new`; `None` where it is not enough.
    pub(super) fn similarity(&self, new: &Pieces) -> Option<u64> {
        let (most, least) = (self.size.max(new.size), self.size.min(new.size));
        if least == 0 || most * (MOST - LEAST) < (most - least) * MOST {
            return None;
        }
        let kept: u64 = self
            .bytes
            .iter()
            .map(|(hash, bytes)| new.bytes.get(hash).map_or(0, |other| *bytes.min(other)))
            .sum();
        Some(kept * MOST / most).filter(|similarity| *similarity >= LEAST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    fn similarity(a: &str, b: &str) -> Option<u64> {
        Pieces::of(a.as_bytes()).similarity(&Pieces::of(b.as_bytes()))
    }

    #[test]
    fn half_of_the_lines_is_enough() {
        let lines = |from: usize| {
            (from..from + 10)
                .map(|n| format!("第{n:03}行的文字\n"))
                .collect::<String>()
        };
        assert_eq!(similarity(&lines(0), &lines(0)), Some(MOST));
        assert_eq!(similarity(&lines(0), &lines(5)), Some(LEAST));
        assert_eq!(similarity(&lines(0), &lines(6)), None);
        assert_eq!(
            similarity(&lines(0), &lines(0).replace('\n', "\r\n")).map(|s| s > LEAST),
            Some(true)
        );
        assert_eq!(similarity("", ""), None);
    }

    proptest! {
        #[test]
        fn a_measure_is_the_same_both_ways_and_at_most_the_whole(a: Vec<u8>, b: Vec<u8>) {
            let (a, b) = (Pieces::of(&a), Pieces::of(&b));
            prop_assert_eq!(a.similarity(&b), b.similarity(&a));
            prop_assert!(a.similarity(&b).is_none_or(|measure| measure <= MOST));
        }
    }
}
