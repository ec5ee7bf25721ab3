//! From when on was nothing left to do of a record?

use super::facts::Facts;
use crate::kind::Value;
use crate::record::{Record, is_open};
use jiff::Timestamp;

/// The second after which nothing is left to do of `record` at any later moment: the last that it tells, for then all of it is seen; `i64::MAX` while
/// it is open. Before, only a closer look tells.
pub(super) fn closed(facts: &Facts, record: &Record) -> i64 {
    if is_open(record, &facts.contract().clocks) {
        return i64::MAX;
    }
    let values = record.fields.values().flatten();
    let last = values.filter_map(|value| last_of(facts, value)).max();
    last.map_or(i64::MIN, Timestamp::as_second)
}

/// The last time that `value` tells; of a day or a month, its first moment.
fn last_of(facts: &Facts, value: &Value) -> Option<Timestamp> {
    let calendar = facts.calendar();
    match value {
        Value::DateTime(at) => Some(*at),
        Value::Date(day) => Some(calendar.begin_of(*day)),
        Value::Month(month) => Some(calendar.begin_of(calendar.first_of(*month))),
        Value::Rows(rows) => {
            let values = rows.iter().flat_map(|row| row.values.iter().flatten());
            values.filter_map(|value| last_of(facts, value)).max()
        }
        Value::List(items) => items.iter().filter_map(|item| last_of(facts, item)).max(),
        _ => None,
    }
}
