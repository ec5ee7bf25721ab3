//! What does the contract still wait for? Records with a clock that began and did not stop.

use crate::config::{ClockLimit, ClockSpec};
use crate::library::{Library, Shelf};
use crate::record::Record;
use std::collections::HashMap;

/// The records that have something outstanding, the latest first.
pub(super) fn items(library: &Library) -> Shelf {
    let mut clocks: HashMap<&str, Vec<&ClockSpec>> = HashMap::new();
    for clock in &library.config.contract.clocks {
        clocks.entry(clock.of.as_str()).or_default().push(clock);
    }
    let is_open = |index: &&usize| {
        let Some(record) = library.records.get(**index) else {
            return false;
        };
        let clocks = clocks.get(record.kind.id.as_str());
        record.get("closed_as").is_none()
            && clocks.is_some_and(|clocks| clocks.iter().any(|clock| outstanding(record, clock)))
    };
    library.shelves.all.iter().filter(is_open).copied().collect()
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
        && !clock.exempt.iter().any(|field| record.is(field))
}
