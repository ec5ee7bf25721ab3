//! What became of one clock of one record?

use super::{Calendar, Counts, Deadline, NotCovered, Pauses, PendingSpan, due};
use jiff::Timestamp;
use std::fmt;

/// What a record says of one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course<'r> {
    /// When it began.
    pub start: Option<Timestamp>,
    /// When it stopped.
    pub stop: Option<Timestamp>,
    /// Whether the record is exempt from it; the caller keeps the reason.
    pub exempt: bool,
    /// The spans that count as waiting for somebody else: those of reasons that are excused.
    pub pending: &'r [PendingSpan],
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It stopped at the due time or before.
    Met,
    /// It stopped after the due time, or runs still and the due time is over.
    Breached,
    /// It runs and the due time is not over.
    Running,
    /// It does not bind this record.
    Exempt,
    /// It stopped and never began.
    Unknown,
}

/// When a clock is due, and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When it was due; `None` for [`Status::Unknown`] only.
    pub due: Option<Timestamp>,
    /// How it stands.
    pub status: Status,
}

/// What became of a clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// When it was due; `None` for [`Status::Unknown`] only.
    pub due: Option<Timestamp>,
    /// Seconds from the start to the stop, else to the end of the period, in the time that the deadline is
    /// [measured](Deadline::measure) in. Service time leaves out pauses.
    pub elapsed_seconds: i64,
    /// Seconds after the due time, measured likewise; 0 in time. Given for the exempt too.
    pub late_seconds: i64,
    /// How it stands.
    pub status: Status,
}

/// Judges a clock as it stood at `as_of`, the end of the period looked at, which is exclusive: what happened at that instant or later
/// has not happened. `None` if the record has no such clock, because it did not begin.
///
/// With a stop and [`Timestamp::MAX`] as `as_of` everything is seen.
///
/// # Errors
/// A year that is needed is not covered.
pub fn judge(
    calendar: &Calendar,
    deadline: &Deadline,
    course: &Course<'_>,
    as_of: Timestamp,
) -> Result<Option<Verdict>, NotCovered> {
    let Some(standing) = stand(calendar, deadline, course, as_of)? else {
        return Ok(None);
    };
    let (Some(due), Some(start)) = (standing.due, course.start) else {
        return Ok(Some(Verdict::UNKNOWN));
    };
    let stop = course.stop.filter(|stop| *stop < as_of);
    let pauses = Pauses::seen(course.pending, stop, as_of);
    let end = stop.unwrap_or(as_of);
    Ok(Some(Verdict {
        due: Some(due),
        elapsed_seconds: measured(calendar, deadline, start, end, &pauses)?,
        late_seconds: measured(calendar, deadline, due, end, &pauses)?,
        status: standing.status,
    }))
}

/// The due time and the status of a clock, as [`judge`] gives them: they are known where the calendar covers the due time, though the end of the
/// period, up to which time is counted, lies in a year that it does not cover.
///
/// # Errors
/// A year that the due time needs is not covered.
pub fn stand(
    calendar: &Calendar,
    deadline: &Deadline,
    course: &Course<'_>,
    as_of: Timestamp,
) -> Result<Option<Standing>, NotCovered> {
    let stop = course.stop.filter(|stop| *stop < as_of);
    let start = match course.start {
        Some(start) if start < as_of => start,
        None if stop.is_some() => {
            let status = Status::Unknown;
            return Ok(Some(Standing { due: None, status }));
        }
        _ => return Ok(None),
    };
    let due = due(
        calendar,
        start,
        deadline,
        &Pauses::seen(course.pending, stop, as_of),
    )?;
    Ok(Some(Standing {
        due: Some(due),
        status: status(course.exempt, due, stop, as_of),
    }))
}

/// Workdays after the due date up to the day on which it stopped, that day included, and at least 1 (`delay_days` of the score
/// sheet). What runs still counts to the last moment before `as_of`.
///
/// # Errors
/// A year between is not covered.
pub fn late_workdays(
    calendar: &Calendar,
    due: Timestamp,
    stop: Option<Timestamp>,
    as_of: Timestamp,
) -> Result<i64, NotCovered> {
    let last_moment = super::zone::at_second(as_of.as_second() - 1);
    let last = stop.filter(|stop| *stop < as_of).unwrap_or(last_moment);
    // A day that closes at 24:00 is over then: the instant is the first of the next one.
    let due_day = calendar.date_of(super::zone::at_second(due.as_second() - 1));
    Ok(calendar.workdays_between(due_day, calendar.date_of(last))?.max(1))
}

fn status(exempt: bool, due: Timestamp, stop: Option<Timestamp>, as_of: Timestamp) -> Status {
    match stop {
        _ if exempt => Status::Exempt,
        Some(stop) if stop <= due => Status::Met,
        None if due >= as_of => Status::Running,
        _ => Status::Breached,
    }
}

fn measured(
    calendar: &Calendar,
    deadline: &Deadline,
    from: Timestamp,
    to: Timestamp,
    pauses: &Pauses,
) -> Result<i64, NotCovered> {
    match deadline.measure() {
        Counts::Wall => Ok((to.as_second() - from.as_second()).max(0)),
        Counts::Service if to <= from => Ok(0),
        Counts::Service => calendar.running_between(from, to, pauses),
    }
}

impl Verdict {
    const UNKNOWN: Verdict = Verdict {
        due: None,
        elapsed_seconds: 0,
        late_seconds: 0,
        status: Status::Unknown,
    };
}

impl Status {
    /// The name in the ledger and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Status::Met => "met",
            Status::Breached => "breached",
            Status::Running => "running",
            Status::Exempt => "exempt",
            Status::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
