//! Under which keys is a text found?
//!
//! Fewer than its [`terms`], made so that every literal is found by keys or their beginnings:
//!
//! - two Han characters in a row, and a Han character with which no other key begins;
//! - words, and pairs of words with a single joint between them (`ora-12541`; `192.168`, `168.10`);
//! - pairs of a word and the Han character right before or after it (`cpu使`), or the sign that belongs to it (`90%`, `c++`);
//! - symbols;
//! - behind a sign that no folded text holds, three characters in a row inside a word (`mysql`: `Iysq`, `Isql`), and its last one, two and three with
//!   the Han character or sign that it meets, or the joint and one character more (`mysql库`: `Il库`, `Iql库`, `Isql库`; `v5.4`: `I5.4`): so
//!   what begins inside a word is found. A word in pieces has those in which two pieces meet, too.

use crate::search::terms::{Shape, Term, is_joint, is_sign, terms};

/// What keys of what stands inside words begin with: folded texts hold no capital letters.
pub(super) const INSIDE: char = 'I';
/// How many characters of a word such a key has.
const PART: usize = 3;
/// How many bytes a joint has.
const JOINT: usize = 1;

/// Gives `take` each key of `folded`, as often as it stands there, but those of what stands inside words, which `inside` is given without their sign.
pub fn keys<'a>(folded: &'a str, mut take: impl FnMut(&'a str), mut inside: impl FnMut(&'a str)) {
    let row = terms(folded).filter(|term| term.shape != Shape::Compound);
    let (mut at, mut joined) = (0, Joined::Nothing);
    // The term that ends right here, and where it begins.
    let mut before: Option<(Shape, usize)> = None;
    // The Han character that ends right here, until it is known whether a key begins with it.
    let mut single = None;
    for term in row {
        if term.shape == Shape::Bigram {
            take(term.text);
            single = None;
            continue;
        }
        let start = term.start;
        let parted = start > at;
        at = start + term.text.len();
        if parted {
            joined = Joined::Nothing;
            before = None;
        }
        let met = before.filter(|(shape, _)| meet(*shape, &term));
        if let Some((_, first)) = met {
            take(&folded[first..at]);
            ends(&folded[first..start]).for_each(|end| inside(&folded[first + end..at]));
        }
        if let (Some((Shape::Word, first)), Shape::Word) = (before, term.shape) {
            crossing(&folded[first..at], start - first).for_each(&mut inside);
        }
        if let Some(single) = single.take().filter(|_| met.is_none()) {
            take(single);
        }
        before = Some((term.shape, start));
        if term.shape == Shape::Unigram {
            single = Some(term.text);
        } else {
            take(term.text);
        }
        if let (Shape::Word, Joined::Joint(first)) = (term.shape, joined) {
            take(&folded[first..at]);
            let one = start + term.text.chars().next().map_or(0, char::len_utf8);
            ends(&folded[first..start - JOINT]).for_each(|end| inside(&folded[first + end..one]));
        }
        if term.shape == Shape::Word {
            parts(term.text).for_each(&mut inside);
        }
        joined = joined.then(&term, start);
    }
    single.into_iter().for_each(take);
}

/// Where the last characters of `word` begin, [`PART`] of them and fewer, where it has more.
fn ends(word: &str) -> impl Iterator<Item = usize> {
    let last = word.char_indices().rev().take(PART);
    last.map(|(at, _)| at).filter(|at| *at > 0)
}

/// Each [`PART`] characters in a row of `word`, but its first.
fn parts(word: &str) -> impl Iterator<Item = &str> {
    let is_longer = word.chars().nth(PART).is_some();
    let starts = word.char_indices().map(|(at, _)| at);
    let ends = starts.clone().skip(PART + 1).chain([word.len()]);
    let parts = starts.skip(1).zip(ends).filter(move |_| is_longer);
    parts.map(|(start, end)| &word[start..end])
}

/// Each [`PART`] characters in a row of `word` that stand on both sides of `at`.
fn crossing(word: &str, at: usize) -> impl Iterator<Item = &str> {
    let starts = word[..at].char_indices().rev().take(PART - 1);
    starts.map(|(start, _)| {
        let end = word[start..].char_indices().nth(PART);
        &word[start..end.map_or(word.len(), |(end, _)| start + end)]
    })
}

/// Whether a term of the shape `before` and `term`, right behind it, are a word and a Han character, or a word and a sign that belongs to it.
fn meet(before: Shape, term: &Term<'_>) -> bool {
    match (before, term.shape) {
        (Shape::Word, Shape::Unigram) | (Shape::Unigram, Shape::Word) => true,
        (Shape::Word, Shape::Symbol) => term.text.chars().all(is_sign),
        _ => false,
    }
}

/// What stands right before.
#[derive(Clone, Copy)]
enum Joined {
    Nothing,
    /// A word that begins here.
    Word(usize),
    /// A joint, and before it a word that begins here.
    Joint(usize),
}

impl Joined {
    fn then(self, term: &Term<'_>, start: usize) -> Joined {
        match (term.shape, self) {
            (Shape::Word, _) => Joined::Word(start),
            (Shape::Symbol, Joined::Word(first)) if term.text.chars().all(is_joint) => Joined::Joint(first),
            _ => Joined::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<&str> {
        let mut all = Vec::new();
        keys(text, |key| all.push(key), |_| ());
        all
    }

    #[test]
    fn what_stands_inside_words_has_keys_of_three_characters() {
        let inside = |text| {
            let mut all = Vec::new();
            keys(text, |_| (), |part| all.push(part));
            all
        };
        assert_eq!(inside("mysql ab abc abcd éöüß 1"), ["ysq", "sql", "bcd", "öüß"]);
        assert_eq!(
            inside("abcd用 bc用 c用abcd"),
            ["bcd", "d用", "cd用", "bcd用", "c用", "bcd"]
        );
        let long = "a".repeat(62) + "bcde";
        let pieces = inside(&long);
        assert_eq!(pieces[pieces.len() - 3..], ["abc", "cde", "bcd"]);
        assert_eq!(inside("1100% v5.4 b-7"), ["100", "0%", "00%", "100%", "5.4"]);
    }

    #[test]
    fn characters_stand_alone_and_in_pairs() {
        assert_eq!(of("公文管 理"), ["公文", "文管", "管", "理"]);
        assert_eq!(of("oa系统"), ["oa", "oa系", "系统", "统"]);
    }

    #[test]
    fn words_and_characters_that_meet_are_pairs() {
        assert_eq!(of("按f5刷"), ["按f5", "f5", "f5刷", "刷"]);
        assert_eq!(of("按 f5，刷"), ["按", "f5", "，", "刷"]);
        assert_eq!(of("90% c,"), ["90", "90%", "%", "c", ","]);
    }

    #[test]
    fn words_joined_by_one_sign_are_pairs() {
        assert_eq!(of("f-2-01"), ["f", "-", "2", "f-2", "-", "01", "2-01"]);
        assert_eq!(of("a.-b c -d"), ["a", ".", "-", "b", "c", "-", "d"]);
        assert_eq!(of("a,b"), ["a", ",", "b"]);
    }
}
