//! What became of the clocks of each record, as pages and forms show it?

use super::cell::Cell;
use super::guard::Limits;
use super::ledger::Ledger;
use crate::base::Label;
use crate::clock::{self, Counts, Limit, Status};
use crate::config::{ClockLimit, ClockSpec};
use crate::library::Library;
use crate::record::Record;
use anyhow::{Result, anyhow};
use jiff::Timestamp;
use std::collections::HashMap;

/// What became of a clock of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockResult {
    /// The ID of the clock.
    pub id: String,
    /// The name that people read.
    pub name: Label,
    /// When it began; only [`Status::Unknown`] has none.
    pub start: Option<Timestamp>,
    /// When it was due; only [`Status::Unknown`] has none.
    pub due: Option<Timestamp>,
    /// When it stopped.
    pub stop: Option<Timestamp>,
    /// How it stands.
    pub status: Status,
    /// The time that it counts in.
    pub counts: Counts,
    /// Seconds that passed, in that time.
    pub elapsed_seconds: i64,
    /// Seconds after the due time, likewise.
    pub late_seconds: i64,
    /// The limit; none for a clock that is due on a day of the record.
    pub limit: Option<Limit>,
    /// Why the record is exempt: the name of the field that says so.
    pub exempt_reason: Option<Label>,
}

/// The clocks of all records that have some, by index, in the order of the contract.
///
/// # Errors
/// The ledger cannot be read.
pub fn clock_results(library: &Library, ledger: &Ledger) -> Result<HashMap<usize, Vec<ClockResult>>> {
    let sql = "SELECT id, kind, clock, start_at, due_at, stop_at, status, exempt_reason, elapsed_minutes, late_minutes \
               FROM clock_results";
    let most = Limits {
        rows: usize::MAX,
        ..Limits::default()
    };
    let table = ledger
        .query(sql, &[], &most)
        .map_err(|fault| anyhow!("{fault}"))?;
    let specs = &library.config.contract.clocks;
    let mut all: HashMap<usize, Vec<(usize, ClockResult)>> = HashMap::new();
    for row in &table.rows {
        let [id, kind, clock, rest @ ..] = row.as_slice() else {
            continue;
        };
        let (Some(id), Some(kind), Some(clock)) = (text(id), text(kind), text(clock)) else {
            continue;
        };
        let mut specs = specs.iter().enumerate();
        let Some((place, spec)) = specs.find(|(_, spec)| spec.id == clock && spec.of == kind) else {
            continue;
        };
        if let (Some(record), Some(result)) = (library.find(id), result(library, spec, id, rest)) {
            all.entry(record).or_default().push((place, result));
        }
    }
    Ok(all
        .into_iter()
        .map(|(record, mut results)| {
            results.sort_by_key(|(place, _)| *place);
            (record, results.into_iter().map(|(_, result)| result).collect())
        })
        .collect())
}

fn text(cell: &Cell) -> Option<&str> {
    match cell {
        Cell::Text(text) => Some(text),
        _ => None,
    }
}

fn result(library: &Library, spec: &ClockSpec, id: &str, rest: &[Cell]) -> Option<ClockResult> {
    let [start, due, stop, status, reason, elapsed, late] = rest else {
        return None;
    };
    let zone = library.config.contract.calendar.time_zone();
    let instant = |cell: &Cell| clock::parse_instant(text(cell)?, zone).ok();
    let seconds = |cell: &Cell| match cell {
        Cell::Integer(minutes) => minutes * 60,
        Cell::Real(minutes) => (minutes * 60.0).round() as i64,
        _ => 0,
    };
    let record = library.records.get(library.find(id)?)?;
    let reason = text(reason).map(|name| {
        record
            .kind
            .field(name)
            .map_or_else(|| Label::plain(name), |f| f.label.clone())
    });
    Some(ClockResult {
        id: spec.id.clone(),
        name: spec.name.clone(),
        start: instant(start),
        due: instant(due),
        stop: instant(stop),
        status: match text(status)? {
            "met" => Status::Met,
            "breached" => Status::Breached,
            "running" => Status::Running,
            "exempt" => Status::Exempt,
            _ => Status::Unknown,
        },
        counts: spec.counts,
        elapsed_seconds: seconds(elapsed),
        late_seconds: seconds(late),
        limit: limit(spec, record),
        exempt_reason: reason,
    })
}

fn limit(spec: &ClockSpec, record: &Record) -> Option<Limit> {
    match &spec.limit {
        ClockLimit::Fixed(limit) => Some(*limit),
        ClockLimit::By { field, of } => of.get(record.text(field)?.as_ref()).copied(),
        ClockLimit::Due(_) => None,
    }
}
