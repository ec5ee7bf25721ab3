//! What do all records say together? (ids, links both ways, URLs, shelves)
//!
//! A library is assembled anew from its records whenever one changes; nothing in it is filled in later.

mod addresses;
mod again;
mod assemble;
mod attachment;
mod facts;
mod link;
mod offers;
mod placed;
mod resolve;
mod seen;
mod shelf;
mod sort;
mod words;

pub use assemble::{Layout, Parts, Unlinked, assemble, kind_of};
pub use attachment::{Attachment, Goes};
pub use facts::{is_long, is_wide, stands_elsewhere, stands_nowhere};
pub use link::{Link, Target, Via};
pub use offers::{Offer, about};
pub use placed::{Placed, confidentiality};
pub use resolve::Resolution;
pub use seen::{Exempted, Seen, may_see};
pub use shelf::{Shelf, Shelves};
pub use words::money;

use crate::base::{Diagnostic, Month, RelPath, id};
use crate::config::{Config, Terms};
use crate::record::Record;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::iter::successors;
use std::sync::Arc;

/// All records and what they say together. A record is named by its index in `records`.
#[derive(Debug, Clone)]
pub struct Library {
    /// What the user decided.
    pub config: Arc<Config>,
    /// Where the records lie.
    pub layout: Layout,
    /// The records that are built, by path; drafts are among them only where the caller wanted them.
    pub records: Vec<Arc<Record>>,
    /// The drafts that are left out: they have their numbers, and are nowhere else.
    pub drafts: Vec<Arc<Record>>,
    /// The Markdown files that are none of its records, for whatever reason: what bears their names is theirs, and goes beside no page here.
    pub others: Vec<RelPath>,
    /// For whom it is.
    pub seen: Arc<Seen>,
    /// Where each record stands in time, in the site and in the registers; aligned with `records`.
    pub placed: Vec<Arc<Placed>>,
    /// The links that each record makes; aligned with `records`.
    pub links: Vec<Vec<Link>>,
    /// The records that link to each record, without repeats, by index; aligned with `records`.
    pub backlinks: Vec<Vec<usize>>,
    /// The records of each kind, system, region, tag and month, the latest first.
    pub shelves: Arc<Shelves>,
    /// The files that may go beside the pages.
    pub attachments: Vec<Attachment>,
    /// Old addresses: where each leads, by its path in the site.
    pub redirects: Vec<(RelPath, usize)>,
    /// What is wrong with the records taken together: IDs used twice, addresses taken twice, files nobody uses.
    pub findings: Vec<Diagnostic>,
    by_id: Arc<FxHashMap<String, usize>>,
    by_alias: Arc<FxHashMap<String, usize>>,
    by_path: Arc<FxHashMap<RelPath, usize>>,
    files: Arc<FxHashMap<RelPath, usize>>,
}

impl Library {
    /// Whether its records are those of `other`, some of them perhaps read again, and stand where they stand there: at the same addresses, on the
    /// same shelves, under the same names.
    pub fn stands_as(&self, other: &Library) -> bool {
        Arc::ptr_eq(&self.config, &other.config)
            && Arc::ptr_eq(&self.by_path, &other.by_path)
            && Arc::ptr_eq(&self.shelves, &other.shelves)
    }

    /// The record with this ID or alias, whatever its case.
    pub fn find(&self, written: &str) -> Option<usize> {
        let folded = id::fold(written.trim());
        self.by_id
            .get(&folded)
            .or_else(|| self.by_alias.get(&folded))
            .copied()
    }

    /// The record that a reference means, with or without `#heading`; nothing where there is none.
    pub fn referred(&self, written: &str) -> Option<&Record> {
        let found = self.find(written).or_else(|| {
            let (id, _) = written.split_once('#')?;
            self.find(id)
        });
        self.records.get(found?).map(Arc::as_ref)
    }

    /// The files that go beside the pages.
    pub fn published(&self) -> impl Iterator<Item = &Attachment> + Clone {
        self.attachments.iter().filter(|file| file.is_published())
    }

    /// The path below the content folder.
    pub fn inside(&self, path: &RelPath) -> RelPath {
        addresses::inside(&self.layout, path)
    }

    /// The record of the file at `path`.
    pub fn at_path(&self, path: &RelPath) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Whether something happened in `month`: there are records in it besides documents, which are only revised.
    fn has_operations(&self, month: Month) -> bool {
        let shelf = self
            .shelves
            .months
            .get(&month)
            .map(Vec::as_slice)
            .unwrap_or_default();
        shelf.iter().any(|index| {
            self.records
                .get(*index)
                .is_some_and(|record| !record.kind.id_is_path())
        })
    }

    /// The months that there is something to say of: those of the records, and those that are assessed.
    pub fn months(&self) -> Vec<Month> {
        let mut months: BTreeSet<Month> = self.shelves.months.keys().copied().collect();
        let next = |month: &Month| month.next();
        let mut quiet: Vec<Month> = months.iter().map(next).collect();
        if let Some((first, last)) = self.config.contract.months() {
            let of_contract = successors(Some(first), |month| Some(month.next())).take(Terms::MOST_MONTHS);
            quiet.extend(of_contract.take_while(|month| *month <= last));
        }
        months.extend(quiet.into_iter().filter(|month| self.is_assessed(*month)));
        months.into_iter().collect()
    }

    /// Whether `month` is assessed. Something happened in it; or it lies between such months, and is of the contract or follows one of them: clocks
    /// that began before may end in it.
    pub fn is_assessed(&self, month: Month) -> bool {
        let of_contract = || self.config.contract.covers(month) == Some(true);
        let between = || {
            let mut months = self.shelves.months.keys();
            months.any(|earlier| *earlier < month && self.has_operations(*earlier))
                && self.latest_month().is_some_and(|latest| month < latest)
        };
        self.has_operations(month) || between() && (self.has_operations(month.previous()) || of_contract())
    }

    /// The latest month in which something happened.
    pub fn latest_month(&self) -> Option<Month> {
        self.shelves
            .months
            .keys()
            .rev()
            .copied()
            .find(|month| self.has_operations(*month))
    }

    /// All IDs, as written, in order of the records.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.records.iter().map(|record| record.id.as_str())
    }
}
