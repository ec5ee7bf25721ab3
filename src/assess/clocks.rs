//! How the clocks of the month stand.

use super::evidence::Asker;
use crate::config::ClockSpec;
use crate::ledger::{Cell, QueryFault};
use serde::Serialize;

/// How one clock stands in a month: the IDs of its records by status.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ClockFigures {
    /// The ID of the clock.
    pub id: String,
    /// The name that people read.
    #[serde(skip)]
    pub name: crate::base::Label,
    /// The ID of the kind.
    #[serde(skip)]
    pub of: String,
    /// In time.
    pub met: Vec<String>,
    /// Too late.
    pub breached: Vec<String>,
    /// Not due yet.
    pub running: Vec<String>,
    /// Exempt.
    pub exempt: Vec<String>,
    /// Without a start.
    pub unknown: Vec<String>,
}

/// How `clocks` stand in the month asked for.
pub(super) fn figures(asker: &Asker<'_>, clocks: &[ClockSpec]) -> Result<Vec<ClockFigures>, QueryFault> {
    let table = asker.table(
        "SELECT kind, clock, status, id FROM clock_results WHERE month = :month ORDER BY kind, clock, id",
    )?;
    let mut all: Vec<ClockFigures> = clocks
        .iter()
        .map(|clock| ClockFigures {
            id: clock.id.clone(),
            name: clock.name.clone(),
            of: clock.of.clone(),
            ..ClockFigures::default()
        })
        .collect();
    for row in &table.rows {
        let [
            Cell::Text(kind),
            Cell::Text(clock),
            Cell::Text(status),
            Cell::Text(id),
        ] = row.as_slice()
        else {
            continue;
        };
        let Some(figures) = all.iter_mut().find(|one| one.id == *clock && one.of == *kind) else {
            continue;
        };
        let list = match status.as_str() {
            "met" => &mut figures.met,
            "breached" => &mut figures.breached,
            "running" => &mut figures.running,
            "exempt" => &mut figures.exempt,
            _ => &mut figures.unknown,
        };
        list.push(id.clone());
    }
    Ok(all)
}
