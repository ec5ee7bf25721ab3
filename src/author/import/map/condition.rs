//! Which rows are taken.

use super::source::Named;
use crate::base::{Message, Severity};
use crate::config::{Node, Reader};
use regex::{Regex, RegexBuilder};

/// What the automaton of a regular expression may need, in bytes.
const MOST: usize = 1 << 20;

/// What is asked of a cell.
#[derive(Debug, Clone)]
pub enum Test {
    /// It says one of these.
    Is(Vec<String>),
    /// It matches.
    Matches(Regex),
    /// It is empty, or it is not.
    Empty(bool),
}

/// What is asked of a row.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The column.
    pub column: Named,
    /// What is asked of its cell.
    pub test: Test,
}

impl Condition {
    /// Whether it holds for a cell that says `text`.
    pub fn holds(&self, text: &str) -> bool {
        match &self.test {
            Test::Is(words) => words.iter().any(|word| word.trim() == text),
            Test::Matches(regex) => regex.is_match(text),
            Test::Empty(empty) => text.is_empty() == *empty,
        }
    }
}

/// A regular expression of the map.
pub(super) fn regex(text: &str) -> Option<Regex> {
    RegexBuilder::new(text).size_limit(MOST).build().ok()
}

/// The condition or the list of conditions at `key`.
pub(super) fn read(reader: &mut Reader<'_>, root: &Node<'_>, key: &str) -> Vec<Condition> {
    let Some(node) = root.get(key) else {
        return Vec::new();
    };
    let all = match node.value.is_sequence() {
        true => node.items(),
        false => vec![node],
    };
    all.iter().filter_map(|node| one(reader, node)).collect()
}

fn one(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Condition> {
    reader.unknown_keys(node, &["column", "is", "matches", "empty"]);
    let tests = ["is", "matches", "empty"].map(|key| node.get(key));
    let column = node.get("column");
    let (Some(column), [is, matches, empty]) = (column, &tests) else {
        wrong(reader, node);
        return None;
    };
    let test = match (is, matches, empty) {
        (Some(is), None, None) if !is.texts().is_empty() => Some(Test::Is(is.texts())),
        (None, Some(_), None) => reader
            .parsed(node, "matches", "expected-import-regex", regex)
            .map(Test::Matches),
        (None, None, Some(_)) => reader
            .parsed(node, "empty", "expected-boolean", |text| text.parse().ok())
            .map(Test::Empty),
        _ => {
            wrong(reader, node);
            None
        }
    };
    Some(Condition {
        column: Named::read(reader, &column)?,
        test: test?,
    })
}

fn wrong(reader: &mut Reader<'_>, node: &Node<'_>) {
    reader.wrong(node, Severity::Error, Message::new("import-condition"));
}
