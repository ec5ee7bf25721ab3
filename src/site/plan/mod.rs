//! Which lists are there, which records are in them, and where do all pages but those of records lie?

mod download;
mod make;
mod past;

pub(in crate::site) use download::Download;
pub(in crate::site) use past::{Changes, FeedOf};

use crate::base::{Month, RelPath};
use crate::kind::Kind;
use crate::library::{Library, Shelf};
use crate::site::languages::Tongue;
use crate::site::registers::Register;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// How many records a page of a list shows.
pub(in crate::site) const PER_PAGE: usize = 50;

/// How many tags a page of the index of tags shows.
pub(in crate::site) const TAGS_PER_PAGE: usize = 300;

/// A list of records, shown in pages.
#[derive(Debug, Clone)]
pub(in crate::site) struct List {
    /// What the records have in common.
    pub subject: Subject,
    /// Its pages, in order; at least one.
    pub pages: Vec<RelPath>,
    items: Items,
}

/// What the records of a list have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::site) enum Subject {
    /// The kind with this number.
    Kind(usize),
    /// The kind with this number, in a year.
    Year(usize, i16),
    /// The kind with this number, in a month.
    Month(usize, Month),
    /// The system with this number, and the kind with this number.
    System(usize, usize),
    /// The region.
    Region(String),
    /// The tag.
    Tag(String),
    /// What the contract still waits for.
    Open,
}

#[derive(Debug, Clone)]
enum Items {
    /// A stretch of the shelf of the kind with this number.
    OfKind(usize, Range<usize>),
    /// The shelf of the subject.
    Shelf,
    /// These.
    Own(Shelf),
}

/// A system as the site shows it, declared or not.
#[derive(Debug, Clone)]
pub(in crate::site) struct SystemPage {
    /// The ID.
    pub id: String,
    /// Its page.
    pub path: RelPath,
    /// Its lists, by number: a kind that it has records of each.
    pub lists: Vec<usize>,
}

/// Where all pages but those of records lie.
#[derive(Debug)]
pub(in crate::site) struct Plan {
    /// The languages, the site's own first.
    pub languages: Vec<Tongue>,
    /// The kinds, in order.
    pub kinds: Vec<Arc<Kind>>,
    /// All lists.
    pub lists: Vec<List>,
    /// The list of each kind, by number; none where it has no records.
    pub of_kind: Vec<Option<usize>>,
    /// The lists of the years and months of each kind, latest first.
    pub years: Vec<Vec<(i16, usize)>>,
    /// Likewise.
    pub months_of_kind: Vec<Vec<(Month, usize)>>,
    /// The list of each region.
    pub regions: HashMap<String, usize>,
    /// The list of each tag.
    pub tags: BTreeMap<String, usize>,
    /// The list of what is open.
    pub open: usize,
    /// The systems, in the order of `casebook.yaml`.
    pub systems: Vec<SystemPage>,
    /// The number of each system.
    pub system_numbers: HashMap<String, usize>,
    /// The months that have records, earliest first; none where assessments are not stated.
    pub months: Vec<(Month, RelPath)>,
    /// The folder of each of these months, for the chapters of its report.
    pub month_folders: Vec<RelPath>,
    /// The pages that there is one of.
    pub fixed: Fixed,
    /// The pages of the index of tags.
    pub tag_pages: Vec<RelPath>,
    /// The record that stands for the whole knowledge base.
    pub home_record: Option<usize>,
    /// The addresses that lead on: the number in `library.redirects`.
    pub redirects: Vec<usize>,
    /// The page of each tombstone; none where something else stands at its address.
    pub tombstones: Vec<Option<RelPath>>,
    /// The pages of what was changed, where git knows any.
    pub changes: Option<Changes>,
    /// The page of how the records came about.
    pub provenance: Option<RelPath>,
    /// The pages of each sort of flags, by name, that has more than its page shows.
    pub flagged: Vec<(&'static str, Vec<RelPath>)>,
    /// The page of what was sealed.
    pub sealed: Option<RelPath>,
    /// The registers, each with its page.
    pub registers: Vec<(Register, RelPath)>,
    /// The files and pages of `query` blocks, in the order of records and blocks.
    pub downloads: Vec<Download>,
}

/// The pages that there is one of.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub(in crate::site) struct Fixed {
    pub home: RelPath,
    pub search: RelPath,
    pub systems: RelPath,
    pub regions: RelPath,
    pub months: RelPath,
    /// None where nobody is to see whom to call.
    pub people: Option<RelPath>,
    pub registers: RelPath,
    /// None where no kind asks for anything, or nobody who sees the site reports anything.
    pub intake: Option<RelPath>,
    pub not_found: RelPath,
}

impl Plan {
    /// The records of `list`.
    pub(in crate::site) fn items<'l>(&'l self, library: &'l Library, list: &'l List) -> &'l [usize] {
        let found = match (&list.items, &list.subject) {
            (Items::Own(own), _) => Some(own.as_slice()),
            (Items::OfKind(kind, range), _) => self
                .kinds
                .get(*kind)
                .and_then(|kind| library.shelves.kinds.get(&kind.id))
                .and_then(|shelf| shelf.get(range.clone())),
            (Items::Shelf, Subject::Region(id)) => library.shelves.regions.get(id).map(Vec::as_slice),
            (Items::Shelf, Subject::Tag(tag)) => library.shelves.tags.get(tag).map(Vec::as_slice),
            (Items::Shelf, _) => None,
        };
        found.unwrap_or_default()
    }

    /// The first page of the list with this number.
    pub(in crate::site) fn first_page(&self, list: usize) -> Option<&RelPath> {
        self.lists.get(list)?.pages.first()
    }

    /// The page of the system with this ID.
    pub(in crate::site) fn system(&self, id: &str) -> Option<&SystemPage> {
        self.systems.get(*self.system_numbers.get(id)?)
    }

    /// The page of the region with this ID.
    pub(in crate::site) fn region(&self, id: &str) -> Option<&RelPath> {
        self.first_page(*self.regions.get(id)?)
    }

    /// The page of the tag.
    pub(in crate::site) fn tag(&self, tag: &str) -> Option<&RelPath> {
        self.first_page(*self.tags.get(tag)?)
    }

    /// The page of the month.
    pub(in crate::site) fn month(&self, month: Month) -> Option<&RelPath> {
        self.months.get(self.month_number(month)?).map(|(_, path)| path)
    }

    /// The folder of the chapters of the month's report.
    pub(in crate::site) fn month_folder(&self, month: Month) -> Option<&RelPath> {
        self.month_folders.get(self.month_number(month)?)
    }

    fn month_number(&self, month: Month) -> Option<usize> {
        self.months.binary_search_by_key(&month, |(month, _)| *month).ok()
    }

    /// The number of the kind with this ID.
    pub(in crate::site) fn kind_number(&self, id: &str) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.id == id)
    }

    /// The list of the kind with this ID.
    pub(in crate::site) fn kind(&self, id: &str) -> Option<&RelPath> {
        let list = self.of_kind.get(self.kind_number(id)?).copied().flatten()?;
        self.first_page(list)
    }
}
