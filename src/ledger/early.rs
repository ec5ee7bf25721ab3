//! Rows of tables that were made before a query asks for them.

use super::facts::Facts;
use super::filled::Filled;
use super::{amendments, provenance};
use std::sync::{Arc, Mutex, PoisonError};

/// Makes the rows of a table.
type Rows = fn(&Facts) -> Filled;

/// The tables that every report of a month asks for, and that take long to make.
const TABLES: [(&str, Rows); 2] = [("amendments", amendments::rows), ("provenance", provenance::rows)];

/// What was made so far of each of [`TABLES`].
#[derive(Default)]
pub(super) struct Early([Mutex<Option<Filled>>; TABLES.len()]);

impl Early {
    /// The rows of `table`: those that were made, or are just being made, else what `make` gives.
    pub(super) fn take(&self, table: &str, make: impl FnOnce() -> Filled) -> Filled {
        let slot = TABLES.iter().zip(&self.0).find(|((name, _), _)| *name == table);
        let made = slot.and_then(|(_, slot)| slot.lock().unwrap_or_else(PoisonError::into_inner).take());
        made.unwrap_or_else(make)
    }
}

/// What a thread can do for a ledger while another asks it.
pub struct Ahead(pub(super) Arc<Facts>);

impl Ahead {
    /// Makes the rows that a report of a month is going to ask for.
    pub fn run(&self) {
        for ((_, rows), slot) in TABLES.iter().zip(&self.0.early.0) {
            let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
            *slot = Some(rows(&self.0));
        }
    }
}
