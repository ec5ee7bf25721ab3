//! What is still to be done?

use super::line::{Line, More};
use super::{Site, moment};
use crate::base::{Message, RelPath};
use crate::library::{Library, Shelf};
use crate::record::is_open;

/// The records that have something outstanding, the latest first.
pub(super) fn items(library: &Library) -> Shelf {
    let clocks = &library.config.contract.clocks;
    let is_open = |index: &&usize| {
        let record = library.records.get(**index);
        record.is_some_and(|record| is_open(record, clocks))
    };
    library.shelves.all.iter().filter(is_open).copied().collect()
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
