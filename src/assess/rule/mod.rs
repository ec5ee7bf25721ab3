//! How the points of an item come about: one file a type of rule.

mod bands;
mod delay_days;
mod likert;
mod per_occurrence;
mod per_step;
mod ratio;
mod threshold;

pub use bands::Bands;
pub use delay_days::DelayDays;
pub use likert::Likert;
pub use per_occurrence::PerOccurrence;
pub use per_step::PerStep;
pub use threshold::Threshold;

use super::Exact;
use super::settle::{Faults, Node};
use crate::base::{Catalog, Message};
use crate::config::ClockSpec;

/// How the points of an item come about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// Rows × points.
    PerOccurrence(PerOccurrence),
    /// So much for each step of a percentage.
    PerStep(PerStep),
    /// The score of the first band that the value reaches.
    Bands(Bands),
    /// The points × the percentage.
    Ratio,
    /// All or nothing.
    Threshold(Threshold),
    /// From each row's late workdays.
    DelayDays(DelayDays),
    /// From a mean on a scale.
    Likert(Likert),
    /// A person's score.
    Manual,
}

/// What a rule is applied to.
pub(super) struct Facts<'f> {
    /// The points of the item.
    pub(super) points: &'f Exact,
    /// How many rows the evidence has.
    pub(super) rows: usize,
    /// The percentage, mean or number; `None` where the occasion did not arise.
    pub(super) value: Option<&'f Exact>,
    /// The late workdays of each record that is late.
    pub(super) late_days: &'f [(String, i64)],
}

impl Rule {
    /// What the rule deducts, before any cap; `None` where the occasion did not arise. Not for manual items.
    pub(super) fn deduct(&self, facts: &Facts<'_>) -> Option<Exact> {
        match self {
            Rule::PerOccurrence(rule) => Some(rule.deduct(facts.rows)),
            Rule::PerStep(rule) => Some(rule.deduct(facts.value?)),
            Rule::Bands(rule) => Some(facts.points - &rule.score(facts.value?)),
            Rule::Ratio => Some(facts.points - &ratio::score(facts.points, facts.value?)),
            Rule::Threshold(rule) => rule.deduct(facts),
            Rule::DelayDays(rule) => Some(rule.deduct(facts.late_days)),
            Rule::Likert(rule) => Some(facts.points - &rule.score(facts.points, facts.value?)),
            Rule::Manual => None,
        }
    }

    /// How the points come about, in words; `clocks` are those of the contract.
    pub fn says(&self, catalog: &Catalog, clocks: &[ClockSpec]) -> String {
        catalog.say(&match self {
            Rule::PerOccurrence(rule) => rule.says(),
            Rule::PerStep(rule) => rule.says(),
            Rule::Bands(rule) => rule.says(catalog),
            Rule::Ratio => Message::new("rule-ratio"),
            Rule::Threshold(rule) => rule.says(catalog),
            Rule::DelayDays(rule) => rule.says(catalog, clocks),
            Rule::Likert(rule) => rule.says(),
            Rule::Manual => Message::new("rule-manual"),
        })
    }

    /// The name of the type in `contract.yaml`.
    pub fn name(&self) -> &'static str {
        match self {
            Rule::PerOccurrence(_) => "per_occurrence",
            Rule::PerStep(_) => "per_step",
            Rule::Bands(_) => "bands",
            Rule::Ratio => "ratio",
            Rule::Threshold(_) => "threshold",
            Rule::DelayDays(_) => "delay_days",
            Rule::Likert(_) => "likert",
            Rule::Manual => "manual",
        }
    }

    /// The keys that only this type has.
    fn keys(&self) -> &'static [&'static str] {
        match self {
            Rule::PerOccurrence(_) => &["each", "free"],
            Rule::PerStep(_) => &["below", "above", "step", "each", "partial"],
            Rule::Bands(_) => &["bands"],
            Rule::Threshold(_) => &["ge", "below", "gt", "le", "above", "lt"],
            Rule::DelayDays(_) => &["clock", "first", "per_day", "from_day", "cap_each"],
            Rule::Likert(_) => &["scale"],
            Rule::Ratio | Rule::Manual => &[],
        }
    }

    /// The queries that an item with this rule must have.
    pub(super) fn needs(&self) -> &'static [&'static str] {
        match self {
            Rule::PerOccurrence(_) | Rule::DelayDays(_) => &["evidence"],
            Rule::PerStep(_) | Rule::Bands(_) | Rule::Ratio | Rule::Likert(_) => &["value"],
            Rule::Threshold(rule) if rule.has_bound() => &["value"],
            Rule::Threshold(_) | Rule::Manual => &[],
        }
    }

    /// The clock whose due times the rule counts from.
    pub(super) fn clock(&self) -> Option<&str> {
        match self {
            Rule::DelayDays(rule) => Some(&rule.clock),
            _ => None,
        }
    }
}

/// Reads `rule:`.
pub(super) fn settle(node: &Node<'_>, clocks: &[&str], faults: &mut Faults) -> Rule {
    let rule = match faults.text(node, "type").as_deref() {
        Some("per_occurrence") => Rule::PerOccurrence(PerOccurrence::settle(node, faults)),
        Some("per_step") => Rule::PerStep(PerStep::settle(node, faults)),
        Some("bands") => Rule::Bands(Bands::settle(node, faults)),
        Some("ratio") => Rule::Ratio,
        Some("threshold") => Rule::Threshold(Threshold::settle(node, faults)),
        Some("delay_days") => Rule::DelayDays(DelayDays::settle(node, clocks, faults)),
        Some("likert") => Rule::Likert(Likert::settle(node, faults)),
        Some("manual") => Rule::Manual,
        other => {
            if other.is_some() || node.get("type").is_none() {
                let message = Message::new("sheet-rule").with("type", other.unwrap_or_default());
                faults.add(node, message);
            }
            return Rule::Manual;
        }
    };
    faults.unknown_keys(node, &[&["type", "cap"], rule.keys()].concat());
    rule
}
