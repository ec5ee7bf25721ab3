//! `per_occurrence`: rows × points, some of them free.

use super::super::Exact;
use super::super::settle::{Faults, Node};

/// Rows × points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerOccurrence {
    /// The points for each row.
    pub each: Exact,
    /// How many rows are free.
    pub free: usize,
}

impl PerOccurrence {
    pub(super) fn settle(node: &Node<'_>, faults: &mut Faults) -> PerOccurrence {
        PerOccurrence {
            each: faults.needed(node, "each"),
            free: node.text("free").and_then(|text| text.parse().ok()).unwrap_or(0),
        }
    }

    pub(super) fn deduct(&self, rows: usize) -> Exact {
        &self.each * &Exact::from(rows.saturating_sub(self.free))
    }
}
