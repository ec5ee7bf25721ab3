//! What does a query of a user give?

use super::guard::{Guard, Stopped};
use super::{Cell, Limits, QueryFault, Table, Why};
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, Statement};
use std::collections::BTreeSet;

/// Prepares `sql`, which may only read; what was prepared before is kept.
pub(super) fn prepare<'c>(connection: &'c Connection, sql: &str) -> Result<CachedStatement<'c>, QueryFault> {
    if let Some(offset) = machine_clock(sql) {
        return Err(QueryFault {
            why: Why::Now,
            offset: Some(offset),
        });
    }
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

/// Where `sql` asks for the machine's clock, which would make two builds of one commit differ: the literal `'now'`, or a function of
/// time without arguments.
fn machine_clock(sql: &str) -> Option<usize> {
    let bytes = sql.as_bytes();
    let mut at = 0;
    let mut word: Option<(usize, &str)> = None;
    while let Some(byte) = bytes.get(at) {
        let rest = sql.get(at..).unwrap_or_default();
        let length = match byte {
            b'\'' | b'"' | b'`' => quoted(rest, char::from(*byte)),
            b'[' => rest.find(']').map_or(rest.len(), |end| end + 1),
            b'-' if rest.starts_with("--") => rest.find('\n').map_or(rest.len(), |end| end + 1),
            b'/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
            _ if is_word(*byte) => rest.bytes().take_while(|byte| is_word(*byte)).count(),
            _ => 1,
        };
        let token = rest.get(..length).unwrap_or_default();
        if token.eq_ignore_ascii_case("'now'") {
            return Some(at);
        }
        if let Some((begin, name)) = word.filter(|_| *byte == b'(')
            && CLOCKS.iter().any(|clock| clock.eq_ignore_ascii_case(name))
            && rest
                .get(1..)
                .is_some_and(|rest| rest.trim_start().starts_with(')'))
        {
            return Some(begin);
        }
        if !token.trim().is_empty() {
            word = Some((at, token));
        }
        at += length.max(1);
    }
    None
}

/// Functions that read the machine's clock when they have no argument.
const CLOCKS: [&str; 5] = ["date", "time", "datetime", "julianday", "unixepoch"];

/// The length of what stands in quotation marks, which are doubled inside.
fn quoted(text: &str, mark: char) -> usize {
    let mut at = 1;
    loop {
        let Some(end) = text.get(at..).and_then(|rest| rest.find(mark)) else {
            return text.len();
        };
        at += end + 1;
        if !text.get(at..).is_some_and(|rest| rest.starts_with(mark)) {
            return at;
        }
        at += 1;
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_s_clock_is_found_outside_of_names_and_comments() {
        assert_eq!(machine_clock("SELECT date('Now')"), Some(12));
        assert_eq!(machine_clock("SELECT julianday( )"), Some(7));
        for fine in [
            "SELECT 'it''s now', \"now\" -- 'now'\n/* 'now' */",
            "SELECT date FROM calendar WHERE date (as_of()) = date",
            "SELECT '未闭合",
            "SELECT [now(], time_(), `a``b`",
        ] {
            assert_eq!(machine_clock(fine), None, "{fine}");
        }
    }
}
