//! Clocks of a record, and how they stand.

use super::super::*;
use super::{FUJIAN, at, shown, usual, within};

fn course<'r>(start: &str, stop: &str, pending: &'r [PendingSpan]) -> Course<'r> {
    let time = |text: &str| (!text.is_empty()).then(|| at(text));
    Course {
        start: time(start),
        stop: time(stop),
        exempt: false,
        pending,
    }
}

fn verdict(deadline: &Deadline, course: &Course<'_>, as_of: &str) -> Option<(String, i64, i64, Status)> {
    let verdict = judge(&FUJIAN, deadline, course, at(as_of)).unwrap()?;
    let due = verdict.due.map(shown).unwrap_or_default();
    Some((due, verdict.elapsed_seconds, verdict.late_seconds, verdict.status))
}

#[test]
fn a_clock_is_met_breached_running_exempt_or_unknown() {
    let half_hour = usual("30 minutes");
    let case = |start: &str, stop: &str, as_of: &str| verdict(&half_hour, &course(start, stop, &[]), as_of);
    let due = || "2024-03-05 14:50:00".to_owned();
    let (start, end) = ("2024-03-05 11:50", "2024-04-01 00:00");
    assert_eq!(
        case(start, "2024-03-05 14:50", end),
        Some((due(), 1800, 0, Status::Met))
    );
    assert_eq!(
        case(start, "2024-03-05 14:50:01", end),
        Some((due(), 1801, 1, Status::Breached))
    );
    assert_eq!(
        case(start, "2024-03-06 08:00", end),
        Some((due(), 11_400, 9600, Status::Breached))
    );
    // What happens at the end of the period or later has not happened.
    assert_eq!(
        case(start, "2024-03-05 14:40", "2024-03-05 14:40"),
        Some((due(), 1200, 0, Status::Running))
    );
    assert_eq!(
        case(start, "", "2024-03-05 14:50"),
        Some((due(), 1800, 0, Status::Running))
    );
    assert_eq!(
        case(start, "", "2024-03-05 14:50:01"),
        Some((due(), 1801, 1, Status::Breached))
    );
    assert_eq!(case(start, "", start), None);
    assert_eq!(case("", "", end), None);
    assert_eq!(case("2024-04-02 09:00", "2024-03-05 14:40", end), None);
    assert_eq!(case("", end, end), None);
    assert_eq!(
        case("", "2024-03-05 14:40", end),
        Some((String::new(), 0, 0, Status::Unknown))
    );
    assert_eq!(
        case(start, "2024-03-05 11:00", end),
        Some((due(), 0, 0, Status::Met))
    );
    let exempt = Course {
        exempt: true,
        ..course(start, "2024-03-05 14:51", &[])
    };
    assert_eq!(
        verdict(&half_hour, &exempt, end),
        Some((due(), 1860, 60, Status::Exempt))
    );
}

#[test]
fn pending_time_does_not_count() {
    let hour = usual("1 hour");
    let pending = [(at("2024-03-05 09:30"), Some(at("2024-03-05 11:00")))];
    let stopped = |stop| {
        verdict(
            &hour,
            &course("2024-03-05 09:00", stop, &pending),
            "2024-04-01 00:00",
        )
    };
    let due = "2024-03-05 11:30:00".to_owned();
    assert_eq!(
        stopped("2024-03-05 11:30"),
        Some((due.clone(), 3600, 0, Status::Met))
    );
    assert_eq!(
        stopped("2024-03-05 11:40"),
        Some((due, 4200, 600, Status::Breached))
    );
    // A clock that has stopped does not wait any more.
    assert_eq!(
        stopped("2024-03-05 09:10"),
        Some(("2024-03-05 10:00:00".to_owned(), 600, 0, Status::Met))
    );
    assert_eq!(
        stopped("2024-03-05 10:00"),
        Some(("2024-03-05 10:30:00".to_owned(), 1800, 0, Status::Met))
    );
    let wall = within("1 hour", Counts::Wall, Reading::CivilCode);
    let late = verdict(
        &wall,
        &course("2024-03-05 09:00", "2024-03-05 12:30", &pending),
        "2024-04-01 00:00",
    );
    assert_eq!(
        late,
        Some(("2024-03-05 10:00:00".to_owned(), 12_600, 9000, Status::Breached))
    );
}

#[test]
fn an_open_wait_lasts_until_now() {
    let pending = [(at("2024-03-05 09:30"), None)];
    let seen = |stop, as_of| {
        verdict(
            &usual("1 hour"),
            &course("2024-03-05 09:00", stop, &pending),
            as_of,
        )
    };
    assert_eq!(
        seen("", "2024-03-06 09:00"),
        Some(("2024-03-06 09:30:00".to_owned(), 1800, 0, Status::Running))
    );
    assert_eq!(
        seen("2024-03-05 10:00", "2024-03-06 09:00"),
        Some(("2024-03-05 10:30:00".to_owned(), 1800, 0, Status::Met))
    );
    assert_eq!(
        seen("2024-03-05 09:20", "2024-03-06 09:00"),
        Some(("2024-03-05 10:00:00".to_owned(), 1200, 0, Status::Met))
    );
}

#[test]
fn late_workdays_are_at_least_one_and_end_with_the_month() {
    let late = |due, stop: &str, as_of| {
        late_workdays(&FUJIAN, at(due), (!stop.is_empty()).then(|| at(stop)), at(as_of)).unwrap()
    };
    let end = "2024-06-01 00:00";
    assert_eq!(late("2024-05-28 18:00", "2024-05-28 18:30", end), 1);
    assert_eq!(late("2024-05-28 18:00", "2024-05-29 08:00", end), 1);
    assert_eq!(late("2024-05-28 18:00", "2024-05-30 08:00", end), 2);
    assert_eq!(late("2024-05-28 18:00", "2024-06-05 08:00", end), 3);
    assert_eq!(late("2024-05-28 18:00", "", end), 3);
    assert_eq!(late("2024-05-24 17:30", "2024-05-26 10:00", end), 1);
    assert_eq!(late("2023-09-28 18:00", "2023-10-08 10:00", end), 2);
    // What closes at 24:00 on the 28th is late on the 29th.
    assert_eq!(late("2024-05-29 00:00", "2024-05-30 08:00", end), 2);
}
