//! When is it due, and how much service time passed?
//!
//! A [`Calendar`] knows which days are worked and which hours are served. [`due`] gives the instant by which something must
//! have happened, [`judge`] says what became of one clock of one record. Everything is exact to the second; nothing here
//! reads the machine's clock.

pub mod calendar;
pub mod counts;
pub mod deadline;
pub mod due;
pub mod holidays;
pub mod hours;
pub mod instant;
pub mod judge;
pub mod limit;
pub mod pause;
pub mod season;
pub mod service;
pub mod spec;
mod spelling;
pub mod weekdays;
pub mod words;
mod year;
pub mod zone;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod model;
#[cfg(test)]
mod properties;

pub use calendar::{Calendar, NotCovered};
pub use counts::{Counts, Reading};
pub use deadline::Deadline;
pub use due::{due, due_on};
pub use holidays::{HolidayDay, Holidays, parse_holidays};
pub use hours::{DaySpan, HoursSpec};
pub use instant::{WrongTime, parse_date, parse_instant};
pub use judge::{Course, Standing, Status, Verdict, judge, late_workdays, stand};
pub use limit::{Limit, LimitUnit};
pub use pause::{Pauses, PendingSpan};
pub use season::{MonthDay, Season};
pub use spec::{CalendarSpec, Override};
pub use weekdays::Weekdays;
pub use zone::{format_local, format_rfc3339};
