//! What was configured, as tables.

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use crate::config::{Entry, Register, Terms};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(super) fn systems(facts: &Facts) -> Filled {
    let site = &facts.config().site;
    let undeclared = if site.systems.declared {
        Vec::new()
    } else {
        facts.all_systems()
    };
    let bare = undeclared.into_iter().map(|id| {
        let mut row = vec![id.as_str().into(), id.as_str().into(), Cell::Null, Cell::Null];
        row.push("in_use".into());
        row
    });
    let rows = site.systems.iter().map(|system| {
        vec![
            system.id.as_str().into(),
            system.name.as_str().into(),
            entry(&site.people, system.owner.as_deref()),
            entry(&site.vendors, system.builder.as_deref()),
            system.state.as_str().into(),
        ]
    });
    Filled::rows(rows.chain(bare))
}

pub(super) fn regions(facts: &Facts) -> Filled {
    let register = &facts.config().site.regions;
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for region in register.iter() {
        rows.push(vec![
            region.id.as_str().into(),
            region.name.as_str().into(),
            Cell::some(region.level.as_deref()),
            entry(register, region.parent.as_deref()),
        ]);
    }
    if !register.declared {
        let named: BTreeSet<String> = facts
            .library
            .records
            .iter()
            .filter_map(|record| record.region())
            .collect();
        let bare = |id: String| vec![id.as_str().into(), id.into(), Cell::Null, Cell::Null];
        rows.extend(named.into_iter().map(bare));
    }
    Filled::rows(rows)
}

pub(super) fn people(facts: &Facts) -> Filled {
    Filled::rows(facts.config().site.people.iter().map(|person| {
        vec![
            person.id.as_str().into(),
            person.name.as_str().into(),
            person.role.as_str().into(),
            day(person.from),
            day(person.to),
            Cell::some(person.contact.as_deref()),
        ]
    }))
}

pub(super) fn duty(facts: &Facts) -> Filled {
    let site = &facts.config().site;
    Filled::rows(site.duty.iter().map(|duty| {
        vec![
            duty.date.to_string().into(),
            entry(&site.people, Some(&duty.person)),
            Cell::some(duty.phone.as_deref()),
        ]
    }))
}

pub(super) fn vendors(facts: &Facts) -> Filled {
    Filled::rows(facts.config().site.vendors.iter().map(|vendor| {
        vec![
            vendor.id.as_str().into(),
            vendor.name.as_str().into(),
            Cell::some(vendor.role.as_deref()),
            Cell::some(vendor.contact.as_deref()),
        ]
    }))
}

pub(super) fn check_items(facts: &Facts) -> Filled {
    Filled::rows(facts.config().site.check_items.iter().map(|item| {
        vec![
            item.id.as_str().into(),
            item.name.as_str().into(),
            Cell::some(item.unit.as_deref()),
            Cell::some(item.warn.map(|bound| bound.to_string())),
            Cell::some(item.alarm.map(|bound| bound.to_string())),
        ]
    }))
}

/// A period is a calendar month, or a month counted from the day of the contract; it is called by the month in which it begins.
pub(super) fn periods(facts: &Facts) -> Filled {
    let terms = &facts.contract().terms;
    let mut filled = Filled::default();
    let (Some(first), Some(last)) = (terms.starts_on, terms.ends_on) else {
        return filled;
    };
    let calendar = facts.calendar();
    let (mut month, mut number) = (calendar.month_on(first), 1);
    while calendar.first_of(month) <= last && filled.rows.len() < Terms::MOST_MONTHS {
        filled.rows.push(vec![
            month.to_string().into(),
            Cell::Integer(number),
            calendar.first_of(month).max(first).to_string().into(),
            calendar.last_of(month).min(last).to_string().into(),
        ]);
        if month.next() <= month {
            break;
        }
        (month, number) = (month.next(), number + 1);
    }
    filled
}

/// Every day of the years that are covered.
pub(super) fn calendar(facts: &Facts) -> Filled {
    let calendar = facts.calendar();
    let mut rows = Vec::new();
    for year in calendar.years() {
        let mut day = Date::new(year, 1, 1).ok();
        while let Some(date) = day.filter(|day| day.year() == year) {
            let work = calendar.is_work(date).unwrap_or_default();
            rows.push(vec![
                date.to_string().into(),
                Cell::Integer(i64::from(work)),
                Cell::some(calendar.reason(date)),
                calendar.service_minutes(date).map_or(Cell::Null, Cell::Integer),
            ]);
            day = date.tomorrow().ok();
        }
    }
    Filled::rows(rows)
}

fn day(date: Option<Date>) -> Cell {
    Cell::some(date.map(|date| date.to_string()))
}

/// The ID of the entry that `written` names.
fn entry<T: Entry>(register: &Register<T>, written: Option<&str>) -> Cell {
    Cell::some(written.map(|written| register.find(written).map_or(written, Entry::id)))
}
