//! The story on one screen.
//!
//! ```text
//! Source ─▶ Snapshot ─▶ [Record] ─▶ Library ─┬─▶ findings
//!                                            ├─▶ Ledger ─▶ Assessment ─▶ report ─▶ reports/
//!                                            ├─▶ Routes ─▶ pages ───────────────▶ site/
//!                                            └─▶ documents ─▶ index, shards ──▶ site/
//! ```
//!
//! The only place that fans out over threads.

mod again;
mod alike;
mod audience;
mod build;
mod built;
mod compare;
mod figures;
mod files;
mod filling;
mod findings;
mod form;
mod gone;
mod in_order;
mod index;
mod kept;
mod later;
mod load;
mod look;
mod make;
mod pages;
mod past;
mod proof;
mod report;
mod seals;
mod shards;
mod standing;
mod templates;
mod uncommitted;
mod unsaved;
mod verify;

pub use self::templates::reading;
pub use again::{Shown, concerning};
pub use audience::{cache_of, seen_by, withheld};
pub use build::{Written, site, templates, threads};
pub use built::{Built, Last, Told};
pub use compare::{Compared, commits_between, compare};
pub use figures::Figures;
pub use files::{Files, TooOld, config, files, is_knowledge_base, settings};
pub use findings::{count, findings};
pub use form::form;
pub use gone::gone;
pub use index::{current, index, probe, search};
pub use later::Later;
pub use load::{Load, Read, World, assemble, empty, fields, history, load, load_source, read, records};
pub use make::{Making, Searched, Watch, make};
pub use pages::Place;
pub use past::{Past, known};
pub use proof::{Link, Proof, SealedFiles, at_commit};
/// Does two things at once.
pub use rayon::join;
pub use report::{Report, remove_stale, write_report};
pub use seals::{Seals, changed, seals};
pub use shards::{Laying, shards};
pub use standing::Standing;
pub use uncommitted::{is_as_committed, uncommitted};
pub use verify::{Verdict, files_fault, lost, verify};

/// The folder of the cache and the index, relative to the knowledge base.
pub const CACHE: &str = ".casebook";

/// The folder below the cache of the search index.
pub const INDEX: &str = "index";

/// The folder below the cache where it is remembered what commits did.
pub const HISTORY: &str = "history";

/// The folder below the cache where it is remembered what was built, and from what.
pub const BUILT: &str = "built";

/// The folder below the cache where it is remembered which pages were made of what.
pub const PAGES: &str = "pages";

/// The folder below the cache where it is remembered which words stand in which records.
pub const SHARDS: &str = "shards";

/// The folder below the cache of what is remembered of sites for narrower audiences, a folder each: none takes anything over from another one.
pub const AUDIENCES: &str = "audiences";

/// The folder below the cache where it is remembered what files say.
pub const RECORDS: &str = "records";

/// A name for the folder `out`.
fn digest(out: &std::path::Path) -> String {
    crate::base::hash::short(out.as_os_str().as_encoded_bytes())
}
