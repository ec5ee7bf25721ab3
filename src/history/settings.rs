//! How do two versions of a file of settings differ?

use super::difference::{Difference, FieldChange};
use crate::base::decode::decode;
use crate::base::yaml::{self, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What an entry of a list is called by, the first of these that it has.
const NAMES: [&str; 6] = ["id", "date", "document_type", "name", "type", "from"];

/// Compares two versions of a YAML file: a field for each value that differs, named by the way to it (`sheet.items.A1.points`). Of a version that
/// cannot be read, only that it differs is known.
pub fn compare_settings(old: &[u8], new: &[u8]) -> Difference {
    let (Some(old), Some(new)) = (leaves(old), leaves(new)) else {
        return Difference::unread();
    };
    let ways: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let differing = ways.into_iter().filter(|way| old.get(*way) != new.get(*way));
    let fields = differing.map(|way| FieldChange {
        field: way.clone(),
        old: old.get(way).cloned(),
        new: new.get(way).cloned(),
    });
    Difference {
        fields: fields.collect(),
        ..Difference::default()
    }
}

/// The values that stand in a YAML file, by the way to each.
fn leaves(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let value = yaml::parse(decode(bytes).ok()?).ok()?;
    let mut found = BTreeMap::new();
    // A file that says nothing is no other than one that is not there.
    if value.is_null() {
        return Some(found);
    }
    collect("", &value, &mut found);
    value.is_mapping().then_some(found)
}

fn collect(way: &str, value: &Value, found: &mut BTreeMap<String, String>) {
    let below = |name: &str| match way {
        "" => name.to_owned(),
        way => format!("{way}.{name}"),
    };
    match value {
        Value::Mapping(map) => {
            for (key, value) in map {
                collect(&below(&scalar(key)), value, found);
            }
        }
        Value::Sequence(all) if all.iter().any(Value::is_mapping) => {
            let mut taken = BTreeSet::new();
            for (number, value) in all.iter().enumerate() {
                let named = NAMES.iter().find_map(|name| value.get(name)).map(scalar);
                let name = named.filter(|name| taken.insert(name.clone()));
                collect(
                    &below(&name.unwrap_or_else(|| (number + 1).to_string())),
                    value,
                    found,
                );
            }
        }
        value => {
            found.insert(way.to_owned(), scalar(value));
        }
    }
}

/// A value as a person writes it on one line.
fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Sequence(all) => all.iter().map(scalar).collect::<Vec<_>>().join(", "),
        other => serde_json::to_string(other).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_that_differs_is_named_by_the_way_to_it() {
        let told = |old: &str, new: &str| {
            let fields = compare_settings(old.as_bytes(), new.as_bytes())
                .fields
                .into_iter();
            let said = |side: Option<String>| side.unwrap_or_else(|| "-".to_owned());
            fields
                .map(|one| format!("{}: {} > {}", one.field, said(one.old), said(one.new)))
                .collect::<Vec<_>>()
        };
        let old = "payment: {threshold: \"80\", months: 12}\nsheet:\n  items:\n    - {id: A1, points: \"15\"}\n    - {id: A2, points: \"5\"}\n";
        let new = "payment: {months: 12, threshold: \"75\"}\nsheet:\n  items:\n    - {id: A2, points: \"5\"}\n    - {id: A1, points: \"10\", cap: \"10\"}\n";
        assert_eq!(
            told(old, new),
            [
                "payment.threshold: 80 > 75",
                "sheet.items.A1.cap: - > 10",
                "sheet.items.A1.points: 15 > 10"
            ]
        );
        assert_eq!(told("a: [1, 2]\n", "a: [2]\n# remark\n"), ["a: 1, 2 > 2"]);
        assert_eq!(told("a: 1\n", "a: 1 # remark\n"), [""; 0]);
        assert_eq!(told("", "# remark\na: 1\n"), ["a: - > 1"]);
        assert!(compare_settings(b"a: [", b"a: 1").body);
    }
}
