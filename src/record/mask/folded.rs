//! How does a text read that writes its signs otherwise?
//!
//! Signs of full width are those of half width, and what has no width is not there; where the text is markup, neither is what only sets it
//! off, and a character reference is its character. Each place of what it reads like is a place of the text.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a text reads like.
pub(super) struct Folded {
    pub(super) text: String,
    /// Where the two drift apart: a place in what it reads like, and the same one in what is written. In order.
    drifts: Vec<(usize, usize)>,
}

/// What stands for a sign, or for none: character references, tags, emphasis and what escapes a sign.
static MARKUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:&#0*([0-9]{2,3});|&#[xX]0*([0-9a-fA-F]{2});|&(period|colon);|</?[a-zA-Z][^<>\n]*>|<!--[^\n]*?-->|[*`~]+|\\)").ok()
});

/// What `text` reads like, where that is not as it is written. `markup` says whether it is Markdown or HTML.
pub(super) fn folded(text: &str, markup: bool) -> Option<Folded> {
    let mut folded = Folded {
        text: String::with_capacity(text.len()),
        drifts: Vec::new(),
    };
    let (mut at, mut rest) = (0, text);
    while let Some(sign) = rest.chars().next() {
        let (length, read) = match sign {
            '\u{FF01}'..='\u{FF5E}' => (3, char::from_u32(u32::from(sign) - 0xFEE0)),
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}' => (sign.len_utf8(), None),
            // What an input method for Chinese writes for a dot.
            '。' | '｡' if is_between_digits(&folded.text, rest) => (3, Some('.')),
            '_' if markup && sets_off(&folded.text, rest) => (1, None),
            '&' | '<' | '*' | '`' | '~' | '\\' if markup => mark(rest).unwrap_or((1, Some(sign))),
            _ => (sign.len_utf8(), Some(sign)),
        };
        if read == Some(sign) {
            folded.text.push(sign);
        } else {
            folded.drifts.push((folded.text.len(), at));
            folded.text.extend(read);
            folded.drifts.push((folded.text.len(), at + length));
        }
        at += length;
        rest = rest.get(length..).unwrap_or("");
    }
    (!folded.drifts.is_empty()).then_some(folded)
}

/// Whether the sign with which `rest` begins stands between digits.
fn is_between_digits(before: &str, rest: &str) -> bool {
    let is_digit =
        |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit() || ('０'..='９').contains(&sign));
    is_digit(before.chars().next_back()) && is_digit(rest.chars().nth(1))
}

/// Whether an underscore with which `rest` begins is no part of a word.
fn sets_off(before: &str, rest: &str) -> bool {
    let is_of_word = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !(is_of_word(before.chars().next_back()) && is_of_word(rest.chars().nth(1)))
}

/// How long the markup is with which `rest` begins, and what sign it stands for; `None` where it is none.
fn mark(rest: &str) -> Option<(usize, Option<char>)> {
    let found = MARKUP.as_ref()?.captures(rest)?;
    let length = found.get(0)?.len();
    let number = |group: usize, base: u32| {
        let digits = found.get(group)?.as_str();
        char::from_u32(u32::from_str_radix(digits, base).ok()?)
    };
    let named = |name: regex::Match<'_>| if name.as_str() == "colon" { ':' } else { '.' };
    let sign = number(1, 10).or_else(|| number(2, 16));
    Some((length, sign.or_else(|| found.get(3).map(named))))
}

impl Folded {
    /// Where in what is written `read` stands, a place in what it reads like.
    pub(super) fn written(&self, read: &Range<usize>) -> Range<usize> {
        let from = |drift: Option<&(usize, usize)>, at: usize| {
            let (read, written) = drift.copied().unwrap_or_default();
            written + (at - read)
        };
        // What is not there stands before a sign, not behind one.
        let begun = self.drifts.partition_point(|(at, _)| *at <= read.start);
        let ended = self.drifts.partition_point(|(at, _)| *at < read.end);
        let start = from(
            begun.checked_sub(1).and_then(|at| self.drifts.get(at)),
            read.start,
        );
        let end = match self.drifts.get(ended) {
            Some((at, written)) if *at == read.end => *written,
            _ => from(ended.checked_sub(1).and_then(|at| self.drifts.get(at)), read.end),
        };
        start..end
    }
}
