//! What of a question may be found by itself, where no record holds all of it?
//!
//! People describe what they see in their own words, and seldom twice in the same. Of a run of Han characters that stands nowhere as a
//! whole, each two in a row may, and where they fall on a word they mean it.

use super::{Query, Word};
use crate::base::han::is_han;

/// Characters that say little by themselves; two in a row with one of them are not looked for.
const LITTLE: &str = "的了吗呢么怎什啊吧呀哦嘛是我你您";
/// No more pairs than these are looked for.
const MOST_PAIRS: usize = 24;
/// One pair in so many must stand in a record.
const ONE_IN: usize = 7;

/// The parts of a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fragments {
    /// Its Han runs and its Latin words. A record that holds one of them holds a part of the question.
    pub pieces: Vec<Word>,
    /// Each two characters in a row of Han runs that are longer. A record that holds [`Fragments::least`] of them holds a part of the question.
    pub pairs: Vec<Word>,
    /// The characters of these runs. They only help to tell which record answers better.
    pub characters: Vec<Word>,
}

impl Fragments {
    /// The parts of `query`.
    pub fn of(query: &Query) -> Fragments {
        let mut parts = Fragments::default();
        for piece in query.all_words().flat_map(Word::pieces) {
            let chars: Vec<char> = piece.text.chars().filter(|&c| is_han(c)).collect();
            if chars.len() > 2 {
                for pair in chars.windows(2) {
                    add(&mut parts.pairs, pair);
                }
                for character in chars.chunks(1) {
                    add(&mut parts.characters, character);
                }
            }
            if !parts.pieces.contains(&piece) {
                parts.pieces.push(piece);
            }
        }
        parts
    }

    /// How many pairs a record must hold.
    pub fn least(&self) -> usize {
        self.pairs.len().div_ceil(ONE_IN).max(1)
    }

    /// Whether a record that holds so many pieces and pairs holds a part of the question.
    pub fn answered(&self, pieces: usize, pairs: usize) -> bool {
        pieces > 0 || pairs >= self.least()
    }

    /// All parts: pieces, pairs, characters.
    pub fn all(&self) -> impl Iterator<Item = &Word> {
        self.pieces.iter().chain(&self.pairs).chain(&self.characters)
    }
}

/// Adds the word `chars` to `words`, where it says something and is not there yet.
fn add(words: &mut Vec<Word>, chars: &[char]) {
    let is_little = chars.iter().any(|&c| LITTLE.contains(c));
    if words.len() < MOST_PAIRS
        && !is_little
        && let Some(word) = Word::new(&chars.iter().collect::<String>())
        && !words.contains(&word)
    {
        words.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(words: &[Word]) -> Vec<&str> {
        words.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn long_runs_fall_into_pairs_that_say_something() {
        let parts = Fragments::of(&Query::parse("公文打不了，怎么办 err"));
        assert_eq!(texts(&parts.pieces), ["公文打不了", "怎么办", "err"]);
        assert_eq!(texts(&parts.pairs), ["公文", "文打", "打不"]);
        assert_eq!(texts(&parts.characters), ["公", "文", "打", "不", "办"]);
        assert_eq!(parts.least(), 1);
    }

    #[test]
    fn a_long_question_asks_for_more_than_one_pair() {
        let parts = Fragments::of(&Query::parse(&"甲乙丙丁戊己庚辛壬癸".repeat(9)));
        assert_eq!((parts.pairs.len(), parts.least()), (10, 2));
        let many: String = ('一'..='龥').collect();
        assert_eq!(Fragments::of(&Query::parse(&many)).pairs.len(), MOST_PAIRS);
        assert_eq!(Fragments::of(&Query::parse("->")), Fragments::default());
    }
}
