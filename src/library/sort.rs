//! The order of lists: the latest first, and by path where times are equal, so that it never depends on chance.

use super::Placed;
use crate::record::Record;
use std::sync::Arc;

/// The indices of all records, the latest first; those without a time last.
pub(super) fn latest_first(records: &[Arc<Record>], placed: &[Arc<Placed>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..records.len()).collect();
    let key = |index: &usize| placed.get(*index).and_then(|placed| placed.at);
    order.sort_by(|a, b| {
        key(b)
            .cmp(&key(a))
            .then_with(|| records[*a].path.cmp(&records[*b].path))
    });
    order
}
