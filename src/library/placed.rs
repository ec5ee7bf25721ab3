//! Where a record stands in time, in the site and in the registers.

use crate::base::{Confidentiality, Month, RelPath, Stamp};
use crate::clock::Calendar;
use crate::config::Config;
use crate::kind::Value;
use crate::record::Record;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Where a record stands in time, in the site and in the registers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The page, relative to the site.
    pub url: RelPath,
    /// The local time that places it: that of its kind's date field, else of its first commit.
    pub at: Option<DateTime>,
    /// The same as an instant; a day counts from its first moment.
    pub instant: Option<Timestamp>,
    /// Whether the time has a time of day, or only a day.
    pub has_time: bool,
    /// The month that it belongs to.
    pub month: Option<Month>,
    /// The IDs of its systems: those that its front matter names, then those of its rows.
    pub systems: Vec<String>,
    /// The ID of its region.
    pub region: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its confidentiality.
    pub confidentiality: Confidentiality,
    /// What the history says about its file.
    pub stamp: Stamp,
}

impl Placed {
    pub(super) fn new(record: &Record, url: RelPath, stamp: Stamp, config: &Config) -> Placed {
        let calendar = &config.contract.calendar;
        let Moment {
            at,
            instant,
            month,
            has_time,
        } = Moment::of(record, &stamp, calendar);
        Placed {
            url,
            month: month.or(at.map(|at| calendar.month_on(at.date()))),
            instant,
            at,
            has_time,
            systems: record.all_systems(),
            region: record.region(),
            tags: record.tags(),
            confidentiality: confidentiality(record, config),
            stamp,
        }
    }
}

/// How confidential `record` is: what it says itself, else the kind in whose folder it lies, else the knowledge base.
pub fn confidentiality(record: &Record, config: &Config) -> Confidentiality {
    let own = record.text("confidentiality");
    // A kind may have levels of its own, of which nobody else knows whom they let in.
    let own = own.map(|own| Confidentiality::of(&own).unwrap_or(Confidentiality::Restricted));
    let below = match config.site.content.as_str() {
        "" => Some(record.path.as_str()),
        content => record.path.below(content),
    };
    let top = below.and_then(|below| below.split('/').next());
    // The page of a folder is a manual, and tells of the records there.
    let kind = top.and_then(|top| config.kinds.of_folder(top));
    own.or(kind.map_or(record.kind.confidentiality, |kind| kind.confidentiality))
        .unwrap_or(config.site.confidentiality)
}

/// When a record was, by the clock of the purchaser.
#[derive(Default)]
struct Moment {
    at: Option<DateTime>,
    instant: Option<Timestamp>,
    /// The month, where no more than that is written.
    month: Option<Month>,
    has_time: bool,
}

impl Moment {
    fn of(record: &Record, stamp: &Stamp, calendar: &Calendar) -> Moment {
        let zone = calendar.time_zone();
        for name in &record.kind.dates {
            match record.get(name) {
                Some(Value::DateTime(at)) => return Moment::at(*at, zone),
                Some(Value::Date(date)) => return Moment::on(*date, zone),
                Some(Value::Month(month)) => {
                    return Moment {
                        month: Some(*month),
                        ..Moment::on(calendar.first_of(*month), zone)
                    };
                }
                _ => {}
            }
        }
        // A document without a date of its own is placed by its last commit; other records by no guess, and a kind without
        // any date field, such as lists, not at all.
        let by_git = !record.kind.dates.is_empty() && record.kind.id_is_path();
        let at = stamp.updated_at.filter(|_| by_git);
        at.map(|at| Moment::at(at, zone)).unwrap_or_default()
    }

    fn at(instant: Timestamp, zone: &TimeZone) -> Moment {
        Moment {
            at: Some(instant.to_zoned(zone.clone()).datetime()),
            instant: Some(instant),
            month: None,
            has_time: true,
        }
    }

    fn on(date: Date, zone: &TimeZone) -> Moment {
        Moment {
            at: Some(date.at(0, 0, 0, 0)),
            instant: date.to_zoned(zone.clone()).ok().map(|start| start.timestamp()),
            month: None,
            has_time: false,
        }
    }
}
