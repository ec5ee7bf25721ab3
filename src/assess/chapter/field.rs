//! What a part of a record is called, and what it said: the appendix tells it in the words of the record's kind.

use super::ColumnKind;
use super::fill::{Asked, to_the_minute};
use super::spec::{ColumnSpec, Of};
use crate::kind::{Field, FieldType, Kind};
use crate::ledger::{Cell, column};
use serde_json::Value as Json;

/// What a row of a table is about.
pub(super) struct About<'k> {
    /// The kind of its record.
    pub(super) kind: &'k Kind,
    /// The part of it, by its name in tables.
    part: String,
}

impl<'s> Asked<'s> {
    /// What the row is about that has `cells`; `None` where it names no record that there is.
    pub(super) fn about(&self, columns: &[ColumnSpec], cells: &[Cell]) -> Option<About<'s>> {
        let text = |is: fn(&ColumnSpec) -> bool| {
            let mut named = columns.iter().zip(cells);
            match named.find(|(column, _)| is(column)) {
                Some((_, Cell::Text(text))) => Some(text.as_str()),
                _ => None,
            }
        };
        let id = text(|column| matches!(column.of, Of::Plain(ColumnKind::Record)))?;
        let library = self.sources.library;
        Some(About {
            kind: &library.records.get(library.find(id)?)?.kind,
            part: text(|column| matches!(column.of, Of::FieldName))
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// What people call the part `written` of a record of `kind`: `resolved_at`, `result[row]`, `row[row]`, `body`.
    pub(super) fn part_name(&self, kind: &Kind, written: &str) -> String {
        let label = |field: Option<&Field>, name: &str| {
            field.map_or(name, |field| self.label(&field.label)).to_owned()
        };
        match apart(written) {
            ("row", Some(row)) => row.to_owned(),
            (column, Some(row)) => format!("{row} · {}", label(kind.table.get(column), column)),
            ("body", None) => self.catalog.word("change-text"),
            (name, None) => label(kind.field(name), name),
        }
    }

    /// What `written`, what the part said as tables have it, says.
    pub(super) fn part_words(&self, about: &About<'_>, written: &str) -> String {
        let field = match apart(&about.part) {
            (column, Some(_)) => about.kind.table.get(column),
            (name, None) => about.kind.field(name),
        };
        field.map_or_else(|| written.to_owned(), |field| self.value_words(field, written))
    }

    /// A list or a small table, which tables have as JSON, and spans in which somebody waits also as `from/to reason`.
    pub(super) fn list_words(&self, kind: &FieldType, written: &str) -> String {
        match (serde_json::from_str::<Json>(written), kind) {
            (Ok(json @ Json::Array(_)), kind) => self.json_words(kind, &json),
            (_, FieldType::Rows(columns)) => {
                let spans = written.split("; ");
                let spans = spans.map(|span| self.span_words(columns.get("reason"), span));
                spans.collect::<Vec<_>>().join(&self.row_end())
            }
            _ => written.to_owned(),
        }
    }

    fn json_words(&self, kind: &FieldType, json: &Json) -> String {
        match (kind, json) {
            (FieldType::List(item), Json::Array(all)) => {
                let words = all.iter().map(|one| self.json_words(item, one));
                words
                    .collect::<Vec<_>>()
                    .join(&self.catalog.word("site-list-comma"))
            }
            (FieldType::Rows(columns), Json::Array(rows)) => {
                let row = |row: &Json| {
                    let cells = columns.iter().filter_map(|(name, field)| {
                        let words = self.json_words(&field.kind, row.get(column(name))?);
                        Some(words).filter(|words| !words.is_empty())
                    });
                    cells.collect::<Vec<_>>().join(" ")
                };
                rows.iter().map(row).collect::<Vec<_>>().join(&self.row_end())
            }
            (kind, Json::String(text)) => self.type_words(kind, text),
            (kind, one) => self.type_words(kind, &one.to_string()),
        }
    }

    fn span_words(&self, reason: Option<&Field>, span: &str) -> String {
        let (times, why) = span.rsplit_once(' ').unwrap_or((span, ""));
        match (times.split_once('/'), reason) {
            (Some((from, to)), Some(reason)) => {
                let (from, to) = (to_the_minute(from), to_the_minute(to));
                format!("{from} {to} {}", self.value_words(reason, why))
                    .trim_end()
                    .to_owned()
            }
            _ => span.to_owned(),
        }
    }

    fn row_end(&self) -> String {
        self.catalog.word("chart-stop")
    }
}

/// The part of a name in tables that stands before its brackets, and what stands in them.
fn apart(name: &str) -> (&str, Option<&str>) {
    let inside = name
        .split_once('[')
        .and_then(|(name, row)| Some((name, row.strip_suffix(']')?)));
    inside.map_or((name, None), |(name, row)| (name, Some(row)))
}
