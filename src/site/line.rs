//! A record in one line of a list.

use super::Site;
use super::standing::{Badge, standing};
use crate::base::{Confidentiality, RelPath};
use serde::Serialize;
use std::borrow::Cow;

/// How many systems of a record a line names.
const SYSTEMS: usize = 3;

/// A record in one line of a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line<'l> {
    /// Its page, relative to the list.
    pub href: String,
    /// Its ID.
    pub id: &'l str,
    /// Its title.
    pub title: &'l str,
    /// The name of its kind.
    pub kind: &'l str,
    /// Its day; empty where it has none.
    pub date: String,
    /// The names of its systems, the first few of many; empty where it has none.
    pub systems: Cow<'l, str>,
    /// The name of its region.
    pub region: Option<&'l str>,
    /// Its state.
    pub state: Option<Badge>,
    /// Whether few may see it.
    pub restricted: bool,
    /// Whether it is a draft.
    pub draft: bool,
    /// What else is to be said of it in this list.
    pub more: Option<More>,
}

/// What else is to be said of a record in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct More {
    /// The words.
    pub words: String,
    /// How it stands with that.
    pub badge: Option<Badge>,
}

impl Site {
    /// The record `index` in one line of a list on the page at `from`.
    pub(super) fn line(&self, from: &RelPath, index: usize) -> Option<Line<'_>> {
        let (record, placed) = (self.library.records.get(index)?, self.library.placed.get(index)?);
        let site = &self.library.config.site;
        Some(Line {
            href: from.link_to(&placed.url),
            id: record.id.as_str(),
            title: &record.title,
            kind: record.kind.name.get(self.lang),
            date: placed.at.map(|at| at.date().to_string()).unwrap_or_default(),
            systems: self.system_names(&placed.systems),
            region: placed.region.as_deref().map(|id| site.regions.name(id)),
            state: standing(record, self.lang),
            restricted: placed.confidentiality == Confidentiality::Restricted,
            draft: record.draft,
            more: None,
        })
    }

    fn system_names<'s>(&'s self, ids: &'s [String]) -> Cow<'s, str> {
        let registers = &self.library.config.site;
        match ids {
            [] => Cow::Borrowed(""),
            [one] => Cow::Borrowed(registers.systems.name(one)),
            many => {
                let names = many.iter().take(SYSTEMS).map(|id| registers.systems.name(id));
                let more = (many.len() > SYSTEMS).then_some("…");
                let comma = self.catalog.word("site-list-comma");
                Cow::Owned(names.chain(more).collect::<Vec<_>>().join(&comma))
            }
        }
    }

    /// The records `indices` in lines, on the page at `from`.
    pub(super) fn lines<'s>(&'s self, from: &RelPath, indices: &[usize]) -> Vec<Line<'s>> {
        indices
            .iter()
            .filter_map(|index| self.line(from, *index))
            .collect()
    }
}
