//! How does a table of a chapter stand in a workbook, and its cells as plain words?

use super::book::{Cell, Column, Table};
use crate::assess::chapter::{self, ColumnKind, Grid, Value};
use crate::base::Catalog;

/// The digits of a percentage, and of a number in a column of another kind.
const DIGITS: usize = 4;

/// `grid` as a table of a workbook.
pub(super) fn table(grid: &Grid, catalog: &Catalog) -> Table {
    let column = |column: &chapter::Column| Column {
        title: column.title.clone(),
        sum: matches!(
            column.kind,
            ColumnKind::Count | ColumnKind::Number(_) | ColumnKind::Money
        ),
    };
    let cells = |row: &Vec<Value>| {
        let typed = row.iter().zip(&grid.columns);
        typed.map(|(value, column)| cell(value, column.kind)).collect()
    };
    Table {
        columns: grid.columns.iter().map(column).collect(),
        rows: grid.rows.iter().map(cells).collect(),
        total: grid.totals.then(|| catalog.word("report-total")),
    }
}

/// `value` of a column of `kind` as a cell.
pub(super) fn cell(value: &Value, kind: ColumnKind) -> Cell {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) | Value::Record(text) => Cell::Text(text.clone()),
        Value::Records(ids) => Cell::Number(ids.len().to_string()),
        Value::Number(number) => Cell::Number(number.fair(digits(kind))),
        Value::Percent(percent) => Cell::Percent(percent.shown(DIGITS)),
        Value::Money(amount) => Cell::Money(amount.money_text()),
        Value::DateTime(at) => Cell::DateTime(*at),
        Value::Date(date) => Cell::Date(*date),
        Value::Made(value, _) => cell(value, kind),
    }
}

/// `value` of a column of `kind` in plain words.
pub(super) fn plain(value: &Value, kind: ColumnKind) -> String {
    match cell(value, kind) {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Number(text) | Cell::Percent(text) | Cell::Money(text) => text,
        Cell::Date(date) => date.to_string(),
        Cell::DateTime(at) => at.strftime("%Y-%m-%d %H:%M:%S").to_string(),
    }
}

fn digits(kind: ColumnKind) -> usize {
    match kind {
        ColumnKind::Number(digits) | ColumnKind::Measure(digits) => digits,
        _ => DIGITS,
    }
}
