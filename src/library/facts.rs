//! How are the fields of a record laid out on pages and forms?

use crate::kind::{Field, FieldType, Value};

/// Fields that have a place of their own, or none, on pages and forms.
const ELSEWHERE: [&str; 10] = [
    "title",
    "system",
    "region",
    "tags",
    "confidentiality",
    "related",
    "aliases",
    "draft",
    "deviation",
    "source_key",
];

/// Those of them that no page shows, nor what is made for readers: a former ID is found, and leads on.
const NOWHERE: [&str; 3] = ["aliases", "draft", "source_key"];

/// Texts longer than this, in characters, get a line of their own.
const LONG: usize = 24;

/// Whether the field `name` does not stand among the others.
pub fn stands_elsewhere(name: &str) -> bool {
    ELSEWHERE.contains(&name)
}

/// Whether no page shows the field `name`.
pub fn stands_nowhere(name: &str) -> bool {
    NOWHERE.contains(&name)
}

/// Whether `text` wants a line of its own.
pub fn is_long(text: &str) -> bool {
    text.chars().count() > LONG
}

/// Whether `value` of `field` wants a line of its own.
pub fn is_wide(field: &Field, value: &Value) -> bool {
    match (field.kind.item(), value) {
        (FieldType::Ref(_), _) => true,
        (_, Value::Text(text)) => is_long(text),
        (_, Value::List(all)) => all.len() > 3,
        _ => false,
    }
}
