//! A value of a field, settled: parsed, its names turned into IDs.

use crate::base::Month;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A value of a field, settled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A text.
    Text(String),
    /// The ID of a choice; of an undeclared vocabulary, the text itself.
    Choice(String),
    /// A day.
    Date(Date),
    /// An instant.
    DateTime(Timestamp),
    /// A calendar month.
    Month(Month),
    /// A number.
    Number(Decimal),
    /// An amount of money, or any exact decimal.
    Money(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// The ID of a person; where no people are declared, the name as written.
    Person(String),
    /// The ID of a system; where none are declared, the name as written.
    System(String),
    /// The ID of a region; where none are declared, the name as written.
    Region(String),
    /// The ID of another record, as written.
    Ref(String),
    /// Small objects.
    Rows(Vec<Row>),
    /// A list.
    List(Vec<Value>),
}

/// A small object: its values in the order of the columns, `None` where empty.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Row {
    /// One value a column.
    pub values: Vec<Option<Value>>,
}

impl Value {
    /// Yes or no, as people write it.
    pub fn boolean(text: &str) -> Option<bool> {
        match text.to_lowercase().as_str() {
            "true" | "yes" | "是" => Some(true),
            "false" | "no" | "否" => Some(false),
            _ => None,
        }
    }

    /// The value as conditions compare it: the text, the ID, `true` or `false`. Lists and rows have none.
    pub fn text(&self) -> Option<Cow<'_, str>> {
        match self {
            Value::Text(text)
            | Value::Choice(text)
            | Value::Person(text)
            | Value::System(text)
            | Value::Region(text)
            | Value::Ref(text) => Some(Cow::Borrowed(text)),
            Value::Date(date) => Some(Cow::Owned(date.to_string())),
            Value::DateTime(at) => Some(Cow::Owned(at.to_string())),
            Value::Month(month) => Some(Cow::Owned(month.to_string())),
            Value::Number(number) | Value::Money(number) => Some(Cow::Owned(number.to_string())),
            Value::Boolean(yes) => Some(Cow::Borrowed(if *yes { "true" } else { "false" })),
            Value::Rows(_) | Value::List(_) => None,
        }
    }

    /// The items of a list, or the value itself.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }
}
