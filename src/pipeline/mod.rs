//! The story on one screen.
//!
//! ```text
//! Source ─▶ Snapshot ─▶ [Record] ─▶ Library ─┬─▶ findings
//!                                            ├─▶ Ledger ─▶ Assessment ─▶ report ─▶ reports/
//!                                            ├─▶ Routes ─▶ pages ───────────────▶ site/
//!                                            └─▶ documents ─▶ index
//! ```
//!
//! The only place that fans out over threads.

mod build;
mod compare;
mod figures;
mod index;
mod load;
mod past;
mod report;

pub use build::{site, templates, threads, write};
pub use compare::{Compared, commits_between, compare};
pub use figures::Figures;
pub use index::index;
pub use load::{Load, World, config, empty, load, load_source};
pub use past::{Past, gone, known};
pub use report::report;

/// The folder of the cache and the index, relative to the knowledge base.
pub const CACHE: &str = ".casebook";

/// The folder below the cache where it is remembered what commits did.
pub const HISTORY: &str = "history";
