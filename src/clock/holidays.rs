//! Which days does the state (or a list of one's own) give off or work?

use jiff::civil::Date;
use std::collections::BTreeMap;

/// A day of a holiday list: off on a working day, or worked on a day of rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayDay {
    /// The day.
    pub date: Date,
    /// Why: `国庆节`.
    pub name: String,
    /// Whether it is worked (a make-up workday, 调休上班).
    pub work: bool,
}

/// `holidays:` of contract.yaml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holidays {
    /// No statutory days; the years 1990 to 2099 are covered.
    None,
    /// These days; the years in which at least one of them lies are covered.
    Listed(Vec<HolidayDay>),
}

/// What is wrong with a line of a holiday list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct HolidayFault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: WrongHoliday,
}

/// Why a line is no day of a holiday list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongHoliday {
    /// It is not `date,name,status`.
    #[error("`{0}` is not of the form `2023-10-01,name,off`")]
    Columns(String),
    /// The date is not written as one, or does not exist.
    #[error("`{0}` is no date, such as `2023-10-01`")]
    Date(String),
    /// The status is neither `off` nor `work`.
    #[error("`{0}` is neither `off` nor `work`")]
    Status(String),
    /// The day stands in an earlier line too.
    #[error("the day stands in line {0} already")]
    Again(usize),
    /// The list has no day at all, so it covers no year.
    #[error("the list has no day")]
    Empty,
}

/// Reads a holiday list: CSV with the columns `date,name,status`, an optional head line, and comments that begin with `#`.
///
/// # Errors
/// Every line that is wrong.
pub fn parse_holidays(text: &str) -> Result<Vec<HolidayDay>, Vec<HolidayFault>> {
    let mut days = Vec::new();
    let mut faults = Vec::new();
    let mut seen: BTreeMap<Date, usize> = BTreeMap::new();
    for (line, row) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let row = row.trim();
        if row.is_empty() || row.starts_with('#') || row == "date,name,status" {
            continue;
        }
        match parse_row(row) {
            Ok(day) => match seen.insert(day.date, line) {
                None => days.push(day),
                Some(earlier) => faults.push(HolidayFault {
                    line,
                    fault: WrongHoliday::Again(earlier),
                }),
            },
            Err(fault) => faults.push(HolidayFault { line, fault }),
        }
    }
    if days.is_empty() && faults.is_empty() {
        faults.push(HolidayFault {
            line: 1,
            fault: WrongHoliday::Empty,
        });
    }
    if faults.is_empty() { Ok(days) } else { Err(faults) }
}

/// A name may hold commas: it is what stands between the first and the last one.
fn parse_row(row: &str) -> Result<HolidayDay, WrongHoliday> {
    let columns = || WrongHoliday::Columns(row.to_owned());
    let (date, rest) = row.split_once(',').ok_or_else(columns)?;
    let (name, status) = rest.rsplit_once(',').ok_or_else(columns)?;
    let work = match status.trim() {
        "work" => true,
        "off" => false,
        other => return Err(WrongHoliday::Status(other.to_owned())),
    };
    let date = super::parse_date(date).map_err(|_| WrongHoliday::Date(date.to_owned()))?;
    Ok(HolidayDay {
        date,
        name: name.trim().trim_matches('"').to_owned(),
        work,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::base::assets;
    use jiff::civil::date;

    #[test]
    fn the_chinese_list_is_whole() {
        let days = parse_holidays(assets::text("calendar/cn.csv").unwrap()).unwrap();
        assert_eq!(days.len(), 255);
        assert_eq!(days.iter().filter(|day| day.work).count(), 47);
        let years: std::collections::BTreeSet<i16> = days.iter().map(|day| day.date.year()).collect();
        assert_eq!(years, (2020..=2026).collect());
    }

    #[test]
    fn comments_marks_and_commas_are_no_trouble() {
        let text = "\u{feff}# why\r\ndate,name,status\r\n\r\n2023-10-01,\"中秋, 国庆\",off\r\n2023-10-07,调休,work\r\n";
        let days = parse_holidays(text).unwrap();
        assert_eq!(
            days,
            [
                HolidayDay {
                    date: date(2023, 10, 1),
                    name: "中秋, 国庆".to_owned(),
                    work: false
                },
                HolidayDay {
                    date: date(2023, 10, 7),
                    name: "调休".to_owned(),
                    work: true
                },
            ]
        );
    }

    #[test]
    fn every_wrong_line_is_named() {
        let text = "# list\n2023-10-01,国庆节,off\n2023-02-30,x,off\n2023-10-02;x;off\n2023-10-03,x,rest\n2023-10-01,x,work\n";
        assert_eq!(
            parse_holidays(text).unwrap_err(),
            [
                HolidayFault {
                    line: 3,
                    fault: WrongHoliday::Date("2023-02-30".to_owned())
                },
                HolidayFault {
                    line: 4,
                    fault: WrongHoliday::Columns("2023-10-02;x;off".to_owned())
                },
                HolidayFault {
                    line: 5,
                    fault: WrongHoliday::Status("rest".to_owned())
                },
                HolidayFault {
                    line: 6,
                    fault: WrongHoliday::Again(2)
                },
            ]
        );
        assert_eq!(
            parse_holidays("date,name,status\n").unwrap_err(),
            [HolidayFault {
                line: 1,
                fault: WrongHoliday::Empty
            }]
        );
    }
}
