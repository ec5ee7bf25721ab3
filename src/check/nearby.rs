//! Which ID was meant? Found without comparing all of them: a table of the IDs with one character left out.

use crate::base::id::fold;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};

/// What is left of an ID must be at least so many characters long to say anything.
const SHORTEST: usize = 3;

/// IDs by what is left when one character of them is left out, and by the last name of a path.
pub(super) struct Nearby {
    hasher: RandomState,
    by_rest: HashMap<u64, usize>,
}

impl Nearby {
    /// The table of `ids`; an ID is named by its place among them, and the first wins.
    pub(super) fn new<'i>(ids: impl Iterator<Item = &'i str>) -> Nearby {
        let mut nearby = Nearby {
            hasher: RandomState::new(),
            by_rest: HashMap::new(),
        };
        for (index, id) in ids.enumerate() {
            let folded = fold(id);
            for rest in rests(&folded) {
                let key = nearby.hasher.hash_one(rest);
                nearby.by_rest.entry(key).or_insert(index);
            }
        }
        nearby
    }

    /// The ID from which `written` differs by one character: another one, one too few, one too many, or two swapped; or
    /// the path that ends with the name `written`.
    pub(super) fn find(&self, written: &str) -> Option<usize> {
        let folded = fold(written.trim());
        rests(&folded).find_map(|rest| self.by_rest.get(&self.hasher.hash_one(rest)).copied())
    }
}

/// `id` itself, its last name, and it without each of its characters.
fn rests(id: &str) -> impl Iterator<Item = String> {
    let name = id.rsplit('/').next().filter(|name| name.len() < id.len());
    let without = id
        .char_indices()
        .map(|(at, c)| [&id[..at], &id[at + c.len_utf8()..]].concat())
        .filter(|rest| rest.chars().count() >= SHORTEST);
    [id.to_owned()]
        .into_iter()
        .chain(name.map(str::to_owned))
        .chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let ids = ["F-20230512-01", "gwgl/user-manual", "F-20230512-02", "故障"];
        let nearby = Nearby::new(ids.into_iter());
        let find = |written: &str| nearby.find(written).map(|index| ids[index]);
        assert_eq!(find("F-2023512-01"), Some("F-20230512-01"));
        assert_eq!(find("f-20230521-02"), Some("F-20230512-02"));
        assert_eq!(find("F-20230512-022"), Some("F-20230512-02"));
        assert_eq!(find("user-manual"), Some("gwgl/user-manual"));
        assert_eq!(find("完全不同"), None);
        assert_eq!(find("故事"), None);
    }
}
