//! What narrows a search?

use super::super::fold::fold;
use crate::base::Month;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a filter looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The system, by ID, name or part of its name.
    System,
    /// The kind, by ID, name or part of its name.
    Kind,
    /// The region, by ID, name or part of its name.
    Region,
    /// A tag, or part of one.
    Tag,
    /// The month, or a whole year.
    Month,
    /// The first day.
    From,
    /// The last day.
    To,
}

/// What readers write before the colon, folded.
const NAMES: [(&str, Scope); 14] = [
    ("system", Scope::System),
    ("系统", Scope::System),
    ("kind", Scope::Kind),
    ("类型", Scope::Kind),
    ("region", Scope::Region),
    ("地区", Scope::Region),
    ("tag", Scope::Tag),
    ("标签", Scope::Tag),
    ("month", Scope::Month),
    ("月份", Scope::Month),
    ("from", Scope::From),
    ("从", Scope::From),
    ("to", Scope::To),
    ("到", Scope::To),
];

/// One condition. Conditions of one scope are alternatives; those of different scopes must all hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// What it looks at.
    pub scope: Scope,
    /// A folded name; for a month `2023-05` or `2023`; for a day `2023-05-01`.
    pub value: String,
}

impl Scope {
    /// The scope that `part` names before a colon, and what stands behind the colon.
    pub(super) fn prefix(part: &str) -> Option<(Scope, &str)> {
        let (name, value) = part.split_once([':', '：'])?;
        let name = fold(name);
        let (_, scope) = NAMES.iter().find(|(known, _)| *known == name)?;
        Some((*scope, value))
    }
}

impl Filter {
    /// The condition that `scope` is `value`; `None` where `value` is empty, or not a month or a day where it has to be.
    pub fn new(scope: Scope, value: &str) -> Option<Filter> {
        let value = fold(value);
        let value = match scope {
            Scope::Month => Time::read(&value).and_then(Time::month),
            Scope::From => Time::read(&value)
                .and_then(Time::first)
                .map(|day| day.to_string()),
            Scope::To => Time::read(&value).and_then(Time::last).map(|day| day.to_string()),
            _ => (!value.is_empty()).then_some(value),
        };
        value.map(|value| Filter { scope, value })
    }

    /// The day as the number 20230501; `None` for a scope that is no day.
    pub(in super::super) fn day(&self) -> Option<u64> {
        matches!(self.scope, Scope::From | Scope::To).then_some(())?;
        self.value.replace('-', "").parse().ok()
    }
}

/// A year, a month of it, a day of that, as far as written.
struct Time {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl Time {
    /// Reads `2023`, `2023-5`, `2023/05/01`, `202305`, `20230501`, `2023年5月1日`.
    fn read(text: &str) -> Option<Time> {
        let text = text.trim_end_matches(['年', '月', '日', '号']);
        let parts: Vec<&str> = match text.len() {
            6 | 8 if text.bytes().all(|b| b.is_ascii_digit()) => [&text[..4], &text[4..6], &text[6..]]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect(),
            _ => text.split(['-', '/', '.', '年', '月']).collect(),
        };
        let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if parts.len() > 3 || !parts.iter().all(digits) || parts.first()?.len() != 4 {
            return None;
        }
        let numbers: Option<Vec<i16>> = parts.iter().map(|part| part.parse().ok()).collect();
        let numbers = numbers?;
        let small = |at: usize| numbers.get(at).map(|&n| i8::try_from(n).unwrap_or(0));
        Some(Time {
            year: *numbers.first()?,
            month: small(1),
            day: small(2),
        })
    }

    fn first(self) -> Option<Date> {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    fn last(self) -> Option<Date> {
        let month = self.month.unwrap_or(12);
        match self.day {
            Some(day) => Date::new(self.year, month, day).ok(),
            None => Date::new(self.year, month, 1).ok().map(Date::last_of_month),
        }
    }

    fn month(self) -> Option<String> {
        match (self.month, self.day) {
            (_, Some(_)) => None,
            (None, None) => Some(format!("{:04}", self.year)),
            (Some(_), None) => self.first().map(|day| Month::of(day).to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(scope: Scope, text: &str) -> Option<String> {
        Filter::new(scope, text).map(|filter| filter.value)
    }

    #[test]
    fn times_are_read_in_all_usual_spellings() {
        for text in ["2023-05", "2023-5", "202305", "2023/05", "２０２３年５月"] {
            assert_eq!(value(Scope::Month, text).as_deref(), Some("2023-05"), "{text}");
        }
        for text in ["2023-05-01", "20230501", "2023年5月1日", "2023.5", "2023-05"] {
            assert_eq!(value(Scope::From, text).as_deref(), Some("2023-05-01"), "{text}");
        }
        assert_eq!(value(Scope::To, "2024-2").as_deref(), Some("2024-02-29"));
        assert_eq!(value(Scope::To, "2023").as_deref(), Some("2023-12-31"));
        assert_eq!(value(Scope::Month, "2023年").as_deref(), Some("2023"));
    }

    #[test]
    fn what_is_no_time_is_no_filter() {
        for text in [
            "",
            "x",
            "2023-13",
            "2023-00",
            "2023-02-30",
            "23-05",
            "2023-05-01-02",
            "2023-999999",
            "+2023",
        ] {
            assert_eq!(value(Scope::To, text), None, "{text}");
        }
        assert_eq!(value(Scope::Month, "2023-05-01"), None);
        assert_eq!(value(Scope::System, " "), None);
    }

    #[test]
    fn a_day_is_also_a_number() {
        let day = |scope, text| Filter::new(scope, text).and_then(|filter| filter.day());
        assert_eq!(day(Scope::From, "2023-5-1"), Some(20_230_501));
        assert_eq!(day(Scope::Month, "2023-5"), None);
    }
}
