//! On which days is a round of inspection owed?

use crate::clock::{Calendar, Holidays, NotCovered};
use crate::config::Frequency;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::collections::BTreeSet;
use std::iter::successors;

/// A round that is owed: from a day on, by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Round {
    pub(super) begin: Date,
    pub(super) due: Date,
}

/// The rounds that are owed, and the years in which they cannot be told, for the calendar does not cover them.
#[derive(Debug, Default)]
pub(super) struct Rounds {
    pub(super) rounds: Vec<Round>,
    pub(super) uncovered: BTreeSet<i16>,
}

/// For which days rounds are looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// The first day of service.
    pub(super) first: Date,
    /// The last day of service, if there is one.
    pub(super) ends: Date,
    /// The last day on which a round may be due.
    pub(super) last: Date,
}

/// How long before a holiday a round counts as made before it.
const BEFORE_HOLIDAY: i64 = 6;

/// The rounds that are owed within `bounds`.
pub(super) fn rounds(calendar: &Calendar, every: Frequency, bounds: Bounds) -> Rounds {
    let mut found = Rounds::default();
    let spans = match every {
        Frequency::Holiday => return holidays(calendar, bounds),
        Frequency::Workday => days(bounds),
        Frequency::Week => weeks(bounds, 1),
        Frequency::Fortnight => weeks(bounds, 2),
        Frequency::Month => months(calendar, bounds),
    };
    for (begin, end) in spans {
        let begin = begin.max(bounds.first);
        match last_workday(calendar, begin, end.min(bounds.ends)) {
            Ok(Some(due)) if due <= bounds.last => found.rounds.push(Round { begin, due }),
            Ok(_) => {}
            Err(NotCovered { year }) => {
                found.uncovered.insert(year);
            }
        }
    }
    found
}

fn plus(date: Date, days: i64) -> Date {
    date.saturating_add(Span::new().days(days))
}

fn days(bounds: Bounds) -> Vec<(Date, Date)> {
    let days = bounds.first.series(1.day()).take_while(|day| *day <= bounds.last);
    days.map(|day| (day, day)).collect()
}

/// Weeks of Monday to Sunday, `together` at a time, from the one in which service begins.
fn weeks(bounds: Bounds, together: i64) -> Vec<(Date, Date)> {
    let back = i64::from(bounds.first.weekday().since(Weekday::Monday));
    let mondays = plus(bounds.first, -back).series((7 * together).days());
    let mondays = mondays.take_while(|monday| *monday <= bounds.last);
    mondays
        .map(|monday| (monday, plus(monday, 7 * together - 1)))
        .collect()
}

fn months(calendar: &Calendar, bounds: Bounds) -> Vec<(Date, Date)> {
    let months = successors(Some(calendar.month_on(bounds.first)), |month| {
        Some(month.next()).filter(|next| next > month)
    });
    months
        .map(|month| (calendar.first_of(month), calendar.last_of(month)))
        .take_while(|(first, _)| *first <= bounds.last)
        .collect()
}

fn last_workday(calendar: &Calendar, begin: Date, end: Date) -> Result<Option<Date>, NotCovered> {
    let mut day = end;
    while day >= begin {
        if calendar.is_work(day)? {
            return Ok(Some(day));
        }
        match day.yesterday() {
            Ok(before) => day = before,
            Err(_) => break,
        }
    }
    Ok(None)
}

/// One round before each run of days off that holds a statutory holiday, by the last workday before it.
fn holidays(calendar: &Calendar, bounds: Bounds) -> Rounds {
    let mut found = Rounds::default();
    let Holidays::Listed(listed) = &calendar.spec().holidays else {
        return found;
    };
    let mut off: Vec<Date> = listed
        .iter()
        .filter(|day| !day.work)
        .map(|day| day.date)
        .collect();
    off.sort_unstable();
    let covered: Vec<i16> = calendar.years().collect();
    // A round is owed before a holiday that may lie in the next year.
    let needed = bounds.first.year()..=plus(bounds.last.min(bounds.ends), BEFORE_HOLIDAY).year();
    found.uncovered = needed.filter(|year| !covered.contains(year)).collect();
    for day in off
        .into_iter()
        .filter(|day| *day > bounds.first && calendar.is_work(*day) == Ok(false))
    {
        // The days off before a holiday belong to it; a year that is not covered ends the search.
        let Ok(Some(due)) = last_workday(calendar, plus(day, -60), day) else {
            continue;
        };
        let again = found.rounds.last().is_some_and(|round| round.due == due);
        if again || due < bounds.first || due > bounds.last.min(bounds.ends) {
            continue;
        }
        let after_the_last = found.rounds.last().map_or(Date::MIN, |round| plus(round.due, 1));
        let begin = plus(due, -BEFORE_HOLIDAY).max(after_the_last).max(bounds.first);
        found.rounds.push(Round { begin, due });
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    fn due(every: Frequency, first: Date, last: Date) -> Vec<String> {
        let bounds = Bounds {
            first,
            ends: Date::MAX,
            last,
        };
        let rounds = rounds(&Calendar::default_cn(), every, bounds);
        rounds.rounds.iter().map(|round| round.due.to_string()).collect()
    }

    #[test]
    fn a_week_is_due_by_its_last_workday() {
        let found = due(Frequency::Week, date(2023, 9, 20), date(2023, 10, 31));
        assert_eq!(
            found,
            [
                "2023-09-22",
                "2023-09-28",
                "2023-10-08",
                "2023-10-13",
                "2023-10-20",
                "2023-10-27"
            ]
        );
        let found = due(Frequency::Fortnight, date(2023, 8, 1), date(2023, 8, 31));
        assert_eq!(found, ["2023-08-11", "2023-08-25"]);
    }

    #[test]
    fn a_month_and_a_holiday() {
        let found = due(Frequency::Month, date(2023, 9, 22), date(2023, 12, 31));
        assert_eq!(found, ["2023-09-28", "2023-10-31", "2023-11-30", "2023-12-29"]);
        let found = due(Frequency::Holiday, date(2023, 8, 1), date(2024, 2, 29));
        assert_eq!(found, ["2023-09-28", "2023-12-29", "2024-02-09"]);
        assert_eq!(
            due(Frequency::Workday, date(2023, 9, 27), date(2023, 10, 7)).len(),
            3
        );
    }

    #[test]
    fn a_year_that_is_not_covered_is_said() {
        let bounds = Bounds {
            first: date(2026, 12, 20),
            ends: Date::MAX,
            last: date(2027, 1, 31),
        };
        let december = Bounds {
            last: date(2026, 12, 31),
            ..bounds
        };
        for every in [Frequency::Week, Frequency::Holiday] {
            let uncovered = rounds(&Calendar::default_cn(), every, december).uncovered;
            assert_eq!(uncovered, BTreeSet::from([2027]), "{every:?} into the new year");
        }
        for every in [Frequency::Workday, Frequency::Week, Frequency::Holiday] {
            assert_eq!(
                rounds(&Calendar::default_cn(), every, bounds).uncovered,
                BTreeSet::from([2027]),
                "{every:?}"
            );
        }
    }
}
