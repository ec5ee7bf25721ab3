//! The condition under which something is required, wanted or reached.

use super::read::scalar;
use crate::base::yaml;
use std::borrow::Cow;

/// A condition on the fields of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// As soon as the field is filled.
    Filled(String),
    /// The field has this value (a choice's ID, `true` or `false`).
    Is(String, String),
    /// Every part holds; of each part, any condition.
    All(Vec<Vec<When>>),
}

impl When {
    /// Reads `true`, a field name, `{field: value}`, `{field: [value, value]}`, `{all: [condition, condition]}`
    /// (every one), or a list of these (any).
    /// `false` is no condition that holds. An unreadable one is `None`.
    pub fn read(written: &yaml::Value) -> Option<Vec<When>> {
        match written {
            yaml::Value::Bool(true) => Some(vec![When::Always]),
            yaml::Value::Bool(false) | yaml::Value::Null => Some(Vec::new()),
            yaml::Value::String(field) => Some(vec![When::Filled(field.clone())]),
            yaml::Value::Sequence(all) => {
                let parts: Option<Vec<Vec<When>>> = all.iter().map(When::read).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            yaml::Value::Mapping(map) => {
                let parts: Option<Vec<Vec<When>>> =
                    map.iter().map(|(field, value)| values(field, value)).collect();
                Some(parts?.into_iter().flatten().collect())
            }
            _ => None,
        }
    }

    /// The field that the condition looks at; of several, the first.
    pub fn field(&self) -> Option<&str> {
        match self {
            When::Always => None,
            When::Filled(field) | When::Is(field, _) => Some(field),
            When::All(parts) => parts.iter().flatten().find_map(When::field),
        }
    }

    /// All fields that the condition looks at, in the order written.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            When::All(parts) => parts.iter().flatten().flat_map(When::fields).collect(),
            other => other.field().into_iter().collect(),
        }
    }

    /// The values that the condition compares fields with, each with its field, in the order written.
    pub fn values(&self) -> Vec<(&str, &str)> {
        match self {
            When::Is(field, value) => vec![(field, value)],
            When::All(parts) => parts.iter().flatten().flat_map(When::values).collect(),
            When::Always | When::Filled(_) => Vec::new(),
        }
    }

    /// The same with what is `meant` by each value of a field.
    #[must_use]
    pub fn meaning(self, meant: &impl Fn(&str, String) -> String) -> When {
        match self {
            When::Is(field, value) => {
                let value = meant(&field, value);
                When::Is(field, value)
            }
            When::All(parts) => {
                let part = |part: Vec<When>| part.into_iter().map(|when| when.meaning(meant)).collect();
                When::All(parts.into_iter().map(part).collect())
            }
            other => other,
        }
    }

    /// Whether the condition holds, where `text` gives a filled field's value as text.
    pub fn holds<'t>(&self, text: impl Fn(&str) -> Option<Cow<'t, str>>) -> bool {
        self.holds_by(&text)
    }

    fn holds_by<'t>(&self, text: &dyn Fn(&str) -> Option<Cow<'t, str>>) -> bool {
        match self {
            When::Always => true,
            When::Filled(field) => text(field).is_some(),
            When::Is(field, value) => text(field).is_some_and(|found| found == value.as_str()),
            When::All(parts) => parts
                .iter()
                .all(|part| part.iter().any(|when| when.holds_by(text))),
        }
    }
}

fn values(field: &yaml::Value, value: &yaml::Value) -> Option<Vec<When>> {
    let field = field.as_str()?;
    // No field is called `all`, for it is a word of SQL.
    if field == "all" {
        let parts: Option<Vec<Vec<When>>> = value.as_sequence()?.iter().map(When::read).collect();
        return Some(vec![When::All(parts?)]);
    }
    let is = |value: &yaml::Value| scalar(value).map(|value| When::Is(field.to_owned(), value));
    match value {
        yaml::Value::Sequence(all) => all.iter().map(is).collect(),
        one => is(one).map(|when| vec![when]),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn read(written: &str) -> Option<Vec<When>> {
        When::read(&yaml::parse(written).unwrap())
    }

    fn holds(written: &str, record: &[(&str, &str)]) -> bool {
        let text = |name: &str| {
            let found = record.iter().find(|(field, _)| *field == name);
            found.map(|(_, value)| Cow::Owned((*value).to_owned()))
        };
        read(written).unwrap().iter().any(|when| when.holds(text))
    }

    #[test]
    fn all_asks_for_every_part_and_any_condition_of_a_part() {
        let written = "{all: [{type: [a, b]}, done]}";
        assert!(holds(written, &[("type", "b"), ("done", "x")]));
        assert!(!holds(written, &[("type", "c"), ("done", "x")]));
        assert!(!holds(written, &[("type", "a")]));
    }

    #[test]
    fn a_list_holds_as_soon_as_one_condition_does() {
        let written = "[{type: a}, done]";
        assert!(holds(written, &[("type", "c"), ("done", "x")]));
        assert!(!holds(written, &[("type", "c")]));
        assert!(holds("true", &[]) && !holds("false", &[]));
    }

    #[test]
    fn all_names_every_field_and_refuses_what_is_no_list() {
        let [when] = &read("{all: [{type: a}, done]}").unwrap()[..] else {
            panic!("one condition")
        };
        assert_eq!(
            (when.field(), when.fields()),
            (Some("type"), vec!["type", "done"])
        );
        assert_eq!(read("{all: done}"), None);
    }
}
