//! A slow calendar to compare with: it looks at the clock on the wall minute by minute.

#![allow(clippy::unwrap_used)]
use super::*;
use jiff::Timestamp;
use jiff::civil::{Date, Time, Weekday};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// How many days the model looks at.
pub(super) const DAYS: i64 = 30;

/// The minutes of a month, each served or not, found without any table.
pub(super) struct Model {
    pub(super) begin: i64,
    served: Vec<bool>,
    spec: CalendarSpec,
}

impl Model {
    pub(super) fn new(spec: &CalendarSpec, first: Date) -> Model {
        let begin = zone::instant_at(&spec.time_zone, first.to_datetime(Time::midnight())).as_second();
        let mut model = Model {
            begin,
            served: Vec::new(),
            spec: spec.clone(),
        };
        let mut today = (first, model.spans(first));
        for minute in 0..DAYS * 1440 {
            let local = spec.time_zone.to_datetime(instant(begin + minute * 60));
            if today.0 != local.date() {
                today = (local.date(), model.spans(local.date()));
            }
            let minute = local.hour() as u16 * 60 + local.minute() as u16;
            let served = today
                .1
                .iter()
                .any(|span| span.from() <= minute && minute < span.to());
            model.served.push(served);
        }
        model
    }

    /// All spans that any entry gives to `date`.
    fn spans(&self, date: Date) -> Vec<DaySpan> {
        let (work, monday) = self.kind(date);
        let name = if monday { Weekday::Monday } else { date.weekday() };
        let entries = self.spec.hours.iter().filter(|entry| {
            work && entry.days.is_none_or(|days| days.contains(name))
                && entry.season.is_none_or(|season| in_season(&season, date))
        });
        entries.flat_map(|entry| entry.day.iter().copied()).collect()
    }

    pub(super) fn is_work(&self, date: Date) -> bool {
        self.kind(date).0
    }

    /// Whether it is worked, and whether with the hours of a Monday.
    fn kind(&self, date: Date) -> (bool, bool) {
        let in_week = self.spec.week.contains(date.weekday());
        let holiday = match &self.spec.holidays {
            Holidays::None => None,
            Holidays::Listed(days) => days.iter().rfind(|day| day.date == date).map(|day| day.work),
        };
        let changed = self
            .spec
            .overrides
            .iter()
            .rfind(|day| day.date == date)
            .map(|day| day.work);
        let weekend = date.weekday().to_monday_one_offset() >= 6;
        match changed.or(holiday) {
            Some(work) => (work, weekend || !in_week),
            None => (in_week, false),
        }
    }

    /// Seconds served from `from` to before `to` outside of `pauses`; `None` outside of the month looked at.
    pub(super) fn running(&self, from: i64, to: i64, pauses: &[(i64, i64)]) -> Option<i64> {
        let mut sum = 0;
        let mut second = from;
        while second < to {
            let next = step(second, pauses).min(to);
            sum += if self.runs(second, pauses)? {
                next - second
            } else {
                0
            };
            second = next;
        }
        Some(sum)
    }

    /// The first second before which `seconds` have been served since `start` outside of `pauses`.
    pub(super) fn after(&self, start: i64, seconds: i64, pauses: &[(i64, i64)]) -> Option<i64> {
        let mut left = seconds;
        let mut second = start;
        loop {
            let next = step(second, pauses);
            if self.runs(second, pauses)? {
                if left <= next - second {
                    return Some(second + left);
                }
                left -= next - second;
            }
            second = next;
        }
    }

    fn runs(&self, second: i64, pauses: &[(i64, i64)]) -> Option<bool> {
        let paused = pauses.iter().any(|(from, to)| *from <= second && second < *to);
        Some(self.served_at(second)? && !paused)
    }

    /// The second at which service ends on the first day from `date` on that has any, as the wall shows it.
    pub(super) fn close(&self, date: Date) -> Option<i64> {
        let day_of = |second| self.spec.time_zone.to_datetime(zone::at_second(second)).date();
        let first = self
            .served
            .iter()
            .enumerate()
            .position(|(minute, served)| *served && day_of(self.second(minute)) >= date)?;
        let day = day_of(self.second(first));
        let last = (first..self.served.len())
            .filter(|minute| self.served[*minute] && day_of(self.second(*minute)) == day)
            .max()?;
        // A day at the end of the month looked at is seen in part only.
        (last + 1440 < self.served.len()).then(|| self.second(last) + 60)
    }

    fn second(&self, minute: usize) -> i64 {
        self.begin + i64::try_from(minute).unwrap() * 60
    }

    fn served_at(&self, second: i64) -> Option<bool> {
        self.served
            .get(usize::try_from((second - self.begin).div_euclid(60)).ok()?)
            .copied()
    }
}

/// Where something may change after `second`: at the next minute, or where a pause begins or ends.
fn step(second: i64, pauses: &[(i64, i64)]) -> i64 {
    let minute = (second.div_euclid(60) + 1) * 60;
    let ends = pauses
        .iter()
        .flat_map(|(from, to)| [*from, *to])
        .filter(|end| *end > second);
    ends.fold(minute, i64::min)
}

/// Whether it comes when one goes from the first day of the season to the last.
fn in_season(season: &Season, date: Date) -> bool {
    let (from, to, day) = (
        season.from.to_string(),
        season.to.to_string(),
        date.strftime("%m-%d").to_string(),
    );
    let mut order = [("from", &from), ("to", &to), ("day", &day)];
    order.sort_by_key(|(_, day)| day.as_str());
    if day == from || day == to {
        return true;
    }
    let names = order.map(|(name, _)| name);
    from != to
        && [
            ["from", "day", "to"],
            ["day", "to", "from"],
            ["to", "from", "day"],
        ]
        .contains(&names)
}

/// Any calendar, and a day from which on to look at it.
pub(super) fn calendars() -> impl Strategy<Value = (CalendarSpec, Date)> {
    let zone = prop::sample::select(vec![
        "Asia/Shanghai",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "UTC",
    ]);
    // Near changes of the clocks, of seasons, and of the year.
    let first = (
        prop::sample::select(vec![
            "2024-03-20",
            "2024-10-20",
            "2023-12-15",
            "2024-02-20",
            "2023-09-20",
        ]),
        0i64..15,
    )
        .prop_map(|(day, more)| day.parse::<Date>().unwrap() + jiff::Span::new().days(more));
    let changes = vec((0..DAYS, any::<bool>()), 0..8);
    (
        zone,
        first,
        option::of(changes.clone()),
        vec(any::<bool>(), 7),
        vec(hours(), 1..4),
        changes,
    )
        .prop_map(|(zone, first, holidays, week, hours, overrides)| {
            let day = |days: i64| first + jiff::Span::new().days(days);
            let spec = CalendarSpec {
                time_zone: jiff::tz::TimeZone::get(zone).unwrap(),
                holidays: holidays.map_or(Holidays::None, |days| {
                    listed(days.into_iter().map(|(n, work)| (day(n), work)))
                }),
                week: week_of(&week),
                hours,
                overrides: overrides
                    .into_iter()
                    .map(|(n, work)| Override {
                        date: day(n),
                        work,
                        reason: String::new(),
                        source: None,
                    })
                    .collect(),
                month_begins: 1,
            };
            (spec, first)
        })
}

fn listed(days: impl Iterator<Item = (Date, bool)>) -> Holidays {
    let new_years = (2023..=2025).map(|year| (Date::constant(year, 1, 1), false));
    let day = |(date, work)| HolidayDay {
        date,
        name: "假".to_owned(),
        work,
    };
    Holidays::Listed(new_years.chain(days).map(day).collect())
}

fn week_of(days: &[bool]) -> Weekdays {
    let first = Weekday::Monday;
    let all = days.iter().zip(first.cycle_forward());
    all.filter(|(worked, _)| **worked)
        .map(|(_, day)| Weekdays::from(day))
        .collect()
}

fn hours() -> impl Strategy<Value = HoursSpec> {
    let month_day = || (1i8..=12, 1i8..=28).prop_map(|(month, day)| MonthDay::new(month, day).unwrap());
    let season = option::of((month_day(), month_day()).prop_map(|(from, to)| Season { from, to }));
    let days = option::weighted(0.3, vec(any::<bool>(), 7).prop_map(|days| week_of(&days)));
    (season, days, vec(day_span(), 1..4)).prop_map(|(season, days, day)| HoursSpec { season, days, day })
}

/// Any span of a day whose ends are no times that are skipped or come twice: about these the wall and a conversion differ.
fn day_span() -> impl Strategy<Value = DaySpan> {
    let end = || (0u16..=288).prop_map(|n| if (61..180).contains(&(n * 5)) { 180 } else { n * 5 });
    (end(), end()).prop_filter_map("empty", |(a, b)| DaySpan::new(a.min(b), a.max(b)))
}

/// Any `pending` spans in the first days of the month looked at, in minutes from its beginning.
pub(super) fn waits() -> impl Strategy<Value = Vec<(i64, Option<i64>)>> {
    let wait = (0..12 * 1440i64, option::weighted(0.85, 1..4000i64))
        .prop_map(|(from, length)| (from, length.map(|length| from + length)));
    vec(wait, 0..5)
}

pub(super) fn instant(second: i64) -> Timestamp {
    zone::at_second(second)
}
