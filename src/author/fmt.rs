//! Puts the fields of front matter in the order of their kind. Not a byte of what they say changes: whole fields are moved, with the
//! comments and empty lines above them. What stands above all fields, and below them, is about the whole, and stays.

use crate::base::yaml::{self, Value};
use crate::kind::Kind;
use crate::record;
use crate::render::Templates;
use std::collections::HashMap;
use std::ops::Range;

/// The template of kinds that have none.
const ANY: &str = "kinds/_new.md";

/// The order of the fields of a kind.
#[derive(Debug, Clone)]
pub struct FieldOrder(HashMap<String, usize>);

impl FieldOrder {
    /// That of the template for new records, so that a new record is in order. A field of the kind that the template leaves out follows the
    /// one that the kind names before it, or the last of those at the head of each record where it is the first; those that all records share
    /// come last.
    pub fn of(kind: &Kind, templates: &Templates) -> FieldOrder {
        let own = format!("kinds/{}/new.md", kind.id);
        let read = |place| templates.below(place).find(move |(path, _)| *path == place);
        let found = read(own.as_str()).or_else(|| read(ANY));
        let text = String::from_utf8_lossy(found.map_or(&[][..], |(_, bytes)| bytes));
        let (front, _) = record::split(&text);
        let known = |name: &&str| kind.fields.contains_key(*name);
        let mut order: Vec<&str> = front.lines().filter_map(field_name).filter(known).collect();
        let mut before = None;
        for (number, name) in kind.fields.keys().enumerate() {
            if !order.contains(&name.as_str()) {
                let after = order.iter().position(|other| Some(*other) == before);
                let own = number < kind.own;
                order.insert(after.filter(|_| own).map_or(order.len(), |at| at + 1), name);
            }
            before = Some(name.as_str());
        }
        let places = order.into_iter().enumerate();
        FieldOrder(places.map(|(place, name)| (name.to_owned(), place)).collect())
    }

    /// Those of `fields` that have a place in it, in this order, and the others behind them.
    pub fn sorted<'f, T>(&self, fields: impl Iterator<Item = (&'f String, T)>) -> Vec<(&'f String, T)> {
        let mut sorted: Vec<_> = fields.collect();
        sorted.sort_by_key(|(name, _)| self.place(name));
        sorted
    }

    /// Where the field `name` stands; what no kind knows comes after all others, in the order in which it was written.
    fn place(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or(usize::MAX)
    }
}

/// `text`, a record, with the fields of its front matter in `order`; `None` where they are, or where they cannot be moved without a change to
/// what they say.
pub fn formatted(text: &str, order: &FieldOrder) -> Option<String> {
    let (front, _) = record::split(text);
    let Value::Mapping(parsed) = yaml::parse(front).ok()? else {
        return None;
    };
    let Parts { head, blocks, tail } = parts(front)?;
    let mut sorted = blocks.clone();
    sorted.sort_by_key(|block| order.place(block.name));
    if sorted == blocks {
        return None;
    }
    let fields: String = sorted.iter().map(|block| block.text).collect();
    let moved = [head, &fields, tail].concat();
    if Value::Mapping(parsed) != yaml::parse(&moved).ok()? || !front.ends_with('\n') {
        return None;
    }
    // It begins below the first fence.
    let start = text.find('\n')? + 1;
    let (before, after) = (text.get(..start)?, text.get(start + front.len()..)?);
    Some([before, &moved, after].concat())
}

/// The fields of front matter, and what stands above and below all of them.
struct Parts<'t> {
    head: &'t str,
    blocks: Vec<Block<'t>>,
    tail: &'t str,
}

/// A field, with what stands above it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block<'t> {
    name: &'t str,
    text: &'t str,
}

/// Where in `front` the field `name` stands, its value with it; what stands above it and below it does not belong to it.
pub(super) fn field(front: &str, name: &str) -> Option<Range<usize>> {
    let Parts { head, blocks, .. } = parts(front)?;
    let mut start = head.len();
    for Block { name: found, text } in blocks {
        let above = text.split_inclusive('\n').take_while(|line| key(line).is_none());
        let above: usize = above.map(str::len).sum();
        if found == name {
            let below = text
                .split_inclusive('\n')
                .rev()
                .take_while(|line| is_between(line));
            let below: usize = below.map(str::len).sum();
            return Some(start + above..start + text.len() - below);
        }
        start += text.len();
    }
    None
}

/// Whether `line` belongs to no field: it is empty, or a comment at the left edge.
fn is_between(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with('#')
}

/// The parts of `front`; `None` where one belongs to no field.
fn parts(front: &str) -> Option<Parts<'_>> {
    let mut starts: Vec<(usize, &str)> = Vec::new();
    // Where the comments and empty lines begin that stand above the next field.
    let (mut above, mut at) = (Some(0), 0);
    for line in front.split_inclusive('\n') {
        if let Some(name) = key(line) {
            starts.push((above.take().unwrap_or(at), name));
        } else if is_between(line) {
            above = above.or(Some(at));
        } else if starts.is_empty() {
            return None;
        } else {
            above = None;
        }
        at += line.len();
    }
    let end = above.unwrap_or(front.len());
    let head = match starts.first_mut() {
        Some((start, _)) => {
            *start = head_of(front);
            front.get(..*start)?
        }
        None => return None,
    };
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([end]);
    let fields = starts.iter().zip(ends);
    let blocks = fields.map(|((start, name), end)| {
        let text = front.get(*start..end)?;
        Some(Block { name, text })
    });
    Some(Parts {
        head,
        blocks: blocks.collect::<Option<Vec<_>>>()?,
        tail: front.get(end..)?,
    })
}

/// How long the lines are above the first field of `front` that are about all of it: all of them, but for a comment just above the field that an
/// empty line parts from those.
fn head_of(front: &str) -> usize {
    let lines = front.split_inclusive('\n');
    let above: Vec<&str> = lines.take_while(|line| is_between(line)).collect();
    let is_empty = |line: &&str| line.trim().is_empty();
    let own = above.iter().rev().take_while(|line| !is_empty(line)).count();
    let own = if own == above.len() { 0 } else { own };
    above.iter().rev().skip(own).map(|line| line.len()).sum()
}

/// The key that `line` begins with, at the left edge.
fn key(line: &str) -> Option<&str> {
    let name = field_name(line)?;
    let (_, rest) = line.split_once(':')?;
    (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n'])).then_some(name)
}

/// What stands before the first colon of `line`, where that may be the name of a field. A template may go on with anything.
fn field_name(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(':')?;
    let name = name.trim_end();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || "_-".contains(c));
    (is_name && !name.is_empty() && !name.starts_with('-')).then_some(name)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn order() -> FieldOrder {
        let names = ["title", "system", "severity", "reported_at", "tags"];
        FieldOrder(
            names
                .into_iter()
                .zip(0..)
                .map(|(name, at)| (name.to_owned(), at))
                .collect(),
        )
    }

    #[test]
    fn fields_move_with_what_stands_above_them() {
        let text = "---\ntags: [甲,   '乙']\n\n# 级别\nseverity:   minor # 三级\nown: 1\ntitle: |\n  x\n\n  y\n---\n正文\ntags: z\n";
        let wanted = "---\ntitle: |\n  x\n\n  y\n\n# 级别\nseverity:   minor # 三级\ntags: [甲,   '乙']\nown: 1\n---\n正文\ntags: z\n";
        assert_eq!(formatted(text, &order()).as_deref(), Some(wanted));
        assert_eq!(formatted(wanted, &order()), None);
    }

    #[test]
    fn what_is_about_the_whole_stays() {
        for (front, wanted) in [
            (
                "# 由导入写成\ntags: x\ntitle: y\n",
                "# 由导入写成\ntitle: y\ntags: x\n",
            ),
            (
                "# 头\n\n# 签\ntags: x\ntitle: y\n",
                "# 头\n\ntitle: y\n# 签\ntags: x\n",
            ),
            (
                "\n# 签\ntags: x\n# 题\ntitle: y\n",
                "\n# 题\ntitle: y\n# 签\ntags: x\n",
            ),
            ("tags: x\ntitle: y\n\n# 尾\n", "title: y\ntags: x\n\n# 尾\n"),
        ] {
            let text = |front: &str| format!("---\n{front}---\n");
            let moved = formatted(&text(front), &order());
            assert_eq!(moved, Some(text(wanted)), "{front}");
            assert_eq!(formatted(&text(wanted), &order()), None, "{front}");
        }
    }

    #[test]
    fn lines_keep_their_ends() {
        let text = "---\r\nsystem: gw\r\ntitle: x\r\n---\r\n";
        let wanted = "---\r\ntitle: x\r\nsystem: gw\r\n---\r\n";
        assert_eq!(formatted(text, &order()).as_deref(), Some(wanted));
    }

    #[test]
    fn what_cannot_be_moved_stays() {
        for front in [
            "tags: &a [x]\ntitle: *a\n",
            "{tags: [x], title: y}\n",
            "tags: x\ntitle: [\n",
            "tags: x\ntags: y\ntitle: z\n",
            "title： x\n",
            "- tags\n- title\n",
            "",
        ] {
            let text = format!("---\n{front}---\nx\n");
            assert_eq!(formatted(&text, &order()), None, "{front}");
        }
        assert_eq!(formatted("# no front matter\n", &order()), None);
    }

    proptest! {
        #[test]
        fn nothing_but_the_order_changes(
            head in "(# h\n|\n){0,3}",
            tail in "(# t\n|\n){0,3}",
            fields in prop::collection::vec((0..7_usize, 0..6_usize), 0..9),
        ) {
            let names = ["title", "system", "severity", "reported_at", "tags", "own", "other"];
            let values = [" x", " [a, b]", "\n  - {a: 1}\n  - b", " >-\n  long\n  text", " \"q: r\" # c", ""];
            let mut seen = Vec::new();
            let mut front = head.clone();
            for (name, value) in fields {
                if !seen.contains(&name) {
                    seen.push(name);
                    front += &format!("# {value:?}\n{}:{}\n", names[name], values[value]);
                }
            }
            front += &tail;
            let text = format!("---\n{front}---\n\nbody\n");
            if let Some(moved) = formatted(&text, &order()) {
                let parsed = |text: &str| yaml::parse(record::split(text).0).unwrap();
                prop_assert_eq!(parsed(&moved), parsed(&text));
                let lines = |text: &str| {
                    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                    lines.sort();
                    lines
                };
                prop_assert_eq!(lines(&moved), lines(&text));
                let (head, tail) = (head.trim_end_matches("# h\n"), tail + "---\n\nbody\n");
                prop_assert!(moved.starts_with(&["---\n", head].concat()));
                prop_assert!(moved.ends_with(&tail));
                prop_assert_eq!(formatted(&moved, &order()), None);
            }
        }
    }
}
