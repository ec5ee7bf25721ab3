//! Where do records stand, and which are about the same system?
//!
//! A page asks it of hundreds of other records, so it lies in arrays, by index: to open each record would cost more than all else.

use crate::library::Library;
use std::collections::HashMap;

/// So many systems have a bit of their own.
const BITS: usize = u64::BITS as usize;

/// The place of each record in the order of all, the latest first, and its systems.
pub(super) struct Places {
    ranks: Vec<usize>,
    /// A bit for each system, by its number; the numbers go round.
    systems: Vec<u64>,
    /// Whether no two systems share a bit.
    exact: bool,
}

impl Places {
    pub(super) fn of(library: &Library) -> Places {
        let mut ranks = vec![0; library.records.len()];
        for (rank, index) in library.shelves.all.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(*index) {
                *slot = rank;
            }
        }
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut systems = Vec::with_capacity(library.placed.len());
        for placed in &library.placed {
            let mut bits = 0;
            for system in &placed.systems {
                let next = numbers.len();
                bits |= 1 << (*numbers.entry(system).or_insert(next) % BITS);
            }
            systems.push(bits);
        }
        Places {
            ranks,
            systems,
            exact: numbers.len() <= BITS,
        }
    }

    /// The place of the record `index` in the order of all.
    pub(super) fn rank(&self, index: usize) -> Option<usize> {
        self.ranks.get(index).copied()
    }

    /// Whether the records `one` and `other` of `library` are about the same system.
    pub(super) fn share_system(&self, library: &Library, one: usize, other: usize) -> bool {
        let bits = |index: usize| self.systems.get(index).copied().unwrap_or_default();
        let share = || {
            let systems = |index: usize| library.placed.get(index).map(|placed| &placed.systems);
            let (one, other) = (systems(one)?, systems(other)?);
            Some(one.iter().any(|system| other.contains(system)))
        };
        bits(one) & bits(other) != 0 && (self.exact || share() == Some(true))
    }
}
