//! What is still to be done? Records with a clock that began and did not stop, and those that wait.

use super::standing::is_waiting;
use crate::config::{ClockLimit, ClockSpec};
use crate::library::{Library, Shelf};
use crate::record::Record;

/// The records that have something outstanding, the latest first.
pub(super) fn items(library: &Library) -> Shelf {
    let clocks = &library.config.contract.clocks;
    let is_open = |index: &&usize| {
        let record = library.records.get(**index);
        record.is_some_and(|record| is_open(record, clocks))
    };
    library.shelves.all.iter().filter(is_open).copied().collect()
}

/// Whether `record` has something outstanding by one of `clocks`, or waits.
pub(super) fn is_open(record: &Record, clocks: &[ClockSpec]) -> bool {
    let mut own = clocks.iter().filter(|clock| clock.of == record.kind.id);
    record.get("closed_as").is_none() && (own.any(|clock| outstanding(record, clock)) || is_waiting(record))
}

/// Whether `clock` began in `record` and did not stop.
fn outstanding(record: &Record, clock: &ClockSpec) -> bool {
    let bound = match &clock.limit {
        ClockLimit::Fixed(_) => true,
        ClockLimit::By { field, of } => record
            .text(field)
            .is_some_and(|value| of.contains_key(value.as_ref())),
        ClockLimit::Due(field) => record.get(field).is_some(),
    };
    bound
        && record.get(&clock.from).is_some()
        && record.get(&clock.to).is_none()
        && (clock.when.is_empty() || clock.when.iter().any(|when| when.holds(|name| record.text(name))))
        && !clock.exempt.iter().any(|field| record.says_so(field))
}
