//! From when to when is served on a day?

use super::{Season, Weekdays};
use jiff::civil::{Date, Weekday};
use std::fmt;
use std::str::FromStr;

const DAY: u16 = 24 * 60;

/// A span of a day in minutes from local midnight, `08:00-12:00`; its end may be `24:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DaySpan {
    from: u16,
    to: u16,
}

/// Why a text is no span of a day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongSpan {
    /// It is not of the form `08:00-12:00`.
    #[error("`{0}` is no span of a day, such as `08:00-12:00`")]
    NotASpan(String),
    /// A time of it does not exist (`25:00`, `12:60`).
    #[error("`{0}` is no time of day")]
    NoSuchTime(String),
    /// It ends before it starts or when it starts; hours past midnight are two spans.
    #[error("`{0}` ends before it starts")]
    Backwards(String),
}

/// One entry of `hours` in contract.yaml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursSpec {
    /// The part of the year in which it holds; `None` is all year.
    pub season: Option<Season>,
    /// The weekdays on which it holds; `None` is every workday.
    pub days: Option<Weekdays>,
    /// What is served on such a day; spans may overlap.
    pub day: Vec<DaySpan>,
}

impl DaySpan {
    /// From minute `from` to before minute `to`, counted from midnight, if that is a span within one day.
    pub fn new(from: u16, to: u16) -> Option<DaySpan> {
        (from < to && to <= DAY).then_some(DaySpan { from, to })
    }

    /// The first minute served, from midnight.
    pub fn from(self) -> u16 {
        self.from
    }

    /// The minute from midnight at which service ends, up to 1440.
    pub fn to(self) -> u16 {
        self.to
    }

    /// How long it is by the clock on the wall, in minutes.
    pub fn minutes(self) -> u16 {
        self.to - self.from
    }
}

impl HoursSpec {
    /// Whether the entry holds on `date` when that day has the hours of `weekday`.
    pub fn holds(&self, date: Date, weekday: Weekday) -> bool {
        self.season.is_none_or(|season| season.contains(date))
            && self.days.is_none_or(|days| days.contains(weekday))
    }
}

/// What `hours` give a workday `date` that has the hours of `weekday`: entries added up, in order, touching spans made one.
pub fn spans_of(hours: &[HoursSpec], date: Date, weekday: Weekday) -> Vec<DaySpan> {
    let mut spans: Vec<DaySpan> = hours
        .iter()
        .filter(|entry| entry.holds(date, weekday))
        .flat_map(|entry| entry.day.iter().copied())
        .collect();
    spans.sort_unstable();
    spans.dedup_by(|next, kept| {
        let joined = next.from <= kept.to;
        if joined {
            kept.to = kept.to.max(next.to);
        }
        joined
    });
    spans
}

impl FromStr for DaySpan {
    type Err = WrongSpan;

    fn from_str(text: &str) -> Result<DaySpan, WrongSpan> {
        let (from, to) = text
            .split_once(['-', '–'])
            .ok_or_else(|| WrongSpan::NotASpan(text.to_owned()))?;
        let (from, to) = (minute(from.trim(), text)?, minute(to.trim(), text)?);
        DaySpan::new(from, to).ok_or_else(|| WrongSpan::Backwards(text.to_owned()))
    }
}

fn minute(time: &str, span: &str) -> Result<u16, WrongSpan> {
    let number = |part: &str| match part.len() {
        1 | 2 if part.bytes().all(|b| b.is_ascii_digit()) => part.parse::<u16>().ok(),
        _ => None,
    };
    let (hour, minute) = time
        .split_once(':')
        .filter(|(_, minute)| minute.len() == 2)
        .and_then(|(hour, minute)| Some((number(hour)?, number(minute)?)))
        .ok_or_else(|| WrongSpan::NotASpan(span.to_owned()))?;
    if minute > 59 || hour * 60 + minute > DAY {
        return Err(WrongSpan::NoSuchTime(time.to_owned()));
    }
    Ok(hour * 60 + minute)
}

impl fmt::Display for DaySpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from, self.to);
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn spec(days: Option<&str>, season: Option<(&str, &str)>, day: &[&str]) -> HoursSpec {
        HoursSpec {
            season: season.map(|(from, to)| Season {
                from: from.parse().unwrap(),
                to: to.parse().unwrap(),
            }),
            days: days.map(|days| days.parse().unwrap()),
            day: day.iter().map(|span| span.parse().unwrap()).collect(),
        }
    }

    #[test]
    fn reads_spans_up_to_midnight() {
        let span: DaySpan = "18:30-24:00".parse().unwrap();
        assert_eq!((span.from(), span.to(), span.minutes()), (1110, 1440, 330));
        assert_eq!(
            "8:00 – 12:00".parse::<DaySpan>().unwrap().to_string(),
            "08:00-12:00"
        );
    }

    #[test]
    fn says_what_is_wrong_with_a_span() {
        let wrong = |text: &str| text.parse::<DaySpan>().unwrap_err();
        for text in ["08:00", "8-12", "08:00-12:0", "08：00-12：00", "ab:cd-12:00", ""] {
            assert_eq!(wrong(text), WrongSpan::NotASpan(text.to_owned()));
        }
        assert_eq!(wrong("08:00-24:01"), WrongSpan::NoSuchTime("24:01".to_owned()));
        assert_eq!(wrong("08:60-12:00"), WrongSpan::NoSuchTime("08:60".to_owned()));
        assert_eq!(
            wrong("22:00-06:00"),
            WrongSpan::Backwards("22:00-06:00".to_owned())
        );
        assert_eq!(
            wrong("08:00-08:00"),
            WrongSpan::Backwards("08:00-08:00".to_owned())
        );
    }

    #[test]
    fn entries_of_one_day_add_up() {
        let hours = [
            spec(None, None, &["13:00-17:00", "08:00-12:00"]),
            spec(Some("thu"), None, &["16:00-20:00", "12:00-12:30"]),
            spec(None, Some(("12-01", "01-31")), &["21:00-24:00"]),
        ];
        let on = |date: Date| {
            spans_of(&hours, date, date.weekday())
                .iter()
                .map(DaySpan::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(on(date(2023, 5, 10)), "08:00-12:00 13:00-17:00");
        assert_eq!(on(date(2023, 5, 11)), "08:00-12:30 13:00-20:00");
        assert_eq!(on(date(2023, 12, 29)), "08:00-12:00 13:00-17:00 21:00-24:00");
    }
}
