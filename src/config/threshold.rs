//! A bound that a number passes, such as `>= 80`.

use rust_decimal::Decimal;
use std::fmt;
use std::str::FromStr;

/// A bound that a number passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    comparison: Comparison,
    bound: Decimal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    AtLeast,
    Above,
    AtMost,
    Below,
    Equal,
}

const SIGNS: [(&str, Comparison); 7] = [
    (">=", Comparison::AtLeast),
    ("≥", Comparison::AtLeast),
    ("<=", Comparison::AtMost),
    ("≤", Comparison::AtMost),
    (">", Comparison::Above),
    ("<", Comparison::Below),
    ("=", Comparison::Equal),
];

impl Threshold {
    /// Whether `number` passes the bound.
    pub fn passed_by(&self, number: Decimal) -> bool {
        match self.comparison {
            Comparison::AtLeast => number >= self.bound,
            Comparison::Above => number > self.bound,
            Comparison::AtMost => number <= self.bound,
            Comparison::Below => number < self.bound,
            Comparison::Equal => number == self.bound,
        }
    }

    /// Which of two numbers is nearer to the bound, or further past it: greater ones for a lower bound, `None` where a single number is meant.
    pub fn rises(&self) -> Option<bool> {
        match self.comparison {
            Comparison::AtLeast | Comparison::Above => Some(true),
            Comparison::AtMost | Comparison::Below => Some(false),
            Comparison::Equal => None,
        }
    }

    /// Whether every number that passes `other` passes this one.
    pub fn covers(&self, other: &Threshold) -> bool {
        use Comparison::{Above, AtLeast, AtMost, Below, Equal};
        let holds_bound = self.passed_by(other.bound);
        match (self.comparison, other.comparison) {
            (Above, Above) | (Below, Below) => holds_bound || self.bound == other.bound,
            (AtLeast | Above, AtLeast | Above) | (AtMost | Below, AtMost | Below) => holds_bound,
            (_, Equal) => holds_bound,
            _ => false,
        }
    }
}

impl FromStr for Threshold {
    type Err = ();

    fn from_str(text: &str) -> Result<Threshold, ()> {
        let text = text.trim();
        let (sign, comparison) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign)).ok_or(())?;
        let bound = text[sign.len()..].trim().parse().map_err(|_| ())?;
        Ok(Threshold {
            comparison: *comparison,
            bound,
        })
    }
}

impl fmt::Display for Threshold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = SIGNS
            .iter()
            .find(|(_, comparison)| *comparison == self.comparison)
            .map_or("", |(sign, _)| sign);
        write!(f, "{sign} {}", self.bound)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn bounds_hold_exactly() {
        let at_least: Threshold = ">= 80".parse().unwrap();
        assert!(at_least.passed_by(Decimal::from(80)) && !at_least.passed_by("79.9".parse().unwrap()));
        let below: Threshold = "<5.5".parse().unwrap();
        assert!(below.passed_by(Decimal::from(5)) && !below.passed_by("5.5".parse().unwrap()));
        let covers = |one: &str, other: &str| {
            let bound = |text: &str| text.parse::<Threshold>().unwrap();
            bound(one).covers(&bound(other))
        };
        assert!(covers(">= 80", ">= 80") && covers("> 80", "> 80") && covers("<= 5", "< 5"));
        assert!(!covers("> 80", ">= 80") && !covers(">= 90", ">= 80") && !covers(">= 9", "<= 5"));
        assert_eq!(at_least.to_string(), ">= 80");
        assert!("80".parse::<Threshold>().is_err() && ">= much".parse::<Threshold>().is_err());
    }
}
