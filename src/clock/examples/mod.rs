//! The examples of the contract's definitions, as people show them.

#![allow(clippy::unwrap_used)]
use super::*;
use jiff::Timestamp;
use jiff::civil::date;
use std::sync::LazyLock;

mod days;
mod standing;

static FUJIAN: LazyLock<Calendar> = LazyLock::new(Calendar::default_cn);

fn at(text: &str) -> Timestamp {
    parse_instant(text, FUJIAN.time_zone()).unwrap()
}

fn shown(instant: Timestamp) -> String {
    format_local(instant, FUJIAN.time_zone())
}

fn within(limit: &str, counts: Counts, reading: Reading) -> Deadline {
    Deadline::Within {
        limit: limit.parse().unwrap(),
        counts,
        reading,
    }
}

fn usual(limit: &str) -> Deadline {
    Deadline::within(limit.parse().unwrap())
}

fn due_after(start: &str, deadline: &Deadline) -> String {
    shown(due(&FUJIAN, at(start), deadline, &Pauses::NONE).unwrap())
}

fn paused(start: &str, deadline: &Deadline, pauses: &[(&str, &str)]) -> String {
    let pauses = Pauses::new(pauses.iter().map(|(from, to)| (at(from), at(to))));
    shown(due(&FUJIAN, at(start), deadline, &pauses).unwrap())
}

fn read_as(reading: Reading, start: &str, limit: &str) -> String {
    due_after(start, &within(limit, Counts::Service, reading))
}

#[test]
fn the_table_of_the_definitions() {
    for (start, limit, due) in [
        ("2023-09-28 17:45", "30 minutes", "2023-10-07 08:15:00"),
        ("2024-03-05 11:50", "30 minutes", "2024-03-05 14:50:00"),
        ("2023-10-07 09:00", "1 workday", "2023-10-08 17:30:00"),
        ("2024-05-31 17:20", "1 workday", "2024-06-03 18:00:00"),
        ("2024-09-30 16:00", "2 workdays", "2024-10-09 17:30:00"),
        ("2023-09-22 00:00", "10 days", "2023-10-07 17:30:00"),
    ] {
        assert_eq!(due_after(start, &usual(limit)), due, "{start} + {limit}");
    }
}

#[test]
fn a_deadline_at_closing_time_stays_there() {
    assert_eq!(
        due_after("2024-03-05 11:30", &usual("30 minutes")),
        "2024-03-05 12:00:00"
    );
    assert_eq!(
        due_after("2024-03-05 17:00", &usual("30 minutes")),
        "2024-03-05 17:30:00"
    );
    assert_eq!(
        due_after("2024-03-05 17:00:01", &usual("30 minutes")),
        "2024-03-06 08:00:01"
    );
    assert_eq!(
        due_after("2024-03-05 12:30", &usual("3 hours")),
        "2024-03-05 17:30:00"
    );
}

#[test]
fn a_start_outside_service_counts_from_the_next_minute_of_it() {
    assert_eq!(
        due_after("2024-03-05 12:00", &usual("30 minutes")),
        "2024-03-05 15:00:00"
    );
    assert_eq!(
        due_after("2024-03-09 10:00", &usual("30 minutes")),
        "2024-03-11 08:30:00"
    );
    assert_eq!(
        due_after(
            "2024-03-05 23:00",
            &within("30 minutes", Counts::Wall, Reading::CivilCode)
        ),
        "2024-03-05 23:30:00"
    );
}

#[test]
fn four_readings_of_a_workday() {
    let start = "2024-05-31 17:20";
    assert_eq!(
        read_as(Reading::CivilCode, start, "1 workday"),
        "2024-06-03 18:00:00"
    );
    assert_eq!(
        read_as(Reading::SameTime, start, "1 workday"),
        "2024-06-03 17:20:00"
    );
    assert_eq!(
        read_as(Reading::ServiceHours, start, "1 workday"),
        "2024-06-03 17:50:00"
    );
    assert_eq!(read_as(Reading::Wall, start, "1 workday"), "2024-06-01 17:20:00");
    assert_eq!(
        read_as(Reading::SameTime, "2024-06-01 10:00", "2 workdays"),
        "2024-06-04 10:00:00"
    );
}

#[test]
fn a_named_day_ends_with_its_service() {
    let on = |day| shown(due_on(&FUJIAN, day).unwrap());
    assert_eq!(on(date(2023, 9, 28)), "2023-09-28 18:00:00");
    assert_eq!(on(date(2023, 10, 2)), "2023-10-07 17:30:00");
}

#[test]
fn pauses_put_off_service_time_only() {
    let pause = [("2024-03-05 11:00", "2024-03-05 15:30")];
    assert_eq!(
        paused("2024-03-05 10:45", &usual("30 minutes"), &pause),
        "2024-03-05 15:45:00"
    );
    assert_eq!(
        paused("2024-03-05 10:30", &usual("30 minutes"), &pause),
        "2024-03-05 11:00:00"
    );
    assert_eq!(
        paused("2024-03-05 12:30", &usual("30 minutes"), &pause),
        "2024-03-05 16:00:00"
    );
    assert_eq!(
        paused("2024-03-04 09:00", &usual("1 workday"), &pause),
        "2024-03-06 10:00:00"
    );
    assert_eq!(
        paused("2024-03-04 09:00", &usual("1 day"), &pause),
        "2024-03-05 17:30:00"
    );
    let wall = within("1 workday", Counts::Service, Reading::Wall);
    assert_eq!(paused("2024-03-05 09:00", &wall, &pause), "2024-03-06 09:00:00");
    // A pause outside service hours, or after the deadline, takes nothing away.
    let idle = [
        ("2024-03-05 12:00", "2024-03-05 14:30"),
        ("2024-03-06 08:00", "2024-03-07 08:00"),
    ];
    assert_eq!(
        paused("2024-03-05 11:50", &usual("30 minutes"), &idle),
        "2024-03-05 14:50:00"
    );
    assert_eq!(
        paused("2024-03-04 09:00", &usual("1 workday"), &idle),
        "2024-03-05 17:30:00"
    );
    let evening = within("1 workday", Counts::Service, Reading::SameTime);
    assert_eq!(paused("2024-03-04 20:00", &evening, &idle), "2024-03-05 20:00:00");
}
