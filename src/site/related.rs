//! Which records are akin to this one? Those that it names, then those near it on the shelves of its tags and systems.
//!
//! Only a stretch of each shelf is looked at, round the record's own place, so that the cost does not grow with the shelf.

use super::Site;

/// How many are shown.
const MOST: usize = 8;
/// How far a shelf is looked at on either side.
const REACH: usize = 10;
/// How many tags count.
const TAGS: usize = 8;

impl Site {
    /// The records akin to the record `index`, the nearest first. Those in `similar` stand on the page already, and come here only where the
    /// record names them.
    pub(super) fn related(&self, index: usize, similar: &[usize]) -> Vec<usize> {
        let library = &self.library;
        let (Some(record), Some(placed)) = (library.records.get(index), library.placed.get(index)) else {
            return Vec::new();
        };
        let mut found: Vec<usize> = Vec::new();
        for id in record.list("related") {
            if let Some(at) = library.find(&id).filter(|at| *at != index && !found.contains(at)) {
                found.push(at);
            }
        }
        let shelves = placed
            .tags
            .iter()
            .take(TAGS)
            .filter_map(|tag| library.shelves.tags.get(tag));
        let mut near: Vec<usize> = shelves
            .flat_map(|shelf| self.near(shelf, index))
            .copied()
            .collect();
        near.sort_unstable();
        let mut akin: Vec<(usize, usize)> = Vec::new();
        for same in near.chunk_by(|a, b| a == b) {
            let (Some(&at), score) = (same.first(), same.len() * 2) else {
                continue;
            };
            let same_system = self.places.share_system(library, index, at);
            if at != index && !found.contains(&at) && !similar.contains(&at) && (same_system || score > 2) {
                akin.push((score + usize::from(same_system) * 3, at));
            }
        }
        let own = self.places.rank(index).unwrap_or(0);
        let distance = |at: usize| self.places.rank(at).unwrap_or(0).abs_diff(own);
        akin.sort_by_key(|(score, at)| (usize::MAX - score, distance(*at), *at));
        found.extend(akin.into_iter().map(|(_, at)| at));
        found.truncate(MOST);
        found
    }

    /// The part of `shelf` round the record `index`.
    fn near<'l>(&self, shelf: &'l [usize], index: usize) -> &'l [usize] {
        let place = self.place(shelf, index);
        shelf
            .get(place.saturating_sub(REACH)..(place + REACH + 1).min(shelf.len()))
            .unwrap_or_default()
    }

    /// Where the record `index` stands on `shelf`.
    pub(super) fn place(&self, shelf: &[usize], index: usize) -> usize {
        let rank = |at: usize| self.places.rank(at).unwrap_or(usize::MAX);
        let own = rank(index);
        shelf.partition_point(|at| rank(*at) < own)
    }
}
