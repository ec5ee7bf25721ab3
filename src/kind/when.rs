//! The condition under which something is required, wanted or reached.

use crate::base::yaml;

/// A condition on the fields of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// As soon as the field is filled.
    Filled(String),
    /// The field has this value (a choice's ID, `true` or `false`).
    Is(String, String),
}

impl When {
    /// Reads `true`, a field name, `{field: value}`, `{field: [value, value]}`, or a list of these (any).
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

    /// The field that the condition looks at.
    pub fn field(&self) -> Option<&str> {
        match self {
            When::Always => None,
            When::Filled(field) | When::Is(field, _) => Some(field),
        }
    }

    /// Whether the condition holds, where `text` gives a filled field's value as text.
    pub fn holds<'t>(&self, text: impl Fn(&str) -> Option<std::borrow::Cow<'t, str>>) -> bool {
        match self {
            When::Always => true,
            When::Filled(field) => text(field).is_some(),
            When::Is(field, value) => text(field).is_some_and(|found| found == value.as_str()),
        }
    }
}

fn values(field: &yaml::Value, value: &yaml::Value) -> Option<Vec<When>> {
    let field = field.as_str()?;
    let is = |value: &yaml::Value| scalar(value).map(|value| When::Is(field.to_owned(), value));
    match value {
        yaml::Value::Sequence(all) => all.iter().map(is).collect(),
        one => is(one).map(|when| vec![when]),
    }
}

fn scalar(value: &yaml::Value) -> Option<String> {
    match value {
        yaml::Value::String(text) => Some(text.clone()),
        yaml::Value::Bool(yes) => Some(yes.to_string()),
        yaml::Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
