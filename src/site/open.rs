//! What is still to be done? Records with a clock that began and did not stop, those that wait, and those that their kind tells the end of and that did not reach it.

use super::line::{Line, More};
use super::standing::{is_unfinished, is_waiting};
use super::{Site, moment};
use crate::base::{Message, RelPath};
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

/// Whether `record` has something outstanding by one of `clocks`, waits or is not finished.
pub(super) fn is_open(record: &Record, clocks: &[ClockSpec]) -> bool {
    let mut own = clocks.iter().filter(|clock| clock.of == record.kind.id);
    record.get("closed_as").is_none()
        && (own.any(|clock| outstanding(record, clock)) || is_waiting(record) || is_unfinished(record))
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

impl Site {
    /// The record `index` in one line of a list on the page at `from`, with what it owes next: the clock that is due first of those that did not stop.
    pub(super) fn open_line(&self, from: &RelPath, index: usize) -> Option<Line<'_>> {
        let zone = self.library.config.contract.calendar.time_zone();
        let clocks = self.figures.clocks(index);
        let running = clocks.iter().filter(|clock| clock.stop.is_none());
        let more = running.min_by_key(|clock| clock.due).map(|clock| {
            let name = clock.name.get(self.lang);
            let owed = clock.due.map(|due| {
                let at = moment::time(due, zone);
                let owed = Message::new("site-clock-owed").with("name", name).with("at", at);
                self.catalog.say(&owed)
            });
            More {
                words: owed.unwrap_or_else(|| name.to_owned()),
                badge: Some(self.clock_status(clock.status)),
            }
        });
        Some(Line {
            more,
            ..self.line(from, index)?
        })
    }
}
