//! What a chapter is made of: figures, tables, texts. Each format shows them in its way, and none computes.

use crate::assess::Exact;
use crate::assess::evidence::each_once;
use crate::base::Month;
use crate::render::chart::Chart;
use jiff::civil::{Date, DateTime};
use std::borrow::Cow;

/// A chapter of the monthly report, in the words of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Chapter {
    /// A name for links and files, in ASCII.
    pub id: &'static str,
    /// From 1.
    pub number: usize,
    /// The heading, without the number.
    pub title: String,
    /// What stands in it, in order.
    pub parts: Vec<Part>,
}

/// A part of a chapter.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Key figures.
    Figures(Vec<Figure>),
    /// A table.
    Table(Grid),
    /// A picture of the table that follows.
    Chart(Chart),
    /// What a person wrote.
    Text(Text),
    /// A remark, as where there is nothing to list.
    Note(String),
}

/// A key figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// This month.
    pub value: Value,
    /// The month before; `None` where that is unknown or says nothing.
    pub before: Option<Value>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// A name for links and files, in ASCII, alone in the report.
    pub id: &'static str,
    /// The heading; empty where that of the chapter suffices.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each as wide as the columns.
    pub rows: Vec<Vec<Value>>,
    /// Whether a last row sums up the columns of counts, numbers and money.
    pub totals: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// A name for CSV, as of a column of the ledger.
    pub id: Cow<'static, str>,
    /// The heading.
    pub title: String,
    /// What stands below it.
    pub kind: ColumnKind,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// The ID of a record.
    Record,
    /// How many records, which can be looked at.
    Count,
    /// A number with at most so many digits behind the point.
    Number(usize),
    /// The same, of different things, so that nobody adds them up.
    Measure(usize),
    /// A percentage.
    Percent,
    /// Yuan and fen.
    Money,
    /// A local time, to the minute.
    DateTime,
    /// A day.
    Date,
}

impl ColumnKind {
    /// Whether its cells are numbers, which end at the right.
    pub fn is_number(self) -> bool {
        match self {
            ColumnKind::Count
            | ColumnKind::Number(_)
            | ColumnKind::Measure(_)
            | ColumnKind::Percent
            | ColumnKind::Money => true,
            ColumnKind::Text | ColumnKind::Record | ColumnKind::DateTime | ColumnKind::Date => false,
        }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// The ID of a record.
    Record(String),
    /// As many as there are records; their IDs, in order.
    Records(Vec<String>),
    /// A number.
    Number(Exact),
    /// A percentage: 99.5 is 99.5 %.
    Percent(Exact),
    /// Yuan.
    Money(Exact),
    /// A local time.
    DateTime(DateTime),
    /// A day.
    Date(Date),
    /// A value that does not count its records, and what it was made from.
    Made(Box<Value>, Source),
}

/// Where the records stand that a value was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Their IDs, in order.
    Records(Vec<String>),
    /// In the report of this month.
    Report(Month),
    /// In this chapter of the report of this month.
    Chapter(Month, &'static str),
    /// In this table of the same chapter, which lists what has no record.
    Table(&'static str),
}

/// What a person wrote, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The heading.
    pub title: String,
    /// The source; empty where nothing was written yet.
    pub markdown: String,
    /// The ID of the record that it stands in.
    pub record: Option<String>,
}

impl Value {
    /// This value with where it comes from. Nothing comes from nowhere, and of none there is no row.
    pub fn made_from(self, source: Source) -> Value {
        match (self, &source) {
            (Value::Empty, _) => Value::Empty,
            (value, Source::Records(ids)) if ids.is_empty() => value,
            (value, Source::Table(_)) if value.number().is_some_and(|number| number.is_zero()) => value,
            (Value::Made(value, _), _) => Value::Made(value, source),
            (value, _) => Value::Made(Box::new(value), source),
        }
    }

    /// The IDs of the records that it counts or was made from.
    pub fn records(&self) -> &[String] {
        match self {
            Value::Records(ids) | Value::Made(_, Source::Records(ids)) => ids,
            _ => &[],
        }
    }

    /// A number, percentage or amount; that of a count is how many there are.
    pub fn number(&self) -> Option<Exact> {
        match self {
            Value::Number(number) | Value::Percent(number) | Value::Money(number) => Some(number.clone()),
            Value::Records(ids) => Some(ids.len().into()),
            Value::Made(value, _) => value.number(),
            _ => None,
        }
    }

    /// As a reader sees it in a column of `kind`; nothing is a dash.
    pub fn shown(&self, kind: ColumnKind) -> String {
        let digits = match kind {
            ColumnKind::Number(digits) | ColumnKind::Measure(digits) => digits,
            _ => 4,
        };
        match self {
            Value::Empty => "—".to_owned(),
            Value::Text(text) | Value::Record(text) => text.clone(),
            Value::Records(ids) => ids.len().to_string(),
            Value::Number(number) => number.fair(digits),
            Value::Percent(percent) => format!("{}%", percent.shown(2)),
            Value::Money(amount) => amount.money_shown(),
            Value::DateTime(at) if at.second() != 0 => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
            Value::DateTime(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
            Value::Date(date) => date.to_string(),
            Value::Made(value, _) => value.shown(kind),
        }
    }
}

impl Grid {
    /// The number of the column called `id`.
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The last row, which sums up counts, numbers and money; `None` where the table has none.
    pub fn total(&self) -> Option<Vec<Value>> {
        if !self.totals || self.rows.is_empty() {
            return None;
        }
        let sum = |(at, column): (usize, &Column)| {
            let cells = || self.rows.iter().filter_map(|row| row.get(at));
            let all = || cells().filter_map(Value::number).sum::<Exact>();
            let ids = || each_once(cells().flat_map(Value::records).cloned());
            match column.kind {
                ColumnKind::Count => Value::Records(ids()),
                ColumnKind::Number(_) => Value::Number(all()).made_from(Source::Records(ids())),
                ColumnKind::Money => Value::Money(all()).made_from(Source::Records(ids())),
                _ => Value::Empty,
            }
        };
        Some(self.columns.iter().enumerate().map(sum).collect())
    }
}
