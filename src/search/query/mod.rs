//! What did the reader ask for?
//!
//! What was typed is cut at white space. Each part is a word that must stand in a record literally (after folding);
//! `"…"` and `“…”` keep white space inside a literal; `system:…` and its like are filters. The last word, where it ends
//! in a Latin word and no literal follows, is open: `err` finds `error`. A word that begins with three letters or digits, or with fewer that meet what
//! goes on, may begin inside a Latin word: `sql` finds `mysql`, `5.4` finds `v5.4`. Nothing that is typed is an error.

mod apart;
mod filter;
mod fragments;
mod slip;

use super::fold::fold;
use super::terms::{Shape, Term, is_joint, is_sign, is_word, terms};
use crate::base::han::is_han;
use serde::{Deserialize, Serialize};

pub use filter::{Filter, Scope};
pub use fragments::Fragments;
pub use slip::Slip;

/// No more words than these are looked for, and none longer than [`LONGEST_WORD`] characters.
const MOST_WORDS: usize = 32;
const LONGEST_WORD: usize = 4096;
/// With fewer letters and digits alone a word does not begin inside another: it would say too little.
const SHORTEST_INSIDE: usize = 3;

/// A question, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Query {
    /// As it was typed.
    #[serde(skip)]
    pub text: String,
    /// What must be found, in the order typed.
    pub words: Vec<Word>,
    /// What stood in quotation marks.
    pub literals: Vec<Word>,
    /// What narrows the search.
    pub filters: Vec<Filter>,
    /// What narrows it further, besides what was typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub narrow: Vec<Filter>,
    /// Whether records that hold a part of it are wanted too, although some hold all.
    #[serde(skip)]
    pub partly: bool,
}

/// Text that must stand in a record as it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Word {
    /// How it is looked up.
    pub shape: Look,
    /// The text, folded.
    pub text: String,
    /// Whether its last Latin word may go on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// Whether it may begin inside a Latin word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inside: bool,
}

/// How a word is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// One Han character.
    Unigram,
    /// Terms in a row.
    Phrase,
    /// One Latin word.
    Word,
    /// The beginning of one Latin word.
    Prefix,
    /// Latin words in a row that are also one term.
    Compound,
}

impl Query {
    /// Understands `text`.
    pub fn parse(text: &str) -> Query {
        let mut query = Query {
            text: text.trim().to_owned(),
            ..Query::default()
        };
        let mut rest = text.trim_start();
        let mut last_is_word = false;
        while !rest.is_empty() {
            let (part, after) = Part::read(rest);
            last_is_word = match part {
                Part::Word(_) => true,
                Part::Literal(_) => false,
                Part::Filter(_) => last_is_word,
            };
            query.add(part);
            rest = after.trim_start();
        }
        if last_is_word && let Some(last) = query.words.last_mut() {
            last.leave_open();
        }
        for words in [&mut query.words, &mut query.literals] {
            let mut seen = std::collections::HashSet::new();
            words.retain(|word| seen.insert(word.clone()));
            words.truncate(MOST_WORDS);
        }
        query
    }

    /// Narrows the search further.
    #[must_use]
    pub fn with(mut self, filter: Filter) -> Query {
        self.narrow.push(filter);
        self
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.all_words().next().is_none() && self.filters.is_empty() && self.narrow.is_empty()
    }

    /// Words and literals.
    pub fn all_words(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().chain(&self.literals)
    }

    fn add(&mut self, part: Part<'_>) {
        match part {
            Part::Filter(filter) => self.filters.push(filter),
            Part::Word(text) => self.words.extend(Word::new(text).map(Word::let_inside)),
            Part::Literal(text) => self.literals.extend(Word::new(text)),
        }
    }
}

impl Word {
    /// The word `text`, not open; `None` where folding leaves nothing of it.
    pub fn new(text: &str) -> Option<Word> {
        let mut text = fold(text);
        if let Some((end, _)) = text.char_indices().nth(LONGEST_WORD) {
            text.truncate(end);
        }
        let shape = Look::of(&text)?;
        Some(Word {
            shape,
            text,
            open: false,
            inside: false,
        })
    }

    /// Lets it begin inside a Latin word, where it begins with enough of one, or with the end of one that a Han character, another word that is joined to
    /// it or a sign that belongs to it follows.
    fn let_inside(mut self) -> Word {
        let first = self
            .text
            .chars()
            .take(SHORTEST_INSIDE)
            .take_while(|c| is_word(*c));
        let (count, end) = first.fold((0, 0), |(count, end), c| (count + 1, end + c.len_utf8()));
        self.inside = count == SHORTEST_INSIDE || count > 0 && goes_on(&self.text[end..]);
        self
    }

    /// Lets the last Latin word go on, where the text ends in one.
    fn leave_open(&mut self) {
        self.open = self.text.chars().next_back().is_some_and(is_word);
        if self.open && self.shape == Look::Word {
            self.shape = Look::Prefix;
        }
    }

    /// What remains to look for where this does not stand anywhere as a whole: its Han runs and its Latin words; of three or more words that are
    /// joined, and of two that are short, each two in a row. Beside longer ones words of one or two letters say nothing, and a part of a number is
    /// another number.
    pub fn pieces(&self) -> Vec<Word> {
        let mut pieces: Vec<Piece> = Vec::new();
        for (at, c) in self.text.char_indices() {
            let (is_word, is_han) = (is_word(c), is_han(c));
            if !is_word && !is_han {
                continue;
            }
            let end = at + c.len_utf8();
            match pieces.last_mut() {
                Some(piece) if piece.end == at && piece.is_word == is_word => piece.end = end,
                _ => pieces.push(Piece {
                    start: at,
                    end,
                    is_word,
                }),
            }
        }
        let is_joined = |one: &Piece, next: &Piece| {
            let between = self.text.get(one.end..next.start).unwrap_or_default();
            one.is_word
                && next.is_word
                && matches!(between.as_bytes(), [joint] if is_joint(char::from(*joint)))
        };
        let mut words = Vec::new();
        for row in pieces.chunk_by(is_joined) {
            let are_short = row
                .iter()
                .all(|piece| is_short(&self.text[piece.start..piece.end]));
            let width = if row.len() > 2 || row.len() == 2 && are_short {
                2
            } else {
                1
            };
            let ends = row
                .windows(width)
                .filter_map(|part| Some((part.first()?.start, part.last()?.end)));
            words.extend(ends.filter_map(|(start, end)| Word::new(&self.text[start..end])));
        }
        if let Some(last) = words.last_mut().filter(|last| self.open && !last.is_number()) {
            last.leave_open();
        }
        let is_latin = |word: &Word| word.text.starts_with(is_word);
        if words.iter().any(|word| is_latin(word) && !is_short(&word.text)) {
            words.retain(|word| !is_latin(word) || !is_short(&word.text));
        }
        match self.inside {
            true => words
                .into_iter()
                .map(|word| if word.is_number() { word } else { word.let_inside() })
                .collect(),
            false => words,
        }
    }

    fn is_number(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// A stretch of Han characters, or a Latin word.
struct Piece {
    start: usize,
    end: usize,
    is_word: bool,
}

/// Whether a Latin word says too little by itself.
fn is_short(word: &str) -> bool {
    word.chars().count() < SHORTEST_INSIDE
}

/// Whether `rest`, what stands right behind a Latin word, belongs to it.
fn goes_on(rest: &str) -> bool {
    let mut after = rest.chars();
    after
        .next()
        .is_some_and(|c| is_han(c) || is_sign(c) || is_joint(c) && after.next().is_some_and(is_word))
}

impl Look {
    fn of(text: &str) -> Option<Look> {
        let is_compound = |term: &Term<'_>| term.shape == Shape::Compound && term.text == text;
        let mut found = terms(text);
        let first = found.next()?;
        Some(match (first.shape, found.next()) {
            (Shape::Unigram, None) => Look::Unigram,
            (Shape::Word, None) => Look::Word,
            (Shape::Word, Some(second)) if is_compound(&second) => Look::Compound,
            _ => Look::Phrase,
        })
    }
}

/// A part of what was typed.
enum Part<'a> {
    Word(&'a str),
    Literal(&'a str),
    Filter(Filter),
}

impl<'a> Part<'a> {
    /// The part that `text` begins with, and what follows it. `text` does not begin with white space.
    fn read(text: &'a str) -> (Part<'a>, &'a str) {
        if let Some((literal, after)) = quoted(text) {
            return (Part::Literal(literal), after);
        }
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        if let Some((scope, value)) = Scope::prefix(&text[..end]) {
            let start = end - value.len();
            let (value, after) = quoted(&text[start..]).unwrap_or((value, &text[end..]));
            if let Some(filter) = Filter::new(scope, value) {
                return (Part::Filter(filter), after);
            }
        }
        (Part::Word(&text[..end]), &text[end..])
    }
}

/// What stands between quotation marks at the start of `text`, and what follows; without a closing mark, all.
fn quoted(text: &str) -> Option<(&str, &str)> {
    const MARKS: [char; 5] = ['"', '“', '”', '„', '＂'];
    let inner = text.strip_prefix(MARKS)?;
    Some(inner.split_once(MARKS).unwrap_or((inner, "")))
}

/// Whether `text` can be pinyin: nothing but Latin letters.
pub(super) fn is_letters(text: &str) -> bool {
    text.len() >= 2 && text.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether `term`, found under a prefix, is a word by itself and no compound.
pub(super) fn is_single(term: &str) -> bool {
    !term.chars().any(is_joint)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let show = |word: &Word| {
            format!(
                "{:?} {}{}",
                word.shape,
                word.text,
                if word.open { "*" } else { "" }
            )
        };
        Query::parse(text).all_words().map(show).collect()
    }

    #[test]
    fn words_take_their_shape_from_their_terms() {
        assert_eq!(
            words("登錄 系 OA系统 V5.4.2升级 ora-12541"),
            [
                "Phrase 登录",
                "Unigram 系",
                "Phrase oa系统",
                "Phrase v5.4.2升级",
                "Compound ora-12541*"
            ]
        );
        assert_eq!(words("login err"), ["Word login", "Prefix err*"]);
        assert_eq!(words("err 登录"), ["Word err", "Phrase 登录"]);
    }

    #[test]
    fn quotation_marks_keep_a_literal_together() {
        assert_eq!(
            words("“公文 管理” \"ab\" x"),
            ["Prefix x*", "Phrase 公文 管理", "Word ab"]
        );
        assert_eq!(words("\"公文 管"), ["Phrase 公文 管"]);
        assert_eq!(words("\" \" “”"), [""; 0]);
    }

    #[test]
    fn a_word_falls_apart_where_scripts_and_signs_change() {
        let pieces = |text: &str| -> Vec<String> {
            let query = Query::parse(text);
            query.words[0]
                .pieces()
                .iter()
                .map(|word| format!("{}{}", word.text, if word.open { "*" } else { "" }))
                .collect()
        };
        assert_eq!(pieces("CPU使用率，超过90"), ["cpu", "使用率", "超过"]);
        assert_eq!(pieces("怎么重启？"), ["怎么重启"]);
        assert_eq!(pieces("->"), [""; 0]);
        assert_eq!(pieces("ora-12541"), ["ora", "12541"]);
        assert_eq!(pieces("连10.12.5.1端口"), ["连", "10.12", "12.5", "5.1", "端口"]);
        assert_eq!(pieces("f-2023-01"), ["f-2023", "2023-01*"]);
        assert_eq!(pieces("a.-b.c"), ["b.c*"]);
        assert_eq!(pieces("f5/oa-1"), ["oa-1*"]);
    }

    proptest! {
        #[test]
        fn nothing_typed_is_an_error(text in "(?s).{0,200}") {
            let query = Query::parse(&text);
            prop_assert!(query.words.len() <= MOST_WORDS);
            for word in query.all_words() {
                prop_assert!(!word.text.is_empty());
                word.pieces();
            }
        }
    }
}
