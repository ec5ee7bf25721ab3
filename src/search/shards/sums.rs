//! What do keys add up to? From this, and from the blocks that lie there, those are made again that hold what changed.

use super::blocks::{Layout, beginning_of_han, count};
use super::spread::Spread;
use crate::base::han::is_han;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Beginnings whose keys have more bytes than these are split.
const MOST: usize = 6000;

/// How many keys there are, and the bytes that they take.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sum {
    keys: usize,
    size: usize,
}

impl Sum {
    /// Of keys that take `sizes`.
    pub(super) fn of(sizes: impl Iterator<Item = usize>) -> Sum {
        sizes.fold(Sum::default(), |sum, size| Sum {
            keys: sum.keys + 1,
            size: sum.size + size,
        })
    }

    /// Whether it is too much to lie together.
    pub(super) fn is_much(self) -> bool {
        self.keys > 1 && self.size > MOST
    }

    /// Takes `before` out, and puts `after` in.
    fn turn(&mut self, before: Sum, after: Sum) -> Option<()> {
        self.keys = (self.keys + after.keys).checked_sub(before.keys)?;
        self.size = (self.size + after.size).checked_sub(before.size)?;
        Some(())
    }
}

/// What keys add up to, as far as it says how they are spread.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// The bytes of all, and of what is joined.
    size: usize,
    /// Those that begin with the same Han character.
    heads: BTreeMap<char, Sum>,
    /// Those of each beginning whose keys lie apart.
    apart: Vec<Sum>,
    /// In how many keys each character stands that is beyond the Latin ones.
    characters: BTreeMap<char, u32>,
}

impl Sums {
    /// Those of keys that are spread as `layout` says, and take `size` with what is joined.
    pub(super) fn of(layout: &Layout<'_>, size: usize) -> Sums {
        let mut sums = Sums {
            size,
            ..Sums::default()
        };
        for key in &layout.keys {
            if let Some(head) = key.text.chars().next().filter(|c| is_han(*c)) {
                let sum = sums.heads.entry(head).or_default();
                sum.keys += 1;
                sum.size += key.size;
            }
            for c in key.text.chars().filter(|c| !c.is_ascii()) {
                *sums.characters.entry(c).or_default() += 1;
            }
        }
        sums.apart = layout.split.iter().map(|text| layout.sum(text)).collect();
        sums
    }

    /// The characters beyond the Latin ones that stand in keys.
    pub(super) fn characters(&self) -> impl Iterator<Item = char> + '_ {
        self.characters.keys().copied()
    }

    /// Whether `c` is one of these.
    pub(super) fn holds(&self, c: char) -> bool {
        self.characters.contains_key(&c)
    }

    /// Something that is joined takes `after` bytes instead of `before`.
    pub(super) fn turn_joined(&mut self, before: usize, after: usize) -> Option<()> {
        self.size = (self.size + after).checked_sub(before)?;
        Some(())
    }

    /// `key`, which is spread as `spread` says, takes `after` bytes instead of `before`; `None` where it was not or is not there. `None` where that
    /// cannot be.
    pub(super) fn turn(
        &mut self,
        key: &str,
        spread: &Spread,
        before: Option<usize>,
        after: Option<usize>,
    ) -> Option<()> {
        let (gone, new) = (Sum::of(before.into_iter()), Sum::of(after.into_iter()));
        self.turn_joined(gone.size, new.size)?;
        if let Some(head) = key.chars().next().filter(|c| is_han(*c)) {
            let sum = self.heads.entry(head).or_default();
            sum.turn(gone, new)?;
            if sum.keys == 0 {
                self.heads.remove(&head);
            }
        }
        for (_, number) in spread.apart(key) {
            self.apart.get_mut(number)?.turn(gone, new)?;
        }
        for c in key.chars().filter(|c| !c.is_ascii()) {
            let keys = self.characters.entry(c).or_default();
            *keys = (*keys + new.keys as u32).checked_sub(gone.keys as u32)?;
            if *keys == 0 {
                self.characters.remove(&c);
            }
        }
        Some(())
    }

    /// Whether keys that add up to this are spread as `spread` says, as long as no block holds too much that has to lie apart.
    pub(super) fn fit(&self, spread: &Spread) -> bool {
        count(self.size) == spread.blocks
            && self.apart.iter().all(|sum| sum.is_much())
            && beginning_of_han(self.heads.values().copied()) == spread.han
    }
}
