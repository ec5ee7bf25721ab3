//! From which day of the year to which?

use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// A day of any year, written `06-01`. `02-29` is one too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

/// A part of the year, both days included; `10-01` to `05-31` wraps round the year's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Season {
    /// The first day.
    pub from: MonthDay,
    /// The last day.
    pub to: MonthDay,
}

/// Why a text is no day of the year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no day of the year, such as `06-01`")]
pub struct NotAMonthDay(pub String);

impl MonthDay {
    /// The day `day` of the month `month`, if a leap year has it.
    pub fn new(month: i8, day: i8) -> Option<MonthDay> {
        Date::new(2000, month, day)
            .is_ok()
            .then_some(MonthDay { month, day })
    }
}

impl Season {
    /// Whether `date` lies in it.
    pub fn contains(&self, date: Date) -> bool {
        let day = MonthDay {
            month: date.month(),
            day: date.day(),
        };
        if self.from <= self.to {
            self.from <= day && day <= self.to
        } else {
            self.from <= day || day <= self.to
        }
    }
}

impl FromStr for MonthDay {
    type Err = NotAMonthDay;

    fn from_str(text: &str) -> Result<MonthDay, NotAMonthDay> {
        let number = |part: &str| match part.as_bytes() {
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => i8::try_from((a - b'0') * 10 + (b - b'0')).ok(),
            _ => None,
        };
        text.trim()
            .split_once('-')
            .and_then(|(month, day)| MonthDay::new(number(month)?, number(day)?))
            .ok_or_else(|| NotAMonthDay(text.to_owned()))
    }
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn season(from: &str, to: &str) -> Season {
        Season {
            from: from.parse().unwrap(),
            to: to.parse().unwrap(),
        }
    }

    #[test]
    fn both_ends_belong_to_it() {
        let summer = season("06-01", "09-30");
        assert!(summer.contains(date(2023, 6, 1)) && summer.contains(date(2023, 9, 30)));
        assert!(!summer.contains(date(2023, 5, 31)) && !summer.contains(date(2023, 10, 1)));
    }

    #[test]
    fn it_wraps_round_the_end_of_the_year() {
        let winter = season("10-01", "05-31");
        for day in [
            date(2023, 10, 1),
            date(2023, 12, 31),
            date(2024, 1, 1),
            date(2024, 2, 29),
            date(2024, 5, 31),
        ] {
            assert!(winter.contains(day), "{day}");
        }
        assert!(!winter.contains(date(2024, 6, 1)) && !winter.contains(date(2024, 9, 30)));
    }

    #[test]
    fn days_that_no_year_has_are_refused() {
        assert_eq!("02-29".parse::<MonthDay>().unwrap().to_string(), "02-29");
        for wrong in [
            "02-30",
            "13-01",
            "00-10",
            "6-1",
            "06/01",
            "2023-06-01",
            "06-+1",
            "",
        ] {
            assert!(wrong.parse::<MonthDay>().is_err(), "{wrong}");
        }
    }
}
