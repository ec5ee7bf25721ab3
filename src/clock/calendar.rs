//! Which days are worked, and which hours are served on them?

use super::hours::spans_of;
use super::year::{DayKind, YearTable};
use super::zone::{at_second, instant_at};
use super::{CalendarSpec, HolidayDay, Holidays, Override, Weekdays};
use crate::base::Month;
use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// A year was needed for which the calendar has no holiday list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[error("the calendar does not cover the year {year}")]
pub struct NotCovered {
    /// The year.
    pub year: i16,
}

/// A calendar that answers: days, and (in [`super::service`]) service time.
///
/// The table of a year is made when it is first asked for.
#[derive(Debug, Clone)]
pub struct Calendar {
    spec: CalendarSpec,
    listed: BTreeMap<Date, Listed>,
    first_year: i16,
    /// The seconds at which the years begin, from the first covered year to the one after the last.
    pub(super) begins: Vec<i64>,
    /// One place for each year between the first and the last that is covered; `None` where one is not.
    years: Vec<Option<OnceLock<YearTable>>>,
}

#[derive(Debug, Clone)]
struct Listed {
    work: bool,
    reason: String,
}

impl Calendar {
    /// The calendar of `spec`.
    pub fn new(spec: CalendarSpec) -> Calendar {
        let mut listed = BTreeMap::new();
        let covered: Box<dyn Fn(i16) -> bool>;
        let (first_year, last_year);
        match &spec.holidays {
            Holidays::None => {
                (first_year, last_year) = (1990, 2099);
                covered = Box::new(|_| true);
            }
            Holidays::Listed(days) => {
                for HolidayDay { date, name, work } in days {
                    listed.insert(
                        *date,
                        Listed {
                            work: *work,
                            reason: name.clone(),
                        },
                    );
                }
                let mut years: Vec<i16> = listed.keys().map(|date: &Date| date.year()).collect();
                years.dedup();
                // Without any day no year is covered.
                first_year = years.first().copied().unwrap_or(1);
                last_year = years.last().copied().unwrap_or(0);
                covered = Box::new(move |year| years.binary_search(&year).is_ok());
            }
        }
        for Override {
            date, work, reason, ..
        } in &spec.overrides
        {
            listed.insert(
                *date,
                Listed {
                    work: *work,
                    reason: reason.clone(),
                },
            );
        }
        let years = (first_year..=last_year)
            .map(|year| covered(year).then(OnceLock::new))
            .collect();
        let begin =
            |year| instant_at(&spec.time_zone, new_year(year).to_datetime(Time::midnight())).as_second();
        let begins = (first_year..=last_year.saturating_add(1)).map(begin).collect();
        Calendar {
            spec,
            listed,
            first_year,
            begins,
            years,
        }
    }

    /// The calendar without a contract.yaml: Chinese statutory days, Fujian hours, Asia/Shanghai.
    pub fn default_cn() -> Calendar {
        Calendar::new(CalendarSpec::default_cn())
    }

    /// What the calendar was made of.
    pub fn spec(&self) -> &CalendarSpec {
        &self.spec
    }

    /// The zone of all local times.
    pub fn time_zone(&self) -> &TimeZone {
        &self.spec.time_zone
    }

    /// The years that are covered, in order.
    pub fn years(&self) -> impl Iterator<Item = i16> {
        (self.first_year..)
            .zip(&self.years)
            .filter(|(_, table)| table.is_some())
            .map(|(year, _)| year)
    }

    /// Whether `date` is a workday.
    ///
    /// # Errors
    /// The year of `date` is not covered, not even for a day that `overrides` names.
    pub fn is_work(&self, date: Date) -> Result<bool, NotCovered> {
        Ok(self.year(date.year())?.is_work(date))
    }

    /// Why `date` is not like any other of its weekday: the reason of its override, else the name of its holiday.
    pub fn reason(&self, date: Date) -> Option<&str> {
        self.listed.get(&date).map(|day| day.reason.as_str())
    }

    /// The days that are not like any other of their weekday, in order: whether they are worked, and why.
    pub fn listed(&self) -> impl Iterator<Item = (Date, bool, &str)> {
        self.listed
            .iter()
            .map(|(date, day)| (*date, day.work, day.reason.as_str()))
    }

    /// The `n`th workday after `date`; `date` itself for 0.
    ///
    /// # Errors
    /// A year up to that day is not covered.
    pub fn workdays_after(&self, date: Date, n: u32) -> Result<Date, NotCovered> {
        if n == 0 {
            return Ok(date);
        }
        let mut year = date.year();
        let mut wanted = i64::from(n) + self.year(year)?.workdays_through(date);
        loop {
            let table = self.year(year)?;
            if let Some(day) = table.workday(wanted) {
                return Ok(day);
            }
            wanted -= table.workdays();
            year = year.checked_add(1).ok_or(NotCovered { year })?;
        }
    }

    /// How many workdays lie after `after`, up to `last` and including it; 0 if `last` is not after `after`.
    ///
    /// # Errors
    /// A year between is not covered.
    pub fn workdays_between(&self, after: Date, last: Date) -> Result<i64, NotCovered> {
        if last <= after {
            return Ok(0);
        }
        let mut sum =
            self.year(last.year())?.workdays_through(last) - self.year(after.year())?.workdays_through(after);
        for year in after.year()..last.year() {
            sum += self.year(year)?.workdays();
        }
        Ok(sum)
    }

    /// The day on which `instant` falls here.
    pub fn date_of(&self, instant: Timestamp) -> Date {
        self.spec.time_zone.to_datetime(instant).date()
    }

    /// The instant at which `date` begins here.
    pub fn begin_of(&self, date: Date) -> Timestamp {
        instant_at(&self.spec.time_zone, date.to_datetime(Time::midnight()))
    }

    /// The month of assessment in which `date` lies: a calendar month, or one counted from the day of the contract, which is called by the
    /// calendar month in which it begins (R26).
    pub fn month_on(&self, date: Date) -> Month {
        let month = Month::of(date);
        if date < self.first_of(month) {
            month.previous()
        } else {
            month
        }
    }

    /// The month of assessment in which `instant` falls here.
    pub fn month_of(&self, instant: Timestamp) -> Month {
        self.month_on(self.date_of(instant))
    }

    /// The first day of a month of assessment.
    pub fn first_of(&self, month: Month) -> Date {
        let (first, last) = (month.first(), month.last());
        let day = self.spec.month_begins.clamp(first.day(), last.day());
        Date::new(first.year(), first.month(), day).unwrap_or(first)
    }

    /// The last day of a month of assessment.
    pub fn last_of(&self, month: Month) -> Date {
        let next = self.first_of(month.next()).yesterday();
        next.ok()
            .filter(|last| *last >= month.first())
            .unwrap_or(month.last())
    }

    /// The instant at which a month of assessment ends here, which is the first of the next one.
    pub fn end_of(&self, month: Month) -> Timestamp {
        self.begin_of(self.first_of(month.next()))
    }

    /// The hours of a Monday in the season of `date`, in minutes: what a make-up workday has, and a standard day.
    pub fn standard_minutes(&self, date: Date) -> u32 {
        spans_of(&self.spec.hours, date, Weekday::Monday)
            .iter()
            .map(|span| u32::from(span.minutes()))
            .sum()
    }

    pub(super) fn year(&self, year: i16) -> Result<&YearTable, NotCovered> {
        let place = usize::try_from(i32::from(year) - i32::from(self.first_year)).ok();
        let table = place
            .and_then(|place| self.years.get(place))
            .and_then(Option::as_ref);
        let table = table.ok_or(NotCovered { year })?;
        Ok(table.get_or_init(|| YearTable::new(&self.spec, year, |date| self.kind_of(date))))
    }

    /// The covered year in which the second `at` lies.
    pub(super) fn year_at(&self, at: i64) -> Result<i16, NotCovered> {
        let begun = self.begins.partition_point(|begin| *begin <= at);
        if begun == 0 || begun == self.begins.len() {
            return Err(NotCovered {
                year: self.date_of(at_second(at)).year(),
            });
        }
        Ok(self
            .first_year
            .saturating_add(i16::try_from(begun - 1).unwrap_or(i16::MAX)))
    }

    fn kind_of(&self, date: Date) -> DayKind {
        let weekday = date.weekday();
        let in_week = self.spec.week.contains(weekday);
        let listed = self.listed.get(&date).map(|day| day.work);
        // A holiday that is worked after all keeps the hours of its weekday; a day of rest has none of its own.
        let made_up = listed == Some(true) && !(in_week && Weekdays::WORKING.contains(weekday));
        DayKind {
            work: listed.unwrap_or(in_week),
            hours_of: if made_up { Weekday::Monday } else { weekday },
        }
    }
}

fn new_year(year: i16) -> Date {
    Date::new(year, 1, 1).unwrap_or(Date::MAX)
}
