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

mod index;
mod load;

pub use index::index;
pub use load::{Load, World, load};

/// The folder of the cache and the index, relative to the knowledge base.
pub const CACHE: &str = ".casebook";
