//! What is there to notice about one record?

use super::times::Times;
use super::{Flag, Notice, Provenance};
use crate::clock::{Deadline, NotCovered, Pauses, due};
use crate::config::Person;
use crate::history::{Commit, FieldChange, History, Step};
use crate::kind::{Field, Value};
use crate::ledger::clocks::instant;
use crate::ledger::value::local;
use crate::library::Library;
use crate::record::{Record, meaning};
use jiff::Timestamp;
use std::collections::HashMap;

/// A record, looked at.
pub(super) struct Subject<'l> {
    pub(super) library: &'l Library,
    pub(super) history: &'l History,
    pub(super) record: &'l Record,
    pub(super) index: usize,
    pub(super) times: &'l Times<'l>,
    /// The commits that touched it, the newest first, each with the fields that it changed.
    pub(super) steps: Vec<(&'l Step, Vec<FieldChange>)>,
}

pub(super) fn fields(history: &History, step: &Step) -> Vec<FieldChange> {
    history
        .difference(step)
        .map(|difference| difference.fields)
        .unwrap_or_default()
}

impl Subject<'_> {
    pub(super) fn flags(&self, found: &mut Provenance) {
        let late = self.late_entries(&mut found.not_covered);
        for (step, changes) in self.steps.iter().rev() {
            let Some(commit) = self.history.commit_of(step).filter(|commit| !commit.imported) else {
                continue;
            };
            let mut notices: Vec<Notice> = late.get(&step.commit).cloned().into_iter().collect();
            notices.extend(self.edited(changes));
            notices.extend(self.edited_waits(changes));
            if !self.on_roster(commit) {
                notices.push(Notice::NotOnRoster);
            }
            let flag = |notice| Flag {
                record: self.index,
                commit: step.commit,
                notice,
            };
            found.flags.extend(notices.into_iter().map(flag));
        }
    }

    fn instant(&self, field: &Field, source: &str) -> Option<Timestamp> {
        let calendar = &self.library.config.contract.calendar;
        match meaning(&self.library.config.site, calendar.time_zone(), field, source)? {
            Value::DateTime(at) => Some(at),
            Value::Date(date) => Some(calendar.begin_of(date)),
            _ => None,
        }
    }

    /// When the field `name` was first filled, and with what: by the number of the commit.
    fn first_entry(&self, name: &str, field: &Field) -> Option<(usize, Timestamp)> {
        let oldest_first = || {
            self.steps.iter().rev().filter_map(|(step, changes)| {
                let change = changes.iter().find(|change| change.field == name)?;
                Some((step, change))
            })
        };
        let at_first = match oldest_first().next() {
            Some((_, change)) => change
                .old
                .as_deref()
                .and_then(|source| self.instant(field, source)),
            None => instant(self.record, name, &self.library.config.contract.calendar),
        };
        if let Some(at) = at_first {
            // Who made the record filled it; where the beginnings are unknown, so is that.
            let (first, _) = self.steps.last().filter(|_| !self.history.shallow)?;
            return Some((first.commit, at));
        }
        oldest_first()
            .find_map(|(step, change)| Some((step.commit, self.instant(field, change.new.as_deref()?)?)))
    }

    /// The late entries, by commit: of each commit the one that was due first.
    fn late_entries(&self, not_covered: &mut Vec<i16>) -> HashMap<usize, Notice> {
        let mut late: HashMap<usize, (Timestamp, Notice)> = HashMap::new();
        let Some(limit) = self.library.config.site.provenance.late_entry else {
            return HashMap::new();
        };
        let times = self.times.events.iter();
        let times = times.filter_map(|(name, field)| Some((*name, self.first_entry(name, field)?)));
        let waits = self.entered_waits().into_iter().map(|entry| ("pending", entry));
        for (name, (commit, event_at)) in times.chain(waits) {
            let Some(committed_at) = self.history.commits.get(commit).map(|commit| commit.committed_at)
            else {
                continue;
            };
            let calendar = &self.library.config.contract.calendar;
            match due(calendar, event_at, &Deadline::within(limit), &Pauses::default()) {
                Ok(due_at) if due_at < committed_at => {
                    if late.get(&commit).is_none_or(|(first, _)| due_at < *first) {
                        let field = name.to_owned();
                        late.insert(
                            commit,
                            (
                                due_at,
                                Notice::LateEntry {
                                    field,
                                    event_at,
                                    due_at,
                                },
                            ),
                        );
                    }
                }
                Ok(_) => {}
                Err(NotCovered { year }) => not_covered.push(year),
            }
        }
        late.into_iter()
            .map(|(commit, (_, notice))| (commit, notice))
            .collect()
    }

    /// The times of clocks that are among `changes`, of those that were filled before.
    fn edited(&self, changes: &[FieldChange]) -> impl Iterator<Item = Notice> {
        let said = |field: &Field, source: &str| {
            let site = &self.library.config.site;
            let zone = self.library.config.contract.calendar.time_zone();
            match meaning(site, zone, field, source) {
                Some(Value::DateTime(at)) => local(at, zone),
                Some(Value::Date(date)) => date.to_string(),
                _ => source.to_owned(),
            }
        };
        changes.iter().filter_map(move |change| {
            let (name, field) = self.times.clocks.iter().find(|(name, _)| *name == change.field)?;
            let old = said(field, change.old.as_deref()?);
            let new = change.new.as_deref().map(|new| said(field, new));
            let (field, old) = ((*name).to_owned(), Some(old));
            (new != old).then_some(Notice::ClockEdited { field, old, new })
        })
    }

    fn on_roster(&self, commit: &Commit) -> bool {
        let people = &self.library.config.site.people;
        let day = self.library.config.contract.calendar.date_of(commit.committed_at);
        !people.declared
            || people
                .iter()
                .any(|person| is(person, commit) && person.on_roster(day))
    }
}

/// Whether `person` is the author of `commit`: by name, by ID, or by address.
fn is(person: &Person, commit: &Commit) -> bool {
    let user = commit.address.split('@').next().unwrap_or("");
    let named = [person.name.as_str(), person.id.as_str()].contains(&&*commit.author);
    named || (!user.is_empty() && user == person.id) || person.contact.as_deref() == Some(&*commit.address)
}
