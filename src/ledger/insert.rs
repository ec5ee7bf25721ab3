//! Puts values into a table of SQLite, without a copy where that can be avoided.

use super::Cell;
use anyhow::Result;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, Statement, ToSql};
use std::borrow::Cow;

/// A value on its way into a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Bound<'v> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'v, str>),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Bound::Null => ValueRef::Null,
            Bound::Integer(number) => ValueRef::Integer(*number),
            Bound::Real(number) => ValueRef::Real(*number),
            Bound::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

impl<'v> From<&'v Cell> for Bound<'v> {
    fn from(cell: &'v Cell) -> Bound<'v> {
        match cell {
            Cell::Null => Bound::Null,
            Cell::Integer(number) => Bound::Integer(*number),
            Cell::Real(number) => Bound::Real(*number),
            Cell::Text(text) => Bound::from(text.as_str()),
        }
    }
}

impl From<Cell> for Bound<'_> {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Null => Bound::Null,
            Cell::Integer(number) => Bound::Integer(number),
            Cell::Real(number) => Bound::Real(number),
            Cell::Text(text) => Bound::from(text),
        }
    }
}

impl<'v> From<&'v str> for Bound<'v> {
    fn from(text: &'v str) -> Bound<'v> {
        Bound::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Bound<'_> {
    fn from(text: String) -> Self {
        Bound::Text(Cow::Owned(text))
    }
}

impl From<i64> for Bound<'_> {
    fn from(number: i64) -> Self {
        Bound::Integer(number)
    }
}

impl<'v, T: Into<Bound<'v>>> From<Option<T>> for Bound<'v> {
    fn from(value: Option<T>) -> Bound<'v> {
        value.map_or(Bound::Null, Into::into)
    }
}

/// Fills the columns of a row from left to right, then the next row.
pub(super) struct Inserter<'c> {
    statement: Statement<'c>,
    filled: usize,
}

impl<'c> Inserter<'c> {
    /// For rows of `width` columns of `table`, a quoted name.
    pub(super) fn new(connection: &'c Connection, table: &str, width: usize) -> Result<Inserter<'c>> {
        let gaps = vec!["?"; width].join(",");
        let statement = connection.prepare(&format!("INSERT INTO {table} VALUES ({gaps})"))?;
        Ok(Inserter { statement, filled: 0 })
    }

    pub(super) fn push<'v>(&mut self, value: impl Into<Bound<'v>>) -> Result<()> {
        self.filled += 1;
        self.statement.raw_bind_parameter(self.filled, value.into())?;
        Ok(())
    }

    /// Ends the row.
    pub(super) fn done(&mut self) -> Result<()> {
        self.filled = 0;
        self.statement.raw_execute()?;
        Ok(())
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<()> {
        for cell in cells {
            self.push(cell)?;
        }
        self.done()
    }
}
