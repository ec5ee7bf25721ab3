//! In which time does a clock count, and how does it read workdays?

use std::fmt;
use std::str::FromStr;

/// The time in which a clock counts: `counts:` of contract.yaml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counts {
    /// Only service hours; the default.
    #[default]
    Service,
    /// All time, as the clock on the wall shows it.
    Wall,
}

/// How `N workdays` is read: `reading:` of contract.yaml.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Reading {
    /// The day of the start is not counted; due at the close of business of the Nth workday after (Civil Code §201, §203).
    #[default]
    CivilCode,
    /// The same clock time on the Nth next workday.
    SameTime,
    /// N standard days of service minutes.
    ServiceHours,
    /// N × 24 hours.
    Wall,
}

/// Why a text is none of the names allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is none of {}", allowed.join(", "))]
pub struct UnknownName {
    /// What was written.
    pub text: String,
    /// What may be written.
    pub allowed: &'static [&'static str],
}

impl Counts {
    /// All names.
    pub const NAMES: &'static [&'static str] = &["service", "wall"];

    /// The name in contract.yaml.
    pub fn name(self) -> &'static str {
        match self {
            Counts::Service => "service",
            Counts::Wall => "wall",
        }
    }
}

impl Reading {
    /// All names.
    pub const NAMES: &'static [&'static str] = &["civil-code", "same-time", "service-hours", "wall"];

    /// The name in contract.yaml.
    pub fn name(self) -> &'static str {
        match self {
            Reading::CivilCode => "civil-code",
            Reading::SameTime => "same-time",
            Reading::ServiceHours => "service-hours",
            Reading::Wall => "wall",
        }
    }
}

impl FromStr for Counts {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Counts, UnknownName> {
        match text {
            "service" => Ok(Counts::Service),
            "wall" => Ok(Counts::Wall),
            _ => Err(UnknownName {
                text: text.to_owned(),
                allowed: Counts::NAMES,
            }),
        }
    }
}

impl FromStr for Reading {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Reading, UnknownName> {
        match text {
            "civil-code" => Ok(Reading::CivilCode),
            "same-time" => Ok(Reading::SameTime),
            "service-hours" => Ok(Reading::ServiceHours),
            "wall" => Ok(Reading::Wall),
            _ => Err(UnknownName {
                text: text.to_owned(),
                allowed: Reading::NAMES,
            }),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_name_reads_back() {
        for name in Counts::NAMES {
            assert_eq!(name.parse::<Counts>().unwrap().name(), *name);
        }
        for name in Reading::NAMES {
            assert_eq!(name.parse::<Reading>().unwrap().name(), *name);
        }
        let wrong = "civil".parse::<Reading>().unwrap_err();
        assert_eq!(
            wrong.to_string(),
            "`civil` is none of civil-code, same-time, service-hours, wall"
        );
        assert!("Service".parse::<Counts>().is_err());
    }
}
