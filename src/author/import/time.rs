//! Times as programs write them, put as records hold them.

use super::half::Half;
use crate::clock::{WrongTime, parse_date, parse_instant};
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

/// How somebody says that times are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// A format with `%Y`, `%m`, `%d` …; without one, all writings are tried that are known.
    pub format: Option<String>,
    /// The time of day where there is only a day.
    pub time: Option<Time>,
}

/// `at` as records hold it: `2023-05-12 09:20`, with seconds where they are not 0; midnight is a day.
pub(super) fn civil(at: DateTime) -> String {
    match at.time() == Time::midnight() {
        true => at.date().to_string(),
        false => full(at),
    }
}

fn full(at: DateTime) -> String {
    let seconds = if at.second() == 0 { "" } else { ":%S" };
    at.strftime(&format!("%Y-%m-%d %H:%M{seconds}")).to_string()
}

/// Whether jiff knows all of the format.
pub fn is_format(format: &str) -> bool {
    let at = jiff::civil::date(2023, 9, 1).at(9, 12, 0, 0);
    let written = strtime::format(format, at);
    written.is_ok_and(|written| strtime::parse(format, &written).is_ok_and(|read| read.to_date().is_ok()))
}

/// The format of `text`, a day whose year stands last, with a time of day or not; of two that fit, the American one.
pub(super) fn format_of(text: &str) -> Option<String> {
    let mark = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars()
        .next()?;
    let days = [["%m", "%d", "%Y"], ["%d", "%m", "%Y"]];
    let times = ["", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p"];
    let all = days.iter().flat_map(|day| {
        let day = day.join(&mark.to_string());
        times.iter().map(move |time| format!("{day}{time}"))
    });
    let reads = |format: &String| strtime::parse(format, text).is_ok_and(|read| read.to_date().is_ok());
    all.filter(|_| ['/', '-', '.'].contains(&mark)).find(reads)
}

/// `text`, an instant, as records hold it; `None` where `how` says a format that it does not have. What is no time otherwise stays as it is,
/// for the reader of records says better what is wrong with it.
pub fn instant(text: &str, how: &Written) -> Option<String> {
    if let Some(format) = &how.format {
        return formatted(text, format, how.time);
    }
    let half = Half::find(|word| text.contains(word));
    let bare = half.map_or_else(|| text.to_owned(), |half| text.replacen(half.word, " ", 1));
    let bare = bare.trim();
    let read = moment(bare).and_then(|at| in_half(at, half)).map(full);
    let timed = || Some(full(day(bare)?.to_datetime(how.time?)));
    Some(read.or_else(timed).unwrap_or_else(|| text.to_owned()))
}

/// `text`, a day, as records hold it; a midnight that a program added is dropped. `None` as for [`instant`].
pub fn date(text: &str, how: &Written) -> Option<String> {
    if let Some(format) = &how.format {
        let read = strtime::parse(format, text).ok()?;
        return Some(read.to_date().ok()?.to_string());
    }
    let midnight = || {
        moment(text)
            .filter(|at| at.time() == Time::midnight())
            .map(DateTime::date)
    };
    Some(
        day(text)
            .or_else(midnight)
            .map_or_else(|| text.to_owned(), |day| day.to_string()),
    )
}

/// A day alone stays one where there is no `time` for it: no time of day is made up.
fn formatted(text: &str, format: &str, time: Option<Time>) -> Option<String> {
    let read = strtime::parse(format, text).ok()?;
    if read.hour().is_some() {
        return Some(full(read.to_datetime().ok()?));
    }
    let day = read.to_date().ok()?;
    Some(time.map_or_else(|| day.to_string(), |time| full(day.to_datetime(time))))
}

/// `下午3点` is 15:00; `下午15:00` and `中午12:10` are what they say. `None` where the half of the day has no such hour.
fn in_half(at: DateTime, half: Option<Half>) -> Option<DateTime> {
    let hour = half.map_or(Some(at.hour()), |half| half.hour(at.hour()))?;
    at.with().hour(hour).build().ok()
}

/// A time on the wall, in any known spelling and without an offset.
fn moment(text: &str) -> Option<DateTime> {
    let read = |text: &str| {
        let at = parse_instant(text, &TimeZone::UTC)?;
        Ok::<DateTime, WrongTime>(at.to_zoned(TimeZone::UTC).datetime())
    };
    if is_offset(text) {
        return None;
    }
    match read(text) {
        Ok(at) => Some(at),
        Err(wrong) => read(wrong.meant()?).ok(),
    }
}

/// An instant with an offset is exact as it is, and stays so.
fn is_offset(text: &str) -> bool {
    let time = text.get(10..).unwrap_or_default();
    time.contains(['Z', 'z', '+', '-'])
}

fn day(text: &str) -> Option<Date> {
    match parse_date(text) {
        Ok(day) => Some(day),
        Err(wrong) => parse_date(wrong.meant()?).ok(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn instants_are_understood_as_people_write_them() {
        let any = Written::default();
        for (text, meant) in [
            ("2023/9/1 9:05", "2023-09-01 09:05"),
            ("2023年9月1日 9时5分", "2023-09-01 09:05"),
            ("2023-09-01 09:05:07", "2023-09-01 09:05:07"),
            ("2023/9/1 下午 3:20", "2023-09-01 15:20"),
            ("2023/9/1 上午12:20", "2023-09-01 00:20"),
            ("2023-9-1 中午12:10", "2023-09-01 12:10"),
            ("2023年9月1日 中午11:50", "2023-09-01 11:50"),
            ("2023年9月1日 下午0:30", "2023-09-01 12:30"),
            ("2023/9/1 3:20 PM", "2023-09-01 15:20"),
            ("2023年9月1日 晚上12点", "2023年9月1日 晚上12点"),
            ("2023-09-01 00:00:00", "2023-09-01 00:00"),
            ("2023-09-01T09:05:00+08:00", "2023-09-01T09:05:00+08:00"),
            ("2023-09-01", "2023-09-01"),
            ("昨天", "昨天"),
        ] {
            assert_eq!(instant(text, &any).as_deref(), Some(meant));
        }
        let morning = Written {
            time: Some(Time::constant(8, 30, 0, 0)),
            ..Written::default()
        };
        assert_eq!(instant("2023/9/1", &morning).unwrap(), "2023-09-01 08:30");
    }

    #[test]
    fn a_format_is_the_only_writing_where_one_is_said() {
        let how = |format: &str| Written {
            format: Some(format.to_owned()),
            time: None,
        };
        assert_eq!(
            instant("01.09.2023 9:05", &how("%d.%m.%Y %H:%M")).unwrap(),
            "2023-09-01 09:05"
        );
        assert_eq!(instant("2023-09-01 09:05", &how("%d.%m.%Y %H:%M")), None);
        assert_eq!(date("230901", &how("%y%m%d")).unwrap(), "2023-09-01");
        assert_eq!(instant("230901", &how("%y%m%d")).unwrap(), "2023-09-01");
        let afternoon = Written {
            time: Some(Time::constant(14, 0, 0, 0)),
            ..how("%y%m%d")
        };
        assert_eq!(instant("230901", &afternoon).unwrap(), "2023-09-01 14:00");
        assert_eq!(
            instant("9/1/2023 2:05 PM", &how("%m/%d/%Y %I:%M %p")).unwrap(),
            "2023-09-01 14:05"
        );
        assert!(is_format("%Y/%m/%d %H:%M") && !is_format("%H:%M") && !is_format("%Q"));
    }

    #[test]
    fn days_lose_a_midnight_and_nothing_else() {
        let any = Written::default();
        assert_eq!(date("2023/9/1 0:00:00", &any).unwrap(), "2023-09-01");
        assert_eq!(date("2023年9月1日", &any).unwrap(), "2023-09-01");
        assert_eq!(date("2023-09-01 09:00", &any).unwrap(), "2023-09-01 09:00");
    }

    #[test]
    fn the_format_of_a_day_with_its_year_last_is_told() {
        for (text, wanted) in [
            ("1/10/2024 9:05", Some("%m/%d/%Y %H:%M")),
            ("13/1/2024", Some("%d/%m/%Y")),
            ("01-31-2024 9:05 PM", Some("%m-%d-%Y %I:%M %p")),
            ("31.12.2023 23:59:08", Some("%d.%m.%Y %H:%M:%S")),
            ("2024/1/10 9:05", None),
            ("13/13/2024", None),
            ("昨天", None),
            ("", None),
        ] {
            assert_eq!(format_of(text).as_deref(), wanted, "{text}");
        }
    }
}
