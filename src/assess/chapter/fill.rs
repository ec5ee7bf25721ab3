//! From a query to a table in words.

use super::about::About;
use super::spec::{ColumnSpec, Made, Of, TableSpec};
use super::{Column, ColumnKind, Grid, Part, Source, Sources, Value};
use crate::assess::evidence::{each_once, exact};
use crate::assess::{Assessment, Exact};
use crate::base::{Catalog, Label, Message};
use crate::clock;
use crate::config::ClockLimit;
use crate::kind::{Field, FieldType};
use crate::ledger::{Cell, Ledger, Limits, QueryFault, Table, Told};
use std::mem;

/// The ledger, asked as of the end of the month.
pub(super) struct Asked<'s> {
    pub(super) sources: &'s Sources<'s>,
    pub(super) ledger: &'s Ledger,
    pub(super) catalog: &'static Catalog,
    pub(super) told: Told<'s>,
}

impl Asked<'_> {
    /// The message `<what>-<id>`.
    pub(super) fn word(&self, what: &str, id: &str) -> String {
        self.catalog.word(&format!("{what}-{id}"))
    }

    pub(super) fn label<'l>(&self, label: &'l Label) -> &'l str {
        label.get(self.sources.lang)
    }

    /// The rows of `sql`, with the month, the one before it, and the clocks that are due on the day that a record says: as JSON, by ID.
    pub(super) fn rows(&self, sql: &str) -> Result<Table, QueryFault> {
        let month = self.sources.assessment.month;
        let (month, before) = (month.to_string(), month.previous().to_string());
        let clocks = self.sources.library.config.contract.clocks.iter();
        let dated =
            clocks.filter(|clock| matches!(&clock.limit, ClockLimit::Due(field) if field == "due_on"));
        let dated = serde_json::Value::from_iter(dated.map(|clock| clock.id.as_str())).to_string();
        let limits = Limits {
            rows: usize::MAX,
            ..Limits::default()
        };
        self.ledger.query(
            sql,
            &[("month", &month), ("before", &before), ("dated", &dated)],
            &limits,
        )
    }

    /// The table of `spec`. One that cannot be asked for, as where a kind was changed, says so in its place.
    pub(super) fn table(&self, spec: &TableSpec) -> Part {
        let title = self.word("table", spec.id);
        match self.rows(spec.sql) {
            Ok(table) => Part::Table(Grid {
                id: spec.id,
                title,
                columns: spec.columns.iter().map(|column| self.column(column)).collect(),
                rows: table
                    .rows
                    .into_iter()
                    .map(|row| self.row(spec.columns, row))
                    .collect(),
                totals: spec.totals,
            }),
            Err(fault) => {
                let message = Message::new("report-no-table")
                    .with("table", title)
                    .with("detail", fault.message());
                Part::Note(self.catalog.say(&message))
            }
        }
    }

    fn row(&self, columns: &[ColumnSpec], cells: Vec<Cell>) -> Vec<Value> {
        let about = self.about(columns, &cells);
        let value = |(column, cell)| self.value(column, cell, about.as_ref());
        let mut values: Vec<Value> = columns.iter().zip(cells).map(value).collect();
        for (at, column) in columns.iter().enumerate() {
            let source = match column.made {
                Made::Here => None,
                Made::From(names) => {
                    let named = columns.iter().zip(&values);
                    let named = named.filter(|(column, _)| names.contains(&column.id));
                    let ids = named.flat_map(|(_, value)| value.records()).cloned();
                    Some(Source::Records(each_once(ids)))
                }
                Made::Table(id) => Some(Source::Table(id)),
                Made::Before(chapter) => self.before().map(|one| Source::Chapter(one.month, chapter)),
            };
            if let (Some(source), Some(value)) = (source, values.get_mut(at)) {
                *value = mem::replace(value, Value::Empty).made_from(source);
            }
        }
        values
    }

    /// The assessment of the month before, where it has one.
    pub(super) fn before(&self) -> Option<&Assessment> {
        let month = self.sources.assessment.month.previous();
        self.sources
            .earlier
            .iter()
            .copied()
            .find(|one| one.month == month)
    }

    pub(super) fn column(&self, spec: &ColumnSpec) -> Column {
        let title = match self.field_of(spec) {
            Some(field) => self.label(&field.label).to_owned(),
            None => self.word("col", spec.id),
        };
        Column {
            id: spec.id.into(),
            title,
            kind: self.kind(spec),
        }
    }

    fn kind(&self, spec: &ColumnSpec) -> ColumnKind {
        match (spec.of, self.field_of(spec).map(|field| &field.kind)) {
            (Of::Plain(kind), _) => kind,
            (_, Some(FieldType::Date)) => ColumnKind::Date,
            (_, Some(FieldType::DateTime)) => ColumnKind::DateTime,
            (_, Some(FieldType::Number)) => ColumnKind::Number(4),
            (_, Some(FieldType::Money)) => ColumnKind::Money,
            (_, Some(FieldType::Ref(_))) => ColumnKind::Record,
            _ => ColumnKind::Text,
        }
    }

    fn field_of(&self, spec: &ColumnSpec) -> Option<&Field> {
        match spec.of {
            Of::Field(kind, field) => self.field(kind, field),
            _ => None,
        }
    }

    fn field(&self, kind: &str, field: &str) -> Option<&Field> {
        self.sources.library.config.kinds.get(kind)?.field(field)
    }

    pub(super) fn value(&self, spec: &ColumnSpec, cell: Cell, about: Option<&About<'_>>) -> Value {
        match (self.kind(spec), cell) {
            (ColumnKind::Count, cell) => Value::Records(ids(&cell)),
            (ColumnKind::Percent, cell) => percent(&cell),
            (_, Cell::Null) => Value::Empty,
            (ColumnKind::Record, Cell::Text(id)) => Value::Record(id),
            (ColumnKind::Number(_), cell) => exact(&cell).map_or(Value::Empty, Value::Number),
            (ColumnKind::Money, cell) => exact(&cell).map_or(Value::Empty, Value::Money),
            (ColumnKind::DateTime, Cell::Text(text)) => moment(text),
            (ColumnKind::Date, Cell::Text(text)) => day(text),
            (_, cell) => {
                let written = plain(&cell);
                Value::Text(match (spec.of, about) {
                    (Of::FieldName, Some(about)) => self.told.part(&about.record.kind, &written),
                    (Of::Systems, Some(about)) => self.system_names(about.record),
                    (Of::FieldValue, Some(about)) => {
                        self.told.part_value(&about.record.kind, &about.part, &written)
                    }
                    (of, _) => self.words(of, &written),
                })
            }
        }
    }

    /// What a reader calls `written`, what stands in a column of this name of a table of the ledger.
    pub(super) fn told(&self, column: &str, written: &str) -> String {
        let of = match column {
            "system" => Of::System,
            "region" => Of::Region,
            "plan" => Of::InspectionPlan,
            "clock" => Of::Clock,
            "kind" => Of::RecordKind,
            "party" => Of::Vendor,
            _ => Of::Word("site-value"),
        };
        self.words(of, written)
    }

    /// What a reader calls `written`.
    fn words(&self, of: Of, written: &str) -> String {
        let config = &self.sources.library.config;
        match of {
            Of::Field(kind, field) => self.field_words(kind, field, written),
            Of::Choices(kind, field) => {
                let words = written.split(' ').map(|one| self.field_words(kind, field, one));
                words
                    .collect::<Vec<_>>()
                    .join(&self.catalog.word("site-list-comma"))
            }
            Of::System | Of::Systems => config.site.systems.name(written).to_owned(),
            Of::Region => config.site.regions.name(written).to_owned(),
            Of::Vendor => config.site.vendors.name(written).to_owned(),
            Of::WaitReason => {
                let columns = config.kinds.iter().find_map(|kind| kind.pending_columns());
                let reason = columns.and_then(|columns| columns.get("reason"));
                reason.map_or_else(|| written.to_owned(), |field| self.told.value(field, written))
            }
            Of::CheckItem => config.site.check_items.name(written).to_owned(),
            Of::Clock => {
                let clock = config.contract.clocks.iter().find(|clock| clock.id == written);
                clock.map_or(written, |clock| self.label(&clock.name)).to_owned()
            }
            Of::RecordKind => {
                let kind = config.kinds.get(written);
                kind.map_or(written, |kind| self.label(&kind.name)).to_owned()
            }
            Of::InspectionPlan => config.contract.inspection_plan.name(written).to_owned(),
            Of::Word(what) => {
                let id = format!("{what}-{}", written.replace('_', "-"));
                self.catalog.find(&id).unwrap_or_else(|| written.to_owned())
            }
            Of::FieldName | Of::FieldValue | Of::Plain(_) => written.to_owned(),
        }
    }

    fn field_words(&self, kind: &str, field: &str, written: &str) -> String {
        match self.field(kind, field) {
            Some(field) => self.told.value(field, written),
            None => written.to_owned(),
        }
    }
}

/// The IDs in a JSON array, each once, in order.
pub(super) fn ids(cell: &Cell) -> Vec<String> {
    let ids: Vec<String> = match cell {
        Cell::Text(text) => serde_json::from_str(text).unwrap_or_default(),
        _ => Vec::new(),
    };
    each_once(ids)
}

/// The percentage of a JSON array of part and whole.
fn percent(cell: &Cell) -> Value {
    let numbers: Vec<serde_json::Number> = match cell {
        Cell::Text(text) => serde_json::from_str(text).unwrap_or_default(),
        _ => Vec::new(),
    };
    let exact = |number: &serde_json::Number| number.to_string().parse::<Exact>().ok();
    let found = match numbers.as_slice() {
        [part, whole] => exact(part)
            .zip(exact(whole))
            .and_then(|(part, whole)| Exact::percentage(&part, &whole)),
        _ => None,
    };
    found.map_or(Value::Empty, Value::Percent)
}

fn plain(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(number) => number.to_string(),
        Cell::Text(text) => text.clone(),
    }
}

fn moment(text: String) -> Value {
    match text.replace(' ', "T").parse() {
        Ok(at) => Value::DateTime(at),
        Err(_) => day(text),
    }
}

fn day(text: String) -> Value {
    match clock::parse_date(&text) {
        Ok(date) => Value::Date(date),
        Err(_) => Value::Text(text),
    }
}
