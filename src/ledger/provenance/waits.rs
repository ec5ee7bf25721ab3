//! When were the spans entered in which a record waits, and what changed in them?

use super::Notice;
use super::subject::Subject;
use crate::history::FieldChange;
use crate::ledger::pending::{self, Wait};
use crate::ledger::value::local;
use crate::record::meaning;
use jiff::Timestamp;

impl Subject<'_> {
    /// What of `changes` changed a span in which the record waits, or whether a clock counts at all. To end a span that is open, or to add one, is no
    /// change of what stood there.
    pub(super) fn edited_waits(&self, changes: &[FieldChange]) -> impl Iterator<Item = Notice> {
        changes.iter().filter_map(|change| {
            let field = change.field.clone();
            if self.times.excuses.contains(&change.field.as_str()) {
                let (old, new) = (change.old.clone(), change.new.clone());
                return Some(Notice::ClockEdited { field, old, new });
            }
            if change.field != "pending" {
                return None;
            }
            let (before, after) = (
                self.waits(change.old.as_deref()),
                self.waits(change.new.as_deref()),
            );
            let lost: Vec<&Wait> = before
                .iter()
                .filter(|old| !after.iter().any(|new| goes_on(old, new)))
                .collect();
            let came: Vec<&Wait> = after
                .iter()
                .filter(|new| !before.iter().any(|old| goes_on(old, new)))
                .collect();
            let (old, new) = (self.said(&lost)?, self.said(&came));
            Some(Notice::ClockEdited {
                field,
                old: Some(old),
                new,
            })
        })
    }

    /// Spans as a person reads them; `None` where there are none.
    fn said(&self, waits: &[&Wait]) -> Option<String> {
        let zone = self.library.config.contract.calendar.time_zone();
        let one = |wait: &&Wait| {
            let to = wait.to.map(|to| local(to, zone)).unwrap_or_default();
            let reason = wait.reason.as_deref().unwrap_or_default();
            format!("{}/{to} {reason}", local(wait.from, zone))
                .trim_end()
                .to_owned()
        };
        let said: Vec<String> = waits.iter().map(one).collect();
        (!said.is_empty()).then(|| said.join("; "))
    }

    /// The spans that `source`, what stands behind `pending`, tells.
    fn waits(&self, source: Option<&str>) -> Vec<Wait> {
        let site = &self.library.config.site;
        let zone = self.library.config.contract.calendar.time_zone();
        let value = self
            .times
            .pending
            .zip(source)
            .and_then(|(field, source)| meaning(site, zone, field, source));
        value.map_or_else(Vec::new, |value| {
            pending::spans(&self.record.kind, &value, str::to_owned)
        })
    }

    /// When spans were entered: by the number of the commit, with the end of the span where it was told, else its beginning.
    pub(super) fn entered_waits(&self) -> Vec<(usize, Timestamp)> {
        let Some(kept) = self.times.pending.map(|_| self.record.get("pending")) else {
            return Vec::new();
        };
        let known = |wait: &Wait| wait.to.unwrap_or(wait.from);
        let mut entered = Vec::new();
        let mut first = kept.map_or_else(Vec::new, |value| {
            pending::spans(&self.record.kind, value, str::to_owned)
        });
        for (step, changes) in &self.steps {
            for change in changes.iter().filter(|change| change.field == "pending") {
                let (before, after) = (
                    self.waits(change.old.as_deref()),
                    self.waits(change.new.as_deref()),
                );
                let fresh = after
                    .iter()
                    .filter(|new| !before.iter().any(|old| known(old) == known(new)));
                entered.extend(fresh.map(|wait| (step.commit, known(wait))));
                first = before;
            }
        }
        // Who made the record wrote what stood there first; where the beginnings are unknown, so is that.
        if let Some((step, _)) = self.steps.last().filter(|_| !self.history.shallow) {
            entered.extend(first.iter().map(|wait| (step.commit, known(wait))));
        }
        entered
    }
}

/// Whether the span `new` is `old`, which may have ended since.
fn goes_on(old: &Wait, new: &Wait) -> bool {
    (old.from, &old.reason) == (new.from, &new.reason) && (old.to.is_none() || old.to == new.to)
}
