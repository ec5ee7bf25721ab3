//! What are the days and served hours of one year?

use super::hours::spans_of;
use super::zone::instant_at;
use super::{CalendarSpec, DaySpan};
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// The days of one year and their spans of service, with running sums, so that any question is a look-up.
#[derive(Debug, Clone)]
pub(super) struct YearTable {
    days: Vec<Day>,
    spans: Vec<Span>,
}

#[derive(Debug, Clone)]
struct Day {
    date: Date,
    work: bool,
    /// Workdays of the year up to this day, this day included.
    workdays: u16,
    spans: Range<usize>,
}

/// A span of service, in seconds after the epoch; its end does not belong to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: i64,
    pub(super) to: i64,
    /// Seconds of service in the year before this span.
    before: i64,
}

/// Whether a day is worked, and which weekday's hours it has then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayKind {
    pub(super) work: bool,
    pub(super) hours_of: Weekday,
}

impl YearTable {
    /// The table of `year`, whose days are what `kind` says.
    pub(super) fn new(spec: &CalendarSpec, year: i16, kind: impl Fn(Date) -> DayKind) -> YearTable {
        let mut table = YearTable {
            days: Vec::with_capacity(366),
            spans: Vec::with_capacity(2 * 366),
        };
        let mut before = 0;
        let mut workdays = 0;
        for date in days_of(year) {
            let first = table.spans.len();
            let DayKind { work, hours_of } = kind(date);
            if work {
                workdays += 1;
                for span in spans_of(&spec.hours, date, hours_of) {
                    let (from, to) = bounds(spec, date, span);
                    // A span that is skipped when clocks are put forward is empty.
                    if from < to {
                        table.spans.push(Span { from, to, before });
                        before += to - from;
                    }
                }
            }
            table.days.push(Day {
                date,
                work,
                workdays,
                spans: first..table.spans.len(),
            });
        }
        table
    }

    pub(super) fn is_work(&self, date: Date) -> bool {
        self.day(date).is_some_and(|day| day.work)
    }

    /// Workdays from the year's first day to `date`, both included.
    pub(super) fn workdays_through(&self, date: Date) -> i64 {
        self.day(date).map_or(0, |day| i64::from(day.workdays))
    }

    pub(super) fn workdays(&self) -> i64 {
        self.days.last().map_or(0, |day| i64::from(day.workdays))
    }

    /// The day of the year's `n`th workday, from 1.
    pub(super) fn workday(&self, n: i64) -> Option<Date> {
        let before = self.days.partition_point(|day| i64::from(day.workdays) < n);
        self.days.get(before).map(|day| day.date)
    }

    /// The second at which service ends on `date` or on the year's next day that has service.
    pub(super) fn close_from(&self, date: Date) -> Option<i64> {
        self.close_of_span(self.day(date)?.spans.start)
    }

    /// The second at which service ends on the year's first day that has service.
    pub(super) fn first_close(&self) -> Option<i64> {
        self.close_of_span(0)
    }

    pub(super) fn spans_of(&self, date: Date) -> &[Span] {
        self.day(date)
            .and_then(|day| self.spans.get(day.spans.clone()))
            .unwrap_or_default()
    }

    /// Seconds of service in the year before the second `at`.
    pub(super) fn served_before(&self, at: i64) -> i64 {
        let begun = self.spans.partition_point(|span| span.from <= at);
        begun
            .checked_sub(1)
            .and_then(|last| self.spans.get(last))
            .map_or(0, |span| span.before + at.min(span.to) - span.from)
    }

    /// Seconds of service in the whole year.
    pub(super) fn served(&self) -> i64 {
        self.spans
            .last()
            .map_or(0, |span| span.before + span.to - span.from)
    }

    /// The first second before which `served` seconds of the year were served; `None` if the year has fewer, or for 0.
    pub(super) fn second_after(&self, served: i64) -> Option<i64> {
        let reached = self
            .spans
            .partition_point(|span| span.before < served)
            .checked_sub(1)?;
        let span = self.spans.get(reached)?;
        let second = span.from + served - span.before;
        (second <= span.to).then_some(second)
    }

    /// The end of service of the day that span number `span` belongs to.
    fn close_of_span(&self, span: usize) -> Option<i64> {
        let before = self.days.partition_point(|day| day.spans.end <= span);
        let last = self.days.get(before)?.spans.end.checked_sub(1)?;
        self.spans.get(last).map(|span| span.to)
    }

    fn day(&self, date: Date) -> Option<&Day> {
        self.days.get(usize::try_from(date.day_of_year() - 1).ok()?)
    }
}

/// All days of `year`.
fn days_of(year: i16) -> impl Iterator<Item = Date> {
    let first = Date::new(year, 1, 1).ok();
    std::iter::successors(first, |day| day.tomorrow().ok()).take_while(move |day| day.year() == year)
}

fn bounds(spec: &CalendarSpec, date: Date, span: DaySpan) -> (i64, i64) {
    let second = |minute: u16| {
        let (date, minute) = if minute == 24 * 60 {
            (date.tomorrow().unwrap_or(date), 0)
        } else {
            (date, minute)
        };
        // Both numbers are below 60, whatever the minute of the day.
        let (hour, minute) = ((minute / 60) as i8, (minute % 60) as i8);
        instant_at(&spec.time_zone, date.at(hour, minute, 0, 0)).as_second()
    };
    (second(span.from()), second(span.to()))
}
