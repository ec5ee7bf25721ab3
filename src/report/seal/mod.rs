//! How is it proved, years later, that a month was as it was handed over?
//!
//! A sealed report has a manifest beside its files: the commit that it was made from, the hash of everything that it counts, every figure, and
//! the hash of the manifest before it. Whoever has the repository can make all of it again.

mod chain;
mod correction;
mod counted;
mod differ;
mod manifest;
mod standing;

pub use chain::{Chain, chain, held};
pub use correction::Correction;
pub use counted::counted;
pub use differ::{Differing, first_difference, first_other_figure};
pub use manifest::{Corrects, Counted, Manifest, PROGRAM, Sealed, report_name};
pub use standing::standing;

/// The folder of the reports, relative to the knowledge base.
pub const REPORTS: &str = "reports";

/// The name of the manifest in the folder of a sealed report.
pub const MANIFEST: &str = "MANIFEST.json";
