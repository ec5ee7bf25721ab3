//! Which functions does SQL have besides those of SQLite?
//!
//! `as_of()` and `month_of(day)` are for everyone; the others end in `_` and serve the views. Those that SQLite has for dates are
//! answered by [`dates`].

use super::facts::Facts;
use super::insert::Bound;
use super::moment::Spoken;
use super::{Cell, dates, value};
use crate::base::Month;
use crate::clock::Calendar;
use crate::record::{is_open_where, missing_where};
use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use std::sync::{Arc, PoisonError, RwLock};

/// The moment, as all functions of a ledger see it.
pub(super) type Now = Arc<RwLock<Spoken>>;

/// Within one statement the moment does not change, so SQLite asks once.
const STABLE: FunctionFlags = FunctionFlags::SQLITE_UTF8
    .union(FunctionFlags::SQLITE_DETERMINISTIC)
    .union(FunctionFlags::SQLITE_INNOCUOUS);

/// Reads from the moment.
pub(super) fn read<T>(now: &Now, part: impl Fn(&Spoken) -> T) -> T {
    part(&now.read().unwrap_or_else(PoisonError::into_inner))
}

/// Gives `connection` the functions.
pub(super) fn register(connection: &Connection, now: &Now, facts: &Arc<Facts>) -> Result<()> {
    dates::register(connection)?;
    text(connection, "as_of", now, |now| now.as_of.clone())?;
    text(connection, "seen_until_", now, |now| now.until.clone())?;
    text(connection, "seen_day_", now, |now| now.day.clone())?;
    second(connection, "judged_at_", now, |now| now.moment.as_of.as_second())?;
    second(connection, "seen_before_", now, |now| {
        now.moment.horizon.as_second()
    })?;
    let facts_ = Arc::clone(facts);
    connection.create_scalar_function("month_of", 1, STABLE, move |context| {
        let written = context.get_raw(0).as_str_or_null()?;
        Ok(written.and_then(|written| month_of(written, facts_.calendar())))
    })?;
    let (facts_, now_) = (Arc::clone(facts), Arc::clone(now));
    connection.create_scalar_function("judged_", 2, STABLE, move |context| {
        judged(context, &facts_, &now_)
    })?;
    let (facts_, now_) = (Arc::clone(facts), Arc::clone(now));
    connection.create_scalar_function("waiting_", 1, STABLE, move |context| {
        let waiting = usize::try_from(context.get::<i64>(0)?)
            .ok()
            .and_then(|record| facts_.waits(record));
        Ok(waiting.is_some_and(|waiting| waiting.is_open(read(&now_, |now| now.moment))))
    })?;
    let (facts_, now_) = (Arc::clone(facts), Arc::clone(now));
    connection.create_scalar_function("missing_", 1, STABLE, move |context| {
        let record = usize::try_from(context.get::<i64>(0)?)
            .ok()
            .and_then(|index| facts_.record(index));
        let lacking = |record| read(&now_, |now| missing_where(record, &|value| now.sees(value)).len());
        Ok(record.map(|record| i64::try_from(lacking(record)).unwrap_or(i64::MAX)))
    })?;
    let (facts_, now_) = (Arc::clone(facts), Arc::clone(now));
    connection.create_scalar_function("open_", 1, STABLE, move |context| {
        let record = usize::try_from(context.get::<i64>(0)?)
            .ok()
            .and_then(|index| facts_.record(index));
        let clocks = &facts_.contract().clocks;
        Ok(record.is_some_and(|record| {
            read(&now_, |now| {
                is_open_where(record, clocks, &|value| now.sees(value))
            })
        }))
    })?;
    let facts_ = Arc::clone(facts);
    connection.create_scalar_function("since_", 1, STABLE, move |context| {
        let since = Timestamp::from_second(context.get(0)?).ok();
        Ok(since.map(|since| facts_.local(since)))
    })?;
    Ok(())
}

fn text(connection: &Connection, name: &str, now: &Now, part: fn(&Spoken) -> String) -> Result<()> {
    let now = Arc::clone(now);
    connection.create_scalar_function(name, 0, STABLE, move |_| Ok(read(&now, part)))?;
    Ok(())
}

fn second(connection: &Connection, name: &str, now: &Now, part: fn(&Spoken) -> i64) -> Result<()> {
    let now = Arc::clone(now);
    connection.create_scalar_function(name, 0, STABLE, move |_| Ok(read(&now, part)))?;
    Ok(())
}

/// The month of assessment of a day or an instant as the ledger writes them; a month is its own.
fn month_of(written: &str, calendar: &Calendar) -> Option<String> {
    let Some(day) = written.get(..10) else {
        return written.parse::<Month>().ok().map(String::from);
    };
    let date: Date = day.parse().ok()?;
    Some(calendar.month_on(date).to_string())
}

/// A part of a clock's result that is not settled: `judged_(fact, part)`, the parts as in [`super::layout::CLOCK`].
fn judged(context: &Context<'_>, facts: &Facts, now: &Now) -> rusqlite::Result<Bound<'static>> {
    let fact = context
        .get::<Option<i64>>(0)?
        .and_then(|fact| usize::try_from(fact).ok());
    let Some(clock) = fact.and_then(|fact| facts.clocks.get(fact)) else {
        return Ok(Bound::Null);
    };
    let calendar = facts.calendar();
    let Some(judged) = clock.judged(calendar, read(now, |now| now.moment.as_of)) else {
        return Ok(Bound::Null);
    };
    let zone = calendar.time_zone();
    Ok(match context.get::<i64>(1)? {
        0 => Bound::from(judged.due.map(|due| value::local(due, zone))),
        1 => Bound::from(judged.elapsed_seconds.map(Cell::minutes)),
        2 => Bound::from(judged.late_seconds.map(Cell::minutes)),
        3 => Bound::from(judged.status.name()),
        _ => Bound::from(judged.month),
    })
}
