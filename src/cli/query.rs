//! `casebook query`: the ledger, asked in SQL.

use super::args::{QueryArgs, QueryFormat};
use super::build::as_of;
use super::context::{Context, Refused};
use super::table::Table as Shown;
use super::{Outcome, clock, output};
use crate::base::Message;
use crate::ledger::{Cell, Limits, Table};
use crate::output as files;
use crate::pipeline::{self, Figures, Load, Past, World};
use anyhow::Result;
use serde_json::{Map, Value};

pub(crate) fn run(context: &Context, args: &QueryArgs) -> Result<Outcome> {
    let world = match &args.contract {
        Some(file) => pipeline::empty(clock::contract_config(&context.here()?.join(file))?),
        None => pipeline::load(
            &context.root()?,
            &Load {
                past: Past::Fields,
                ..Load::default()
            },
        )?,
    };
    let figures = Figures::new(&world, as_of(context, &world, args.as_of.as_deref())?)?;
    let text = if args.schema {
        schema(context, &figures)
    } else {
        answer(args, &world, &figures)?
    };
    match &args.out {
        Some(file) => files::replace(&context.here()?.join(file), text.as_bytes())?,
        None => output::answer(&text)?,
    }
    Ok(Outcome::Clean)
}

fn answer(args: &QueryArgs, world: &World, figures: &Figures) -> Result<String> {
    let sql = args.sql.as_deref().unwrap_or_default();
    let latest = world.library.latest_month().map(|month| month.to_string());
    let mut params: Vec<(&str, &str)> = args
        .params
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    if let Some(month) = latest
        .as_deref()
        .filter(|_| !params.iter().any(|(key, _)| *key == "month"))
    {
        params.push(("month", month));
    }
    let table = figures
        .query(sql, &params, &Limits::default())
        .map_err(|fault| Refused(Message::new("query-fault").with("detail", fault.message())))?;
    match args.format {
        QueryFormat::Table => Ok(shown(&table)),
        QueryFormat::Csv => csv(&table),
        QueryFormat::Json => Ok(serde_json::to_string_pretty(&objects(&table))?),
    }
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
        shown.row(row.iter().map(plain));
    }
    shown.text()
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    }
}

/// CSV with a byte order mark, so that spreadsheets read Chinese; a text that a spreadsheet would take for a formula
/// gets an apostrophe in front.
fn csv(table: &Table) -> Result<String> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
            cell => plain(cell),
        }))?;
    }
    Ok(format!("\u{feff}{}", String::from_utf8(writer.into_inner()?)?))
}

fn objects(table: &Table) -> Vec<Map<String, Value>> {
    let value = |cell: &Cell| match cell {
        Cell::Null => Value::Null,
        Cell::Integer(number) => Value::from(*number),
        Cell::Real(number) => Value::from(*number),
        Cell::Text(text) => Value::from(text.as_str()),
    };
    let object = |row: &Vec<Cell>| table.columns.iter().cloned().zip(row.iter().map(value)).collect();
    table.rows.iter().map(object).collect()
}

fn schema(context: &Context, figures: &Figures) -> String {
    let tables = figures.with_ledger(|ledger| ledger.schema(context.lang));
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
    text
}
