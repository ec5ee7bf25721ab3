//! What does a query give?

use serde_json::Value as Json;
use std::fmt;

/// One value of a result.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Absent.
    #[default]
    Null,
    /// A whole number; truth is 0 or 1.
    Integer(i64),
    /// A number that need not be whole; read it by its shortest decimal.
    Real(f64),
    /// A text: an ID, a time, an amount of money, JSON.
    Text(String),
}

/// The result of a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The names of the columns, as the query gives them.
    pub columns: Vec<String>,
    /// The rows, each as wide as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

impl Cell {
    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is absent.
    pub fn is_null(&self) -> bool {
        *self == Cell::Null
    }

    /// As JSON; a number that is not finite is null.
    pub fn json(&self) -> Json {
        match self {
            Cell::Null => Json::Null,
            Cell::Integer(number) => Json::from(*number),
            Cell::Real(number) => serde_json::Number::from_f64(*number).map_or(Json::Null, Json::Number),
            Cell::Text(text) => Json::from(text.as_str()),
        }
    }

    /// A whole number where `seconds` are whole minutes, else minutes with a fraction.
    pub(super) fn minutes(seconds: i64) -> Cell {
        if seconds % 60 == 0 {
            Cell::Integer(seconds / 60)
        } else {
            Cell::Real(seconds as f64 / 60.0)
        }
    }

    pub(super) fn some(text: Option<impl Into<String>>) -> Cell {
        text.map_or(Cell::Null, |text| Cell::Text(text.into()))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Cell {
        Cell::Integer(number)
    }
}

/// As tables and CSV show it: absent is empty, a number is its shortest decimal.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Integer(number) => number.fmt(f),
            Cell::Real(number) => number.fmt(f),
            Cell::Text(text) => text.fmt(f),
        }
    }
}

impl Table {
    /// The place of the column called `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The records that the rows name in their column `id`, in order; empty where there is no such column.
    pub fn ids(&self) -> Vec<&str> {
        let Some(at) = self.column("id") else {
            return Vec::new();
        };
        self.rows
            .iter()
            .filter_map(|row| row.get(at).and_then(Cell::text))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_their_shortest_decimal() {
        assert_eq!(Cell::Real(99.95).to_string(), "99.95");
        assert_eq!(Cell::Real(0.1 + 0.2).json().to_string(), "0.30000000000000004");
        assert_eq!(Cell::Real(f64::INFINITY).json(), Json::Null);
        assert_eq!(Cell::minutes(90), Cell::Real(1.5));
        assert_eq!(Cell::minutes(1800), Cell::Integer(30));
        assert_eq!(Cell::Null.to_string(), "");
    }

    #[test]
    fn evidence_names_records() {
        let table = Table {
            columns: vec!["n".into(), "id".into()],
            rows: vec![
                vec![Cell::Integer(1), "F-1".into()],
                vec![Cell::Integer(2), Cell::Null],
            ],
        };
        assert_eq!(table.ids(), ["F-1"]);
    }
}
