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

mod load;

pub use load::{Load, World, load};
