//! Casebook turns Markdown records kept in git into a searchable static site and monthly assessment reports.
//!
//! Begin with [`pipeline`]: it tells the whole story on one screen. `docs/ARCHITECTURE.md` shows the floors.

pub mod assess;
pub mod author;
pub mod base;
pub mod check;
pub mod cli;
pub mod clock;
pub mod config;
pub mod history;
pub mod kind;
pub mod ledger;
pub mod library;
pub mod lsp;
pub mod output;
pub mod pipeline;
pub mod record;
pub mod render;
pub mod report;
pub mod search;
pub mod serve;
pub mod site;
pub mod source;
