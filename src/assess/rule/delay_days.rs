//! `delay_days`: from the late workdays of each row.

use super::super::Exact;
use super::super::settle::{Bound, Faults, Node};
use crate::base::{Catalog, Message};
use crate::config::ClockSpec;

/// From the late workdays of each row: the first day, each further day, and from some day on each day otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DelayDays {
    /// The clock whose due time the days count from.
    pub clock: String,
    /// The points for the first late day.
    pub first: Exact,
    /// The points for each day after it.
    pub per_day: Exact,
    /// From this day on (the first is 1), the points for each day.
    pub from_day: Option<(i64, Exact)>,
    /// The most for one row.
    pub cap_each: Option<Exact>,
}

impl DelayDays {
    pub(super) fn settle(node: &Node<'_>, clocks: &[&str], faults: &mut Faults) -> DelayDays {
        let clock = faults.word(node, "clock");
        if !clock.is_empty() && !clocks.contains(&clock.as_str()) {
            faults.add(node, Message::new("sheet-clock").with("clock", clock.as_str()));
        }
        let per_day = faults
            .number(node, "per_day", Bound::NotNegative)
            .unwrap_or_else(Exact::zero);
        let from_day = node.get("from_day").map(|from| {
            faults.unknown_keys(&from, &["day", "per_day"]);
            let day = faults.whole(&from, "day", 1, 3).unwrap_or(1);
            (day, faults.needed(&from, "per_day", Bound::NotNegative))
        });
        DelayDays {
            clock,
            first: faults
                .number(node, "first", Bound::NotNegative)
                .unwrap_or_else(|| per_day.clone()),
            per_day,
            from_day,
            cap_each: faults.number(node, "cap_each", Bound::NotNegative),
        }
    }

    pub(super) fn says(&self, catalog: &Catalog, clocks: &[ClockSpec]) -> Message {
        let clock = clocks.iter().find(|clock| clock.id == self.clock);
        let name = clock.map_or(self.clock.as_str(), |clock| clock.name.get(catalog.lang()));
        let from = self.from_day.as_ref().map(|(day, points)| {
            let message = Message::new("rule-from-day").with("day", *day);
            message.with("each", points.to_string())
        });
        let most = self.cap_each.as_ref();
        let most = most.map(|most| Message::new("rule-cap-each").with("cap", most.to_string()));
        let more = from.iter().chain(&most).map(|message| catalog.say(message));
        Message::new("rule-delay-days")
            .with("clock", name)
            .with("first", self.first.to_string())
            .with("each", self.per_day.to_string())
            .with("more", more.collect::<String>())
    }

    pub(super) fn deduct(&self, late_days: &[(String, i64)]) -> Exact {
        late_days.iter().map(|(_, days)| self.one(*days)).sum()
    }

    /// What a record costs that is so many workdays late.
    pub fn one(&self, days: i64) -> Exact {
        let mut sum = Exact::zero();
        for day in 1..=days {
            let points = match &self.from_day {
                Some((from, points)) if day >= *from => points,
                _ if day == 1 => &self.first,
                _ => &self.per_day,
            };
            sum = &sum + points;
            if let Some(cap) = self.cap_each.as_ref().filter(|cap| sum >= **cap) {
                return cap.clone();
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Item C of practice: 0.5 a workday, from the third day on 1 a workday, at most 5 a ticket.
    #[test]
    fn days_cost_more_as_they_grow() {
        let exact = |text: &str| text.parse::<Exact>().unwrap();
        let rule = DelayDays {
            clock: "resolution".into(),
            first: exact("0.5"),
            per_day: exact("0.5"),
            from_day: Some((3, exact("1"))),
            cap_each: Some(exact("5")),
        };
        let shown = |days: &[i64]| {
            let late: Vec<_> = days.iter().map(|days| (String::new(), *days)).collect();
            rule.deduct(&late).to_string()
        };
        assert_eq!(
            (shown(&[1]), shown(&[2]), shown(&[3])),
            ("0.5".into(), "1".into(), "2".into())
        );
        assert_eq!(
            (shown(&[100]), shown(&[1, 3]), shown(&[])),
            ("5".into(), "2.5".into(), "0".into())
        );
    }
}
