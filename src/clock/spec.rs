//! What did the contract's parties agree about days and hours?

use super::{DaySpan, Holidays, HoursSpec, MonthDay, Season, Weekdays, parse_holidays};
use crate::base::assets;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

/// What `calendar:` of contract.yaml settles to.
#[derive(Debug, Clone, PartialEq)]
pub struct CalendarSpec {
    /// The zone of all local times.
    pub time_zone: TimeZone,
    /// The statutory days.
    pub holidays: Holidays,
    /// The weekdays that are worked unless something else is said of a day.
    pub week: Weekdays,
    /// The hours served on workdays.
    pub hours: Vec<HoursSpec>,
    /// Days that differ from all this; of two for one day the later counts.
    pub overrides: Vec<Override>,
    /// The day on which a month of assessment begins: 1 for calendar months, else that of the contract. A month that is too short for it
    /// begins on its last day.
    pub month_begins: i8,
}

/// A day that the contract's parties, a typhoon or an authority changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The day.
    pub date: Date,
    /// Whether it is worked.
    pub work: bool,
    /// Why.
    pub reason: String,
    /// The document that says so.
    pub source: Option<String>,
}

impl CalendarSpec {
    /// The calendar without a contract.yaml: Chinese statutory days, Fujian hours (06-01 to 09-30 08:00–12:00 and 15:00–18:00,
    /// otherwise 08:00–12:00 and 14:30–17:30), Monday to Friday, Asia/Shanghai.
    pub fn default_cn() -> CalendarSpec {
        let hours = |from, to, afternoon: (u16, u16)| HoursSpec {
            season: season(from, to),
            days: None,
            day: [(480, 720), afternoon]
                .into_iter()
                .filter_map(|(from, to)| DaySpan::new(from, to))
                .collect(),
        };
        CalendarSpec {
            time_zone: TimeZone::get("Asia/Shanghai")
                .unwrap_or_else(|_| TimeZone::fixed(Offset::constant(8))),
            holidays: Holidays::cn(),
            week: Weekdays::WORKING,
            hours: vec![
                hours((6, 1), (9, 30), (900, 1080)),
                hours((10, 1), (5, 31), (870, 1050)),
            ],
            overrides: Vec::new(),
            month_begins: 1,
        }
    }
}

impl Holidays {
    /// The Chinese statutory days built in (`templates/calendar/cn.csv`).
    pub fn cn() -> Holidays {
        let days = assets::text("calendar/cn.csv").and_then(|text| parse_holidays(text).ok());
        Holidays::Listed(days.unwrap_or_default())
    }
}

fn season(from: (i8, i8), to: (i8, i8)) -> Option<Season> {
    Some(Season {
        from: MonthDay::new(from.0, from.1)?,
        to: MonthDay::new(to.0, to.1)?,
    })
}
