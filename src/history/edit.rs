//! What does a difference mean by the schema of today?

use super::Difference;
use crate::config::Config;
use crate::kind::{Field, Kind, Value};
use crate::record;

/// A part of a record that was changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit<'d> {
    /// Which part.
    pub part: Part<'d>,
    /// What it said before; `None` where it was empty.
    pub old: Option<Told<'d>>,
    /// What it says after.
    pub new: Option<Told<'d>>,
}

/// A part of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Part<'d> {
    /// The field of this name; by the schema of today it is this one, if there still is one.
    Field(&'d str, Option<&'d Field>),
    /// The column of this ID in a row of the kind's table.
    Cell {
        /// What the row is about.
        row: &'d str,
        /// The ID of the column.
        column: &'d str,
        /// The column by the schema of today, if there still is one.
        field: Option<&'d Field>,
    },
    /// A whole row of the kind's table, by what it is about.
    Row(&'d str),
    /// The text, of which is only known that it differs.
    Text,
}

/// What a part of a record said.
#[derive(Debug, Clone, PartialEq)]
pub struct Told<'d> {
    /// As it was written.
    pub source: &'d str,
    /// What that means, where it means something.
    pub value: Option<Value>,
}

impl Part<'_> {
    /// The name in tables: `resolved_at`, `result[公文管理系统 · CPU 使用率]`, `row[…]`, `body`.
    pub fn name(&self) -> String {
        match self {
            Part::Field(name, _) => (*name).to_owned(),
            Part::Cell { row, column, .. } => format!("{column}[{row}]"),
            Part::Row(row) => format!("row[{row}]"),
            Part::Text => "body".to_owned(),
        }
    }
}

impl Difference {
    /// What was changed in a record of `kind`, in the order of its fields. Another way to write the same is no change.
    pub fn edits<'d>(&'d self, config: &'d Config, kind: &'d Kind) -> Vec<Edit<'d>> {
        let zone = config.contract.calendar.time_zone();
        let told = |field: Option<&Field>, source: &'d Option<String>| {
            let source = source.as_deref()?;
            let value = field.and_then(|field| record::meaning(&config.site, zone, field, source));
            Some(Told { source, value })
        };
        let mut edits: Vec<Edit<'d>> = self
            .fields
            .iter()
            .map(|change| {
                let field = kind.field(&change.field);
                Edit {
                    part: Part::Field(&change.field, field),
                    old: told(field, &change.old),
                    new: told(field, &change.new),
                }
            })
            .filter(|edit| !edit.means_the_same())
            .collect();
        edits.sort_by_key(|edit| match edit.part {
            Part::Field(name, _) => kind.fields.get_index_of(name).unwrap_or(usize::MAX),
            _ => usize::MAX,
        });
        let as_written = |source: &'d Option<String>| {
            let source = source.as_deref().filter(|source| !source.is_empty())?;
            Some(Told { source, value: None })
        };
        edits.extend(self.rows.iter().map(|change| Edit {
            part: match &change.column {
                Some(column) => Part::Cell {
                    row: &change.row,
                    column,
                    field: kind.table.get(column),
                },
                None => Part::Row(&change.row),
            },
            old: as_written(&change.old),
            new: as_written(&change.new),
        }));
        if self.body {
            edits.push(Edit {
                part: Part::Text,
                old: None,
                new: None,
            });
        }
        edits
    }
}

impl Edit<'_> {
    fn means_the_same(&self) -> bool {
        let value = |told: &Option<Told<'_>>| told.as_ref().and_then(|told| told.value.clone());
        value(&self.old).is_some_and(|old| Some(old) == value(&self.new))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::compare_texts;
    use super::*;
    use crate::config::Written;

    #[test]
    fn two_writings_of_one_instant_are_no_change() {
        let config = Config::settle(&Written::default());
        let kind = config.kinds.get("fault").unwrap();
        let text = |times: &str| format!("---\n{times}\n---\n");
        let old = text("resolved_at: 2023-09-19 16:40\nreported_at: 2023-09-19 09:00\nseverity: major");
        let new = text(
            "resolved_at: \"2023-09-19T16:40:00+08:00\"\nreported_at: 2023-09-19 09:05\nseverity: 一级\nother: x",
        );
        let difference = compare_texts(kind, old.as_bytes(), new.as_bytes());
        let said: Vec<String> = difference
            .edits(&config, kind)
            .iter()
            .map(|edit| {
                let word = |told: &Option<Told<'_>>| told.as_ref().map_or("-", |told| told.source).to_owned();
                format!("{} {} {}", edit.part.name(), word(&edit.old), word(&edit.new))
            })
            .collect();
        assert_eq!(
            said,
            [
                "severity major 一级",
                "reported_at 2023-09-19 09:00 2023-09-19 09:05",
                "other - x"
            ]
        );
    }
}
