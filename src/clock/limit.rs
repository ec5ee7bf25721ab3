//! How much time is allowed?

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;

/// A limit as a contract states it: `30 minutes`, `4 hours`, `1 workday`, `10 days`; in Chinese `30分钟`, `4小时`, `1个工作日`, `10日`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Limit {
    /// How many; never none.
    pub amount: NonZeroU32,
    /// Of what.
    pub unit: LimitUnit,
}

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitUnit {
    /// Minutes of service time, or on the wall.
    Minutes,
    /// Hours of service time, or on the wall.
    Hours,
    /// Workdays, in one of the four [readings](super::Reading).
    Workdays,
    /// Natural days.
    Days,
}

/// Why a text is no limit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongLimit {
    /// It does not begin with a whole number.
    #[error("`{0}` is no limit, such as `30 minutes` or `1 workday`")]
    NotALimit(String),
    /// The number is 0, or above [`Limit::MOST`].
    #[error("the limit `{0}` is not between 1 and {most}", most = Limit::MOST)]
    Amount(String),
    /// It counts something unknown.
    #[error("`{0}` is none of minutes, hours, workdays, days")]
    Unit(String),
}

impl Limit {
    /// The largest amount that is taken for meant, of any unit.
    pub const MOST: u32 = 100_000;

    /// Its length in seconds where that is fixed: minutes and hours.
    pub fn seconds(self) -> Option<i64> {
        match self.unit {
            LimitUnit::Minutes => Some(i64::from(self.amount.get()) * 60),
            LimitUnit::Hours => Some(i64::from(self.amount.get()) * 3600),
            LimitUnit::Workdays | LimitUnit::Days => None,
        }
    }
}

impl LimitUnit {
    /// The names in English, for one and for several.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            LimitUnit::Minutes => ("minute", "minutes"),
            LimitUnit::Hours => ("hour", "hours"),
            LimitUnit::Workdays => ("workday", "workdays"),
            LimitUnit::Days => ("day", "days"),
        }
    }

    fn of(word: &str) -> Option<LimitUnit> {
        match word {
            "minute" | "minutes" | "分钟" => Some(LimitUnit::Minutes),
            "hour" | "hours" | "小时" | "个小时" => Some(LimitUnit::Hours),
            "workday" | "workdays" | "工作日" | "个工作日" => Some(LimitUnit::Workdays),
            "day" | "days" | "日" | "天" | "自然日" | "个自然日" => Some(LimitUnit::Days),
            _ => None,
        }
    }
}

impl FromStr for Limit {
    type Err = WrongLimit;

    fn from_str(text: &str) -> Result<Limit, WrongLimit> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, word) = (&text[..end], text[end..].trim_start());
        if digits.is_empty() || word.is_empty() {
            return Err(WrongLimit::NotALimit(text.to_owned()));
        }
        let unit =
            LimitUnit::of(&word.to_ascii_lowercase()).ok_or_else(|| WrongLimit::Unit(word.to_owned()))?;
        let amount = digits
            .parse()
            .ok()
            .filter(|amount| *amount <= Limit::MOST)
            .and_then(NonZeroU32::new);
        amount
            .map(|amount| Limit { amount, unit })
            .ok_or_else(|| WrongLimit::Amount(text.to_owned()))
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, several) = self.unit.names();
        write!(
            f,
            "{} {}",
            self.amount,
            if self.amount.get() == 1 { one } else { several }
        )
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_both_languages_and_both_numbers() {
        let read = |text: &str| text.parse::<Limit>().unwrap().to_string();
        for (text, limit) in [
            ("30 minutes", "30 minutes"),
            ("1 minute", "1 minute"),
            ("1 minutes", "1 minute"),
            ("4 hours", "4 hours"),
            ("1 workday", "1 workday"),
            ("2 Workdays", "2 workdays"),
            ("10 days", "10 days"),
            ("30分钟", "30 minutes"),
            ("4小时", "4 hours"),
            ("1个工作日", "1 workday"),
            ("2 工作日", "2 workdays"),
            ("10日", "10 days"),
            (" 1天 ", "1 day"),
        ] {
            assert_eq!(read(text), limit, "{text}");
        }
        assert_eq!("4 hours".parse::<Limit>().unwrap().seconds(), Some(14_400));
        assert_eq!("4 days".parse::<Limit>().unwrap().seconds(), None);
    }

    #[test]
    fn says_what_is_wrong_with_a_limit() {
        let wrong = |text: &str| text.parse::<Limit>().unwrap_err();
        for text in ["", "30", "minutes", "-1 day", "½ day", "３０分钟"] {
            assert_eq!(wrong(text), WrongLimit::NotALimit(text.to_owned()));
        }
        assert_eq!(wrong("0 minutes"), WrongLimit::Amount("0 minutes".to_owned()));
        assert_eq!(
            wrong("99999999999 days"),
            WrongLimit::Amount("99999999999 days".to_owned())
        );
        assert_eq!(wrong("1.5 hours"), WrongLimit::Unit(".5 hours".to_owned()));
        assert_eq!(wrong("3 weeks"), WrongLimit::Unit("weeks".to_owned()));
    }
}
