//! Which fields of a kind say that something happened?

use crate::config::ClockSpec;
use crate::kind::{FieldType, Kind};
use std::collections::HashSet;

/// The times of `kind` that say that something happened, unlike a plan or a deadline: those that start or stop a clock, lead to a
/// state, end a record, bound a wait or place the record, and each instant that comes after such a one.
pub(super) fn events<'k>(kind: &'k Kind, clocks: &'k [ClockSpec]) -> HashSet<&'k str> {
    let mut found: HashSet<&str> = kind.dates.iter().map(String::as_str).collect();
    for clock in clocks.iter().filter(|clock| clock.of == kind.id) {
        found.extend([clock.from.as_str(), clock.to.as_str()]);
    }
    for state in &kind.states {
        found.extend(state.when.iter().flat_map(|when| when.fields()));
    }
    found.extend(kind.ends.iter().flat_map(|when| when.fields()));
    for wait in &kind.waits {
        found.extend([wait.from.as_str(), wait.to.as_str()]);
    }
    found.retain(|name| kind.field(name).is_some_and(|field| field.kind.is_time()));
    loop {
        let before = found.len();
        let more = kind.fields.iter().filter(|(_, field)| {
            field.kind == FieldType::DateTime
                && field.after.iter().any(|first| found.contains(first.as_str()))
        });
        let more: Vec<&str> = more.map(|(name, _)| name.as_str()).collect();
        found.extend(more);
        if found.len() == before {
            return found;
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::config::Config;

    #[test]
    fn plans_and_deadlines_are_no_events() {
        let config = Config::settle(&crate::config::Written::default());
        let of = |kind: &str| events(config.kinds.get(kind).unwrap(), &[]);
        let change = of("change");
        assert!(
            ["requested_at", "approved_at", "started_at", "finished_at"]
                .iter()
                .all(|name| change.contains(name))
        );
        assert!(change.contains("rejected_at"));
        assert!(!change.contains("planned_from") && !change.contains("planned_to"));
        let fault = of("fault");
        assert!(fault.contains("restored_at") && fault.contains("report_filed_at"));
        assert!(!fault.contains("outage_to") && !fault.contains("review_by"));
        assert!(!of("request").contains("due_on") && of("request").contains("scope_fixed_at"));
    }
}
