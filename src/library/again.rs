//! Assembles the library again where only a few files say something else.

use super::assemble::{backlinks_of, links};
use super::{Library, Placed, Shelves, Target, sort};
use crate::base::{Diagnostic, RelPath};
use crate::record::Record;
use std::sync::Arc;

impl Library {
    /// The library that `assemble` would make of the same files after `records`, by index, were read again, and `sizes` of other files
    /// were found. `None` where more than a few parts of it would be other ones: where a record has another name, or others by which it is
    /// found, uses other files, or shares its address.
    pub fn again(&self, records: Vec<(usize, Arc<Record>)>, sizes: &[(RelPath, u64)]) -> Option<Library> {
        let mut next = self.clone();
        for (path, size) in sizes {
            let at = *self.files.get(path)?;
            next.attachments.get_mut(at)?.size = *size;
        }
        let changed: Vec<usize> = records.iter().map(|(index, _)| *index).collect();
        for (index, record) in records {
            let (before, placed) = (self.records.get(index)?, self.placed.get(index)?);
            if !self.is_found_alike(before, &record) {
                return None;
            }
            let (url, stamp) = (placed.url.clone(), placed.stamp.clone());
            *next.placed.get_mut(index)? = Arc::new(Placed::new(&record, url, stamp, &self.config));
            *next.records.get_mut(index)? = record;
        }
        if changed
            .iter()
            .any(|index| self.shelved(*index) != next.shelved(*index))
        {
            let order = sort::latest_first(&next.placed);
            next.shelves = Arc::new(Shelves::fill(&next.config, &next.records, &next.placed, order));
        }
        next.link_again(self, &changed)?;
        Some(next)
    }

    /// Whether all others find the record `after` by what they found `before` by, at an address of its own.
    fn is_found_alike(&self, before: &Record, after: &Record) -> bool {
        let shares = |finding: &Diagnostic| finding.path == before.path && finding.rule == "address-twice";
        before.id == after.id
            && before.kind.id == after.kind.id
            && before.list("aliases") == after.list("aliases")
            && !self.findings.iter().any(shares)
    }

    /// What decides on which shelves the record `index` stands, and where.
    fn shelved(&self, index: usize) -> Option<impl PartialEq> {
        let placed = self.placed.get(index)?;
        Some((placed.at, &placed.systems, &placed.region, &placed.tags))
    }

    /// Resolves the links of the records `changed`, and of those that lead to them, for their headings may be other ones.
    fn link_again(&mut self, before: &Library, changed: &[usize]) -> Option<()> {
        let mut linking: Vec<usize> = changed.to_vec();
        for index in changed {
            linking.extend(before.backlinks.get(*index)?);
        }
        linking.sort_unstable();
        linking.dedup();
        let mut moved = false;
        for index in linking {
            let links = links(self, index);
            let old = self.links.get_mut(index)?;
            if targets(old, true).ne(targets(&links, true)) {
                return None;
            }
            moved |= targets(old, false).ne(targets(&links, false));
            *old = links;
        }
        if moved {
            self.backlinks = backlinks_of(&self.links);
        }
        Some(())
    }
}

/// The files, or else the records, that `links` lead to.
fn targets(links: &[super::Link], files: bool) -> impl Iterator<Item = usize> {
    links.iter().filter_map(move |link| match link.target {
        Target::File(at) if files => Some(at),
        Target::Record { index, .. } if !files => Some(index),
        _ => None,
    })
}
