//! Days, hours and years of calendars.

use super::super::*;
use super::{FUJIAN, at, due_after, shown, usual, within};
use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

fn calendar(
    zone: &str,
    holidays: Holidays,
    week: &str,
    hours: &[(Option<&str>, &str)],
    overrides: &[(jiff::civil::Date, bool)],
) -> Calendar {
    Calendar::new(CalendarSpec {
        time_zone: TimeZone::get(zone).unwrap(),
        holidays,
        week: week.parse().unwrap(),
        hours: hours
            .iter()
            .map(|(days, span)| HoursSpec {
                season: None,
                days: days.map(|days| days.parse().unwrap()),
                day: vec![span.parse().unwrap()],
            })
            .collect(),
        overrides: overrides
            .iter()
            .map(|(date, work)| Override {
                date: *date,
                work: *work,
                reason: "台风".to_owned(),
                source: None,
            })
            .collect(),
        month_begins: 1,
    })
}

#[test]
fn days_have_reasons_and_minutes() {
    assert_eq!(
        FUJIAN.years().collect::<Vec<_>>(),
        (2020..=2026).collect::<Vec<_>>()
    );
    assert_eq!(FUJIAN.is_work(date(2023, 10, 7)), Ok(true));
    assert_eq!(FUJIAN.reason(date(2023, 10, 2)), Some("中秋节、国庆节"));
    assert_eq!(FUJIAN.reason(date(2023, 10, 9)), None);
    assert_eq!(FUJIAN.service_minutes(date(2023, 10, 7)), Ok(420));
    assert_eq!(FUJIAN.service_minutes(date(2023, 10, 2)), Ok(0));
    assert_eq!(FUJIAN.workdays_after(date(2023, 9, 28), 1), Ok(date(2023, 10, 7)));
    assert_eq!(
        FUJIAN.workdays_after(date(2023, 12, 29), 22),
        Ok(date(2024, 1, 31))
    );
    assert_eq!(
        FUJIAN.workdays_between(date(2023, 12, 29), date(2024, 1, 31)),
        Ok(22)
    );
    let morning = (at("2024-03-05 07:00:00"), at("2024-03-05 12:30:00"));
    assert_eq!(FUJIAN.service_between(morning.0, morning.1), Ok(4 * 3600));
    assert_eq!(
        shown(FUJIAN.end_of("2023-12".parse().unwrap())),
        "2024-01-01 00:00:00"
    );
    assert_eq!(FUJIAN.month_of(at("2023-12-31 23:59:59")).to_string(), "2023-12");
}

#[test]
fn a_month_of_assessment_begins_with_the_day_of_the_contract() {
    let months = |begins| {
        Calendar::new(CalendarSpec {
            month_begins: begins,
            ..CalendarSpec::default_cn()
        })
    };
    let days = |begins, month: &str| {
        let (calendar, month) = (months(begins), month.parse().unwrap());
        (calendar.first_of(month), calendar.last_of(month))
    };
    assert_eq!(days(22, "2023-09"), (date(2023, 9, 22), date(2023, 10, 21)));
    assert_eq!(days(1, "9999-12"), (date(9999, 12, 1), date(9999, 12, 31)));
    assert_eq!(days(31, "2024-01"), (date(2024, 1, 31), date(2024, 2, 28)));
    assert_eq!(days(31, "2024-02"), (date(2024, 2, 29), date(2024, 3, 30)));
    assert_eq!(
        shown(months(22).end_of("2023-09".parse().unwrap())),
        "2023-10-22 00:00:00"
    );
    assert_eq!(
        months(22).month_of(at("2024-01-21 23:59:59")).to_string(),
        "2023-12"
    );
    assert_eq!(
        months(22).month_of(at("2024-01-22 00:00:00")).to_string(),
        "2024-01"
    );
}

#[test]
fn a_year_that_is_not_covered_is_an_error() {
    let not = |year| Err(NotCovered { year });
    let tried = |start: &str, limit: &str| due(&FUJIAN, at(start), &usual(limit), &Pauses::NONE).map(shown);
    assert_eq!(
        tried("2026-12-31 17:00", "30 minutes"),
        Ok("2026-12-31 17:30:00".to_owned())
    );
    assert_eq!(tried("2026-12-31 17:00", "31 minutes"), not(2027));
    assert_eq!(tried("2026-12-31 17:00", "1 workday"), not(2027));
    assert_eq!(tried("2019-12-31 17:00", "1 minute"), not(2019));
    assert_eq!(tried("2026-12-25 17:00", "10 days"), not(2027));
    assert_eq!(FUJIAN.is_work(date(2027, 1, 4)), Err(NotCovered { year: 2027 }));
    // The end of the last month is the first instant of a year that nobody needs.
    assert_eq!(
        FUJIAN.service_between(at("2026-12-31 17:00"), at("2027-01-01 00:00")),
        Ok(1800)
    );
    assert_eq!(
        FUJIAN.service_between(at("2026-12-31 17:00"), at("2027-01-01 00:01")),
        Err(NotCovered { year: 2027 })
    );
    let wall = within("2 hours", Counts::Wall, Reading::CivilCode);
    assert_eq!(due_after("2027-03-01 10:00", &wall), "2027-03-01 12:00:00");
}

#[test]
fn years_between_listed_ones_are_not_covered() {
    let days = parse_holidays("2021-01-01,元旦,off\n2023-01-01,元旦,off\n").unwrap();
    let calendar = calendar(
        "Asia/Shanghai",
        Holidays::Listed(days),
        "mon-fri",
        &[(None, "09:00-17:00")],
        &[],
    );
    assert_eq!(calendar.years().collect::<Vec<_>>(), [2021, 2023]);
    assert_eq!(calendar.service_minutes(date(2023, 1, 2)), Ok(480));
    assert_eq!(calendar.is_work(date(2022, 1, 3)), Err(NotCovered { year: 2022 }));
    assert_eq!(
        calendar.service_between(at("2021-12-31 09:00"), at("2023-01-02 10:00")),
        Err(NotCovered { year: 2022 })
    );
    assert_eq!(
        calendar.service_between(at("2022-03-01 09:00"), at("2022-03-01 10:00")),
        Err(NotCovered { year: 2022 })
    );
    let nothing = super::days::calendar("Asia/Shanghai", Holidays::Listed(Vec::new()), "mon-fri", &[], &[]);
    assert_eq!(nothing.years().count(), 0);
    assert_eq!(nothing.is_work(date(2022, 1, 3)), Err(NotCovered { year: 2022 }));
}

#[test]
fn a_make_up_workday_has_the_hours_of_a_monday() {
    let days = parse_holidays("2023-10-06,国庆节,off\n2023-10-07,国庆节,work\n").unwrap();
    let hours = [
        (Some("mon"), "09:00-12:00"),
        (Some("tue-fri"), "09:00-17:00"),
        (Some("sat"), "10:00-11:00"),
    ];
    let calendar = calendar(
        "Asia/Shanghai",
        Holidays::Listed(days),
        "mon-sat",
        &hours,
        &[
            (date(2023, 10, 6), true),
            (date(2023, 10, 8), true),
            (date(2023, 10, 10), false),
        ],
    );
    let minutes = |day| calendar.service_minutes(date(2023, 10, day)).unwrap();
    assert_eq!(
        (minutes(7), minutes(8)),
        (180, 180),
        "listed as worked: a Monday, whether or not it is in the week"
    );
    assert_eq!(minutes(14), 60, "a plain Saturday of a six-day week");
    assert_eq!(
        minutes(6),
        480,
        "a holiday that is worked after all keeps its own hours"
    );
    assert_eq!((minutes(9), minutes(10)), (180, 0));
    assert_eq!(calendar.reason(date(2023, 10, 6)), Some("台风"));
}

#[test]
fn service_round_the_clock_follows_daylight_saving() {
    let calendar = calendar(
        "Europe/Berlin",
        Holidays::None,
        "mon-sun",
        &[(None, "00:00-24:00")],
        &[],
    );
    assert_eq!(calendar.service_minutes(date(2024, 3, 31)), Ok(23 * 60));
    assert_eq!(calendar.service_minutes(date(2024, 10, 27)), Ok(25 * 60));
    let start: Timestamp = "2024-03-30T23:30:00Z".parse().unwrap();
    let due = due(&calendar, start, &usual("4 hours"), &Pauses::NONE).unwrap();
    assert_eq!(format_local(due, calendar.time_zone()), "2024-03-31 05:30:00");
    assert_eq!(
        calendar.years().map(i32::from).sum::<i32>(),
        (1990..=2099).sum::<i32>()
    );
    let all = calendar
        .service_between(at("2000-01-01 08:00"), at("2099-12-31 08:00"))
        .unwrap();
    assert_eq!(
        all,
        at("2099-12-31 08:00").as_second() - at("2000-01-01 08:00").as_second()
    );
}

#[test]
fn without_any_hours_nothing_is_ever_due() {
    let calendar = calendar("Asia/Shanghai", Holidays::None, "mon-fri", &[], &[]);
    assert_eq!(
        due(
            &calendar,
            at("2024-03-05 09:00"),
            &usual("30 minutes"),
            &Pauses::NONE
        ),
        Err(NotCovered { year: 2100 })
    );
    assert_eq!(
        due(
            &calendar,
            at("2024-03-05 09:00"),
            &usual("1 workday"),
            &Pauses::NONE
        ),
        Err(NotCovered { year: 2100 })
    );
}
