//! Where does a key lie?

use super::blocks::{beginning, block_of, least, may_stop};
use super::spelled::SIGN;
use serde::{Deserialize, Serialize};

/// How keys are spread over blocks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// How many characters of a key say where it lies, where the first is a Han character.
    pub(super) han: usize,
    /// Beginnings whose keys lie apart by one character more, in order.
    pub(super) split: Vec<String>,
    /// How many blocks there are.
    pub(super) blocks: usize,
}

impl Spread {
    /// The beginning of `key` that says where it lies.
    pub(super) fn place<'k>(&self, key: &'k str) -> &'k str {
        let length = key.chars().count();
        let mut size = least(key, self.han);
        while size < length && self.split_at(beginning(key, size)).is_some() {
            size += 1;
        }
        beginning(key, size)
    }

    /// The number of the block that holds what lies where `beginning` says.
    pub(super) fn block(&self, beginning: &str) -> usize {
        block_of(beginning, self.blocks)
    }

    /// The beginnings of `key` under which it is joined.
    pub(super) fn joined<'k>(&self, key: &'k str) -> impl Iterator<Item = &'k str> {
        let short = 1..least(key, self.han).min(key.chars().count() + 1);
        let short = short
            .map(|size| beginning(key, size))
            .filter(|text| !text.starts_with(SIGN));
        let split = self.apart(key).map(|(text, _)| text);
        short.chain(split).filter(|text| may_stop(text))
    }

    /// The beginnings of `key` whose keys lie apart, each with its number.
    pub(super) fn apart<'k>(&self, key: &'k str) -> impl Iterator<Item = (&'k str, usize)> {
        let sizes = least(key, self.han)..=key.chars().count();
        let split = |size| {
            let text = beginning(key, size);
            Some((text, self.split_at(text)?))
        };
        sizes.map_while(split)
    }

    fn split_at(&self, beginning: &str) -> Option<usize> {
        self.split
            .binary_search_by(|split| split.as_str().cmp(beginning))
            .ok()
    }
}
