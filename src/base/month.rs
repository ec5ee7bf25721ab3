//! A calendar month.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar month, written `2023-09`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

/// Why a text is not a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a month, such as `2023-09`")]
pub struct NotAMonth(pub String);

impl Month {
    /// The month that `date` lies in.
    pub fn of(date: Date) -> Month {
        Month {
            year: date.year(),
            month: date.month(),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The number of the month in its year, from 1.
    pub fn number(self) -> i8 {
        self.month
    }

    /// The first day.
    pub fn first(self) -> Date {
        Date::constant(self.year, self.month, 1)
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// How many months this one comes after `earlier`; negative where it comes before.
    pub fn months_after(self, earlier: Month) -> i64 {
        let number = |month: Month| i64::from(month.year) * 12 + i64::from(month.month);
        number(self) - number(earlier)
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Month {
        if self.month == 12 {
            Month {
                year: self.year.saturating_add(1).min(9999),
                month: 1,
            }
        } else {
            Month {
                month: self.month + 1,
                ..self
            }
        }
    }

    /// The month before this one.
    #[must_use]
    pub fn previous(self) -> Month {
        if self.month == 1 {
            Month {
                year: self.year.saturating_sub(1).max(1),
                month: 12,
            }
        } else {
            Month {
                month: self.month - 1,
                ..self
            }
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Month, NotAMonth> {
        let refused = || NotAMonth(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(refused)?;
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(refused());
        }
        match (year.parse(), month.parse()) {
            (Ok(year @ 1..), Ok(month @ 1..=12)) => Ok(Month { year, month }),
            _ => Err(refused()),
        }
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(text: String) -> Result<Month, NotAMonth> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_writes_and_counts() {
        let month: Month = "2023-12".parse().unwrap();
        assert_eq!(month.next().to_string(), "2024-01");
        assert_eq!(month.next().previous(), month);
        assert_eq!(month.last().to_string(), "2023-12-31");
        assert_eq!(month.months_after("2022-11".parse().unwrap()), 13);
        for wrong in [
            "2023-13", "2023-1", "23-01", "2023-00", "+023-01", "0000-01", "2023/01",
        ] {
            assert!(wrong.parse::<Month>().is_err(), "{wrong}");
        }
    }
}
