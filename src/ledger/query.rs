//! What does a query of a user give?

use super::guard::{Guard, Stopped};
use super::{Cell, Limits, QueryFault, Table, Why};
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, Statement};
use std::collections::BTreeSet;

/// Prepares `sql`, which may only read; what was prepared before is kept.
pub(super) fn prepare<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, QueryFault> {
    let statement = connection.prepare_cached(sql)?;
    if !statement.readonly() {
        return Err(QueryFault::new(Why::NotReading));
    }
    if statement.column_count() == 0 {
        let empty = statement.expanded_sql().is_none_or(|sql| sql.is_empty());
        return Err(QueryFault::new(if empty { Why::NotOne } else { Why::NotReading }));
    }
    Ok(statement)
}

/// The names of the parameters of `statement`, without what stands before them.
pub(super) fn parameters(statement: &Statement<'_>) -> BTreeSet<String> {
    let all = 1..=statement.parameter_count();
    let names = all.map(|index| bare(statement.parameter_name(index).unwrap_or("?")).to_owned());
    names.collect()
}

fn bare(name: &str) -> &str {
    name.trim_start_matches([':', '@', '$'])
}

/// Gives the parameters of `statement` their values.
pub(super) fn bind(statement: &mut Statement<'_>, params: &[(&str, &str)]) -> Result<(), QueryFault> {
    for index in 1..=statement.parameter_count() {
        let name = statement.parameter_name(index).unwrap_or("?").to_owned();
        let value = params.iter().find(|(known, _)| *known == bare(&name));
        let Some((_, value)) = value else {
            return Err(QueryFault::new(Why::Parameter(name)));
        };
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(())
}

/// Runs `statement` within `limits`.
pub(super) fn run(
    statement: &mut Statement<'_>,
    limits: &Limits,
    guard: &Guard,
) -> Result<Table, QueryFault> {
    let result = rows(statement, limits);
    let (_, stopped) = guard.open();
    match stopped {
        Some(Stopped::Steps) => Err(QueryFault::new(Why::Steps(limits.steps))),
        Some(Stopped::Time) => Err(QueryFault::new(Why::Time)),
        None => result,
    }
}

fn rows(statement: &mut Statement<'_>, limits: &Limits) -> Result<Table, QueryFault> {
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let width = columns.len();
    let mut table = Table {
        columns,
        rows: Vec::new(),
    };
    let mut bytes = 0;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        if table.rows.len() == limits.rows {
            return Err(QueryFault::new(Why::Rows(limits.rows)));
        }
        let mut cells = Vec::with_capacity(width);
        for column in 0..width {
            let cell = cell(row.get_ref(column)?);
            bytes += size_of::<Cell>() + cell.text().map_or(0, str::len);
            cells.push(cell);
        }
        if bytes > limits.bytes {
            return Err(QueryFault::new(Why::Bytes(limits.bytes)));
        }
        table.rows.push(cells);
    }
    Ok(table)
}

fn cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Integer(number),
        ValueRef::Real(number) => Cell::Real(number),
        ValueRef::Text(bytes) => Cell::Text(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(bytes) => Cell::Text(bytes.iter().map(|byte| format!("{byte:02x}")).collect()),
    }
}
