//! Which tables and columns are there, and what do they mean?

use super::fixed::FIXED;
use super::layout::{CLOCK, FIRST, KindTable, LAST, MEASURED, RowsTable};
use crate::base::{Catalog, Lang};
use crate::config::ClockSpec;
use crate::kind::{Field, FieldType};

/// A table of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableInfo {
    /// The name.
    pub name: String,
    /// What a row of it is, in one line.
    pub comment: String,
    /// The columns, in order.
    pub columns: Vec<ColumnInfo>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnInfo {
    /// The name.
    pub name: String,
    /// `TEXT`, `INTEGER` or `REAL`; any may be NULL.
    pub type_: &'static str,
    /// What it means, in one line.
    pub comment: String,
}

/// The tables that every ledger has, then those of each kind.
pub(super) fn tables(tables: &[KindTable], clocks: &[ClockSpec], lang: Lang) -> Vec<TableInfo> {
    let words = Words {
        catalog: Catalog::of(lang),
        lang,
    };
    let fixed = FIXED.iter().map(|table| {
        let columns = table.columns.iter();
        TableInfo {
            name: table.name.to_owned(),
            comment: words.catalog.word(&format!("ledger-table-{}", table.name)),
            columns: columns
                .map(|(name, type_)| words.column(table.name, name, type_))
                .collect(),
        }
    });
    let mut all: Vec<TableInfo> = fixed.collect();
    for table in tables {
        all.push(words.kind(table, clocks));
        all.extend(table.rows.iter().map(|rows| words.rows(table, rows)));
        for list in &table.lists {
            let field = table.kind.fields.get_index(list.index).map(|(_, field)| field);
            all.push(words.list(table, &list.name, field));
        }
    }
    all
}

struct Words {
    catalog: &'static Catalog,
    lang: Lang,
}

impl Words {
    /// The comment of a column: that of its table, else the one that columns of this name share.
    fn column(&self, table: &str, name: &str, type_: &'static str) -> ColumnInfo {
        let own = self
            .catalog
            .find(&format!("ledger-{}-{name}", table.replace('_', "-")));
        ColumnInfo {
            name: name.to_owned(),
            type_,
            comment: own.unwrap_or_else(|| self.catalog.word(&format!("ledger-column-{name}"))),
        }
    }

    fn kind(&self, table: &KindTable, clocks: &[ClockSpec]) -> TableInfo {
        let shared = |name: &&str| self.column("", name, "TEXT");
        let mut columns: Vec<ColumnInfo> = FIRST.iter().map(shared).collect();
        for column in &table.fields {
            if let Some((_, field)) = table.kind.fields.get_index(column.index) {
                columns.push(self.field(&column.name, field));
            }
        }
        for clock in &table.clocks {
            let label = clocks
                .get(clock.spec)
                .map_or(clock.id.as_str(), |spec| spec.name.get(self.lang));
            for part in CLOCK {
                let comment = self.catalog.word(&format!("ledger-clock-{part}"));
                columns.push(ColumnInfo {
                    name: format!("{}_{part}", clock.id),
                    type_: if part.ends_with("minutes") { "REAL" } else { "TEXT" },
                    comment: format!("{label} · {comment}"),
                });
            }
        }
        columns.extend(LAST.iter().map(shared));
        TableInfo {
            name: table.name.clone(),
            comment: table.kind.name.get(self.lang).to_owned(),
            columns,
        }
    }

    fn rows(&self, table: &KindTable, rows: &RowsTable) -> TableInfo {
        let mut columns = vec![self.column("", "id", "TEXT"), self.column("", "row", "INTEGER")];
        columns.extend(rows.columns.iter().map(|(name, field)| self.field(name, field)));
        if rows.measured {
            let type_ = |name: &str| if name == "number" { "REAL" } else { "TEXT" };
            columns.extend(MEASURED.map(|name| self.column("inspection_rows", name, type_(name))));
        }
        let field = rows.index.and_then(|index| table.kind.fields.get_index(index));
        let of = field.map_or_else(
            || self.catalog.word("ledger-body-table"),
            |(_, field)| field.label.get(self.lang).to_owned(),
        );
        TableInfo {
            name: rows.name.clone(),
            comment: format!("{} · {of}", table.kind.name.get(self.lang)),
            columns,
        }
    }

    fn list(&self, table: &KindTable, name: &str, field: Option<&Field>) -> TableInfo {
        let label = field.map_or("", |field| field.label.get(self.lang));
        let type_ = field.map_or("TEXT", |field| type_of(field.kind.item()));
        TableInfo {
            name: name.to_owned(),
            comment: format!("{} · {label}", table.kind.name.get(self.lang)),
            columns: vec![
                self.column("", "id", "TEXT"),
                self.column("", "row", "INTEGER"),
                ColumnInfo {
                    name: "value".to_owned(),
                    type_,
                    comment: label.to_owned(),
                },
            ],
        }
    }

    /// The comment of a field is its label, with its unit.
    fn field(&self, name: &str, field: &Field) -> ColumnInfo {
        let label = field.label.get(self.lang);
        let unit = field
            .unit
            .as_ref()
            .map(|unit| format!(" ({})", unit.get(self.lang)));
        ColumnInfo {
            name: name.to_owned(),
            type_: type_of(&field.kind),
            comment: format!("{label}{}", unit.unwrap_or_default()),
        }
    }
}

pub(super) fn type_of(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "INTEGER",
        FieldType::Number => "REAL",
        _ => "TEXT",
    }
}
