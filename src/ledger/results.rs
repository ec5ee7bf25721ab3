//! What became of the clocks of each record, as pages and forms show it?

use super::clocks::ClockFact;
use super::facts::clock_facts;
use crate::base::Label;
use crate::clock::{Counts, Limit, Status};
use crate::config::{ClockLimit, ClockSpec};
use crate::library::Library;
use crate::record::Record;
use jiff::Timestamp;

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
    /// Seconds that passed, in that time; `None` where it did not begin, or a year between is not covered.
    pub elapsed_seconds: Option<i64>,
    /// Seconds after the due time, likewise.
    pub late_seconds: Option<i64>,
    /// The limit; none for a clock that is due on a day of the record.
    pub limit: Option<Limit>,
    /// Why the record is exempt: the name of the field that says so.
    pub exempt_reason: Option<Label>,
}

/// The clocks of the record `index` as of an instant, in the order of the contract: what the table `clock_results` says of it, asked without
/// the tables. A draft has none.
pub fn clocks_of(library: &Library, index: usize, as_of: Timestamp) -> Vec<ClockResult> {
    let contract = &library.config.contract;
    let calendar = &contract.calendar;
    let Some(record) = library.records.get(index).filter(|record| !record.draft) else {
        return Vec::new();
    };
    let facts = clock_facts(library, index, record);
    let result = |fact: ClockFact| {
        let spec = contract.clocks.get(fact.spec)?;
        let judged = fact.judged(calendar, as_of)?;
        let exempt = judged.status == Status::Exempt;
        Some(ClockResult {
            id: spec.id.clone(),
            name: spec.name.clone(),
            start: fact.start,
            due: judged.due,
            stop: fact.stop,
            status: judged.status,
            counts: spec.counts,
            elapsed_seconds: judged.elapsed_seconds,
            late_seconds: judged.late_seconds,
            limit: limit(spec, record),
            exempt_reason: fact.reason.filter(|_| exempt).map(|name| {
                let field = record.kind.field(&name);
                field.map_or_else(|| Label::plain(&name), |field| field.label.clone())
            }),
        })
    };
    facts.into_iter().filter_map(result).collect()
}

fn limit(spec: &ClockSpec, record: &Record) -> Option<Limit> {
    match &spec.limit {
        ClockLimit::Fixed(limit) => Some(*limit),
        ClockLimit::By { field, of } => of.get(record.text(field)?.as_ref()).copied(),
        ClockLimit::Due(_) => None,
    }
}
