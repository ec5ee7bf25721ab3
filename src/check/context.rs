//! What a rule may look at.

use super::Subject;
use super::nearby::Nearby;
use crate::base::RelPath;
use crate::config::Config;
use crate::history::History;
use crate::library::Library;
use jiff::Timestamp;
use jiff::civil::Date;
use std::sync::OnceLock;

/// Reads the text of a file, without byte order mark; `None` where there is none.
pub type Read<'r> = dyn Fn(&RelPath) -> Option<String> + Sync + 'r;

/// What a rule may look at. Texts of files are read only for findings.
pub struct Context<'c> {
    /// All records.
    pub library: &'c Library,
    /// What git says of them.
    pub history: &'c History,
    /// What the user decided.
    pub config: &'c Config,
    /// The time as of which the records are judged.
    pub now: Timestamp,
    read: &'c Read<'c>,
    nearby: OnceLock<Nearby>,
}

impl<'c> Context<'c> {
    /// What rules look at: `library` and its `history`, as of `now`; `read` gives the texts of files.
    pub fn new(
        library: &'c Library,
        history: &'c History,
        now: Timestamp,
        read: &'c Read<'c>,
    ) -> Context<'c> {
        Context {
            library,
            history,
            config: &library.config,
            now,
            read,
            nearby: OnceLock::new(),
        }
    }

    /// The record with this index, to be looked at.
    pub fn subject(&self, index: usize) -> Option<Subject<'_>> {
        Some(Subject::new(self, index, self.library.records.get(index)?))
    }

    /// The text of the file at `path`.
    pub fn text(&self, path: &RelPath) -> Option<String> {
        (self.read)(path)
    }

    /// The day on which `instant` falls.
    pub fn date_of(&self, instant: Timestamp) -> Date {
        self.config.contract.calendar.date_of(instant)
    }

    /// The ID nearest to `written`, if it is near enough to be worth naming.
    pub fn nearest_id(&self, written: &str) -> Option<&str> {
        let index = self
            .nearby
            .get_or_init(|| Nearby::new(self.library.ids()))
            .find(written)?;
        Some(self.library.records.get(index)?.id.as_str())
    }
}
