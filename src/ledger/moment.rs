//! As of when is the ledger read?

use crate::base::Month;
use crate::clock::{Calendar, format_local};
use crate::kind::Value;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// As of when the ledger is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// What still runs is judged as of this instant, which is exclusive.
    pub(super) as_of: Timestamp,
    /// What happened at this instant or later is not seen; [`Timestamp::MAX`] hides nothing.
    pub(super) horizon: Timestamp,
}

impl Moment {
    /// Judged as of an instant, with nothing hidden.
    pub(super) fn open(as_of: Timestamp) -> Moment {
        Moment {
            as_of,
            horizon: Timestamp::MAX,
        }
    }

    /// Judged as of an instant, with all that came later hidden.
    pub(super) fn closed(as_of: Timestamp) -> Moment {
        Moment {
            as_of,
            horizon: as_of,
        }
    }

    /// The day of the last moment before that instant.
    pub(super) fn last_day(self, calendar: &Calendar) -> Date {
        let last = self.as_of.saturating_sub(SignedDuration::from_nanos(1));
        calendar.date_of(last.unwrap_or(self.as_of))
    }

    pub(super) fn sees(self, at: Timestamp) -> bool {
        at < self.horizon
    }

    /// `at`, where it is seen.
    pub(super) fn seen(self, at: Option<Timestamp>) -> Option<Timestamp> {
        at.filter(|at| self.sees(*at))
    }
}

/// A moment as the views compare with it.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    pub(super) moment: Moment,
    /// The instant of judgement as text.
    pub(super) as_of: String,
    /// Texts of instants before this one are seen.
    pub(super) until: String,
    /// Texts of days up to this one are seen.
    pub(super) day: String,
    /// Months up to this one are seen.
    month: Month,
}

impl Spoken {
    /// Whether a field with this value was filled.
    pub(super) fn sees(&self, value: &Value) -> bool {
        match value {
            Value::DateTime(at) => self.moment.sees(*at),
            Value::Date(day) => day.to_string() <= self.day,
            Value::Month(month) => *month <= self.month,
            _ => true,
        }
    }

    pub(super) fn new(moment: Moment, calendar: &Calendar) -> Spoken {
        let zone = calendar.time_zone();
        let last = moment.horizon.saturating_sub(SignedDuration::from_nanos(1));
        let last = last.unwrap_or(moment.horizon);
        Spoken {
            moment,
            as_of: format_local(moment.as_of, zone),
            until: if moment.horizon == Timestamp::MAX {
                "~".to_owned()
            } else {
                format_local(moment.horizon, zone)
            },
            day: calendar.date_of(last).to_string(),
            month: calendar.month_of(last),
        }
    }
}
