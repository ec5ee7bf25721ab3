//! The order of lists: the latest first, and by path where times are equal, so that it never depends on chance.

use super::Placed;
use std::cmp::Reverse;
use std::sync::Arc;

/// The indices of all records, which are in the order of their paths, the latest first; those without a time last.
pub(super) fn latest_first(placed: &[Arc<Placed>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..placed.len()).collect();
    order.sort_by_key(|index| Reverse(placed.get(*index).and_then(|placed| placed.at)));
    order
}
