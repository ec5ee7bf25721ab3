//! `calendar:` of `contract.yaml`.

use super::reader::{Node, Reader};
use crate::base::Message;
use crate::clock::{Calendar, CalendarSpec, Holidays, HoursSpec, Override, Season, Weekdays, parse_holidays};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;

/// Settles the calendar; what is not written is that of Fujian. `holidays` is the text of the holiday list that the
/// file names, where it names one; `month_begins` is the day on which a month of assessment begins.
pub(super) fn settle(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    holidays: Option<&str>,
    month_begins: i8,
) -> Calendar {
    let mut spec = CalendarSpec {
        month_begins,
        ..CalendarSpec::default_cn()
    };
    let Some(node) = root.get("calendar") else {
        return Calendar::new(spec);
    };
    reader.map(&node);
    reader.unknown_keys(&node, &["time_zone", "holidays", "week", "hours", "overrides"]);
    if let Some(zone) = reader.parsed(&node, "time_zone", "expected-time-zone", |name| {
        TimeZone::get(name).ok()
    }) {
        spec.time_zone = zone;
    }
    if let Some(list) = list(reader, &node, holidays) {
        spec.holidays = list;
    }
    if let Some(week) = node.get("week") {
        match weekdays(&week) {
            Some(days) => spec.week = days,
            None => reader.expected(&week, "expected-weekdays"),
        }
    }
    if let Some(hours) = node.get("hours") {
        let entries = reader.list(&node, "hours");
        spec.hours = entries
            .iter()
            .filter_map(|entry| hours_of(reader, entry))
            .collect();
        // An entry that could not be read has its own finding.
        if spec.hours.len() == entries.len() {
            seasons(reader, &hours, &spec);
            unserved(reader, &hours, &spec);
        } else if spec.hours.is_empty() {
            spec.hours = CalendarSpec::default_cn().hours;
        }
    }
    if spec.week.is_empty() || spec.hours.iter().all(|entry| entry.day.is_empty()) {
        // Without any service time nothing would ever be due; the default stands in.
        reader.wrong_help(
            &node,
            Message::new("config-no-service"),
            Message::new("config-no-service-help"),
        );
        let usual = CalendarSpec::default_cn();
        (spec.week, spec.hours) = (usual.week, usual.hours);
    }
    for entry in reader.list(&node, "overrides") {
        let Some(day) = override_of(reader, &entry) else {
            continue;
        };
        let before = spec.overrides.iter().find(|other| other.date == day.date);
        if before.is_some_and(|other| other.work != day.work) {
            let message = Message::new("config-override-twice").with("date", day.date.to_string());
            reader.wrong_help(&entry, message, Message::new("config-override-twice-help"));
        }
        spec.overrides.push(day);
    }
    Calendar::new(spec)
}

fn list(reader: &mut Reader<'_>, node: &Node<'_>, text: Option<&str>) -> Option<Holidays> {
    let written = node.get("holidays")?;
    match (written.text().as_deref(), text) {
        (Some("cn"), _) => None,
        (Some("none"), _) => Some(Holidays::None),
        (Some(name), Some(text)) => match parse_holidays(text) {
            Ok(days) => Some(Holidays::Listed(days)),
            Err(faults) => {
                let detail = faults.first().map(ToString::to_string).unwrap_or_default();
                let message = Message::new("config-holidays")
                    .with("path", name)
                    .with("detail", detail);
                reader.wrong_help(&written, message, Message::new("config-holidays-help"));
                None
            }
        },
        (name, None) => {
            let message = Message::new("config-holidays-missing").with("path", name.unwrap_or_default());
            reader.wrong_help(&written, message, Message::new("config-holidays-help"));
            None
        }
        (None, _) => None,
    }
}

fn weekdays(node: &Node<'_>) -> Option<Weekdays> {
    let mut days: Option<Weekdays> = None;
    for part in node.each() {
        let more: Weekdays = part.text()?.parse().ok()?;
        days = Some(days.map_or(more, |days| days.union(more)));
    }
    days
}

fn hours_of(reader: &mut Reader<'_>, entry: &Node<'_>) -> Option<HoursSpec> {
    reader.unknown_keys(entry, &["from", "to", "days", "day"]);
    let from = reader.parsed(entry, "from", "expected-month-day", |text| text.parse().ok());
    let to = reader.parsed(entry, "to", "expected-month-day", |text| text.parse().ok());
    let days = match entry.get("days") {
        Some(node) => {
            let days = weekdays(&node);
            if days.is_none() {
                reader.expected(&node, "expected-weekdays");
            }
            days
        }
        None => None,
    };
    let Some(day) = entry.get("day") else {
        reader.expected(entry, "expected-day-span");
        return None;
    };
    let mut spans = Vec::new();
    for text in reader.texts(entry, "day") {
        match text.parse() {
            Ok(span) => spans.push(span),
            Err(_) => reader.expected(&day, "expected-day-span"),
        }
    }
    if entry.get("from").is_some() != entry.get("to").is_some() {
        reader.expected(entry, "expected-season");
    }
    if from.is_some() != to.is_some() {
        return None;
    }
    let season = from.zip(to).map(|(from, to)| Season { from, to });
    Some(HoursSpec {
        season,
        days,
        day: spans,
    })
}

/// A warning where there are seasons and a part of the year lies in none: nobody is served on its workdays, and nothing becomes due.
fn seasons(reader: &mut Reader<'_>, hours: &Node<'_>, spec: &CalendarSpec) {
    let Some((from, to)) = hole(spec) else { return };
    let message = Message::new("config-season-hole").with("from", from.as_str());
    let message = message.with("to", to.as_str());
    let help = Message::new("config-season-hole-help").with("from", from);
    reader.odd_help(hours, message, help.with("to", to));
}

/// A warning where there are hours of service and a weekday that is worked has none: it counts as a workday, and nobody is served.
fn unserved(reader: &mut Reader<'_>, hours: &Node<'_>, spec: &CalendarSpec) {
    let has_none = |day: &&Weekday| {
        let is_of = |entry: &HoursSpec| entry.days.is_none_or(|days| days.contains(**day));
        spec.week.contains(**day) && !spec.hours.iter().any(is_of)
    };
    let days: Vec<&str> = MONDAY_TO_SUNDAY
        .iter()
        .filter(has_none)
        .map(|day| short(*day))
        .collect();
    if !days.is_empty() && !spec.hours.is_empty() {
        let days = days.join(", ");
        let message = Message::new("config-day-unserved").with("days", days.as_str());
        let help = Message::new("config-day-unserved-help").with("days", days);
        reader.odd_help(hours, message, help);
    }
}

/// The weekday as `week` and `days` write it.
fn short(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

/// The first days of the year, from the first to the last, that no season holds for a weekday that is worked.
fn hole(spec: &CalendarSpec) -> Option<(String, String)> {
    let days: Vec<Date> = Date::constant(LEAP, 1, 1)
        .series(1.day())
        .take_while(|day| day.year() == LEAP)
        .collect();
    MONDAY_TO_SUNDAY
        .iter()
        .filter(|day| spec.week.contains(**day))
        .find_map(|weekday| {
            let of_day = |entry: &&HoursSpec| entry.days.is_none_or(|days| days.contains(*weekday));
            let entries: Vec<&HoursSpec> = spec.hours.iter().filter(of_day).collect();
            let is_held = |day: &Date| {
                let mut seasons = entries.iter().map(|entry| entry.season);
                seasons.any(|season| season.is_none_or(|season| season.contains(*day)))
            };
            // A weekday without any entry has its own finding.
            let held: Vec<bool> = days.iter().map(is_held).collect();
            if entries.is_empty() {
                return None;
            }
            first_hole(&held).map(|(from, to)| (month_day(&days, from), month_day(&days, to)))
        })
}

/// The first and the last of the first days that are not held; round the end of the year they are one part of it.
fn first_hole(held: &[bool]) -> Option<(usize, usize)> {
    let count = held.len();
    let at = |index: usize| held.get(index % count).copied().unwrap_or(true);
    let from = (0..count).find(|index| !at(*index) && at(index + count - 1))?;
    let length = (0..count).take_while(|more| !at(from + more)).count();
    Some((from, (from + length - 1) % count))
}

fn month_day(days: &[Date], index: usize) -> String {
    days.get(index)
        .map(|day| day.strftime("%m-%d").to_string())
        .unwrap_or_default()
}

/// A year that has each day that a year can have.
const LEAP: i16 = 2000;

const MONDAY_TO_SUNDAY: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn override_of(reader: &mut Reader<'_>, entry: &Node<'_>) -> Option<Override> {
    reader.unknown_keys(entry, &["date", "work", "reason", "source"]);
    let date = reader.date(entry, "date");
    let work = reader.parsed(entry, "work", "expected-boolean", |text| text.parse().ok());
    let (reason, source) = (reader.text(entry, "reason"), reader.text(entry, "source"));
    let (Some(date), Some(work), Some(reason)) = (date, work, reason) else {
        if ["date", "work", "reason"]
            .iter()
            .any(|key| entry.get(key).is_none())
        {
            reader.expected(entry, "expected-override");
        }
        return None;
    };
    Some(Override {
        date,
        work,
        reason,
        source,
    })
}

#[cfg(test)]
mod tests {
    use crate::base::{Catalog, Lang, Severity};
    use crate::config::{Config, Written};

    /// What is said of these hours, which must be no more than a warning.
    fn said(hours: &str) -> Vec<String> {
        let written = Written {
            contract: Some(format!("calendar:\n  hours:\n{hours}")),
            ..Written::default()
        };
        let found = Config::settle(&written).findings;
        let say = |finding: &crate::base::Diagnostic| {
            assert_eq!((finding.rule, finding.severity), ("contract", Severity::Warning));
            Catalog::of(Lang::ZhCn).say(&finding.message)
        };
        found.iter().map(say).collect()
    }

    #[test]
    fn hours_without_a_hole_are_taken_as_they_are() {
        for hours in [
            "    - {day: [08:00-12:00]}\n",
            "    - {days: mon-thu, day: [08:00-12:00]}\n    - {days: fri, day: []}\n",
            "    - {from: 06-01, to: 09-30, day: [08:00-12:00]}\n    - {from: 10-01, to: 05-31, day: [08:00-12:00]}\n",
            "    - {from: 06-01, to: 09-30, day: [08:00-12:00]}\n    - {day: [08:00-12:00]}\n",
            "    - {from: 02-01, to: 12-31, day: [08:00-12:00]}\n    - {from: 01-01, to: 01-31, day: []}\n",
            "    - {day: [08:00-12:00]}\n    - {days: sat, from: 06-01, to: 06-30, day: [08:00-12:00]}\n",
        ] {
            assert_eq!(said(hours), Vec::<String>::new(), "{hours}");
        }
    }

    #[test]
    fn a_workday_without_hours_is_told() {
        let told = said("    - {days: mon-wed, day: [08:00-12:00]}\n    - {days: sat, day: [08:00-12:00]}\n");
        assert_eq!(
            told,
            ["工作日 thu, fri 没有服务时间：算作工作日，当天却没有人服务"]
        );
    }

    #[test]
    fn one_fault_is_told_once() {
        for contract in [
            "calendar: {hours: [{from: 06-01, to: 09-31, day: [08:00-12:00]}]}",
            "calendar: {hours: [{from: 06-01, day: [08:00-12:00]}]}",
            "calendar: {overrides: [{date: 2023-02-30, work: false, reason: 台风}]}",
            "calendar: {overrides: [{date: 2023-07-28, work: false}]}",
            "inspection_plan: [{id: monthly, every: monthly}]",
            "inspection_plan: [{id: monthly}]",
        ] {
            let written = Written {
                contract: Some(contract.to_owned()),
                ..Written::default()
            };
            assert_eq!(Config::settle(&written).findings.len(), 1, "{contract}");
        }
    }

    #[test]
    fn a_day_is_one_or_the_other() {
        let day = |work: &str| format!("  - {{date: 2023-07-28, work: {work}, reason: 台风}}\n");
        let found = |second: &str| {
            let written = Written {
                contract: Some(format!(
                    "calendar:\n  overrides:\n{}{}",
                    day("false"),
                    day(second)
                )),
                ..Written::default()
            };
            let text = written.contract.clone().unwrap_or_default();
            let findings = Config::settle(&written).findings;
            let lines = findings
                .iter()
                .map(|finding| text[..finding.span.start].lines().count());
            lines.collect::<Vec<usize>>()
        };
        assert_eq!((found("true"), found("false")), (vec![4], Vec::new()));
    }

    #[test]
    fn a_part_of_the_year_in_no_season_is_told() {
        for (hours, wanted) in [
            (
                "    - {from: 06-01, to: 09-30, day: [08:00-12:00]}\n    - {from: 10-01, to: 04-30, day: [08:00-12:00]}\n",
                "05-01 至 05-31",
            ),
            (
                "    - {from: 02-01, to: 11-30, day: [08:00-12:00]}\n",
                "12-01 至 01-31",
            ),
            (
                "    - {from: 03-01, to: 02-28, day: [08:00-12:00]}\n",
                "02-29 至 02-29",
            ),
            (
                "    - {days: mon-thu, day: [08:00-12:00]}\n    - {days: fri, from: 06-01, to: 12-31, day: [08:00-12:00]}\n",
                "01-01 至 05-31",
            ),
        ] {
            let said = said(hours);
            assert!(said.len() == 1 && said[0].contains(wanted), "{hours}: {said:?}");
        }
    }
}
