//! Which clocks of a record can be computed at no time, and why?

use super::clocks::ClockFact;
use super::facts::plain_clock_facts;
use crate::clock::{Calendar, NotCovered, Status};
use crate::config::{ClockLimit, ClockSpec};
use crate::kind::Value;
use crate::library::Library;
use crate::record::Record;
use jiff::{SignedDuration, Timestamp};

/// Why a clock cannot be computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear {
    /// It stopped and never began.
    NoStart,
    /// The calendar does not cover a year that it needs.
    NotCovered {
        /// The year.
        year: i16,
        /// The field whose time leads into that year.
        field: String,
    },
}

/// The clocks of the record `index` that the ledger will always show as unknown, in the order of the contract. What runs still only needs to have
/// a due time. A draft has none.
pub fn unclear_clocks(library: &Library, index: usize) -> Vec<(&ClockSpec, Unclear)> {
    let contract = &library.config.contract;
    let Some(record) = library.records.get(index).filter(|record| !record.draft) else {
        return Vec::new();
    };
    let unclear = |fact: ClockFact| {
        let spec = contract.clocks.get(fact.spec)?;
        let as_of = match fact.stop {
            Some(_) => Timestamp::MAX,
            None => fact.start?.checked_add(SignedDuration::from_secs(1)).ok()?,
        };
        let why = match fact.verdict(&contract.calendar, as_of) {
            Ok(verdict) => (verdict?.status == Status::Unknown).then_some(Unclear::NoStart)?,
            Err(NotCovered { year }) => Unclear::NotCovered {
                year,
                field: leads_into(record, spec, &contract.calendar, year).to_owned(),
            },
        };
        Some((spec, why))
    };
    let facts = plain_clock_facts(library, index, record);
    facts.into_iter().filter_map(unclear).collect()
}

/// The field of the clock `spec` whose time lies in `year`; the one that starts it where the limit leads there.
fn leads_into<'s>(record: &Record, spec: &'s ClockSpec, calendar: &Calendar, year: i16) -> &'s str {
    let due = match &spec.limit {
        ClockLimit::Due(field) => Some(field),
        _ => None,
    };
    let lies_there = |name: &&String| match record.get(name) {
        Some(Value::DateTime(at)) => calendar.date_of(*at).year() == year,
        Some(Value::Date(date)) => date.year() == year,
        _ => false,
    };
    [Some(&spec.from), Some(&spec.to), due]
        .into_iter()
        .flatten()
        .find(lies_there)
        .unwrap_or(&spec.from)
}
