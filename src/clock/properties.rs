//! What holds for every calendar.

#![allow(clippy::unwrap_used)]
use super::model::{DAYS, Model, calendars, instant, waits};
use super::*;
use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 192,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn within(limit: &str) -> Deadline {
    Deadline::within(limit.parse().unwrap())
}

fn read_as(reading: Reading, days: u32) -> Deadline {
    Deadline::Within {
        limit: format!("{days} workdays").parse().unwrap(),
        counts: Counts::Service,
        reading,
    }
}

/// The waits as seconds, and as a clock is told of them.
fn pending(model: &Model, waits: &[(i64, Option<i64>)]) -> (Vec<(i64, i64)>, Vec<PendingSpan>) {
    let second = |minute: i64| model.begin + minute * 60;
    let seconds = waits
        .iter()
        .map(|(from, to)| (second(*from), to.map_or(i64::MAX, second)))
        .collect();
    let spans = waits
        .iter()
        .map(|(from, to)| (instant(second(*from)), to.map(|to| instant(second(to)))))
        .collect();
    (seconds, spans)
}

/// A second in the first `days` of the month looked at.
fn seconds(days: i64) -> impl Strategy<Value = i64> {
    0..days * 24 * 3600
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn service_time_is_what_the_wall_shows((spec, first) in calendars(), a in seconds(DAYS), b in seconds(DAYS)) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let (from, to) = (model.begin + a.min(b), model.begin + a.max(b));
        let wall = model.running(from, to, &[]).unwrap();
        prop_assert_eq!(calendar.service_between(instant(from), instant(to)), Ok(wall));
        prop_assert_eq!(calendar.service_between(instant(to), instant(from)), Ok(0));
    }

    #[test]
    fn months_of_assessment_follow_each_other(begins in 1i8..=31, days in 0i64..3000) {
        let calendar = Calendar::new(CalendarSpec { month_begins: begins, ..CalendarSpec::default_cn() });
        let day = Date::constant(2020, 1, 1) + jiff::Span::new().days(days);
        let month = calendar.month_on(day);
        prop_assert!(calendar.first_of(month) <= day && day <= calendar.last_of(month));
        prop_assert_eq!(calendar.last_of(month).tomorrow().unwrap(), calendar.first_of(month.next()));
        prop_assert_eq!(calendar.month_on(calendar.first_of(month)), month);
    }

    #[test]
    fn days_agree_with_their_spans((spec, first) in calendars(), days in 0..DAYS, n in 1u32..9) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let day = first + jiff::Span::new().days(days);
        prop_assert_eq!(calendar.is_work(day), Ok(model.is_work(day)));
        let spans = calendar.year(day.year()).unwrap().spans_of(day);
        let (begin, end) = (calendar.begin_of(day), calendar.begin_of(day.tomorrow().unwrap()));
        let within = begin.as_second()..=end.as_second();
        prop_assert!(spans.iter().all(|span| within.contains(&span.from) && span.from < span.to && within.contains(&span.to)));
        prop_assert!(spans.windows(2).all(|pair| pair[0].to < pair[1].from));
        prop_assert_eq!(calendar.service_between(begin, end).unwrap(), calendar.service_minutes(day).unwrap() * 60);
        if let Ok(later) = calendar.workdays_after(day, n) {
            prop_assert_eq!(calendar.workdays_between(day, later), Ok(i64::from(n)));
            prop_assert_eq!(calendar.is_work(later), Ok(true));
            prop_assert!(later > day);
        }
    }

    #[test]
    fn minutes_are_due_as_on_the_wall((spec, first) in calendars(), start in seconds(10), limit in 1u32..3000, waits in waits()) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let waits: Vec<_> = waits.into_iter().filter(|(_, to)| to.is_some()).collect();
        let (paused, spans) = pending(&model, &waits);
        let pauses = Pauses::new(spans.iter().filter_map(|(from, to)| Some((*from, (*to)?))));
        let start = model.begin + start;
        let due = due(&calendar, instant(start), &within(&format!("{limit} minutes")), &pauses);
        if let Some(wall) = model.after(start, i64::from(limit) * 60, &paused) {
            prop_assert_eq!(due, Ok(instant(wall)));
        }
        if let Ok(due) = due {
            prop_assert_eq!(calendar.running_between(instant(start), due, &pauses), Ok(i64::from(limit) * 60));
        }
    }

    #[test]
    fn workdays_are_due_as_on_the_wall((spec, first) in calendars(), start in seconds(10), n in 1u32..6) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let start = instant(model.begin + start);
        let mut day = calendar.date_of(start);
        let mut left = n;
        for _ in 0..DAYS * i64::from(left > 0) {
            day = day.tomorrow().unwrap();
            left -= u32::from(model.is_work(day));
            if left == 0 { break }
        }
        let due = |deadline: &Deadline| due(&calendar, start, deadline, &Pauses::NONE);
        if let (0, Some(close)) = (left, model.close(day)) {
            prop_assert_eq!(due(&read_as(Reading::CivilCode, n)), Ok(instant(close)));
            prop_assert_eq!(due_on(&calendar, day), Ok(instant(close)));
        }
        if left == 0 {
            let same = due(&read_as(Reading::SameTime, n)).unwrap();
            prop_assert_eq!(calendar.date_of(same), day);
        }
        let natural = calendar.date_of(start) + jiff::Span::new().days(n);
        if let Some(close) = model.close(natural) {
            prop_assert_eq!(due(&within(&format!("{n} days"))), Ok(instant(close)));
        }
        prop_assert_eq!(due(&read_as(Reading::Wall, n)), Ok(instant(start.as_second() + i64::from(n) * 86_400)));
    }

    #[test]
    fn who_begins_later_is_due_later((spec, first) in calendars(), a in seconds(10), b in seconds(10), n in 1u32..6, waits in waits()) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let (_, spans) = pending(&model, &waits);
        let pauses = Pauses::new(spans.iter().filter_map(|(from, to)| Some((*from, (*to)?))));
        let (earlier, later) = (instant(model.begin + a.min(b)), instant(model.begin + a.max(b)));
        let pair = |deadline: &Deadline, pauses: &Pauses| {
            due(&calendar, earlier, deadline, pauses).ok().zip(due(&calendar, later, deadline, pauses).ok())
        };
        for (deadline, pauses) in [
            (within(&format!("{n} hours")), &pauses),
            (within(&format!("{n} days")), &pauses),
            (read_as(Reading::CivilCode, n), &Pauses::NONE),
            (read_as(Reading::Wall, n), &pauses),
        ] {
            if let Some((first, second)) = pair(&deadline, pauses) {
                prop_assert!(first <= second, "{:?}", deadline);
                prop_assert!(first >= earlier && second >= later);
            }
        }
    }

    #[test]
    fn a_verdict_fits_the_wall(
        (spec, first) in calendars(), start in seconds(10), stop in proptest::option::of(seconds(DAYS)), end in seconds(DAYS),
        limit in 1u32..3000, waits in waits(),
    ) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let (paused, spans) = pending(&model, &waits);
        let second = |offset: i64| model.begin + offset;
        let (start, stop, as_of) = (second(start), stop.map(second), second(end));
        let course = Course { start: Some(instant(start)), stop: stop.map(instant), exempt: false, pending: &spans };
        let verdict = judge(&calendar, &within(&format!("{limit} minutes")), &course, instant(as_of));
        let seen = stop.filter(|stop| *stop < as_of);
        let until = seen.unwrap_or(as_of);
        let Ok(Some(verdict)) = verdict else {
            prop_assert!(start >= as_of || verdict.is_err());
            return Ok(());
        };
        let waiting: Vec<_> = paused.iter().map(|(from, to)| (*from, (*to).min(until))).collect();
        let due = verdict.due.unwrap();
        if let Some(wall) = model.after(start, i64::from(limit) * 60, &waiting) {
            prop_assert_eq!(due, instant(wall));
        }
        prop_assert_eq!(verdict.elapsed_seconds, model.running(start, until, &paused).unwrap());
        let late = if due.as_second() < until { model.running(due.as_second(), until, &paused).unwrap() } else { 0 };
        prop_assert_eq!(verdict.late_seconds, late);
        let over = instant(until) > due;
        prop_assert_eq!(verdict.status == Status::Breached, over);
        prop_assert_eq!(verdict.status == Status::Met, !over && seen.is_some());
        if over {
            prop_assert_eq!(verdict.elapsed_seconds, i64::from(limit) * 60 + verdict.late_seconds);
        }
    }

    #[test]
    fn what_was_due_before_the_end_of_a_month_stays_so(
        (spec, first) in calendars(), start in seconds(10), stop in proptest::option::of(seconds(DAYS)), ends in (seconds(DAYS), seconds(DAYS)),
        n in 1u32..4, waits in waits(),
    ) {
        let (model, calendar) = (Model::new(&spec, first), Calendar::new(spec));
        let (_, spans) = pending(&model, &waits);
        let at = |offset: i64| instant(model.begin + offset);
        let course = Course { start: Some(at(start)), stop: stop.map(at), exempt: false, pending: &spans };
        let (sooner, later) = (at(ends.0.min(ends.1)), at(ends.0.max(ends.1)));
        for deadline in [within(&format!("{n} hours")), read_as(Reading::CivilCode, n), read_as(Reading::SameTime, n), within(&format!("{n} days"))] {
            let seen = |as_of: Timestamp| judge(&calendar, &deadline, &course, as_of).ok().flatten();
            let (Some(then), Some(now)) = (seen(sooner), seen(later)) else { continue };
            if then.due.unwrap() < sooner {
                prop_assert_eq!((then.due, then.status), (now.due, now.status), "{:?}", deadline);
            } else {
                prop_assert!(then.status != Status::Breached);
            }
        }
    }
}
