//! `per_occurrence`: rows × points, some of them free.

use super::super::Exact;
use super::super::settle::{Bound, Faults, Node};
use crate::base::Message;

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
            each: faults.needed(node, "each", Bound::NotNegative),
            free: faults
                .whole(node, "free", 0, 1)
                .and_then(|free| usize::try_from(free).ok())
                .unwrap_or(0),
        }
    }

    pub(super) fn says(&self) -> Message {
        Message::new("rule-per-occurrence")
            .with("each", self.each.to_string())
            .with("free", self.free)
    }

    pub(super) fn deduct(&self, rows: usize) -> Exact {
        &self.each * &Exact::from(rows.saturating_sub(self.free))
    }
}
