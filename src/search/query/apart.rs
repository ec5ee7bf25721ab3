//! How is a question asked again that no record answers as it was typed?
//!
//! Sentences end in a question mark, things are listed with commas, a day is written in as many ways as there are people, and between Chinese and
//! Latin letters some put a space (`CPU 使用率`) that nobody types. As long as a record holds all of that as it is, it is meant; where none does, the
//! signs are not.

use super::super::fold::fold;
use super::super::terms::{is_joint, is_sign, is_word};
use super::{Filter, Part, Query, Scope};
use crate::base::han::is_han;

/// So many digits are a number of their own.
const LONG: usize = 3;

impl Query {
    /// The same question read otherwise, the nearest to what was typed first: each word [in a row](Query::in_a_row), then all of it
    /// [apart](Query::apart).
    pub fn readings(&self) -> Vec<Query> {
        let (row, apart) = (self.in_a_row(), self.apart());
        let row = row.filter(|row| Some(&row.text) != apart.as_ref().map(|apart| &apart.text));
        row.into_iter().chain(apart).collect()
    }

    /// The same question without the signs that stand between and behind its words, with spaces where Chinese and other letters meet, and with days
    /// and months as records show them. `None` where that asks for nothing else.
    pub fn apart(&self) -> Option<Query> {
        self.read_as(|piece| piece)
    }

    /// The same, where what is one word as it was typed must stand in a row.
    fn in_a_row(&self) -> Option<Query> {
        self.read_as(|piece| match piece.contains(' ') {
            true => format!("\"{piece}\""),
            false => piece,
        })
    }

    /// The same question with what `shown` makes of each of its pieces.
    fn read_as(&self, shown: impl Fn(String) -> String) -> Option<Query> {
        let mut texts: Vec<String> = Vec::new();
        let mut rest = self.text.as_str();
        while !rest.is_empty() {
            let (part, after) = Part::read(rest);
            match part {
                Part::Word(typed) => texts.extend(pieces(typed).into_iter().map(&shown)),
                Part::Literal(_) | Part::Filter(_) => {
                    texts.push(rest[..rest.len() - after.len()].to_owned());
                }
            }
            rest = after.trim_start();
        }
        let apart = Query {
            narrow: self.narrow.clone(),
            ..Query::parse(&texts.join(" "))
        };
        let is_other = (&apart.words, &apart.filters) != (&self.words, &self.filters);
        (is_other && apart.all_words().next().is_some()).then_some(apart)
    }
}

/// What `typed` asks for, one after the other.
fn pieces(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let parts = folded.split(|c| !(is_word(c) || is_han(c) || is_joint(c) || is_sign(c)));
    let parts = parts.map(|part| part.trim_matches(is_joint));
    match day(folded.trim_matches(|c| !is_word(c) && !is_han(c))) {
        Some(day) => vec![day],
        None => parts.filter(|part| !part.is_empty()).map(spaced).collect(),
    }
}

/// `text` with a space where Chinese and other letters meet, and between a Latin letter and a number of several digits: `ora12519` is written as
/// `ORA-12519` somewhere.
fn spaced(text: &str) -> String {
    let mut spaced = String::new();
    let mut before = None;
    for (at, c) in text.char_indices() {
        let number = || text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let meets = |before: char| match (is_han(before), is_han(c)) {
            (true, false) => is_word(c),
            (false, true) => is_word(before) || is_sign(before),
            _ => before.is_ascii_lowercase() && number() >= LONG,
        };
        if before.is_some_and(meets) {
            spaced.push(' ');
        }
        spaced.push(c);
        before = Some(c);
    }
    spaced
}

/// The day, or the month, that `text` is in another spelling than that of records: `2023年5月1日`, `2023/5/1`.
fn day(text: &str) -> Option<String> {
    if !text.contains(['年', '/', '.']) {
        return None;
    }
    let found = Filter::new(Scope::Month, text).or_else(|| Filter::new(Scope::From, text))?;
    found.value.contains('-').then_some(found.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_narrows_a_question_narrows_it_still() {
        let narrow: Vec<Filter> = Filter::new(Scope::System, "oa").into_iter().collect();
        let query = Query {
            narrow: narrow.clone(),
            ..Query::parse("忘记密码？")
        };
        let apart = query.apart();
        assert_eq!(apart.map(|query| query.narrow), Some(narrow));
        assert_eq!(Query::parse("忘记 密码 \"打印，控件\"").apart(), None);
        assert_eq!(Query::parse("？！").apart(), None);
    }
}
