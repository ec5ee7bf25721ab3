//! YAML, and where in it each value stands.
//!
//! Values carry no places: looking one up reads the text again up to it, which only findings need.

mod fault;
mod quotes;

use super::{Lines, Place, Span};
pub use fault::{Fault, FaultKind};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
pub use serde_yaml::{Mapping, Value};
use std::fmt;

/// One step on the way from the document to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into the value of this key.
    Key(String),
    /// Into the item with this number, from 0.
    Item(usize),
}

/// Reads `text` as one YAML document; an empty one is null. A whole number that is too large for the parser is the text that was written.
pub fn parse(text: &str) -> Result<Value, Fault> {
    let mut value = whole(text)?;
    value.apply_merge().map_err(|error| Fault::new(text, &error))?;
    Ok(value)
}

/// Of so many numbers that are too large each is read as text; more are no record of anything.
const MANY: usize = 256;

fn whole(text: &str) -> Result<Value, Fault> {
    let mut error = match serde_yaml::from_str(text) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let (mut quoted, mut quotes) = (text.to_owned(), Vec::new());
    while let Some(span) = too_large(&quoted, &error).filter(|_| quotes.len() < 2 * MANY) {
        quoted.insert(span.end, '"');
        quoted.insert(span.start, '"');
        quotes.extend([span.start, span.end + 1]);
        error = match serde_yaml::from_str(&quoted) {
            Ok(value) => return Ok(value),
            Err(error) => error,
        };
    }
    let fault = Fault::new(&quoted, &error);
    let written = |at: usize| at - quotes.iter().filter(|quote| **quote < at).count();
    let span = Span::new(written(fault.span.start), written(fault.span.end));
    Err(Fault { span, ..fault })
}

/// The whole number at which `error` left `text`, for it fits into no 64 bits.
fn too_large(text: &str, error: &serde_yaml::Error) -> Option<Span> {
    let said = error.to_string();
    if !["as u128", "as i128"].iter().any(|kind| said.contains(kind)) {
        return None;
    }
    let place = error.location()?;
    let start = Lines::new(text).offset(Place {
        line: place.line(),
        column: place.column(),
    });
    let rest = text.get(start..)?;
    let digits = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-')))
        .unwrap_or(rest.len());
    (digits > 0).then(|| Span::new(start, start + digits))
}

/// How a plain scalar may have been written that YAML reads as `value`.
pub fn spellings(value: &Value) -> Vec<String> {
    let word = |word: &str| {
        let title = word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
        vec![word.to_owned(), title, word.to_uppercase()]
    };
    match value {
        Value::Null => [vec!["~".to_owned()], word("null"), vec![String::new()]].concat(),
        Value::Bool(yes) => word(if *yes { "true" } else { "false" }),
        Value::Number(number) => vec![number.to_string()],
        Value::String(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// The span of the value at `path`, or `None` where the document has no such value.
pub fn value_span(text: &str, path: &[Step]) -> Option<Span> {
    let start = find(text, path, false)?;
    Some(Span::new(start, scalar_end(text, start)))
}

/// The span of the key that `path` ends with, or `None` where the document has no such key.
pub fn key_span(text: &str, path: &[Step]) -> Option<Span> {
    let start = find(text, path, true)?;
    let rest = text.get(start..)?;
    let end = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].find(quote).map_or(rest.len(), |at| at + 2),
        _ => rest.find([':', '\n']).unwrap_or(rest.len()),
    };
    Some(Span::new(start, start + rest[..end].trim_end().len()))
}

/// The span of the plain key `key` of the document's own map, found without parsing; `None` where that cannot tell.
pub fn top_key_span(text: &str, key: &str) -> Option<Span> {
    let mut start = 0;
    while !is_key_line(&text[start..], key) {
        start = memchr::memchr(b'\n', &text.as_bytes()[start..])? + start + 1;
    }
    Some(Span::new(start, start + key.len()))
}

/// The span of the value that stands on the line of the key `key`, found without parsing; `None` where that cannot tell.
pub fn top_value_span(text: &str, key: &str) -> Option<Span> {
    let after = top_key_span(text, key)?.end + 1;
    let line = text[after..].split('\n').next()?;
    let value = line.trim_start();
    let start = after + line.len() - value.len();
    let plain = !value.trim_end().is_empty() && !value.starts_with(['#', '|', '>', '&', '!', '*']);
    plain.then(|| Span::new(start, scalar_end(text, start)))
}

fn is_key_line(text: &str, key: &str) -> bool {
    let rest = text.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
}

/// The scalar at `path` as the author wrote it (`1.10`, not the number 1.1), without quotation marks.
pub fn written<'t>(text: &'t str, path: &[Step]) -> Option<&'t str> {
    let span = value_span(text, path)?;
    Some(text.get(span.range())?.trim_matches(['"', '\'']))
}

/// Where the scalar that begins at `start` ends: at its closing mark, before a comment, or at the end of its line.
fn scalar_end(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or("");
    let line = rest.split('\n').next().unwrap_or("");
    match line.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            start + line[1..].find(quote).map_or(line.trim_end().len(), |at| at + 2)
        }
        Some(open @ ('[' | '{')) => start + closing(line, open),
        _ => start + plain_end(line, in_flow(text, start)),
    }
}

fn closing(line: &str, open: char) -> usize {
    let close = if open == '[' { ']' } else { '}' };
    let mut depth = 0_usize;
    for (at, c) in line.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    line.trim_end().len()
}

fn in_flow(text: &str, start: usize) -> bool {
    let line = text[..start].rsplit('\n').next().unwrap_or("");
    let count = |marks: [char; 2]| line.matches(marks).count();
    count(['[', '{']) > count([']', '}'])
}

fn plain_end(line: &str, flow: bool) -> usize {
    let mut end = line.find(" #").unwrap_or(line.len());
    if flow && let Some(at) = line[..end].find([',', ']', '}']) {
        end = at;
    }
    line[..end].trim_end().len()
}

fn find(text: &str, path: &[Step], key: bool) -> Option<usize> {
    let walk = Walk { path, key };
    let error = walk.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    if !error.to_string().contains(HERE) {
        return None;
    }
    let place = error.location()?;
    Some(Lines::new(text).offset(Place {
        line: place.line(),
        column: place.column(),
    }))
}

/// What the walk fails with when it has arrived, so that the parser says where it is.
const HERE: &str = "casebook arrived";

struct Walk<'p> {
    path: &'p [Step],
    key: bool,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.path.is_empty() {
            HERE
        } else {
            "a collection"
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Some((step, rest)) = self.path.split_first() else {
            return Err(de::Error::custom(HERE));
        };
        let Step::Key(wanted) = step else { return Ok(()) };
        let last = self.key && rest.is_empty();
        while let Some(found) = map.next_key_seed(KeyIs { wanted, stop: last })? {
            if found {
                return map.next_value_seed(Walk {
                    path: rest,
                    key: self.key,
                });
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Some((step, rest)) = self.path.split_first() else {
            return Err(de::Error::custom(HERE));
        };
        let Step::Item(wanted) = step else { return Ok(()) };
        for _ in 0..*wanted {
            if seq.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        seq.next_element_seed(Walk {
            path: rest,
            key: self.key,
        })
        .map(|_| ())
    }
}

struct KeyIs<'p> {
    wanted: &'p str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for KeyIs<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyIs<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<bool, E> {
        let found = key == self.wanted;
        if found && self.stop {
            Err(E::custom(HERE))
        } else {
            Ok(found)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "title: 公文\ntags: [甲, \"乙 丙\", 丁]\nversion: 1.10 # 版本\npending:\n  - {from: 2023-09-01, party: v1}\n  - from: x\n";

    fn key(name: &str) -> Step {
        Step::Key(name.to_owned())
    }

    fn at(path: &[Step]) -> &str {
        &TEXT[value_span(TEXT, path).unwrap().range()]
    }

    #[test]
    fn finds_values_and_keys() {
        assert_eq!(at(&[key("title")]), "公文");
        assert_eq!(at(&[key("tags"), Step::Item(1)]), "\"乙 丙\"");
        assert_eq!(at(&[key("tags"), Step::Item(2)]), "丁");
        assert_eq!(at(&[key("version")]), "1.10");
        assert_eq!(at(&[key("pending"), Step::Item(0), key("party")]), "v1");
        assert_eq!(at(&[key("tags")]), "[甲, \"乙 丙\", 丁]");
        assert_eq!(
            &TEXT[key_span(TEXT, &[key("version")]).unwrap().range()],
            "version"
        );
        assert_eq!(
            &TEXT[key_span(TEXT, &[key("pending"), Step::Item(1), key("from")])
                .unwrap()
                .range()],
            "from"
        );
        assert_eq!(value_span(TEXT, &[key("nothing")]), None);
    }

    #[test]
    fn a_number_that_is_too_large_is_the_text_that_was_written() {
        let text = "公文: 电话\na: 18446744073709551616 # 二十位\nb: [-99999999999999999999, 甲, 0xFFFFFFFFFFFFFFFFFFFF]\nc: 5\n";
        let value = parse(text).unwrap();
        assert_eq!(value["a"], Value::String("18446744073709551616".to_owned()));
        assert_eq!(value["b"][0], Value::String("-99999999999999999999".to_owned()));
        assert_eq!(value["b"][2], Value::String("0xFFFFFFFFFFFFFFFFFFFF".to_owned()));
        assert_eq!(value["c"], Value::Number(5.into()));
        assert_eq!(written(text, &[key("a")]), Some("18446744073709551616"));
        assert_eq!(written(text, &[key("c")]), Some("5"));
        let fault = parse("a: 18446744073709551616\nb: [\n").unwrap_err();
        assert_eq!((fault.detail.id, fault.span), ("yaml-value", Span::new(24, 28)));
    }

    #[test]
    fn top_keys_are_found_without_parsing() {
        for name in ["title", "tags", "version", "pending"] {
            assert_eq!(top_key_span(TEXT, name), key_span(TEXT, &[key(name)]), "{name}");
        }
        for name in ["title", "tags", "version"] {
            assert_eq!(
                top_value_span(TEXT, name),
                value_span(TEXT, &[key(name)]),
                "{name}"
            );
        }
        assert_eq!(top_value_span(TEXT, "pending"), None);
        assert_eq!(top_key_span(TEXT, "from"), None);
        assert_eq!(top_key_span("ab: 1\na: 2", "a"), Some(Span::new(6, 7)));
    }
}
