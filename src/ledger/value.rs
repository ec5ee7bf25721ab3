//! How does a value of a record stand in a table?

use super::Cell;
use super::insert::Bound;
use crate::config::{Config, Entry};
use crate::history::{Part, Told};
use crate::kind::{FieldType, Kind, Value};
use crate::library::Library;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde_json::Value as Json;
use std::borrow::Cow;

/// What values are written with: the records that references mean, the registers, the zone.
#[derive(Clone, Copy)]
pub(super) struct Words<'l> {
    pub(super) library: &'l Library,
    pub(super) config: &'l Config,
    pub(super) zone: &'l TimeZone,
}

impl<'l> Words<'l> {
    pub(super) fn new(library: &'l Library) -> Words<'l> {
        Words {
            library,
            config: &library.config,
            zone: library.config.contract.calendar.time_zone(),
        }
    }

    /// The ID of the record that `written` means, aliases resolved; as written where there is none.
    pub(super) fn reference<'v>(&self, written: &'v str) -> Cow<'v, str>
    where
        'l: 'v,
    {
        match self.library.referred(written) {
            Some(record) => Cow::Borrowed(record.id.as_str()),
            None => Cow::Borrowed(written),
        }
    }

    /// The value of a column of `kind` called `name`.
    pub(super) fn bound<'v>(&self, kind: &Kind, name: &str, value: &'v Value) -> Bound<'v>
    where
        'l: 'v,
    {
        match value {
            Value::Text(text) => Bound::Text(self.entry(kind, name, text)),
            Value::Choice(text) | Value::Person(text) | Value::System(text) | Value::Region(text) => {
                Bound::from(text.as_str())
            }
            Value::Ref(id) => Bound::Text(self.reference(id)),
            Value::Date(date) => Bound::from(date.to_string()),
            Value::DateTime(at) => Bound::from(local(*at, self.zone)),
            Value::Month(month) => Bound::from(month.to_string()),
            Value::Number(number) => of_number(*number),
            Value::Money(amount) => Bound::from(amount.to_string()),
            Value::Boolean(yes) => Bound::Integer(i64::from(*yes)),
            Value::Rows(_) | Value::List(_) => Bound::from(self.json(kind, name, value).to_string()),
        }
    }

    /// What a part of a record said, as text; as it was written where that means nothing.
    pub(super) fn cell(&self, kind: &Kind, part: &Part<'_>, told: &Told<'_>) -> Cell {
        let bound = match (part, &told.value) {
            (Part::Field(name, _), Some(value)) => self.bound(kind, name, value),
            _ => Bound::Null,
        };
        match bound {
            Bound::Null => told.source.into(),
            Bound::Integer(number) => number.to_string().into(),
            Bound::Real(number) => number.to_string().into(),
            Bound::Text(text) => text.into_owned().into(),
        }
    }

    /// A text that names an entry of a register by its ID or its name: its ID. Other texts as they are.
    fn entry<'v>(&self, kind: &Kind, name: &str, text: &'v str) -> Cow<'v, str>
    where
        'l: 'v,
    {
        let site = &self.config.site;
        let found = match (kind.id.as_str(), name) {
            ("inspection" | "risk", "item") => site.check_items.find(text).map(Entry::id),
            (_, "party") | ("vulnerability", "vendor") => site.vendors.find(text).map(Entry::id),
            ("inspection", "plan") => {
                let plans = &self.config.contract.inspection_plan;
                plans.find(text).map(Entry::id)
            }
            _ => None,
        };
        Cow::Borrowed(found.unwrap_or(text))
    }

    fn json(&self, kind: &Kind, name: &str, value: &Value) -> Json {
        match value {
            Value::List(items) => items.iter().map(|item| self.json(kind, name, item)).collect(),
            Value::Rows(rows) => {
                let columns = match kind.field(name).map(|field| &field.kind) {
                    Some(FieldType::Rows(columns)) => columns,
                    _ => return Json::Null,
                };
                let object = |row: &crate::kind::Row| {
                    let pairs = columns.keys().zip(&row.values);
                    let filled = pairs.filter_map(|(column, value)| {
                        Some((
                            super::names::column(column),
                            self.json(kind, column, value.as_ref()?),
                        ))
                    });
                    Json::Object(filled.collect())
                };
                rows.iter().map(object).collect()
            }
            one => match self.bound(kind, name, one) {
                Bound::Null => Json::Null,
                Bound::Integer(_) if matches!(one, Value::Boolean(true)) => Json::Bool(true),
                Bound::Integer(_) if matches!(one, Value::Boolean(false)) => Json::Bool(false),
                Bound::Integer(number) => Json::from(number),
                Bound::Real(number) => Json::from(number),
                Bound::Text(text) => Json::from(text.into_owned()),
            },
        }
    }
}

/// A number: INTEGER when whole, else REAL.
pub(super) fn of_number<'v>(number: Decimal) -> Bound<'v> {
    match number.to_i64().filter(|_| number.fract().is_zero()) {
        Some(whole) => Bound::Integer(whole),
        None => number.to_f64().map_or(Bound::Null, Bound::Real),
    }
}

/// `at` as clocks in `zone` show it, `2023-05-12 09:20:00`; tables have hundreds of thousands of them.
pub(super) fn local(at: Timestamp, zone: &TimeZone) -> String {
    let local = zone.to_datetime(at);
    let mut text = String::with_capacity(19);
    let year = local.year();
    if !(0..=9999).contains(&year) {
        return crate::clock::format_local(at, zone);
    }
    let mut two = |number: i16, before: Option<char>| {
        text.extend(before);
        text.extend(
            [number / 10 % 10, number % 10].map(|digit| char::from(b'0' + digit.unsigned_abs() as u8)),
        );
    };
    two(year / 100, None);
    two(year % 100, None);
    two(local.month().into(), Some('-'));
    two(local.day().into(), Some('-'));
    two(local.hour().into(), Some(' '));
    two(local.minute().into(), Some(':'));
    two(local.second().into(), Some(':'));
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn local_times_are_written_like_those_of_the_clock() {
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        for at in [
            "2023-10-07T00:15:09Z",
            "0001-02-03T04:05:06Z",
            "1999-12-31T23:59:59Z",
        ] {
            let at: Timestamp = at.parse().unwrap();
            assert_eq!(local(at, &zone), crate::clock::format_local(at, &zone));
        }
    }

    #[test]
    fn whole_numbers_are_integers() {
        assert_eq!(of_number("3.00".parse().unwrap()), Bound::Integer(3));
        assert_eq!(of_number("2.5".parse().unwrap()), Bound::Real(2.5));
    }
}
