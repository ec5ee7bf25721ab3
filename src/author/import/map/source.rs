//! Where a value comes from: a column, columns in a text, or the map itself.

use super::super::input::one_line;
use super::super::time::{Written, is_format};
use super::text_of;
use crate::base::yaml::Value;
use crate::base::{Message, Severity, Span};
use crate::config::{Node, Reader};
use indexmap::IndexMap;
use jiff::civil::Time;

/// A column, and where the map names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Where in the map.
    pub span: Span,
}

impl Named {
    pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Named> {
        let Some(name) = node.text().filter(|name| !name.trim().is_empty()) else {
            reader.expected(node, "expected-import-column");
            return None;
        };
        Some(Named {
            name: one_line(&name),
            span: reader.place(node),
        })
    }
}

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// What the column says.
    Column(Named),
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// A column.
    Column(Named),
    /// Columns in a text; nothing where all of them are empty.
    Text(Vec<Piece>),
    /// Always this.
    Value(String),
}

/// Where a value comes from, and what is done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Where it comes from.
    pub from: From,
    /// What the words of the file mean here.
    pub values: IndexMap<String, String>,
    /// What stands in for nothing.
    pub default: Option<String>,
    /// How times are written.
    pub time: Written,
    /// What divides the items of a list.
    pub split: Option<String>,
    /// Of a longer text, so many characters of its first line.
    pub length: Option<usize>,
    /// Where in the map.
    pub span: Span,
}

impl Source {
    /// The columns that it names.
    pub fn columns(&self) -> Vec<&Named> {
        match &self.from {
            From::Column(named) => vec![named],
            From::Value(_) => Vec::new(),
            From::Text(pieces) => {
                let columns = pieces.iter().filter_map(|piece| match piece {
                    Piece::Column(named) => Some(named),
                    Piece::Text(_) => None,
                });
                columns.collect()
            }
        }
    }
}

const KEYS: [&str; 9] = [
    "column", "text", "value", "values", "default", "format", "time", "split", "length",
];

/// Reads a source: the name of a column, or a map.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<Source> {
    if !node.value.is_mapping() {
        let named = Named::read(reader, node)?;
        return Some(plain(From::Column(named), reader.place(node)));
    }
    reader.unknown_keys(node, &KEYS);
    let from = from(reader, node)?;
    let mut source = plain(from, reader.place(node));
    source.values = values(reader, node);
    source.default = reader.parsed(node, "default", "expected-text", text_of);
    source.split = reader.parsed(node, "split", "expected-text", |text| {
        text_of(text).filter(|split| !split.is_empty())
    });
    source.length = reader.parsed(node, "length", "expected-import-length", |text| {
        text.parse().ok().filter(|length| *length >= 4)
    });
    source.time = Written {
        format: reader.parsed(node, "format", "expected-import-format", |text| {
            is_format(text).then(|| text.to_owned())
        }),
        time: reader.parsed(node, "time", "expected-import-time", |text| {
            Time::strptime("%H:%M", text).ok()
        }),
    };
    Some(source)
}

fn plain(from: From, span: Span) -> Source {
    Source {
        from,
        values: IndexMap::new(),
        default: None,
        time: Written::default(),
        split: None,
        length: None,
        span,
    }
}

/// One of `column`, `text` and `value`.
fn from(reader: &mut Reader<'_>, node: &Node<'_>) -> Option<From> {
    let (column, text, value) = (node.get("column"), node.get("text"), node.get("value"));
    match (&column, &text, &value) {
        (Some(column), None, None) => Some(From::Column(Named::read(reader, column)?)),
        (None, Some(node), None) => {
            let pieces = pieces(&node.text().unwrap_or_default(), reader.place(node));
            if pieces.is_none() {
                reader.expected(node, "expected-import-text");
            }
            Some(From::Text(pieces?))
        }
        (None, None, Some(value)) => match value.text() {
            Some(text) => Some(From::Value(text)),
            None => {
                reader.expected(value, "expected-text");
                None
            }
        },
        _ => {
            reader.wrong(node, Severity::Error, Message::new("import-source"));
            None
        }
    }
}

fn values(reader: &mut Reader<'_>, node: &Node<'_>) -> IndexMap<String, String> {
    let Some(node) = node.get("values") else {
        return IndexMap::new();
    };
    if !matches!(node.value, Value::Mapping(_)) {
        reader.expected(&node, "expected-import-values");
    }
    let mut values = IndexMap::new();
    for (word, child) in node.entries() {
        match child.text() {
            Some(meaning) => _ = values.insert(word, meaning),
            None => reader.expected(&child, "expected-text"),
        }
    }
    values
}

/// `{编号}：{标题}` in its parts; two braces stand for one. `None` where one is left open, or there is no column.
fn pieces(text: &str, span: Span) -> Option<Vec<Piece>> {
    let (mut pieces, mut plain) = (Vec::new(), String::new());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        plain.push_str(before);
        if let Some(after) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            plain.push_str(&brace[..1]);
            rest = after;
            continue;
        }
        let (name, after) = brace.strip_prefix('{')?.split_once('}')?;
        let name = one_line(name);
        if name.is_empty() || name.contains('{') {
            return None;
        }
        pieces.push(Piece::Text(std::mem::take(&mut plain)));
        pieces.push(Piece::Column(Named { name, span }));
        rest = after;
    }
    plain.push_str(rest);
    let any = !pieces.is_empty();
    pieces.push(Piece::Text(plain));
    pieces.retain(|piece| *piece != Piece::Text(String::new()));
    any.then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_taken_apart_at_braces() {
        let told = |text: &str| -> Option<Vec<String>> {
            let told = |piece: Piece| match piece {
                Piece::Text(text) => text,
                Piece::Column(named) => format!("<{}>", named.name),
            };
            Some(pieces(text, Span::default())?.into_iter().map(told).collect())
        };
        let wanted = |parts: &[&str]| Some(parts.iter().map(|part| (*part).to_owned()).collect());
        assert_eq!(
            told("{编号}：{ 标题 }。"),
            wanted(&["<编号>", "：", "<标题>", "。"])
        );
        assert_eq!(told("{{x}} {甲}"), wanted(&["{x} ", "<甲>"]));
        for text in ["无", "{甲", "甲}", "{}", "{甲{乙}"] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}
