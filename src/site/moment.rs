//! How are times written on a page? In the zone of the contract, so that they read as they were meant.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// `2023-09-28 17:45`, with seconds only where there are any.
pub(super) fn time(at: Timestamp, zone: &TimeZone) -> String {
    local(zone.to_datetime(at))
}

/// `2023-09-28 17:45`, with seconds only where there are any.
pub(super) fn local(at: DateTime) -> String {
    let (date, time) = (at.date(), at.time());
    let mut text = format!("{date} {:02}:{:02}", time.hour(), time.minute());
    if time.second() != 0 {
        text.push_str(&format!(":{:02}", time.second()));
    }
    text
}

/// The day of `at`.
pub(super) fn day(at: Timestamp, zone: &TimeZone) -> Date {
    zone.to_datetime(at).date()
}
