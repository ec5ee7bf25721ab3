//! What a rule may look at.

use super::Subject;
use super::nearby::{Nearby, differ_in_kind};
use crate::base::id::fold;
use crate::base::{Diagnostic, RelPath};
use crate::config::Config;
use crate::history::History;
use crate::library::{Library, kind_of};
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
    unread: Vec<&'c RelPath>,
}

/// The rules of files of records that are no records, for they could not be read.
const UNREAD: [&str; 3] = ["encoding", "file-size", "file-unreadable"];

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
            unread: Vec::new(),
        }
    }

    /// The same where `reading` was found before there were records: of files that could not be read.
    #[must_use]
    pub fn beside(mut self, reading: &'c [Diagnostic]) -> Context<'c> {
        let unread = reading.iter().filter(|finding| UNREAD.contains(&finding.rule));
        self.unread = unread.map(|finding| &finding.path).collect();
        self
    }

    /// The file that would be the record called `id`, had it been read.
    pub fn unread_record(&self, id: &str) -> Option<&RelPath> {
        let wanted = fold(id.trim());
        let is_wanted = |path: &&&RelPath| {
            let kind = kind_of(self.config, &self.library.layout, path);
            kind.is_some_and(|(kind, below, _)| match kind.id_is_path() {
                true => fold(below) == wanted,
                false => fold(path.stem()) == wanted,
            })
        };
        self.unread.iter().find(is_wanted).copied()
    }

    /// The file at `path`, with or without `.md`, where it could not be read.
    pub fn unread_file(&self, path: &RelPath) -> Option<&RelPath> {
        let with_md = format!("{path}.md");
        let is_meant = |unread: &&&RelPath| **unread == path || unread.as_str() == with_md;
        self.unread.iter().find(is_meant).copied()
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

    /// The ID nearest to `written`, if it is near enough to be worth naming, of a record that is not the one with the index `from` and of one of
    /// `kinds`; of any kind where there are none.
    pub fn nearest_id(&self, written: &str, from: usize, kinds: &[String]) -> Option<&str> {
        let fits = |index: usize| {
            index != from
                && self.library.records.get(index).is_some_and(|record| {
                    let is_kind = kinds.is_empty() || kinds.contains(&record.kind.id);
                    is_kind && !differ_in_kind(written, record.id.as_str())
                })
        };
        let index = self
            .nearby
            .get_or_init(|| Nearby::new(self.library.ids()))
            .find(written, fits)?;
        Some(self.library.records.get(index)?.id.as_str())
    }
}
