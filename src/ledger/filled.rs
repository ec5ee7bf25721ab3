//! The rows of a table that is made from others, and what could not be computed.

use super::Cell;

/// A figure that could not be computed, for a year that it needs is not covered by the calendar.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotComputed {
    /// The table of the figure.
    pub table: String,
    /// The kind of the record, where the figure is about one.
    pub kind: Option<String>,
    /// The ID of the record, where the figure is about one.
    pub id: Option<String>,
    /// The clock or the plan, where the figure is about one.
    pub clock: Option<String>,
    /// The year that is not covered.
    pub year: i16,
}

/// The rows of a table, and what of them could not be computed.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) faults: Vec<NotComputed>,
}

impl Filled {
    pub(super) fn rows(rows: impl IntoIterator<Item = Vec<Cell>>) -> Filled {
        Filled {
            rows: rows.into_iter().collect(),
            faults: Vec::new(),
        }
    }

    /// Notes that `year`, if any, is not covered.
    pub(super) fn uncovered(
        &mut self,
        year: Option<i16>,
        table: &str,
        record: Option<(&str, &str)>,
        clock: Option<&str>,
    ) {
        if let Some(year) = year {
            self.faults.push(NotComputed {
                table: table.to_owned(),
                kind: record.map(|(kind, _)| kind.to_owned()),
                id: record.map(|(_, id)| id.to_owned()),
                clock: clock.map(str::to_owned),
                year,
            });
        }
    }
}
