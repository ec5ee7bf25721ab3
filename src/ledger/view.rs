//! How does the view of a kind hide what is not seen yet?
//!
//! The tables behind the views hold everything. A view leaves out the records that are not there yet, reads what has not
//! happened yet as NULL, and asks for a judgement where a clock of a record is not settled at the moment of the ledger.

use super::layout::{CLOCK, ClockColumns, Event, FIRST, FieldColumn, KindTable, LAST, RowsTable, base};
use super::names::{literal, quoted, typed};
use super::schema::type_of;
use crate::kind::{FieldType, When};

/// What the views compare with; see [`super::functions`].
const SEEN_BEFORE: &str = "seen_before_()";

/// The statements that make the tables and views of a kind.
pub(super) fn statements(table: &KindTable) -> String {
    let mut sql = String::new();
    let columns: Vec<String> = table
        .base_columns()
        .iter()
        .map(|name| match table.written(name) {
            Some(field) => typed(name, type_of(&field.kind)),
            None => quoted(name),
        })
        .collect();
    sql += &format!(
        "CREATE TABLE {} ({});\n",
        quoted(&base(&table.name)),
        columns.join(",")
    );
    sql += &format!(
        "CREATE VIEW {} AS SELECT {} FROM {} WHERE seen_ < {SEEN_BEFORE};\n",
        quoted(&table.name),
        public(table).join(","),
        quoted(&base(&table.name))
    );
    for list in &table.lists {
        let (name, base) = (quoted(&list.name), quoted(&base(&list.name)));
        sql += &format!("CREATE TABLE {base} (seen_, id, row, value);\n");
        sql += &format!(
            "CREATE VIEW {name} AS SELECT id, row, value FROM {base} WHERE seen_ < {SEEN_BEFORE};\n"
        );
    }
    for rows in &table.rows {
        sql += &of_rows(rows);
    }
    sql
}

fn of_rows(rows: &RowsTable) -> String {
    let base = quoted(&base(&rows.name));
    let columns: Vec<String> = rows
        .columns()
        .into_iter()
        .map(
            |name| match rows.columns.iter().find(|(column, _)| column == name) {
                Some((_, field)) => typed(name, type_of(&field.kind)),
                None => quoted(name),
            },
        )
        .collect();
    let seen = |name: &&str| {
        let quoted = quoted(name);
        match *name {
            "begins" | "ends" if rows.events => format!("{} AS {quoted}", instant(&quoted)),
            _ => quoted,
        }
    };
    let shown: Vec<String> = rows.columns().iter().map(seen).collect();
    let begun = if rows.events {
        " AND (begins IS NULL OR begins < seen_until_())"
    } else {
        ""
    };
    format!(
        "CREATE TABLE {base} (seen_,{});\nCREATE VIEW {} AS SELECT {} FROM {base} WHERE seen_ < {SEEN_BEFORE}{begun};\n",
        columns.join(","),
        quoted(&rows.name),
        shown.join(","),
    )
}

/// The columns of the view, as expressions over the table behind it.
fn public(table: &KindTable) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in FIRST {
        columns.push(match name {
            "month" => format!("{} AS month", month(table)),
            "state" => format!("{} AS state", state(table)),
            plain => plain.to_owned(),
        });
    }
    for field in &table.fields {
        columns.push(format!("{} AS {}", seen(field), quoted(&field.name)));
    }
    for clock in &table.clocks {
        for (what, part) in CLOCK.iter().enumerate() {
            let name = quoted(&format!("{}_{part}", clock.id));
            columns.push(format!("{} AS {name}", judged(clock, what)));
        }
    }
    columns.extend(LAST.map(str::to_owned));
    columns
}

fn instant(column: &str) -> String {
    format!("CASE WHEN {column} < seen_until_() THEN {column} END")
}

/// A field, once it has happened.
fn seen(field: &FieldColumn) -> String {
    let name = quoted(&field.name);
    match field.event {
        Event::No => name,
        Event::Instant => instant(&name),
        Event::Day => format!("CASE WHEN {name} <= seen_day_() THEN {name} END"),
    }
}

/// Whether a field that says what happened is filled and has happened.
fn has_happened(field: &FieldColumn) -> String {
    let name = quoted(&field.name);
    match field.event {
        Event::No => format!("{name} IS NOT NULL"),
        Event::Instant => format!("{name} < seen_until_()"),
        Event::Day => format!("{name} <= seen_day_()"),
    }
}

/// A part of a clock's result: as it was settled, else as it is judged now.
fn judged(clock: &ClockColumns, what: usize) -> String {
    let name = |part: &str| quoted(&format!("{}_{part}", clock.id));
    format!(
        "CASE WHEN {} < judged_at_() THEN {} ELSE judged_({}, {what}) END",
        name("settled_"),
        name(CLOCK.get(what).copied().unwrap_or_default()),
        name("fact_")
    )
}

/// The month of the first date that is filled and seen; without dates, of the history.
fn month(table: &KindTable) -> String {
    let dates: Vec<&FieldColumn> = table
        .kind
        .dates
        .iter()
        .filter_map(|name| table.field(name))
        .collect();
    let sure = dates.len() < 2 && !table.kind.id_is_path();
    if sure || dates.is_empty() {
        return "month".to_owned();
    }
    let mut cases = String::new();
    for date in &dates {
        cases += &format!(
            " WHEN {} THEN month_of({})",
            has_happened(date),
            quoted(&date.name)
        );
    }
    let none: Vec<String> = dates
        .iter()
        .map(|date| format!("{} IS NULL", quoted(&date.name)))
        .collect();
    format!("CASE{cases} WHEN {} THEN month END", none.join(" AND "))
}

/// The last state that is reached; `closed_as` wins over all, then an open span of `pending`.
fn state(table: &KindTable) -> String {
    let kind = &table.kind;
    let mut cases = String::new();
    if let Some(closed) = table.field("closed_as").filter(|_| kind.pending) {
        let closed = quoted(&closed.name);
        cases += &format!(" WHEN {closed} IS NOT NULL THEN {closed}");
    }
    if kind.pending {
        cases += " WHEN waits_ > 0 AND waiting_(rec_) THEN 'waiting'";
    }
    for state in kind.states.iter().rev() {
        let any: Vec<String> = state.when.iter().map(|when| holds(table, when)).collect();
        if !any.is_empty() {
            cases += &format!(" WHEN {} THEN {}", any.join(" OR "), literal(&state.id));
        }
    }
    if cases.is_empty() {
        "NULL".to_owned()
    } else {
        format!("CASE{cases} END")
    }
}

/// Whether a condition holds, by what is seen. A value that is asked for as soon as something has happened counts from then on.
fn holds(table: &KindTable, when: &When) -> String {
    match when {
        When::Always => "1".to_owned(),
        When::Filled(name) => table.field(name).map_or_else(|| "0".to_owned(), has_happened),
        When::Is(name, value) => {
            let Some((field, column)) = table.kind.field(name).zip(table.field(name)) else {
                return "0".to_owned();
            };
            let equal = match (&field.kind, value.as_str()) {
                (FieldType::Boolean, "true") => format!("{} = 1", quoted(&column.name)),
                (FieldType::Boolean, _) => format!("{} = 0", quoted(&column.name)),
                (FieldType::Number, _) => format!("{} = {}", quoted(&column.name), number(value)),
                _ => format!("{} = {}", quoted(&column.name), literal(value)),
            };
            let mut parts = vec![equal];
            for first in field.required.iter().chain(&field.wanted) {
                if let When::Filled(first) = first
                    && let Some(first) = table.field(first).filter(|first| first.event != Event::No)
                {
                    parts.push(has_happened(first));
                }
            }
            format!("({})", parts.join(" AND "))
        }
        When::All(parts) => {
            let any = |part: &Vec<When>| {
                let any: Vec<String> = part.iter().map(|when| holds(table, when)).collect();
                format!(
                    "({})",
                    if any.is_empty() {
                        "0".to_owned()
                    } else {
                        any.join(" OR ")
                    }
                )
            };
            let all: Vec<String> = parts.iter().map(any).collect();
            format!(
                "({})",
                if all.is_empty() {
                    "1".to_owned()
                } else {
                    all.join(" AND ")
                }
            )
        }
    }
}

fn number(value: &str) -> String {
    value
        .parse::<f64>()
        .map_or_else(|_| "NULL".to_owned(), |number| number.to_string())
}

/// The view over the records of all kinds.
pub(super) fn records(tables: &[KindTable]) -> String {
    let field = |table: &KindTable, name: &str| {
        let column = table.field(name);
        column.map_or_else(|| "NULL".to_owned(), |column| quoted(&column.name))
    };
    let parts: Vec<String> = tables
        .iter()
        .map(|table| {
            format!(
                "SELECT id, {} AS kind, title, system, region, {} AS month, {} AS state, {} AS owner, {} AS confidentiality, \
                 {} AS review_by, path, url, created_at, updated_at, missing_(rec_) AS missing FROM {} WHERE seen_ < {SEEN_BEFORE}",
                literal(&table.kind.id),
                month(table),
                state(table),
                field(table, "owner"),
                field(table, "confidentiality"),
                field(table, "review_by"),
                quoted(&base(&table.name)),
            )
        })
        .collect();
    format!("CREATE VIEW records AS {};\n", parts.join(" UNION ALL "))
}

/// The view over those records of all kinds of which something is left to do. Nearly all others were closed for good before, which takes no look at them.
pub(super) fn open_records(tables: &[KindTable]) -> String {
    let parts: Vec<String> = tables
        .iter()
        .map(|table| {
            format!(
                "SELECT id, {} AS kind, title, system, region, {} AS state, since_(seen_) AS since FROM {} \
                 WHERE seen_ < {SEEN_BEFORE} AND closed_ >= {SEEN_BEFORE} AND open_(rec_)",
                literal(&table.kind.id),
                state(table),
                quoted(&base(&table.name)),
            )
        })
        .collect();
    format!("CREATE VIEW open_records AS {};\n", parts.join(" UNION ALL "))
}

/// The view over the clocks of all records.
pub(super) fn clock_results(tables: &[KindTable], specs: &[crate::config::ClockSpec]) -> String {
    let mut parts = Vec::new();
    for table in tables {
        for clock in &table.clocks {
            let Some(spec) = specs.get(clock.spec) else {
                continue;
            };
            let time = |name: &str| {
                let column = table.field(name);
                column.map_or_else(
                    || "NULL".to_owned(),
                    |column| match column.event {
                        Event::Day => format!("{} || ' 00:00:00'", seen(column)),
                        _ => seen(column),
                    },
                )
            };
            let part = |name: &str| quoted(&format!("{}_{name}", clock.id));
            let (settled, fact, exempt) = (part("settled_"), part("fact_"), part("exempt_"));
            // Apart, so that the settled ones of a month are found by an index, and those that still run by another.
            let judged = [0, 1, 2, 3, 4].map(|what| format!("judged_({fact}, {what})"));
            for (values, when) in [
                (CLOCK.map(part), format!("+{settled} < judged_at_()")),
                (judged, format!("{settled} >= judged_at_()")),
            ] {
                let [due, elapsed, late, status, month] = values;
                parts.push(format!(
                    "SELECT id, {} AS kind, system, region, {} AS clock, {} AS start_at, {} AS stop_at, {due} AS due_at, \
                     {elapsed} AS elapsed_minutes, {late} AS late_minutes, {status} AS status, {month} AS month, \
                     CASE WHEN {status} = 'exempt' THEN {exempt} END AS exempt_reason \
                     FROM {} WHERE seen_ < {SEEN_BEFORE} AND {when} AND {status} IS NOT NULL",
                    literal(&table.kind.id),
                    literal(&clock.id),
                    time(&spec.from),
                    time(&spec.to),
                    quoted(&base(&table.name)),
                ));
            }
        }
    }
    if parts.is_empty() {
        let names = [
            "id",
            "kind",
            "system",
            "region",
            "clock",
            "start_at",
            "stop_at",
            "due_at",
            "elapsed_minutes",
            "late_minutes",
            "status",
            "month",
            "exempt_reason",
        ];
        let nothing: Vec<String> = names.iter().map(|name| format!("NULL AS {name}")).collect();
        parts.push(format!("SELECT {} WHERE 0", nothing.join(", ")));
    }
    format!("CREATE VIEW clock_results AS {};\n", parts.join(" UNION ALL "))
}
