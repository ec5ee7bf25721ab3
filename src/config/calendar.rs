//! `calendar:` of `contract.yaml`.

use super::reader::{Node, Reader};
use crate::base::Message;
use crate::clock::{Calendar, CalendarSpec, Holidays, HoursSpec, Override, Season, Weekdays, parse_holidays};
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
        spec.hours = hours
            .items()
            .iter()
            .filter_map(|entry| hours_of(reader, entry))
            .collect();
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
    for entry in node.get("overrides").map(|list| list.items()).unwrap_or_default() {
        spec.overrides.extend(override_of(reader, &entry));
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
    let parts = node.texts();
    let mut days: Option<Weekdays> = None;
    for part in &parts {
        let more: Weekdays = part.parse().ok()?;
        days = Some(days.map_or(more, |days| days.union(more)));
    }
    days
}

fn hours_of(reader: &mut Reader<'_>, entry: &Node<'_>) -> Option<HoursSpec> {
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
    for text in day.texts() {
        match text.parse() {
            Ok(span) => spans.push(span),
            Err(_) => reader.expected(&day, "expected-day-span"),
        }
    }
    if from.is_some() != to.is_some() {
        reader.expected(entry, "expected-season");
        return None;
    }
    let season = from.zip(to).map(|(from, to)| Season { from, to });
    Some(HoursSpec {
        season,
        days,
        day: spans,
    })
}

fn override_of(reader: &mut Reader<'_>, entry: &Node<'_>) -> Option<Override> {
    let date = reader.date(entry, "date");
    let work = reader.parsed(entry, "work", "expected-boolean", |text| text.parse().ok());
    let text = |key: &str| entry.get(key).and_then(|child| child.text());
    let (Some(date), Some(work), Some(reason)) = (date, work, text("reason")) else {
        reader.expected(entry, "expected-override");
        return None;
    };
    Some(Override {
        date,
        work,
        reason,
        source: text("source"),
    })
}
