//! What do the rows of a record's table come to? How many have each result, and which do not have the first, the normal one.

use super::Site;
use super::standing::Badge;
use super::value::Writer;
use crate::base::RelPath;
use crate::kind::{Choices, FieldType, Row, Value};
use crate::record::Record;
use crate::render::Html;
use serde::Serialize;

/// What the rows of a record's table come to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Tally<'r> {
    /// How many rows have each result.
    pub counts: Vec<Count>,
    /// The names of the columns.
    pub head: Vec<&'r str>,
    /// The rows that do not have the normal result.
    pub rows: Vec<Vec<Html>>,
}

/// How many rows have one result.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Count {
    /// The result.
    pub badge: Badge,
    /// How many.
    pub n: usize,
}

/// Of more rows than this, the rest is left to the table itself.
const MOST: usize = 50;

impl Site {
    /// What the rows of `record` come to, where its kind has a column of choices.
    pub(super) fn tally<'r>(&'r self, from: &RelPath, record: &'r Record) -> Option<Tally<'r>> {
        let columns = &record.kind.table;
        let fixed = |kind: &FieldType| matches!(kind, FieldType::Choice(Choices::Fixed(_)));
        let at = columns.values().position(|column| fixed(&column.kind))?;
        let (_, column) = columns.get_index(at)?;
        let FieldType::Choice(Choices::Fixed(labels)) = &column.kind else {
            return None;
        };
        if record.rows.is_empty() {
            return None;
        }
        let result = |row: &crate::record::TableRow| match row.values.get(at) {
            Some(Some(Value::Choice(id))) => labels.get_index_of(id),
            _ => None,
        };
        let tones = ["done", "bad"];
        let counts = labels.values().enumerate().map(|(number, label)| Count {
            badge: Badge {
                word: label.get(self.lang).to_owned(),
                tone: tones.get(number).copied().unwrap_or("waiting"),
            },
            n: record
                .rows
                .iter()
                .filter(|row| result(row) == Some(number))
                .count(),
        });
        let writer = Writer {
            site: self,
            from,
            kind: &record.kind.id,
        };
        let odd = record
            .rows
            .iter()
            .filter(|row| result(row).is_some_and(|number| number > 0));
        let cells = |row: &crate::record::TableRow| {
            let values = row.values.clone();
            writer.cells(columns, &Row { values })
        };
        Some(Tally {
            counts: counts.filter(|count| count.n > 0).collect(),
            head: columns
                .values()
                .map(|column| column.label.get(self.lang))
                .collect(),
            rows: odd.take(MOST).map(cells).collect(),
        })
    }
}
