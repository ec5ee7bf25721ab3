//! `threshold`: all points or none.

use super::super::Exact;
use super::super::settle::{Bound, Faults, Node};
use super::Facts;
use crate::base::{Catalog, Message};

/// All points where the value keeps every bound; without a bound, where the evidence has no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    ge: Option<Exact>,
    gt: Option<Exact>,
    le: Option<Exact>,
    lt: Option<Exact>,
}

impl Threshold {
    pub(super) fn settle(node: &Node<'_>, faults: &mut Faults) -> Threshold {
        faults.either(node, "ge", "below");
        faults.either(node, "le", "above");
        Threshold {
            ge: faults
                .number(node, "ge", Bound::Any)
                .or_else(|| faults.number(node, "below", Bound::Any)),
            gt: faults.number(node, "gt", Bound::Any),
            le: faults
                .number(node, "le", Bound::Any)
                .or_else(|| faults.number(node, "above", Bound::Any)),
            lt: faults.number(node, "lt", Bound::Any),
        }
    }

    /// Whether it judges a value; else it asks only whether there are rows.
    pub(super) fn has_bound(&self) -> bool {
        let bounds = [&self.ge, &self.gt, &self.le, &self.lt];
        bounds.iter().any(|bound| bound.is_some())
    }

    pub(super) fn says(&self, catalog: &Catalog) -> Message {
        let bounds = [
            ("rule-at-least", &self.ge),
            ("rule-above", &self.gt),
            ("rule-at-most", &self.le),
            ("rule-below", &self.lt),
        ];
        let bounds: Vec<String> = bounds
            .into_iter()
            .filter_map(|(id, bound)| {
                Some(catalog.say(&Message::new(id).with("bound", bound.as_ref()?.to_string())))
            })
            .collect();
        match bounds.is_empty() {
            true => Message::new("rule-none"),
            false => Message::new("rule-threshold").with("bounds", bounds.join(&catalog.word("rule-and"))),
        }
    }

    pub(super) fn deduct(&self, facts: &Facts<'_>) -> Option<Exact> {
        let kept = if self.has_bound() {
            self.keeps(facts.value?)
        } else {
            facts.rows == 0
        };
        Some(if kept { Exact::zero() } else { facts.points.clone() })
    }

    fn keeps(&self, value: &Exact) -> bool {
        self.ge.as_ref().is_none_or(|bound| value >= bound)
            && self.gt.as_ref().is_none_or(|bound| value > bound)
            && self.le.as_ref().is_none_or(|bound| value <= bound)
            && self.lt.as_ref().is_none_or(|bound| value < bound)
    }
}
