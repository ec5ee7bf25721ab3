//! Which documents do filters leave, and how many of those found have each name?

use super::Facet;
use super::find::Find;
use super::lookup::Lookup;
use crate::search::query::{Filter, Query, Scope};
use std::collections::{BTreeMap, HashSet};
use tantivy::schema::Field;
use tantivy::{DocId, SegmentReader};

impl Find<'_> {
    /// How many of the documents that `query` finds have each name in the column of kinds or of systems.
    pub fn facet(&self, query: &Query, facet: Facet) -> anyhow::Result<BTreeMap<String, usize>> {
        let field = match facet {
            Facet::Kind => self.fields.kind,
            Facet::System => self.fields.system,
        };
        let found: HashSet<(usize, DocId)> = self
            .found(query)?
            .candidates
            .iter()
            .map(|found| (found.segment, found.doc))
            .collect();
        let mut counts = BTreeMap::new();
        for name in self.names(field, "")? {
            let mut count = 0;
            for (segment, reader) in self.segments() {
                let having = Lookup::term(&name).find(reader, field)?;
                count += having
                    .iter()
                    .filter(|one| found.contains(&(segment, one.doc)))
                    .count();
            }
            counts.insert(name, count);
        }
        Ok(counts)
    }

    /// The documents for which all filters of `query` hold.
    pub(super) fn allowed(&self, query: &Query) -> anyhow::Result<Allowed> {
        let mut by_scope: BTreeMap<(bool, Scope), Vec<&Filter>> = BTreeMap::new();
        for (is_further, filters) in [(false, &query.filters), (true, &query.narrow)] {
            for filter in filters {
                by_scope
                    .entry((is_further, filter.scope))
                    .or_default()
                    .push(filter);
            }
        }
        if by_scope.is_empty() {
            return Ok(Allowed(None));
        }
        let mut allowed: Vec<Vec<bool>> = self
            .segments()
            .map(|(_, reader)| vec![true; reader.max_doc() as usize])
            .collect();
        for ((_, scope), filters) in by_scope {
            for (segment, reader) in self.segments() {
                let holds = self.holds(scope, &filters, segment, reader)?;
                allowed[segment]
                    .iter_mut()
                    .zip(holds)
                    .for_each(|(all, one)| *all &= one);
            }
        }
        Ok(Allowed(Some(allowed)))
    }

    /// For each document of a segment, whether one of `filters`, all of one scope, holds.
    fn holds(
        &self,
        scope: Scope,
        filters: &[&Filter],
        segment: usize,
        reader: &SegmentReader,
    ) -> anyhow::Result<Vec<bool>> {
        let mut holds = vec![false; reader.max_doc() as usize];
        let Some(field) = self.column(scope) else {
            let days: Vec<u64> = filters.iter().filter_map(|filter| filter.day()).collect();
            for (doc, hold) in (0..).zip(&mut holds) {
                let day = self.snapshot.day(segment, doc);
                *hold = day > 0
                    && days.iter().any(|&limit| {
                        if scope == Scope::From {
                            day >= limit
                        } else {
                            day <= limit
                        }
                    });
            }
            return Ok(holds);
        };
        for filter in filters {
            for name in self.names(field, &filter.value)? {
                for occurrence in Lookup::term(&name).find(reader, field)? {
                    holds[occurrence.doc as usize] = true;
                }
            }
        }
        Ok(holds)
    }

    /// The field with the names that a filter of this scope looks at; none for days.
    pub(super) fn column(&self, scope: Scope) -> Option<Field> {
        match scope {
            Scope::From | Scope::To => None,
            Scope::System => Some(self.fields.system),
            Scope::Kind => Some(self.fields.kind),
            Scope::Region => Some(self.fields.region),
            Scope::Tag => Some(self.fields.tag),
            Scope::Month => Some(self.fields.month),
        }
    }

    /// The values of `field` that `value` means: itself where it is one, else all that hold it.
    pub(super) fn names(&self, field: Field, value: &str) -> anyhow::Result<Vec<String>> {
        let mut names = Vec::new();
        for (_, reader) in self.segments() {
            let inverted = reader.inverted_index(field)?;
            let mut stream = inverted.terms().stream()?;
            while stream.advance() {
                let name = String::from_utf8_lossy(stream.key());
                if name == value {
                    return Ok(vec![name.into_owned()]);
                }
                if name.contains(value) {
                    names.push(name.into_owned());
                }
            }
        }
        Ok(names)
    }
}

/// The documents that filters leave; all without filters.
pub(super) struct Allowed(Option<Vec<Vec<bool>>>);

impl Allowed {
    pub(super) fn holds(&self, segment: usize, doc: DocId) -> bool {
        self.0
            .as_ref()
            .is_none_or(|allowed| allowed[segment][doc as usize])
    }
}
