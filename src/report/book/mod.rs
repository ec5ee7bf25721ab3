//! A workbook: sheets of tables whose cells have types, so that a spreadsheet can count with them.

mod name;
mod sum;
mod write;

use jiff::civil::{Date, DateTime};

/// A workbook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// The title among the properties of the file.
    pub title: String,
    /// The sheets, in order; where there is none, the workbook has an empty one.
    pub sheets: Vec<Sheet>,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The name; what a spreadsheet does not allow in it is left out, and a second one of the same name gets a number.
    pub name: String,
    /// What stands on it, from top to bottom.
    pub parts: Vec<Part>,
}

/// A part of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A heading.
    Heading(String),
    /// A remark.
    Line(String),
    /// A table.
    Table(Table),
}

/// A table. Its head can be filtered; where it is the only one of its sheet, the head stays in sight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as wide as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// What the row of totals is called; none has no such row.
    pub total: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// Whether the row of totals sums it up.
    pub sum: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, whatever they begin with.
    Text(String),
    /// A decimal number, as text. A spreadsheet counts with 15 digits: a number that has more stays text.
    Number(String),
    /// A percentage, as decimal text: `99.5` is 99.5 %.
    Percent(String),
    /// Yuan, as decimal text.
    Money(String),
    /// A day.
    Date(Date),
    /// A local time.
    DateTime(DateTime),
}

impl Cell {
    /// What `text` is: a day, a local time with seconds, else words.
    pub fn read(text: &str) -> Cell {
        let is_time = text.len() == 19 && text.as_bytes().get(10) == Some(&b' ');
        match text.len() {
            0 => Cell::Empty,
            10 => text
                .parse()
                .map_or_else(|_| Cell::Text(text.to_owned()), Cell::Date),
            _ if is_time => text
                .parse()
                .map_or_else(|_| Cell::Text(text.to_owned()), Cell::DateTime),
            _ => Cell::Text(text.to_owned()),
        }
    }

    /// The number in it, as decimal text.
    fn number(&self) -> Option<&str> {
        match self {
            Cell::Number(number) | Cell::Money(number) => Some(number),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
