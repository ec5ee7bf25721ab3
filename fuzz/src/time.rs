//! Whatever stands where a time or a limit belongs is read or refused, and what is read is due after it began.

use casebook::clock::{Calendar, Course, Deadline, Limit, Status, judge, parse_date, parse_instant};
use jiff::{SignedDuration, Timestamp};
use std::sync::LazyLock;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::default_cn);

/// What must hold of any input.
pub fn holds(input: (&str, &str, u32)) {
    let (start, limit, seconds) = input;
    let _ = parse_date(start);
    let (Ok(start), Ok(limit)) = (parse_instant(start, CALENDAR.time_zone()), limit.parse::<Limit>()) else {
        return;
    };
    let Ok(stop) = start.checked_add(SignedDuration::from_secs(i64::from(seconds))) else {
        return;
    };
    let course = Course {
        start: Some(start),
        stop: Some(stop),
        exempt: false,
        pending: &[],
    };
    if let Ok(Some(verdict)) = judge(&CALENDAR, &Deadline::within(limit), &course, Timestamp::MAX) {
        assert!(verdict.due.is_some_and(|due| due >= start), "{verdict:?}");
        assert!(
            verdict.elapsed_seconds >= 0 && verdict.late_seconds >= 0,
            "{verdict:?}"
        );
        let met = verdict.due.is_some_and(|due| stop <= due);
        assert_eq!(verdict.status == Status::Met, met, "{verdict:?}");
    }
}
