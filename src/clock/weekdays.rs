//! Which days of the week does an entry mean?

use jiff::civil::Weekday;
use std::fmt;
use std::str::FromStr;

/// A set of weekdays, written as a day (`mon`), a range (`mon-fri`, `sat-mon`) or several of these with commas.
///
/// A list in YAML is the union of its entries: `days.into_iter().collect()`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Weekdays(u8);

/// Why a text names no weekdays.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day of the week, such as `mon` or `mon-fri`")]
pub struct NotWeekdays(pub String);

const NAMES: [(&str, &str, Weekday); 7] = [
    ("mon", "monday", Weekday::Monday),
    ("tue", "tuesday", Weekday::Tuesday),
    ("wed", "wednesday", Weekday::Wednesday),
    ("thu", "thursday", Weekday::Thursday),
    ("fri", "friday", Weekday::Friday),
    ("sat", "saturday", Weekday::Saturday),
    ("sun", "sunday", Weekday::Sunday),
];

impl Weekdays {
    /// No day.
    pub const NONE: Weekdays = Weekdays(0);
    /// Monday to Friday.
    pub const WORKING: Weekdays = Weekdays(0b001_1111);
    /// All seven days.
    pub const ALL: Weekdays = Weekdays(0b111_1111);

    /// Whether `day` is in the set.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether no day is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days of either set.
    #[must_use]
    pub fn union(self, other: Weekdays) -> Weekdays {
        Weekdays(self.0 | other.0)
    }

    /// The days from `first` on until `last` comes, round the end of the week if need be.
    pub fn range(first: Weekday, last: Weekday) -> Weekdays {
        let mut days = Weekdays(bit(first));
        let mut day = first;
        while day != last {
            day = day.next();
            days.0 |= bit(day);
        }
        days
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.to_monday_zero_offset()
}

fn one(name: &str) -> Option<Weekday> {
    let name = name.trim().to_ascii_lowercase();
    NAMES
        .iter()
        .find(|(short, long, _)| name == *short || name == *long)
        .map(|(_, _, day)| *day)
}

impl From<Weekday> for Weekdays {
    fn from(day: Weekday) -> Weekdays {
        Weekdays(bit(day))
    }
}

impl FromIterator<Weekdays> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekdays>>(sets: I) -> Weekdays {
        sets.into_iter().fold(Weekdays::NONE, Weekdays::union)
    }
}

impl FromStr for Weekdays {
    type Err = NotWeekdays;

    fn from_str(text: &str) -> Result<Weekdays, NotWeekdays> {
        let part = |part: &str| {
            let days = match part.split_once('-') {
                None => one(part).map(Weekdays::from),
                Some((first, last)) => one(first).zip(one(last)).map(|(a, b)| Weekdays::range(a, b)),
            };
            days.ok_or_else(|| NotWeekdays(part.trim().to_owned()))
        };
        text.split(',').map(part).collect()
    }
}

impl fmt::Display for Weekdays {
    /// The short names in the order of the week, with commas.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut comma = "";
        for (short, _, day) in NAMES {
            if self.contains(day) {
                write!(f, "{comma}{short}")?;
                comma = ",";
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_days_ranges_and_lists() {
        let days = |text: &str| text.parse::<Weekdays>().unwrap().to_string();
        assert_eq!(days("mon"), "mon");
        assert_eq!(days("mon-fri"), "mon,tue,wed,thu,fri");
        assert_eq!(days("Sat - mon"), "mon,sat,sun");
        assert_eq!(days("mon, wed-fri"), "mon,wed,thu,fri");
        assert_eq!(days("sunday"), "sun");
        assert_eq!("mon-sun".parse(), Ok(Weekdays::ALL));
        let listed: Weekdays = ["mon", "wed-fri"]
            .iter()
            .map(|d| d.parse::<Weekdays>().unwrap())
            .collect();
        assert_eq!(listed.to_string(), "mon,wed,thu,fri");
    }

    #[test]
    fn names_the_part_that_is_wrong() {
        for (text, part) in [
            ("", ""),
            ("mon,fry", "fry"),
            ("mon-", "mon-"),
            ("周一", "周一"),
            ("mo", "mo"),
        ] {
            assert_eq!(text.parse::<Weekdays>(), Err(NotWeekdays(part.to_owned())));
        }
    }
}
