//! Which instant, or which day, did somebody write?

use super::spelling::ascii_spelling;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};

/// Why a text is no time, or no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongTime {
    /// It does not look like a date at all.
    #[error("`{0}` is no date")]
    NotADate(String),
    /// The date is well written and does not exist: `2023-02-30`.
    #[error("the date `{0}` does not exist")]
    NoSuchDate(String),
    /// A date where a time of day is needed too.
    #[error("`{0}` has no time of day")]
    NoTime(String),
    /// What follows the date is no time of day.
    #[error("`{0}` is no time of day")]
    NotATime(String),
    /// The time of day is well written and does not exist: `24:30`.
    #[error("the time `{0}` does not exist")]
    NoSuchTime(String),
    /// The end of a day, which is the beginning of the next.
    #[error("`{text}` is `{meant}`")]
    Midnight {
        /// What was written.
        text: String,
        /// The next day.
        meant: String,
    },
    /// Clocks in the zone skip this time when they are put forward.
    #[error("the time `{0}` is skipped by daylight saving")]
    Skipped(String),
    /// A time of day where only a date is wanted.
    #[error("`{0}` has a time of day")]
    TimeNotWanted(String),
    /// It is understood and wrongly spelled: full-width characters, `2023/5/12`, `2023年5月12日`.
    #[error("`{text}` is not written as `{meant}`")]
    Spelling {
        /// What was written.
        text: String,
        /// How it is written.
        meant: String,
    },
}

impl WrongTime {
    /// The entry of the message files (`clock.ftl`) that says it; its gap `written` is what was written.
    pub fn message(&self) -> &'static str {
        match self {
            WrongTime::NotADate(_) => "time-not-a-date",
            WrongTime::NoSuchDate(_) => "time-no-such-date",
            WrongTime::NoTime(_) => "time-missing",
            WrongTime::NotATime(_) => "time-not-a-time",
            WrongTime::NoSuchTime(_) => "time-no-such-time",
            WrongTime::Midnight { .. } => "time-midnight",
            WrongTime::Skipped(_) => "time-skipped",
            WrongTime::TimeNotWanted(_) => "time-not-wanted",
            WrongTime::Spelling { .. } => "time-spelling",
        }
    }

    /// How it must be written, where that is known.
    pub fn meant(&self) -> Option<&str> {
        match self {
            WrongTime::Spelling { meant, .. } | WrongTime::Midnight { meant, .. } => Some(meant),
            _ => None,
        }
    }

    /// The last day of the month whose day does not exist.
    pub fn last_day(&self) -> Option<Date> {
        let WrongTime::NoSuchDate(text) = self else {
            return None;
        };
        let (year, month, _, _) = date_digits(text)?;
        Some(Date::new(year, month, 1).ok()?.last_of_month())
    }
}

/// Reads `2023-05-12 09:20`, with a `T` instead of the space and with seconds if wanted, in `zone`; or RFC 3339 with an offset.
///
/// A fraction of a second is dropped. A time that comes twice when clocks are put back is the first of the two.
///
/// # Errors
/// What is wrong with it, see [`WrongTime`].
pub fn parse_instant(text: &str, zone: &TimeZone) -> Result<Timestamp, WrongTime> {
    let text = text.trim();
    let written = Written::parse(text).map_err(|wrong| respelled(text, wrong, true))?;
    let Some(time) = written.time else {
        return Err(WrongTime::NoTime(text.to_owned()));
    };
    let local = DateTime::from_parts(written.date, time);
    let offset = match written.offset {
        Some(offset) => offset,
        None => match zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => offset,
            AmbiguousOffset::Gap { .. } => return Err(WrongTime::Skipped(text.to_owned())),
        },
    };
    offset
        .to_timestamp(local)
        .map_err(|_| WrongTime::NoSuchDate(text.to_owned()))
}

/// Reads `2023-05-12`.
///
/// # Errors
/// What is wrong with it, see [`WrongTime`].
pub fn parse_date(text: &str) -> Result<Date, WrongTime> {
    let text = text.trim();
    let written = Written::parse(text).map_err(|wrong| respelled(text, wrong, false))?;
    match written.time {
        None => Ok(written.date),
        Some(_) => Err(WrongTime::TimeNotWanted(text.to_owned())),
    }
}

/// The parts that were written.
struct Written {
    date: Date,
    time: Option<Time>,
    offset: Option<Offset>,
}

impl Written {
    fn parse(text: &str) -> Result<Written, WrongTime> {
        let (year, month, day, rest) =
            date_digits(text).ok_or_else(|| WrongTime::NotADate(text.to_owned()))?;
        let date = Date::new(year, month, day)
            .map_err(|_| WrongTime::NoSuchDate(text.get(..10).unwrap_or(text).to_owned()))?;
        if rest.is_empty() {
            return Ok(Written {
                date,
                time: None,
                offset: None,
            });
        }
        let time = rest.strip_prefix([' ', 'T', 't']).unwrap_or("");
        let (time, offset) =
            time_and_offset(time.trim_start()).ok_or_else(|| WrongTime::NotATime(rest.trim().to_owned()))?;
        let time = time.ok_or_else(|| {
            let written = rest.trim_start_matches([' ', 'T', 't']);
            match date
                .tomorrow()
                .ok()
                .filter(|_| ["24:00", "24:00:00"].contains(&written))
            {
                Some(next) => WrongTime::Midnight {
                    text: text.to_owned(),
                    meant: format!("{next} 00:00"),
                },
                None => WrongTime::NoSuchTime(written.to_owned()),
            }
        })?;
        Ok(Written {
            date,
            time: Some(time),
            offset,
        })
    }
}

/// The numbers of `YYYY-MM-DD` at the beginning of `text`, and what follows.
fn date_digits(text: &str) -> Option<(i16, i8, i8, &str)> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ..] = text.as_bytes() else {
        return None;
    };
    let year = i16::from(two(*y1, *y2)?) * 100 + i16::from(two(*y3, *y4)?);
    Some((year, two(*m1, *m2)?, two(*d1, *d2)?, text.get(10..)?))
}

/// `HH:MM[:SS[.fraction]]` and an offset, if `text` has that form; the time is `None` if it does not exist.
fn time_and_offset(text: &str) -> Option<(Option<Time>, Option<Offset>)> {
    let [h1, h2, b':', m1, m2, rest @ ..] = text.as_bytes() else {
        return None;
    };
    let (hour, minute) = (two(*h1, *h2)?, two(*m1, *m2)?);
    let (second, rest) = match rest {
        [b':', s1, s2, rest @ ..] => (two(*s1, *s2)?, after_fraction(rest)?),
        rest => (0, rest),
    };
    let offset = match rest.trim_ascii_start() {
        [] => None,
        [b'Z' | b'z'] => Some(Offset::UTC),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (i32::from(two(*h1, *h2)?), i32::from(two(*m1, *m2)?));
            if hours > 23 || minutes > 59 {
                return None;
            }
            let seconds = hours * 3600 + minutes * 60;
            Some(Offset::from_seconds(if *sign == b'-' { -seconds } else { seconds }).ok()?)
        }
        _ => return None,
    };
    Some((Time::new(hour, minute, second, 0).ok(), offset))
}

fn after_fraction(rest: &[u8]) -> Option<&[u8]> {
    let [b'.', fraction @ ..] = rest else {
        return Some(rest);
    };
    let digits = fraction.iter().take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 { None } else { fraction.get(digits..) }
}

fn two(tens: u8, ones: u8) -> Option<i8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| ((tens - b'0') * 10 + (ones - b'0')) as i8)
}

/// `wrong`, or [`WrongTime::Spelling`] if `text` is a date (or time) in another spelling.
fn respelled(text: &str, wrong: WrongTime, timed: bool) -> WrongTime {
    let meant = match &wrong {
        WrongTime::NotADate(_) | WrongTime::NotATime(_) => ascii_spelling(text),
        _ => None,
    };
    match meant.and_then(|meant| Some((Written::parse(&meant).ok()?, meant))) {
        Some((written, meant)) if written.time.is_some() == timed => WrongTime::Spelling {
            text: text.to_owned(),
            meant,
        },
        Some(_) if timed => WrongTime::NoTime(text.to_owned()),
        Some(_) => WrongTime::TimeNotWanted(text.to_owned()),
        None if !timed && matches!(wrong, WrongTime::Midnight { .. }) => {
            WrongTime::TimeNotWanted(text.to_owned())
        }
        None => wrong,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn shanghai(text: &str) -> Result<String, WrongTime> {
        parse_instant(text, &TimeZone::get("Asia/Shanghai").unwrap()).map(|instant| instant.to_string())
    }

    #[test]
    fn all_writings_of_one_instant_are_equal() {
        for text in [
            "2023-05-12 09:20",
            "2023-05-12 09:20:00",
            "2023-05-12T09:20",
            "2023-05-12T09:20:00+08:00",
            "2023-05-12t09:20:00.999+08:00",
            "2023-05-12 09:20 +08:00",
            "2023-05-12T01:20:00Z",
            "2023-05-11T18:20:00-07:00",
            " 2023-05-12  09:20 ",
        ] {
            assert_eq!(shanghai(text).unwrap(), "2023-05-12T01:20:00Z", "{text}");
        }
        assert_eq!(shanghai("2023-05-12 09:20:31").unwrap(), "2023-05-12T01:20:31Z");
    }

    #[test]
    fn each_fault_has_its_name() {
        let own = str::to_owned;
        for (text, wrong) in [
            ("", WrongTime::NotADate(own(""))),
            ("昨天上午", WrongTime::NotADate(own("昨天上午"))),
            ("2023-05", WrongTime::NotADate(own("2023-05"))),
            ("20230512 0920", WrongTime::NotADate(own("20230512 0920"))),
            ("2023-02-30 09:20", WrongTime::NoSuchDate(own("2023-02-30"))),
            ("2023-02-30", WrongTime::NoSuchDate(own("2023-02-30"))),
            ("2023-05-12", WrongTime::NoTime(own("2023-05-12"))),
            ("2023/5/12", WrongTime::NoTime(own("2023/5/12"))),
            ("2023年5月12日", WrongTime::NoTime(own("2023年5月12日"))),
            ("2023-05-12 morning", WrongTime::NotATime(own("morning"))),
            ("2023-05-1209:20", WrongTime::NotATime(own("09:20"))),
            ("2023-05-12 09:20:00.x", WrongTime::NotATime(own("09:20:00.x"))),
            ("2023-05-12 09:20 +8", WrongTime::NotATime(own("09:20 +8"))),
            ("2023-05-12 24:30", WrongTime::NoSuchTime(own("24:30"))),
            ("2023-05-12T09:60", WrongTime::NoSuchTime(own("09:60"))),
        ] {
            assert_eq!(shanghai(text), Err(wrong), "{text}");
        }
    }

    #[test]
    fn the_end_of_a_day_and_of_a_month_are_told() {
        for (text, meant) in [
            ("2023-12-31 24:00", "2024-01-01 00:00"),
            ("2024-02-28T24:00:00", "2024-02-29 00:00"),
        ] {
            assert_eq!(shanghai(text).unwrap_err().meant(), Some(meant));
        }
        assert_eq!(parse_date("2023-12-31 24:00").unwrap_err().meant(), None);
        let last = |text: &str| shanghai(text).unwrap_err().last_day();
        assert_eq!(last("2024-02-30 09:20"), Some(date(2024, 2, 29)));
        assert_eq!(last("2024-13-01 09:20"), None);
    }

    #[test]
    fn what_was_meant_is_understood() {
        for (text, meant) in [
            ("2023-05-12 09：20", "2023-05-12 09:20"),
            ("２０２３－０５－１２　０９：２０：３１", "2023-05-12 09:20:31"),
            ("2023/5/12 9:20", "2023-05-12 09:20"),
            ("2023.05.12 09:20", "2023-05-12 09:20"),
            ("2023年5月12日 9时20分", "2023-05-12 09:20"),
            ("2023年5月12日 9点", "2023-05-12 09:00"),
            ("2023-05-12 9:20", "2023-05-12 09:20"),
        ] {
            let wrong = WrongTime::Spelling {
                text: text.to_owned(),
                meant: meant.to_owned(),
            };
            assert_eq!(shanghai(text), Err(wrong));
        }
        let wrong = WrongTime::Spelling {
            text: "2023年5月12日".to_owned(),
            meant: "2023-05-12".to_owned(),
        };
        assert_eq!(parse_date("2023年5月12日"), Err(wrong));
    }

    #[test]
    fn every_fault_has_words() {
        use crate::base::{Catalog, Lang, Message};
        for text in [
            "x",
            "2023-02-30 09:20",
            "2023-05-12",
            "2023-05-12 x",
            "2023-05-12 24:00",
            "2023/5/12 9:20",
        ] {
            let wrong = shanghai(text).unwrap_err();
            for lang in [Lang::ZhCn, Lang::En] {
                let said = Catalog::of(lang).say(&Message::new(wrong.message()).with("written", text));
                assert!(said.contains(text) && !said.contains("time-"), "{said}");
            }
        }
    }

    #[test]
    fn a_time_that_the_zone_skips_is_refused() {
        let berlin = |text: &str| parse_instant(text, &TimeZone::get("Europe/Berlin").unwrap());
        assert_eq!(
            berlin("2024-03-31 02:30"),
            Err(WrongTime::Skipped("2024-03-31 02:30".to_owned()))
        );
        assert_eq!(
            berlin("2024-03-31 03:00").unwrap().to_string(),
            "2024-03-31T01:00:00Z"
        );
        assert_eq!(
            berlin("2024-10-27 02:30").unwrap().to_string(),
            "2024-10-27T00:30:00Z"
        );
    }

    #[test]
    fn a_date_is_only_a_date() {
        assert_eq!(parse_date("2024-02-29"), Ok(date(2024, 2, 29)));
        assert_eq!(
            parse_date("2023-02-29"),
            Err(WrongTime::NoSuchDate("2023-02-29".to_owned()))
        );
        let wrong = WrongTime::TimeNotWanted("2024-02-29 08:00".to_owned());
        assert_eq!(parse_date("2024-02-29 08:00"), Err(wrong));
        let wrong = WrongTime::TimeNotWanted("2024/2/29 8:00".to_owned());
        assert_eq!(parse_date("2024/2/29 8:00"), Err(wrong));
    }
}
