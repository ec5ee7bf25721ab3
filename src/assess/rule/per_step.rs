//! `per_step`: so much for each step that a percentage is below or above a bound.

use super::super::Exact;
use super::super::settle::{Bound, Faults, Node};
use crate::base::Message;

/// So much for each step that a percentage is below or above a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PerStep {
    /// The bound.
    pub bound: Exact,
    /// Whether being above it costs, rather than being below.
    pub above: bool,
    /// The size of a step.
    pub step: Exact,
    /// The points for each.
    pub each: Exact,
    /// How part of a step counts.
    pub partial: Partial,
}

/// How part of a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partial {
    /// By its share.
    Linear,
    /// As a whole step.
    Ceil,
    /// Not at all.
    Floor,
}

impl PerStep {
    pub(super) fn settle(node: &Node<'_>, faults: &mut Faults) -> PerStep {
        faults.either(node, "below", "above");
        let above = node.get("above").is_some();
        PerStep {
            bound: faults.needed(node, if above { "above" } else { "below" }, Bound::Any),
            above,
            step: faults.needed(node, "step", Bound::Positive),
            each: faults.needed(node, "each", Bound::NotNegative),
            partial: faults
                .choice(
                    node,
                    "partial",
                    &[
                        ("linear", Partial::Linear),
                        ("ceil", Partial::Ceil),
                        ("floor", Partial::Floor),
                    ],
                )
                .unwrap_or(Partial::Linear),
        }
    }

    pub(super) fn says(&self) -> Message {
        Message::new("rule-per-step")
            .with("side", if self.above { "above" } else { "below" })
            .with("bound", self.bound.to_string())
            .with("step", self.step.to_string())
            .with("each", self.each.to_string())
            .with(
                "partial",
                match self.partial {
                    Partial::Linear => "linear",
                    Partial::Ceil => "ceil",
                    Partial::Floor => "floor",
                },
            )
    }

    pub(super) fn deduct(&self, value: &Exact) -> Exact {
        let beyond = if self.above {
            value - &self.bound
        } else {
            &self.bound - value
        };
        if beyond.is_negative() {
            return Exact::zero();
        }
        let Some(steps) = beyond.over(&self.step) else {
            return Exact::zero();
        };
        let steps = match self.partial {
            Partial::Linear => steps,
            Partial::Ceil => steps.ceil(),
            Partial::Floor => steps.floor(),
        };
        &steps * &self.each
    }
}
