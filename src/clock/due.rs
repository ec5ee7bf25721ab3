//! By when must it have happened?

use super::zone::at_second;
use super::{Calendar, Counts, Deadline, Limit, LimitUnit, NotCovered, Pauses, Reading};
use jiff::Timestamp;
use jiff::civil::Date;

/// The instant by which a clock that began at `start` must have stopped; to stop exactly then is in time.
///
/// - Minutes and hours count in service time or on the wall. A start outside service hours counts from the next service minute; a
///   deadline exactly at closing time stays there.
/// - Workdays are read as [`Reading`] says; natural days end at the close of the Nth day after, moved to the next workday if
///   nothing is served then (Civil Code §203).
/// - `pauses` put off minutes and hours of service by the service time they cover. So they do with workdays: allowed is
///   the service time from the start to the deadline as it would be without pauses, and due is when that much has run. Time on the
///   wall, natural days and fixed dates are not put off.
///
/// # Errors
/// A year that is needed is not covered.
pub fn due(
    calendar: &Calendar,
    start: Timestamp,
    deadline: &Deadline,
    pauses: &Pauses,
) -> Result<Timestamp, NotCovered> {
    let (limit, counts, reading) = match *deadline {
        Deadline::On { date, .. } => return due_on(calendar, date),
        Deadline::Within {
            limit,
            counts,
            reading,
        } => (limit, counts, reading),
    };
    if let Some(seconds) = limit.seconds() {
        return match counts {
            Counts::Wall => Ok(later(start, seconds)),
            Counts::Service => calendar.running_after(start, seconds, pauses),
        };
    }
    let unpaused = calendar_deadline(calendar, start, limit, reading)?;
    if !deadline.can_pause() {
        return Ok(unpaused);
    }
    put_off(calendar, start, unpaused, pauses)
}

/// The end of service on `date`; for a day without service, that of the next day that has some, as with natural days.
///
/// # Errors
/// A year up to that day is not covered.
pub fn due_on(calendar: &Calendar, date: Date) -> Result<Timestamp, NotCovered> {
    calendar.close_from(date)
}

/// The deadline of a limit in days, without pauses.
fn calendar_deadline(
    calendar: &Calendar,
    start: Timestamp,
    limit: Limit,
    reading: Reading,
) -> Result<Timestamp, NotCovered> {
    let n = limit.amount.get();
    let local = calendar.time_zone().to_datetime(start);
    let day = local.date();
    if limit.unit == LimitUnit::Days {
        let last = day.checked_add(jiff::Span::new().days(n));
        return calendar.close_from(last.map_err(|_| NotCovered { year: day.year() })?);
    }
    match reading {
        Reading::CivilCode => calendar.close_from(calendar.workdays_after(day, n)?),
        Reading::SameTime => {
            let last = calendar.workdays_after(day, n)?.to_datetime(local.time());
            Ok(super::zone::instant_at(calendar.time_zone(), last))
        }
        Reading::ServiceHours => {
            let seconds = i64::from(n) * i64::from(calendar.standard_minutes(day)) * 60;
            calendar.service_after(start, seconds)
        }
        Reading::Wall => Ok(later(start, i64::from(n) * 24 * 3600)),
    }
}

/// `unpaused`, later by the service time that pauses took from it.
fn put_off(
    calendar: &Calendar,
    start: Timestamp,
    unpaused: Timestamp,
    pauses: &Pauses,
) -> Result<Timestamp, NotCovered> {
    if pauses.is_empty() {
        return Ok(unpaused);
    }
    let allowed = calendar.service_between(start, unpaused)?;
    if calendar.running_between(start, unpaused, pauses)? == allowed {
        return Ok(unpaused);
    }
    calendar.running_after(start, allowed, pauses)
}

fn later(start: Timestamp, seconds: i64) -> Timestamp {
    at_second(start.as_second().saturating_add(seconds))
}
