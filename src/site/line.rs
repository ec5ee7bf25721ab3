//! A record in one line of a list.

use super::Site;
use super::standing::{Badge, standing};
use crate::base::RelPath;
use serde::Serialize;

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
    /// The names of its systems.
    pub systems: Vec<&'l str>,
    /// The name of its region.
    pub region: Option<&'l str>,
    /// Its state.
    pub state: Option<Badge>,
    /// Whether few may see it.
    pub restricted: bool,
    /// Whether it is a draft.
    pub draft: bool,
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
            systems: placed.systems.iter().map(|id| site.systems.name(id)).collect(),
            region: placed.region.as_deref().map(|id| site.regions.name(id)),
            state: standing(record, self.lang),
            restricted: placed.confidentiality == "restricted",
            draft: record.draft,
        })
    }

    /// The records `indices` in lines, on the page at `from`.
    pub(super) fn lines<'s>(&'s self, from: &RelPath, indices: &[usize]) -> Vec<Line<'s>> {
        indices
            .iter()
            .filter_map(|index| self.line(from, *index))
            .collect()
    }
}
