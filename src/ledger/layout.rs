//! Which columns has the table of a kind?

use super::event::events;
use super::names::{Names, column};
use crate::config::{ClockSpec, Config};
use crate::kind::{Field, FieldType, Kind};
use indexmap::IndexMap;
use std::collections::HashSet;
use std::sync::Arc;

/// The columns that the table of every kind has before its fields.
pub(super) const FIRST: [&str; 6] = ["id", "title", "system", "region", "month", "state"];
/// The columns that it has behind them.
pub(super) const LAST: [&str; 6] = [
    "path",
    "url",
    "created_at",
    "created_by",
    "updated_at",
    "commit_id",
];
/// What each clock adds.
pub(super) const CLOCK: [&str; 5] = ["due_at", "elapsed_minutes", "late_minutes", "status", "month"];

/// The name of the table behind the view `name`, which hides what is not seen yet.
pub(super) fn base(name: &str) -> String {
    format!("{name} (all)")
}

/// The tables of one kind.
pub(super) struct KindTable {
    pub(super) kind: Arc<Kind>,
    /// The name of the view.
    pub(super) name: String,
    /// The columns of fields, in the order of the kind.
    pub(super) fields: Vec<FieldColumn>,
    pub(super) clocks: Vec<ClockColumns>,
    /// The tables of fields that are lists.
    pub(super) lists: Vec<ListTable>,
    /// The tables of fields that are rows, and of the body's table.
    pub(super) rows: Vec<RowsTable>,
}

/// The column of a field.
pub(super) struct FieldColumn {
    /// The place of the field in its kind.
    pub(super) index: usize,
    pub(super) name: String,
    pub(super) event: Event,
}

/// Whether a column says that something happened, and so is hidden until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    No,
    Instant,
    Day,
}

/// The columns of a clock, `<id>_due_at` and so on.
pub(super) struct ClockColumns {
    /// The place of the clock in the contract.
    pub(super) spec: usize,
    /// Its ID.
    pub(super) id: String,
}

/// The table of a list: `id`, `row`, `value`.
pub(super) struct ListTable {
    /// The place of the field in its kind.
    pub(super) index: usize,
    pub(super) name: String,
}

/// The table of rows: `id`, `row` and their columns.
pub(super) struct RowsTable {
    /// The place of the field in its kind; `None` for the body's table.
    pub(super) index: Option<usize>,
    pub(super) name: String,
    /// Each column's name, and its place among those of the rows.
    pub(super) columns: Vec<(String, Field)>,
    /// Whether `begins` and `ends` are events.
    pub(super) events: bool,
    /// What inspections add to their rows.
    pub(super) measured: bool,
}

/// What inspections add to their rows.
pub(super) const MEASURED: [&str; 4] = ["date", "number", "unit", "level"];

/// The tables of all kinds; `names` are taken already.
pub(super) fn tables(config: &Config, names: &mut Names) -> Vec<KindTable> {
    let mut tables: Vec<KindTable> = Vec::new();
    for kind in config.kinds.iter() {
        let name = names.take(kind.folder.clone());
        tables.push(KindTable {
            fields: Vec::new(),
            clocks: Vec::new(),
            lists: Vec::new(),
            rows: Vec::new(),
            kind: Arc::clone(kind),
            name,
        });
    }
    for table in &mut tables {
        table.fill(&config.contract.clocks, names);
    }
    tables
}

impl KindTable {
    /// The field that the column `name` holds.
    pub(super) fn written(&self, name: &str) -> Option<&Field> {
        let column = self.fields.iter().find(|field| field.name == name)?;
        Some(self.kind.fields.get_index(column.index)?.1)
    }

    /// Whether `name` is that of one of its tables.
    pub(super) fn has_table(&self, name: &str) -> bool {
        let lists = self.lists.iter().map(|list| &list.name);
        let rows = self.rows.iter().map(|rows| &rows.name);
        self.name == name || lists.chain(rows).any(|other| other == name)
    }

    fn fill(&mut self, specs: &[ClockSpec], names: &mut Names) {
        let kind = Arc::clone(&self.kind);
        let mut taken = Names::of(
            FIRST
                .into_iter()
                .chain(LAST)
                .chain(["rec_", "seen_", "waits_", "closed_"]),
        );
        for (spec, clock) in specs.iter().enumerate().filter(|(_, clock)| clock.of == kind.id) {
            for part in CLOCK.into_iter().chain(["settled_", "fact_", "exempt_"]) {
                taken.take(format!("{}_{part}", clock.id));
            }
            self.clocks.push(ClockColumns {
                spec,
                id: clock.id.clone(),
            });
        }
        let happened = events(&kind, specs);
        for (index, (name, field)) in kind.fields.iter().enumerate() {
            if !["title", "system", "region"].contains(&name.as_str()) {
                self.fields.push(FieldColumn {
                    index,
                    name: taken.take(column(name)),
                    event: event(&happened, name, field),
                });
            }
            match &field.kind {
                FieldType::List(_) => {
                    let name = names.take(format!("{}_{name}", kind.folder));
                    self.lists.push(ListTable { index, name });
                }
                FieldType::Rows(columns) => {
                    let table = names.take(format!("{}_{name}", kind.folder));
                    self.rows
                        .push(RowsTable::new(Some(index), table, columns, name == "pending"));
                }
                _ => {}
            }
        }
        if !kind.table.is_empty() {
            let name = names.take(kind.rows_table());
            let mut rows = RowsTable::new(None, name, &kind.table, false);
            rows.measured = kind.id == "inspection";
            self.rows.push(rows);
        }
    }

    /// The column of the field called `name`.
    pub(super) fn field(&self, name: &str) -> Option<&FieldColumn> {
        let index = self.kind.fields.get_index_of(name)?;
        self.fields.iter().find(|column| column.index == index)
    }

    /// Whether `column` tells of a clock.
    pub(super) fn has_clock_column(&self, column: &str) -> bool {
        let parts = |clock: &ClockColumns| CLOCK.map(|part| format!("{}_{part}", clock.id));
        self.clocks.iter().flat_map(parts).any(|name| name == column)
    }

    /// The columns of the table behind the view, in order.
    pub(super) fn base_columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = ["rec_", "seen_", "waits_", "closed_"].map(str::to_owned).to_vec();
        columns.extend(
            FIRST
                .iter()
                .filter(|name| **name != "state")
                .map(|name| (*name).to_owned()),
        );
        columns.extend(LAST.map(str::to_owned));
        columns.extend(self.fields.iter().map(|field| field.name.clone()));
        for clock in &self.clocks {
            let parts = CLOCK.into_iter().chain(["settled_", "fact_", "exempt_"]);
            columns.extend(parts.map(|part| format!("{}_{part}", clock.id)));
        }
        columns
    }
}

impl RowsTable {
    fn new(index: Option<usize>, name: String, written: &IndexMap<String, Field>, events: bool) -> RowsTable {
        let mut names = Names::of(["id", "row", "rec_", "seen_"].into_iter().chain(MEASURED));
        let columns = written
            .iter()
            .map(|(name, field)| (names.take(column(name)), field.clone()))
            .collect();
        RowsTable {
            index,
            name,
            columns,
            events,
            measured: false,
        }
    }

    /// The columns that are seen, in order.
    pub(super) fn columns(&self) -> Vec<&str> {
        let mut columns = vec!["id", "row"];
        columns.extend(self.columns.iter().map(|(name, _)| name.as_str()));
        if self.measured {
            columns.extend(MEASURED);
        }
        columns
    }
}

fn event(happened: &HashSet<&str>, name: &str, field: &Field) -> Event {
    match field.kind {
        FieldType::DateTime if happened.contains(name) => Event::Instant,
        FieldType::Date if happened.contains(name) => Event::Day,
        _ => Event::No,
    }
}
