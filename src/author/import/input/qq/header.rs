//! The line above a message: when, and who.

use crate::author::import::half::Half;
use jiff::civil::{Date, DateTime, Time};

/// The line above a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header<'t> {
    pub(super) time: DateTime,
    pub(super) name: &'t str,
    /// The number or mail address; empty where the line has none, as between two friends.
    pub(super) account: &'t str,
}

/// Reads `2023-09-01 9:12:33 【管理员】张三(123456789)`, also with `/` in the day, a word for a half of the day, and a mail address in `<>`.
pub(super) fn header(line: &str) -> Option<Header<'_>> {
    let (day, rest) = line.trim_end().split_once(' ')?;
    let day = date(day)?;
    let rest = rest.trim_start();
    let half = Half::find(|word| rest.starts_with(word));
    let rest = rest.strip_prefix(half.map_or("", |half| half.word))?.trim_start();
    let (time, who) = rest.split_once(' ')?;
    let time = clock(time)?;
    let hour = half.map_or(Some(time.hour()), |half| half.hour(time.hour()))?;
    let time = time.with().hour(hour).build().ok()?;
    let (name, account) = divided(who.trim());
    let name = untitled(name.trim());
    (!name.is_empty() || !account.is_empty()).then(|| Header {
        time: day.to_datetime(time),
        name: if name.is_empty() { account } else { name },
        account,
    })
}

fn date(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    Date::new(number(year)?, number(month)? as i8, number(day)? as i8).ok()
}

fn clock(text: &str) -> Option<Time> {
    let mut parts = text.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || minute.len() != 2 || second.len() != 2 {
        return None;
    }
    Time::new(
        number(hour)? as i8,
        number(minute)? as i8,
        number(second)? as i8,
        0,
    )
    .ok()
}

/// A number of at most four digits; of two at most where it becomes an `i8`, for days and hours have no more.
fn number(text: &str) -> Option<i16> {
    let digits = text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number: i16 = text.parse().ok().filter(|_| digits)?;
    (text.len() == 4 || number < 100).then_some(number)
}

/// The name, and the account in the last brackets; names may have brackets of their own.
fn divided(who: &str) -> (&str, &str) {
    let last = |open: char, close: char| {
        let (name, account) = who.strip_suffix(close)?.rsplit_once(open)?;
        Some((name, account))
    };
    let is_number = |account: &str| account.len() >= 5 && account.bytes().all(|byte| byte.is_ascii_digit());
    let is_mail = |account: &str| account.contains('@') && !account.contains(char::is_whitespace);
    let number = last('(', ')').filter(|(_, account)| is_number(account));
    number
        .or_else(|| last('<', '>').filter(|(_, account)| is_mail(account)))
        .unwrap_or((who, ""))
}

/// The name without the title that the group gives: `【管理员】`, `【潜水】`.
fn untitled(name: &str) -> &str {
    let rest = name.strip_prefix('【').and_then(|rest| rest.split_once('】'));
    rest.map(|(_, name)| name.trim())
        .filter(|name| !name.is_empty())
        .unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(String, &str, &str)> {
        let header = header(line)?;
        Some((header.time.to_string(), header.name, header.account))
    }

    #[test]
    fn who_and_when() {
        let at = |time: &str| format!("2023-09-01T{time}");
        for (line, wanted) in [
            (
                "2023-09-01 9:12:33 张三(123456789)",
                (at("09:12:33"), "张三", "123456789"),
            ),
            (
                "2023-09-01 09:12:33 李四<lisi@example.com>",
                (at("09:12:33"), "李四", "lisi@example.com"),
            ),
            (
                "2023/9/1 下午 3:02:03 【管理员】王 五(科) (10086)",
                (at("15:02:03"), "王 五(科)", "10086"),
            ),
            (
                "2023/9/1 下午 12:30:03 张三(123456789)",
                (at("12:30:03"), "张三", "123456789"),
            ),
            (
                "2023-09-01 9:12:33 【群主】(123456)",
                (at("09:12:33"), "【群主】", "123456"),
            ),
            (
                "2023-09-01 9:12:33 (123456)",
                (at("09:12:33"), "123456", "123456"),
            ),
            ("2023-09-01 9:12:33 张三", (at("09:12:33"), "张三", "")),
        ] {
            assert_eq!(read(line), Some(wanted), "{line}");
        }
    }

    #[test]
    fn other_lines_are_none() {
        for line in [
            "",
            "2023-09-01",
            "2023-09-01 9:12 张三(123456789)",
            "2023-13-01 9:12:33 张三(123456789)",
            "2023-09-300 9:12:33 张三(123456789)",
            "2023-09-01 9:12:33 ",
            "2023-09-01 25:12:33 张三(123456789)",
            "公文系统打不开附件",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
