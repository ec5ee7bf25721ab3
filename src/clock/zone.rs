//! Which instant does a local time mean, and how is an instant written?

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

/// The instant at which clocks in `zone` first show `local` or more.
///
/// Of a time that comes twice when clocks are put back it is the first; a time that is skipped when they are put forward gives
/// the instant of the change. So it never decreases when `local` grows.
pub fn instant_at(zone: &TimeZone, local: DateTime) -> Timestamp {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { offset } | AmbiguousOffset::Fold { before: offset, .. } => {
            offset.to_timestamp(local).unwrap_or(Timestamp::MAX)
        }
        AmbiguousOffset::Gap { after, .. } => {
            let just_before = after.to_timestamp(local).unwrap_or(Timestamp::MAX);
            zone.following(just_before)
                .next()
                .map_or(just_before, |change| change.timestamp())
        }
    }
}

/// `instant` as clocks in `zone` show it: `2023-05-12 09:20:00`.
pub fn format_local(instant: Timestamp, zone: &TimeZone) -> String {
    let local = zone.to_datetime(instant);
    let (date, time) = (local.date(), local.time());
    format!(
        "{date} {:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// `instant` in RFC 3339 with the offset of `zone`: `2023-05-12T09:20:00+08:00`.
pub fn format_rfc3339(instant: Timestamp, zone: &TimeZone) -> String {
    instant.display_with_offset(zone.to_offset(instant)).to_string()
}

/// The instant `seconds` after the epoch, kept within what can be written.
pub(super) fn at_second(seconds: i64) -> Timestamp {
    let bound = if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::from_second(seconds).unwrap_or(bound)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::datetime;

    fn utc(zone: &str, local: DateTime) -> String {
        instant_at(&TimeZone::get(zone).unwrap(), local).to_string()
    }

    #[test]
    fn a_skipped_time_is_the_change_and_a_repeated_one_its_first() {
        let berlin = |day, hour, minute| utc("Europe/Berlin", datetime(2024, 3, day, hour, minute, 0, 0));
        assert_eq!(berlin(31, 1, 59), "2024-03-31T00:59:00Z");
        assert_eq!(berlin(31, 2, 0), "2024-03-31T01:00:00Z");
        assert_eq!(berlin(31, 2, 30), "2024-03-31T01:00:00Z");
        assert_eq!(berlin(31, 3, 0), "2024-03-31T01:00:00Z");
        assert_eq!(
            utc("Europe/Berlin", datetime(2024, 10, 27, 2, 30, 0, 0)),
            "2024-10-27T00:30:00Z"
        );
        assert_eq!(
            utc("Europe/Berlin", datetime(2024, 10, 27, 3, 0, 0, 0)),
            "2024-10-27T02:00:00Z"
        );
        assert_eq!(
            utc("Asia/Shanghai", datetime(2024, 1, 1, 0, 0, 0, 0)),
            "2023-12-31T16:00:00Z"
        );
    }

    #[test]
    fn a_change_far_away_needs_no_table() {
        assert_eq!(
            utc("Europe/Berlin", datetime(2099, 3, 29, 2, 30, 0, 0)),
            "2099-03-29T01:00:00Z"
        );
    }

    #[test]
    fn writes_local_time_and_offset() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let instant: Timestamp = "2023-10-07T00:15:00Z".parse().unwrap();
        assert_eq!(format_local(instant, &zone), "2023-10-07 08:15:00");
        assert_eq!(format_rfc3339(instant, &zone), "2023-10-07T08:15:00+08:00");
    }
}
