//! What do the tables say? (SQLite over library, history and clocks)
//!
//! All records are rows of one in-memory database, one table a kind, and are read as of a moment: views hide what is not seen yet,
//! and clocks that are not settled then are judged when they are asked for. So one ledger serves every month. A table is filled
//! when a query first reads it, so that nobody waits for what nobody asks.

mod amendments;
mod as_of;
mod availability;
mod cell;
mod clocks;
mod closed;
mod dates;
mod documents;
mod early;
mod event;
mod facts;
mod fault;
mod filled;
mod fixed;
mod functions;
mod guard;
mod insert;
mod inspection_rows;
mod inspections;
mod layout;
#[expect(clippy::module_inception, reason = "the module is called after what it makes")]
mod ledger;
mod load;
mod meant;
mod moment;
mod names;
mod numbers;
mod outages;
mod pending;
mod provenance;
mod query;
mod registers;
mod results;
mod rounds;
mod schema;
mod span;
mod told;
mod unclear;
mod value;
mod view;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod tests;

pub use as_of::default_as_of;
pub use cell::{Cell, Table};
pub use clocks::instant;
pub use early::Ahead;
pub use facts::{clock_month, exempted_by, exempts_others};
pub use fault::{QueryFault, Why};
pub use filled::NotComputed;
pub use guard::{Expired, Limits, Patience};
pub use inspection_rows::{ALARM, Measure};
pub use inspections::looked_at;
pub use ledger::{Depends, Ledger};
pub use numbers::{Number, NumberStatus, numbers, series};
pub use provenance::{Flag, Notice, Provenance};
pub use results::{ClockResult, clocks_of};
pub use schema::{ColumnInfo, TableInfo};
pub use told::{Told, to_the_minute};
pub use unclear::{Unclear, unclear_clocks};
