//! Why can a figure of the sheet not be made of what its query answers?

use crate::base::Message;
use crate::ledger::{QueryFault, Table};

/// Why a figure cannot be made of what its query answers.
#[derive(Debug, Clone, PartialEq)]
pub enum Unanswered {
    /// The query gives nothing.
    Query(QueryFault),
    /// `value` answers something else than a number, or a part and its whole.
    NoNumber(String),
    /// `value` answers more than one row, or more than two columns.
    TooMuch {
        /// The rows.
        rows: usize,
        /// The columns.
        columns: usize,
    },
    /// Days are counted, and a row does not say in a column `id` of which record.
    Unnamed,
    /// Days are counted by a clock that a record does not have.
    NoClock {
        /// What the row calls the record.
        record: String,
        /// The clock.
        clock: String,
    },
}

impl Unanswered {
    /// Why `table` is no answer to `value`, whatever stands in it: it is larger than one number, or a part and its whole.
    pub(super) fn too_much(table: &Table) -> Option<Unanswered> {
        let (rows, columns) = (table.rows.len(), table.columns.len());
        (rows > 1 || columns > 2).then_some(Unanswered::TooMuch { rows, columns })
    }

    /// Why, in words of the user's language.
    pub fn message(&self) -> Message {
        match self {
            Unanswered::Query(fault) => fault.message(),
            Unanswered::NoNumber(answer) => Message::new("answer-no-number").with("answer", answer.as_str()),
            Unanswered::TooMuch { rows, columns } => Message::new("answer-too-much")
                .with("rows", rows.to_string())
                .with("columns", columns.to_string()),
            Unanswered::Unnamed => Message::new("answer-unnamed"),
            Unanswered::NoClock { record, clock } => Message::new("answer-no-clock")
                .with("record", record.as_str())
                .with("clock", clock.as_str()),
        }
    }
}

impl From<QueryFault> for Unanswered {
    fn from(fault: QueryFault) -> Unanswered {
        Unanswered::Query(fault)
    }
}

/// In English, for logs and errors; people get [`Unanswered::message`].
impl std::fmt::Display for Unanswered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::base::Catalog::of(crate::base::Lang::En).say(&self.message()))
    }
}
