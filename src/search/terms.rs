//! Which terms does a text hold, and where?
//!
//! The one source of terms for both tiers and for queries. Every character but white space takes part:
//!
//! - a Han character is a unigram, and with the Han character after it a bigram, both at the position of the first;
//! - a run of other letters and digits is a word (in pieces of [`PIECE`] characters where it is longer);
//! - words joined by single `.`, `-`, `_` or `@` are also one compound, at the position of its first word;
//! - any other character is a symbol.
//!
//! A unigram, a word (or its piece) and a symbol take one position each, and white space takes [`GAP`]. So terms stand in
//! a row exactly where their text does, and a phrase of terms is a literal.

use crate::base::han::is_han;

/// The longest word, in characters; a longer one (base64, a dump) becomes several in a row.
pub const PIECE: usize = 64;
/// How many positions white space takes: so many that hardly ever as many signs stand between two words, which would then be taken for
/// words with a space between them.
pub const GAP: u32 = 1024;
/// The longest compound, in bytes; a longer one is found by its words.
const LONGEST_COMPOUND: usize = 128;

/// What kind of term it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// One Han character.
    Unigram,
    /// Two Han characters in a row.
    Bigram,
    /// A run of letters and digits.
    Word,
    /// Words joined by single separators, such as `ora-12541`.
    Compound,
    /// Any other character.
    Symbol,
}

/// A term of a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term<'a> {
    /// The term, a part of the text.
    pub text: &'a str,
    /// Where in the text it begins, in bytes.
    pub start: usize,
    /// Its place in the row, from 0.
    pub position: u32,
    /// Its kind.
    pub shape: Shape,
    /// Whether it is a unigram at the edge of a Han run, and so may stand in a phrase.
    pub edge: bool,
}

/// The terms of `folded` (see [`super::fold`]), by position; at one position the shorter first.
pub fn terms(folded: &str) -> Terms<'_> {
    Terms {
        text: folded,
        at: 0,
        position: 0,
        after_han: false,
        compounds_until: 0,
        second: None,
    }
}

/// Whether `c` belongs to a word.
pub fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric() && !is_han(c))
}

/// Whether `c` joins the words of a compound.
pub fn is_joint(c: char) -> bool {
    matches!(c, '.' | '-' | '_' | '@')
}

/// Whether `c` belongs to the word before it: `90%`, `c++`.
pub fn is_sign(c: char) -> bool {
    matches!(c, '%' | '‰' | '°' | '+' | '#')
}

/// See [`terms`].
#[derive(Debug)]
pub struct Terms<'a> {
    text: &'a str,
    at: usize,
    position: u32,
    after_han: bool,
    /// Up to where compounds have been looked for.
    compounds_until: usize,
    /// The second term of a position.
    second: Option<Term<'a>>,
}

impl<'a> Iterator for Terms<'a> {
    type Item = Term<'a>;

    fn next(&mut self) -> Option<Term<'a>> {
        if let Some(second) = self.second.take() {
            return Some(second);
        }
        let mut c = self.text.get(self.at..)?.chars().next()?;
        while c.is_whitespace() {
            self.at += c.len_utf8();
            self.position = self.position.saturating_add(GAP);
            self.after_han = false;
            c = self.text.get(self.at..)?.chars().next()?;
        }
        if is_han(c) {
            return Some(self.han(c));
        }
        self.after_han = false;
        if is_word(c) {
            return Some(self.word());
        }
        let end = self.at + c.len_utf8();
        Some(self.step(end, Shape::Symbol, false))
    }
}

impl<'a> Terms<'a> {
    /// The term up to `end`; the walk goes on behind it.
    fn step(&mut self, end: usize, shape: Shape, edge: bool) -> Term<'a> {
        let term = Term {
            text: &self.text[self.at..end],
            start: self.at,
            position: self.position,
            shape,
            edge,
        };
        self.at = end;
        self.position += 1;
        term
    }

    fn han(&mut self, c: char) -> Term<'a> {
        let start = self.at;
        let end = start + c.len_utf8();
        let next = self.text[end..].chars().next().filter(|&next| is_han(next));
        let edge = !self.after_han || next.is_none();
        let unigram = self.step(end, Shape::Unigram, edge);
        self.second = next.map(|next| Term {
            text: &self.text[start..end + next.len_utf8()],
            shape: Shape::Bigram,
            edge: false,
            ..unigram
        });
        self.after_han = true;
        unigram
    }

    fn word(&mut self) -> Term<'a> {
        let start = self.at;
        let rest = &self.text[start..];
        let letters = rest.char_indices().take(PIECE).take_while(|(_, c)| is_word(*c));
        let end = letters.last().map_or(start, |(at, c)| start + at + c.len_utf8());
        let compound = (start >= self.compounds_until).then(|| compound_len(rest));
        let word = self.step(end, Shape::Word, false);
        if let Some((len, joined)) = compound {
            self.compounds_until = start + len;
            self.second = (joined && len <= LONGEST_COMPOUND).then(|| Term {
                text: &self.text[start..start + len],
                shape: Shape::Compound,
                ..word
            });
        }
        word
    }
}

/// How many bytes the words and single joints at the start of `text` take, and whether there is a joint among them.
fn compound_len(text: &str) -> (usize, bool) {
    let (mut len, mut joined, mut joint) = (0, false, false);
    for (at, c) in text.char_indices() {
        if is_word(c) {
            joined |= joint;
            joint = false;
            len = at + c.len_utf8();
        } else if is_joint(c) && !joint {
            joint = true;
        } else {
            break;
        }
    }
    (len, joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Vec<(String, u32)> {
        terms(text)
            .map(|term| (term.text.to_owned(), term.position))
            .collect()
    }

    #[test]
    fn mixed_runs_stand_in_a_row() {
        let expected = [
            ("oa", 0),
            ("系", 1),
            ("系统", 1),
            ("统", 2),
            ("-", 3),
            ("v5", 1028),
            ("v5.4", 1028),
            (".", 1029),
            ("4", 1030),
            ("升", 1031),
        ];
        assert_eq!(
            row("oa系统- v5.4升"),
            expected.map(|(text, at)| (text.to_owned(), at))
        );
    }

    #[test]
    fn only_the_ends_of_a_han_run_are_edges() {
        let edges: Vec<&str> = terms("公文管理，在a中")
            .filter(|term| term.edge)
            .map(|term| term.text)
            .collect();
        assert_eq!(edges, ["公", "理", "在", "中"]);
    }

    #[test]
    fn long_runs_become_pieces_and_long_compounds_none() {
        let long = "a".repeat(PIECE + 3);
        assert_eq!(row(&long), [("a".repeat(PIECE), 0), ("aaa".to_owned(), 1)]);
        let path = vec!["abc"; 60].join(".");
        assert!(terms(&path).all(|term| term.shape != Shape::Compound));
        assert_eq!(
            row("a.-b"),
            [("a", 0), (".", 1), ("-", 2), ("b", 3)].map(|(text, at)| (text.to_owned(), at))
        );
    }
}
