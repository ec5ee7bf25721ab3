//! As of when is a knowledge base judged, where nobody says?

use super::clocks::instant;
use crate::history::History;
use crate::library::Library;
use jiff::{SignedDuration, Timestamp};

/// The later of the commit that is built and the newest time in the records that starts or stops a clock; never the machine's clock,
/// so that a build can be repeated. A second is added to a time of a record, for a stop counts only when it is before the
/// instant of judgement.
pub fn default_as_of(library: &Library, history: &History) -> Timestamp {
    let contract = &library.config.contract;
    let mut newest = history.committed_at;
    for record in library.records.iter().filter(|record| !record.draft) {
        for clock in contract.clocks.iter().filter(|clock| clock.of == record.kind.id) {
            for name in [&clock.from, &clock.to] {
                let at = instant(record, name, &contract.calendar);
                let after = at.and_then(|at| at.checked_add(SignedDuration::from_secs(1)).ok());
                newest = newest.max(after);
            }
        }
    }
    newest.unwrap_or(Timestamp::UNIX_EPOCH)
}
