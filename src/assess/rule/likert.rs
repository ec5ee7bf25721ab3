//! `likert`: from a mean on a scale.

use super::super::Exact;
use super::super::settle::{Bound, Faults, Node};
use super::ratio;
use crate::base::Message;

/// From a mean on a scale: the points × mean ÷ scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likert {
    /// The best mark.
    pub scale: Exact,
}

impl Likert {
    pub(super) fn settle(node: &Node<'_>, faults: &mut Faults) -> Likert {
        Likert {
            scale: faults.needed(node, "scale", Bound::Positive),
        }
    }

    pub(super) fn says(&self) -> Message {
        Message::new("rule-likert").with("scale", self.scale.to_string())
    }

    pub(super) fn score(&self, points: &Exact, mean: &Exact) -> Exact {
        let percentage = Exact::percentage(mean, &self.scale).unwrap_or_else(Exact::zero);
        ratio::score(points, &percentage)
    }
}
