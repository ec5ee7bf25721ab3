//! How does a query reckon with dates? As SQLite does, without the machine's clock and its time zone.

use super::fault::MACHINE_CLOCK;
use anyhow::Result;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Error};
use std::sync::{Arc, Mutex, PoisonError};

/// A function of SQLite that reads times.
#[derive(Clone, Copy)]
struct Reckoning {
    name: &'static str,
    /// How many arguments it takes; -1 for any number.
    takes: i32,
    /// Which of its arguments are times. Those behind them say what to do with the time.
    times: (usize, usize),
}

const fn reckoning(name: &'static str, takes: i32, times: (usize, usize)) -> Reckoning {
    Reckoning { name, takes, times }
}

/// All of them.
const RECKONINGS: [Reckoning; 7] = [
    reckoning("date", -1, (0, 1)),
    reckoning("time", -1, (0, 1)),
    reckoning("datetime", -1, (0, 1)),
    reckoning("julianday", -1, (0, 1)),
    reckoning("unixepoch", -1, (0, 1)),
    reckoning("strftime", -1, (1, 2)),
    reckoning("timediff", 2, (0, 2)),
];

/// What SQLite reads as the time that the machine's clock shows.
const NOW: [&str; 3] = ["now", "subsec", "subsecond"];

/// What turns a time by the zone of the machine.
const ZONE: [&str; 2] = ["localtime", "utc"];

/// Puts functions in the place of those of SQLite that give the same as those or, where the machine would be asked, [`MACHINE_CLOCK`].
///
/// What an argument is in the end is known when it is run, and not from how it is written: `'n' || 'ow'`.
pub(super) fn register(connection: &Connection) -> Result<()> {
    let own = Arc::new(Mutex::new(Connection::open_in_memory()?));
    let flags =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    for reckoning in RECKONINGS {
        let own = Arc::clone(&own);
        connection.create_scalar_function(reckoning.name, reckoning.takes, flags, move |context| {
            if reckoning.asks_the_machine(context) {
                return Err(Error::UserFunctionError(MACHINE_CLOCK.into()));
            }
            let own = own.lock().unwrap_or_else(PoisonError::into_inner);
            reckoning.ask(&own, context)
        })?;
    }
    Ok(())
}

impl Reckoning {
    fn asks_the_machine(self, context: &Context<'_>) -> bool {
        let mut arguments = (0..context.len()).map(|at| (at, context.get_raw(at)));
        self.lacks_a_time(context.len())
            || arguments.any(|(at, argument)| match argument {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => self.is_of_the_machine(at, bytes),
                _ => false,
            })
    }

    /// Whether with so many arguments it reckons with the present time.
    fn lacks_a_time(self, arguments: usize) -> bool {
        arguments <= self.times.0
    }

    /// Whether its argument `at`, which says `bytes`, is what only the machine knows. SQLite reads bytes as text, up to the first zero.
    fn is_of_the_machine(self, at: usize, bytes: &[u8]) -> bool {
        let (begin, end) = self.times;
        let words: &[&str] = match at {
            at if at < begin => &[],
            at if at < end => &NOW,
            _ => &ZONE,
        };
        let read = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
        words
            .iter()
            .any(|word| read.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// What SQLite itself gives for the same arguments.
    fn ask(self, own: &Connection, context: &Context<'_>) -> rusqlite::Result<Value> {
        let mut places = "?,".repeat(context.len());
        places.pop();
        let mut statement = own.prepare_cached(&format!("SELECT {}({places})", self.name))?;
        for at in 0..context.len() {
            statement.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(context.get_raw(at)))?;
        }
        let mut rows = statement.raw_query();
        rows.next()?.map_or(Ok(Value::Null), |row| row.get(0))
    }
}

/// Where `sql` plainly asks the machine, so that it is told before it is run: by a function without a time, or by an argument that is just that word.
pub(super) fn where_written(sql: &str) -> Option<usize> {
    // The open brackets: of which function, from where, and how many commas stand in them so far.
    let mut open: Vec<(Option<Reckoning>, usize, usize)> = Vec::new();
    let tokens: Vec<(usize, &str)> = tokens(sql).collect();
    let token = |at: usize| tokens.get(at).map_or("", |(_, token)| *token);
    for (at, (place, written)) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map_or("", token);
        match *written {
            "(" => {
                let known = RECKONINGS
                    .iter()
                    .find(|known| known.name.eq_ignore_ascii_case(before));
                let begin = at
                    .checked_sub(1)
                    .and_then(|at| tokens.get(at))
                    .map_or(*place, |(place, _)| *place);
                open.push((known.copied(), begin, 0));
            }
            "," => {
                if let Some((_, _, commas)) = open.last_mut() {
                    *commas += 1;
                }
            }
            ")" => {
                let (known, begin, commas) = open.pop()?;
                let arguments = if before == "(" { 0 } else { commas + 1 };
                if known.is_some_and(|known| known.lacks_a_time(arguments)) {
                    return Some(begin);
                }
            }
            text if text.starts_with('\'') && matches!((before, token(at + 1)), ("(" | ",", ")" | ",")) => {
                let said = text.trim_matches('\'').as_bytes();
                let (known, _, commas) = open.last()?;
                if known.is_some_and(|known| known.is_of_the_machine(*commas, said)) {
                    return Some(*place);
                }
            }
            _ => {}
        }
    }
    None
}

/// The words, signs and quoted texts of `sql`, with their places, without comments and white space.
fn tokens(sql: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    let mut at = 0;
    let all = std::iter::from_fn(move || {
        let rest = sql.get(at..)?;
        let first = *rest.as_bytes().first()?;
        let upto = |end: &str, from: usize| {
            let found = rest.get(from..).and_then(|rest| rest.find(end));
            found.map_or(rest.len(), |found| from + found + end.len())
        };
        let length = match first {
            // A mark that is doubled inside ends one text and begins the next, which is no other call.
            b'\'' | b'"' | b'`' => upto(rest.get(..1)?, 1),
            b'[' => upto("]", 1),
            b'-' if rest.starts_with("--") => upto("\n", 2),
            b'/' if rest.starts_with("/*") => upto("*/", 2),
            byte if is_word(byte) => rest.bytes().take_while(|byte| is_word(*byte)).count(),
            _ => 1,
        };
        let token = (at, rest.get(..length)?);
        at += length;
        Some(token)
    });
    all.filter(|(_, token)| !token.trim().is_empty() && !token.starts_with("--") && !token.starts_with("/*"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ledger::{QueryFault, Why};

    /// What `sql`, one value, gives with our functions and without.
    fn both(sql: &str) -> [std::result::Result<Value, QueryFault>; 2] {
        let ours = Connection::open_in_memory().unwrap();
        register(&ours).unwrap();
        let theirs = Connection::open_in_memory().unwrap();
        [ours, theirs].map(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?))
    }

    #[test]
    fn the_machine_is_not_asked_however_it_is_written() {
        for sql in [
            "SELECT date('Now')",
            "SELECT julianday( )",
            "SELECT date/**/()",
            "SELECT strftime('%s')",
            "SELECT strftime('%s', 'now', 'start of day')",
            "SELECT datetime('n' || 'ow')",
            "SELECT datetime(x'6e6f77')",
            "SELECT datetime('now' || char(0) || 'x')",
            "SELECT datetime('subsec')",
            "SELECT unixepoch('SUBSECOND')",
            "SELECT timediff('2023-01-01', 'now')",
            "SELECT datetime('2023-01-01', 'localtime')",
            "SELECT time('2023-01-01 10:00', '+1 day', 'UTC')",
        ] {
            let [ours, _] = both(sql);
            assert_eq!(ours.unwrap_err().why, Why::Now, "{sql}");
        }
    }

    #[test]
    fn what_is_plainly_written_is_told_before_it_is_run() {
        for (sql, at) in [
            ("SELECT date('Now')", 12),
            ("SELECT julianday( )", 7),
            ("SELECT 1, strftime /* x */ ('%s')", 10),
            ("SELECT f(date(as_of(), 'localtime'))", 23),
        ] {
            assert_eq!(where_written(sql), Some(at), "{sql}");
        }
        for fine in [
            "SELECT 'it''s now', \"now\" -- date('now')\n/* date() */",
            "SELECT date FROM calendar WHERE date (as_of()) = date",
            "SELECT strftime('now', date), date(x, 'now') FROM t WHERE title IN ('now', 'utc')",
            "SELECT '未闭合",
            "SELECT [now(], time_(), `a``b`, (date) - (1)",
            ")",
        ] {
            assert_eq!(where_written(fine), None, "{fine}");
        }
    }

    #[test]
    fn all_else_is_what_sqlite_gives() {
        for sql in [
            "SELECT date('2023-01-31', '+1 month')",
            "SELECT time('2023-01-01 10:00:00.5', 'subsec')",
            "SELECT datetime(1092941466, 'unixepoch')",
            "SELECT julianday('2023-01-01')",
            "SELECT unixepoch('2023-01-01', 'subsec')",
            "SELECT strftime('now %Y', '2023-01-01')",
            "SELECT timediff('2023-01-02', '2023-01-01')",
            "SELECT date(NULL)",
            "SELECT date('2023-01-01', 'now')",
            "SELECT date('nonsense')",
            "SELECT date(2460000.5)",
            "SELECT 'now' = 'now'",
        ] {
            let [ours, theirs] = both(sql);
            assert_eq!(ours.unwrap(), theirs.unwrap(), "{sql}");
        }
        assert!(matches!(both("SELECT timediff('2023-01-01')"), [Err(_), Err(_)]));
    }
}
