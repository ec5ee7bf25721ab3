//! Which ID was meant? Found without comparing all of them: a table of the IDs with one character left out.

use crate::base::id::fold;
use std::hash::{BuildHasher, RandomState};

/// What is left of an ID must be at least so many characters long to say anything.
const SHORTEST: usize = 3;

/// Names that many folders have a page of: they tell no path from another.
const EVERYWHERE: [&str; 2] = ["index", "readme"];

/// IDs by what is left when one character of them is left out, and by the last name of a path.
pub(super) struct Nearby {
    hasher: RandomState,
    /// Hashes of what is left, with the place of the ID among all, in order.
    by_rest: Vec<(u64, usize)>,
}

impl Nearby {
    /// The table of `ids`; an ID is named by its place among them.
    pub(super) fn new<'i>(ids: impl Iterator<Item = &'i str>) -> Nearby {
        let hasher = RandomState::new();
        let mut by_rest = Vec::new();
        for (index, id) in ids.enumerate() {
            by_rest.extend(rests(&fold(id)).map(|rest| (hasher.hash_one(rest), index)));
        }
        by_rest.sort_unstable();
        Nearby { hasher, by_rest }
    }

    /// The first ID that is `fit` and from which `written` differs by one character: another one, one too few, one too many, or two
    /// swapped; or the path that ends with the name `written`.
    pub(super) fn find(&self, written: &str, fit: impl Fn(usize) -> bool) -> Option<usize> {
        let folded = fold(written.trim());
        rests(&folded).find_map(|rest| {
            let key = self.hasher.hash_one(rest);
            let from = self.by_rest.partition_point(|(hash, _)| *hash < key);
            let alike = self.by_rest[from..].iter().take_while(|(hash, _)| *hash == key);
            alike.map(|(_, index)| *index).find(|index| fit(*index))
        })
    }
}

/// Whether two IDs differ in the one letter that says their kind: `F-20230512-01` is no slip for `C-20230512-01`.
pub(super) fn differ_in_kind(written: &str, id: &str) -> bool {
    let (written, id) = (fold(written.trim()), fold(id));
    let rest = |text: &str| {
        text.chars()
            .next()
            .map(|first| text[first.len_utf8()..].to_owned())
    };
    let of_kind = |rest: &String| rest.starts_with(|c: char| !c.is_alphanumeric());
    written != id && rest(&written).filter(of_kind) == rest(&id) && rest(&id).is_some()
}

/// `id` itself, its last name, and it without each of its characters.
fn rests(id: &str) -> impl Iterator<Item = String> {
    let name = id.rsplit('/').next();
    let name = name.filter(|name| name.len() < id.len() && !EVERYWHERE.contains(name));
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
        let find = |written: &str| nearby.find(written, |_| true).map(|index| ids[index]);
        assert_eq!(find("F-2023512-01"), Some("F-20230512-01"));
        assert_eq!(find("f-20230521-02"), Some("F-20230512-02"));
        assert_eq!(find("F-20230512-022"), Some("F-20230512-02"));
        assert_eq!(find("user-manual"), Some("gwgl/user-manual"));
        assert_eq!(find("完全不同"), None);
        assert_eq!(find("故事"), None);
        let fit = |index: usize| index != 2;
        assert_eq!(nearby.find("F-20230512-022", fit), None);
    }

    #[test]
    fn a_name_that_many_folders_have_tells_nothing() {
        let nearby = Nearby::new(["2024/index", "gwgl/readme", "qbgl/faq"].into_iter());
        assert_eq!(nearby.find("sub/index", |_| true), None);
        assert_eq!(nearby.find("README", |_| true), None);
        assert_eq!(nearby.find("sub/faq", |_| true), Some(2));
        assert_eq!(nearby.find("2024/indx", |_| true), Some(0));
    }

    #[test]
    fn the_letter_of_the_kind_is_no_slip() {
        assert!(differ_in_kind("F-20230512-01", "C-20230512-01"));
        assert!(!differ_in_kind("F-20230512-01", "F-20230512-02"));
        assert!(!differ_in_kind("gwgl", "hwgl"));
        assert!(!differ_in_kind("", ""));
    }
}
