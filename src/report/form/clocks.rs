//! How do the clocks of a record stand on its form?

use super::{Grid, Sources};
use crate::base::{Catalog, Message};
use crate::clock::{Status, words};
use crate::ledger::ClockResult;
use jiff::Timestamp;

/// The names of the columns.
const HEAD: [&str; 6] = [
    "form-clock",
    "form-clock-limit",
    "form-clock-start",
    "form-clock-due",
    "form-clock-stop",
    "form-clock-result",
];

/// A row a clock; none where the record has no clocks.
pub(super) fn grid(sources: &Sources<'_>, catalog: &Catalog) -> Option<Grid> {
    let row = |clock: &ClockResult| {
        let time = |at: Option<Timestamp>| at.map_or_else(String::new, |at| sources.library.time(at));
        let limit = clock.limit.map(|limit| words::limit(limit, catalog));
        vec![
            clock.name.get(catalog.lang()).to_owned(),
            limit.unwrap_or_default(),
            time(clock.start),
            time(clock.due),
            time(clock.stop),
            result(clock, sources, catalog),
        ]
    };
    (!sources.clocks.is_empty()).then(|| Grid {
        title: catalog.word("site-clocks"),
        head: HEAD.iter().map(|id| catalog.word(id)).collect(),
        rows: sources.clocks.iter().map(row).collect(),
    })
}

/// Met or not, or why it does not count; by how much it is late, and when that was judged.
fn result(clock: &ClockResult, sources: &Sources<'_>, catalog: &Catalog) -> String {
    let status = || catalog.word(&format!("site-clock-{}", clock.status.name()));
    let excused = |reason| catalog.say(&Message::new("site-clock-exempt-reason").with("reason", reason));
    let mut parts = vec![clock.exempt_reason.as_ref().map_or_else(status, excused)];
    if let Some(late) = clock.late_seconds.filter(|late| *late > 0) {
        let amount = words::duration(late, catalog);
        parts.push(catalog.say(&Message::new("site-clock-late").with("amount", amount)));
    }
    if clock.stop.is_none() && matches!(clock.status, Status::Running | Status::Breached) {
        let at = sources.library.time(sources.as_of);
        parts.push(catalog.say(&Message::new("site-as-of").with("at", at)));
    }
    parts.join(&catalog.word("site-sentence-comma"))
}
