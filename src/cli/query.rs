//! `casebook query`: the ledger, asked in SQL.

use super::args::{QueryArgs, QueryFormat};
use super::build::as_of;
use super::context::{Context, Refused, a_minute, for_good};
use super::table::Table as Shown;
use super::{Outcome, clock, origin, output, report};
use crate::base::Message;
use crate::base::nearest::nearest;
use crate::ledger::{Cell, ColumnInfo, Limits, QueryFault, Table, TableInfo, Why};
use crate::output as files;
use crate::pipeline::{self, Figures, Load, Past, World};
use crate::report::book::{self, Book, Part, Sheet};
use crate::report::csv;
use anyhow::Result;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

pub(crate) fn run(context: &Context, args: &QueryArgs) -> Result<Outcome> {
    if args.format() == QueryFormat::Xlsx && args.out.is_none() && !args.schema {
        return Err(Refused(Message::new("query-xlsx-out")).into());
    }
    let how = Load {
        past: Past::Fields,
        ..Load::default()
    };
    let world = for_good(match &args.contract {
        Some(file) => pipeline::empty(clock::contract_config(context, &context.here()?.join(file))?),
        None => pipeline::load(&context.root()?, &how)?,
    });
    let place = match &args.out {
        Some(out) => Some(place(context, args, world, out)?),
        None => None,
    };
    let figures = Figures::new(world, as_of(context, world, args.as_of.as_deref())?)?;
    let figures = for_good(match &args.as_of {
        Some(_) => figures.blind(),
        None => figures,
    });
    let bytes = if args.schema {
        schema(context, figures, args.format())?.into_bytes()
    } else {
        answer(args, world, figures)?
    };
    match place {
        Some(place) => files::replace(&place, &bytes)?,
        None => output::answer(&String::from_utf8(bytes)?)?,
    }
    Ok(Outcome::Clean)
}

/// Where `--out` leads. Refuses what people write in the knowledge base, and what the question is asked of.
fn place(context: &Context, args: &QueryArgs, world: &World, out: &Path) -> Result<PathBuf> {
    let place = report::apart(context, out, world)?;
    let here = context.here()?;
    let mut asked: Vec<PathBuf> = args.contract.iter().map(|file| here.join(file)).collect();
    if let Some(root) = context.find_root()? {
        asked.extend(world.config.files().iter().map(|file| file.on_disk(&root)));
    }
    let real = origin::real(&place);
    match asked.iter().any(|file| origin::real(file) == real) {
        true => {
            let message = Message::new("query-out-settings").with("path", place.display().to_string());
            Err(Refused(message).into())
        }
        false => Ok(place),
    }
}

fn answer(args: &QueryArgs, world: &World, figures: &Figures) -> Result<Vec<u8>> {
    let sql = args.sql.as_deref().unwrap_or_default();
    let latest = world.library.latest_month().map(|month| month.to_string());
    let mut params: Vec<(&str, &str)> = args
        .params
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    if let Some(month) = latest
        .as_deref()
        .filter(|_| !params.iter().any(|(key, _)| *key == MONTH))
    {
        params.push((MONTH, month));
    }
    if let Some(refused) = unknown_parameter(sql, args, figures) {
        return Err(refused.into());
    }
    let limits = Limits {
        expired: Some(a_minute()),
        ..Limits::default()
    };
    let table = figures
        .query(sql, &params, &limits)
        .map_err(|fault| refused(sql, &fault, figures))?;
    match args.format() {
        QueryFormat::Table => Ok(shown(&table).into_bytes()),
        QueryFormat::Csv => csv(&table),
        QueryFormat::Json => Ok(serde_json::to_vec_pretty(&objects(&table))?),
        QueryFormat::Xlsx => xlsx(&table),
    }
}

/// The month, which a query may ask for or not.
const MONTH: &str = "month";

/// The refusal of a value for a parameter that `sql` does not ask for: more likely its name is a slip, and another value stands in its place.
fn unknown_parameter(sql: &str, args: &QueryArgs, figures: &Figures) -> Option<Refused> {
    let known = figures.with_ledger(|ledger| ledger.parameters(sql))?;
    let mut given = args.params.iter().map(|(key, _)| key.as_str());
    let unknown = given.find(|key| *key != MONTH && !known.contains(*key))?;
    let detail = Message::new("query-parameter-unknown").with("name", unknown);
    let names: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = match nearest(unknown, names.iter().copied()) {
        Some(near) => Message::new("query-parameter-near").with("name", near),
        None if names.is_empty() => Message::new("query-parameter-none"),
        None => Message::new("query-parameters").with("names", names.join(", ")),
    };
    let message = Message::new("query-fault-helped").with("detail", detail);
    Some(Refused(message.with("help", help)))
}

/// Why `sql` gives nothing, and what helps where it names what there is not.
fn refused(sql: &str, fault: &QueryFault, figures: &Figures) -> Refused {
    let said = |words: &'static str| Message::new(words).with("detail", fault.message());
    Refused(match &fault.why {
        Why::Sql(_) => {
            let help = figures.with_ledger(|ledger| ledger.help(sql, fault, &[]));
            said("query-fault-helped").with("help", help)
        }
        Why::Parameter(name) => {
            let name = name.trim_start_matches(':').to_owned();
            said("query-fault-helped").with("help", Message::new("query-parameter-help").with("name", name))
        }
        _ => said("query-fault"),
    })
}

fn shown(table: &Table) -> String {
    let mut shown = Shown::new(table.columns.len());
    shown.row(table.columns.iter().cloned());
    shown.row(
        table
            .columns
            .iter()
            .map(|column| "-".repeat(super::table::width(column))),
    );
    for row in &table.rows {
        shown.row(row.iter().map(Cell::to_string));
    }
    shown.text()
}

fn csv(table: &Table) -> Result<Vec<u8>> {
    let rows = table
        .rows
        .iter()
        .map(|row| row.iter().map(Cell::to_string).collect());
    csv::write(&table.columns, rows)
}

/// The result as a workbook of one sheet, its cells with types.
fn xlsx(table: &Table) -> Result<Vec<u8>> {
    let cell = |cell: &Cell| match cell {
        Cell::Null => book::Cell::Empty,
        Cell::Integer(number) => book::Cell::Number(number.to_string()),
        Cell::Real(number) => book::Cell::Number(number.to_string()),
        Cell::Text(text) => book::Cell::read(text),
    };
    let columns = table.columns.iter().map(|title| book::Column {
        title: title.clone(),
        sum: false,
    });
    let written = book::Table {
        columns: columns.collect(),
        rows: table
            .rows
            .iter()
            .map(|row| row.iter().map(cell).collect())
            .collect(),
        total: None,
    };
    Book {
        title: "casebook query".to_owned(),
        sheets: vec![Sheet {
            name: "query".to_owned(),
            parts: vec![Part::Table(written)],
        }],
    }
    .bytes()
}

fn objects(table: &Table) -> Vec<Map<String, Value>> {
    let value = |cell: &Cell| match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => Value::from(*number),
        Cell::Real(number) => Value::from(*number),
        Cell::Text(text) => Value::from(text.as_str()),
    };
    let names = apart(&table.columns);
    let object = |row: &Vec<Cell>| names.iter().cloned().zip(row.iter().map(value)).collect();
    table.rows.iter().map(object).collect()
}

/// `columns`, of those of one name the later ones with a number, so that no value is lost: `id`, `id:1`.
fn apart(columns: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::with_capacity(columns.len());
    for column in columns {
        let numbered = (1..).map(|number| format!("{column}:{number}"));
        let mut all = std::iter::once(column.clone()).chain(numbered);
        names.extend(all.find(|name| !names.contains(name)));
    }
    names
}

fn schema(context: &Context, figures: &Figures, format: QueryFormat) -> Result<String> {
    let tables = figures.with_ledger(|ledger| ledger.schema(context.lang));
    if format == QueryFormat::Json {
        let column = |column: &ColumnInfo| serde_json::json!({"name": column.name, "type": column.type_, "comment": column.comment});
        let table = |table: &TableInfo| {
            let columns: Vec<Value> = table.columns.iter().map(column).collect();
            serde_json::json!({"name": table.name, "columns": columns})
        };
        let all: Vec<Value> = tables.iter().map(table).collect();
        return Ok(serde_json::to_string_pretty(&all)?);
    }
    let mut text = String::new();
    for table in tables {
        text.push_str(&format!("{}\n", table.name));
        let mut columns = Shown::new(4);
        for column in table.columns {
            columns.row([
                " ".to_owned(),
                column.name,
                column.type_.to_string(),
                column.comment,
            ]);
        }
        text.push_str(&columns.text());
        text.push('\n');
    }
    Ok(text)
}
