//! The record that a row of a table is about.

use super::ColumnKind;
use super::fill::Asked;
use super::spec::{ColumnSpec, Of};
use crate::ledger::Cell;
use crate::record::Record;

/// What a row of a table is about.
pub(super) struct About<'k> {
    /// Its record.
    pub(super) record: &'k Record,
    /// The part of it, by its name in tables.
    pub(super) part: String,
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
            record: library.records.get(library.find(id)?)?,
            part: text(|column| matches!(column.of, Of::FieldName))
                .unwrap_or_default()
                .to_owned(),
        })
    }

    /// The systems that the front matter of `record` names.
    pub(super) fn system_names(&self, record: &Record) -> String {
        let registered = &self.sources.library.config.site.systems;
        let systems = record.systems();
        let names: Vec<&str> = systems.iter().map(|id| registered.name(id)).collect();
        names.join(&self.catalog.word("site-list-comma"))
    }
}
