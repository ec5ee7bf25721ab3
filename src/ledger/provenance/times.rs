//! Which fields of a kind matter to those who look for what was entered late or changed?

use crate::config::{ClockLimit, ClockSpec};
use crate::kind::{Field, Kind};
use crate::library::Library;

/// The times of a kind that matter here, by name.
pub(super) struct Times<'l> {
    /// Those that place the record, and those that start or stop a clock.
    pub(super) events: Vec<(&'l str, &'l Field)>,
    /// Those, and the days by which something is due.
    pub(super) clocks: Vec<(&'l str, &'l Field)>,
    /// The spans in which a record waits, where it has clocks.
    pub(super) pending: Option<&'l Field>,
    /// Fields that say that a clock does not count.
    pub(super) excuses: Vec<&'l str>,
}

impl<'l> Times<'l> {
    pub(super) fn of(library: &'l Library, kind: &'l Kind) -> Times<'l> {
        let clocks = || {
            library
                .config
                .contract
                .clocks
                .iter()
                .filter(|clock| clock.of == kind.id)
        };
        // The date of a document, and the day from which it is owed, are no events that somebody has to enter in time: handing it in is one.
        let began = |clock: &'l ClockSpec| (!kind.id_is_path()).then_some(clock.from.as_str());
        let dates = kind.dates.iter().filter(|_| !kind.id_is_path());
        let mut events: Vec<&str> = dates.map(String::as_str).collect();
        events.extend(clocks().filter_map(began));
        events.extend(clocks().map(|clock| clock.to.as_str()));
        let mut all = events.clone();
        all.extend(clocks().map(|clock| clock.from.as_str()));
        all.extend(clocks().filter_map(|clock| match &clock.limit {
            ClockLimit::Due(field) => Some(field.as_str()),
            ClockLimit::Fixed(_) | ClockLimit::By { .. } => None,
        }));
        let named = |names: &[&str]| {
            let times = kind
                .fields
                .iter()
                .filter(|(name, field)| field.kind.is_time() && names.contains(&name.as_str()));
            times.map(|(name, field)| (name.as_str(), field)).collect()
        };
        Times {
            events: named(&events),
            clocks: named(&all),
            pending: kind
                .field("pending")
                .filter(|_| kind.pending && clocks().next().is_some()),
            excuses: clocks()
                .flat_map(|clock| &clock.exempt)
                .map(String::as_str)
                .collect(),
        }
    }
}
