//! Which keys of the front matter have another value?

use super::FieldChange;
use crate::base::yaml::{self, Mapping, Value};
use std::collections::BTreeMap;

/// The keys with another value in two front matters, in order of their names.
pub(super) fn fields(old: &str, new: &str) -> Vec<FieldChange> {
    let (Some(old), Some(new)) = (blocks(old), blocks(new)) else {
        return parsed_fields(old, new);
    };
    let mut changes = Vec::new();
    for (key, before) in &old {
        match new.get(key) {
            Some(after) if same_value(before, after) => {}
            after => changes.push(change(key, Some(before), after.copied())),
        }
    }
    let fresh = new.iter().filter(|(key, _)| !old.contains_key(*key));
    changes.extend(fresh.map(|(key, after)| change(key, None, Some(after))));
    changes.retain(|change| change.old.is_some() || change.new.is_some());
    changes.sort_by(|a, b| a.field.cmp(&b.field));
    changes
}

fn change(key: &str, old: Option<&str>, new: Option<&str>) -> FieldChange {
    let filled = |value| Some(tidy(value)).filter(|value| !value.is_empty());
    FieldChange {
        field: key.to_owned(),
        old: old.and_then(filled),
        new: new.and_then(filled),
    }
}

/// What stands behind a key; where that begins on the next line, without its indentation.
fn tidy(source: &str) -> String {
    let (first, rest) = source.split_once('\n').unwrap_or((source, ""));
    if !first.trim().is_empty() {
        return source.trim().replace("\r\n", "\n");
    }
    let filled = rest.lines().filter(|line| !line.trim().is_empty());
    let depth = |line: &str| line.len() - line.trim_start().len();
    let least = filled.clone().map(depth).min().unwrap_or(0);
    let lines: Vec<&str> = filled
        .map(|line| line.get(least..).unwrap_or(line).trim_end())
        .collect();
    lines.join("\n")
}

fn same_value(old: &str, new: &str) -> bool {
    old.trim() == new.trim() || matches!((value_of(old), value_of(new)), (Some(old), Some(new)) if old == new)
}

/// The value that stands behind a key.
fn value_of(source: &str) -> Option<Value> {
    yaml::parse(&format!("k:{source}")).ok()?.get("k").cloned()
}

/// The keys at the left of a map, each with what stands behind its colon, found without parsing; `None` where that cannot tell: of other
/// shapes than `key: value`, and where one value may refer to another.
fn blocks(front: &str) -> Option<BTreeMap<&str, &str>> {
    if front.contains(['&', '*']) || front.contains("<<:") {
        return None;
    }
    let mut found = BTreeMap::new();
    let mut open: Option<(&str, usize)> = None;
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        let begins = !line.starts_with([' ', '\t', '#', '-', '\n', '\r', ']', '}']);
        if begins {
            let (key, rest) = line.split_once(':')?;
            let plain = |c: char| !c.is_whitespace() && !"\"'{}[],#?|>!%@`".contains(c);
            if key.is_empty()
                || !key.chars().all(plain)
                || !rest.starts_with([' ', '\n', '\r', '\t']) && !rest.is_empty()
            {
                return None;
            }
            if let Some((key, from)) = open.replace((key, at + key.len() + 1)) {
                found.insert(key, front.get(from..at)?);
            }
        }
        at += line.len();
    }
    if let Some((key, from)) = open {
        found.insert(key, front.get(from..at)?);
    }
    Some(found)
}

/// The same by parsing the whole. Front matter that cannot be read has changed as a whole, which its keys cannot tell.
fn parsed_fields(old: &str, new: &str) -> Vec<FieldChange> {
    let map = |front: &str| match yaml::parse(front) {
        Ok(Value::Mapping(map)) => map,
        _ => Mapping::new(),
    };
    let (old, new) = (map(old), map(new));
    let source = |value: &Value| {
        let text = serde_yaml::to_string(value).unwrap_or_default();
        Some(text.trim().to_owned()).filter(|_| !value.is_null())
    };
    let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
    let mut changes: Vec<FieldChange> = keys
        .filter(|key| old.get(*key) != new.get(*key))
        .filter_map(|key| {
            Some(FieldChange {
                field: key.as_str()?.to_owned(),
                old: old.get(key).and_then(source),
                new: new.get(key).and_then(source),
            })
        })
        .collect();
    changes.sort_by(|a, b| a.field.cmp(&b.field));
    changes
}
