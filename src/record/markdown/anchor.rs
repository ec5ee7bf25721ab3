//! What is the address of a heading within its page?

use std::collections::HashMap;

/// The anchor of a heading with the text `text`, before duplicates are numbered: white space becomes `-`, letters, marks and
/// digits of all scripts, `-` and `_` are kept (ASCII in lower case), everything else is dropped, as Git hosts do it.
/// A text of which nothing is left becomes `section`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '-' | '_' => slug.push(c),
            _ if c.is_whitespace() => slug.push('-'),
            _ if c.is_alphanumeric() || is_mark(c) => slug.push(c.to_ascii_lowercase()),
            _ => {}
        }
    }
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

/// Combining marks that belong to the letter before: accents and variation selectors.
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x3099..=0x309A | 0xE0100..=0xE01EF)
}

/// The IDs that pages with the text of a record have of their own, in the words of slugs: no heading gets one of them.
const OF_PAGES: [&str; 22] = [
    "attachments-title",
    "backlinks-title",
    "changed-title",
    "clocks-title",
    "exclusions",
    "facts-title",
    "history",
    "home-q",
    "kinds-title",
    "latest-title",
    "main",
    "nav",
    "open-title",
    "payment",
    "q",
    "related-title",
    "score-title",
    "similar-title",
    "systems-title",
    "tally-title",
    "toc-title",
    "vetoes",
];

/// The anchors that a page has given out, each with the number of its next duplicate.
#[derive(Default)]
pub struct Anchors {
    taken: HashMap<String, usize>,
}

impl Anchors {
    /// The anchor of the next heading: its slug, with `-1`, `-2` … where that is taken, by the page itself as well.
    pub fn next(&mut self, text: &str) -> String {
        let slug = slug(text);
        let own = OF_PAGES.contains(&slug.as_str()).then_some(1);
        let Some(mut number) = self.taken.get(&slug).copied().or(own) else {
            self.taken.insert(slug.clone(), 1);
            return slug;
        };
        let id = loop {
            let id = format!("{slug}-{number}");
            number += 1;
            if !self.taken.contains_key(&id) {
                break id;
            }
        };
        self.taken.insert(slug, number);
        self.taken.insert(id.clone(), 1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_keep_their_text() {
        assert_eq!(slug("故障现象"), "故障现象");
        assert_eq!(slug("一、概述 Overview（2023）"), "一概述-overview2023");
        assert_eq!(slug(" a/b?c#d%&\"'<>_-E "), "abcd_-e");
        assert_eq!(slug("！？"), "section");
    }

    #[test]
    fn what_a_page_has_of_its_own_is_taken() {
        let mut anchors = Anchors::default();
        let ids: Vec<_> = ["History", "history", "Q"].map(|t| anchors.next(t)).into();
        assert_eq!(ids, ["history-1", "history-2", "q-1"]);
    }

    #[test]
    fn duplicates_are_numbered_and_never_collide() {
        let mut anchors = Anchors::default();
        let ids: Vec<_> = ["原因", "原因-1", "原因", "原因"].map(|t| anchors.next(t)).into();
        assert_eq!(ids, ["原因", "原因-1", "原因-2", "原因-3"]);
    }
}
