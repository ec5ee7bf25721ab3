//! How trustworthy is the way in which records came about? Flags, not verdicts.

use super::Cell;
use super::facts::Facts;
use super::filled::Filled;
use super::pending::{self, Wait};
use super::value::local;
use crate::clock::{Deadline, NotCovered, Pauses, due};
use crate::config::{ClockLimit, Person};
use crate::history::{Commit, FieldChange, History, Step};
use crate::kind::{Field, Kind, Value};
use crate::library::Library;
use crate::record::{Record, meaning};
use jiff::Timestamp;
use std::collections::HashMap;

/// Something that an auditor should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The index of the record.
    pub record: usize,
    /// The number of the commit.
    pub commit: usize,
    /// What is noticed.
    pub notice: Notice,
}

/// What is noticed about a commit of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A time was committed later after its event than `provenance.late_entry` allows; of several, the one whose entry was due first.
    LateEntry {
        /// The field.
        field: String,
        /// When it happened.
        event_at: Timestamp,
        /// By when it should have been committed.
        due_at: Timestamp,
    },
    /// What a clock rests on was changed after it was first committed: a time, a wait, or why it does not count.
    ClockEdited {
        /// The field.
        field: String,
        /// What it said before, as tables have it; `None` where a record is excused that was not when it was made.
        old: Option<String>,
        /// What it says after; `None` where it was taken out.
        new: Option<String>,
    },
    /// The author of the commit is not on the roster on that day.
    NotOnRoster,
}

impl Notice {
    /// The name in the ledger.
    pub fn name(&self) -> &'static str {
        match self {
            Notice::LateEntry { .. } => "late_entry",
            Notice::ClockEdited { .. } => "clock_edited",
            Notice::NotOnRoster => "not_on_roster",
        }
    }
}

/// What is noticed about the records of a knowledge base.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The flags, by record, and of a record by time.
    pub flags: Vec<Flag>,
    /// The records that were imported: made before the baseline.
    pub imported: Vec<usize>,
    /// The years that the calendar does not cover, for which nothing can be said of late entries.
    pub not_covered: Vec<i16>,
}

impl Provenance {
    /// What is noticed about the records of `library`, drafts aside, by their `history`. What was imported is marked as that, and by nothing else.
    pub fn of(library: &Library, history: &History) -> Provenance {
        Provenance::of_some(library, history, 0..library.records.len())
    }

    /// What is noticed after the records `changed` were read again, where all others and the history are as before.
    #[must_use]
    pub fn again(&self, library: &Library, history: &History, changed: &[usize]) -> Provenance {
        let fresh = Provenance::of_some(library, history, changed.iter().copied());
        // Which records want the years that are not covered is not known.
        if !self.not_covered.is_empty() || !fresh.not_covered.is_empty() {
            return Provenance::of(library, history);
        }
        let is_old = |record: &usize| !changed.contains(record);
        let old = self.flags.iter().filter(|flag| is_old(&flag.record));
        let mut flags: Vec<Flag> = old.cloned().chain(fresh.flags).collect();
        flags.sort_by_key(|flag| flag.record);
        let old = self.imported.iter().copied().filter(is_old);
        let mut imported: Vec<usize> = old.chain(fresh.imported).collect();
        imported.sort_unstable();
        Provenance {
            flags,
            imported,
            not_covered: Vec::new(),
        }
    }

    fn of_some(library: &Library, history: &History, records: impl Iterator<Item = usize>) -> Provenance {
        let mut found = Provenance::default();
        let mut times: HashMap<&str, Times<'_>> = HashMap::new();
        for index in records {
            let Some(record) = library.records.get(index) else {
                continue;
            };
            let steps = history.of(&record.path);
            if record.draft || steps.is_empty() {
                continue;
            }
            if history.first(&record.path).is_some_and(|commit| commit.imported) {
                found.imported.push(index);
            }
            let times = times
                .entry(&record.kind.id)
                .or_insert_with(|| Times::of(library, &record.kind));
            let subject = Subject {
                library,
                history,
                record,
                index,
                times,
                steps: steps.iter().map(|step| (step, fields(history, step))).collect(),
            };
            subject.flags(&mut found);
        }
        found.not_covered.sort_unstable();
        found.not_covered.dedup();
        found
    }
}

/// The times of a kind that matter here, by name.
struct Times<'l> {
    /// Those that place the record, and those that start or stop a clock.
    events: Vec<(&'l str, &'l Field)>,
    /// Those, and the days by which something is due.
    clocks: Vec<(&'l str, &'l Field)>,
    /// The spans in which a record waits, where it has clocks.
    pending: Option<&'l Field>,
    /// Fields that say that a clock does not count.
    excuses: Vec<&'l str>,
}

impl<'l> Times<'l> {
    fn of(library: &'l Library, kind: &'l Kind) -> Times<'l> {
        let clocks = || {
            library
                .config
                .contract
                .clocks
                .iter()
                .filter(|clock| clock.of == kind.id)
        };
        // The date of a document is no event that somebody has to enter in time.
        let dates = if kind.id_is_path() { &[][..] } else { &kind.dates };
        let mut events: Vec<&str> = dates.iter().map(String::as_str).collect();
        events.extend(clocks().flat_map(|clock| [clock.from.as_str(), clock.to.as_str()]));
        let mut all = events.clone();
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

/// A record, looked at.
struct Subject<'l> {
    library: &'l Library,
    history: &'l History,
    record: &'l Record,
    index: usize,
    times: &'l Times<'l>,
    /// The commits that touched it, the newest first, each with the fields that it changed.
    steps: Vec<(&'l Step, Vec<FieldChange>)>,
}

fn fields(history: &History, step: &Step) -> Vec<FieldChange> {
    history
        .difference(step)
        .map(|difference| difference.fields)
        .unwrap_or_default()
}

impl Subject<'_> {
    fn flags(&self, found: &mut Provenance) {
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
            None => match self.record.get(name)? {
                Value::DateTime(at) => Some(*at),
                Value::Date(date) => Some(self.library.config.contract.calendar.begin_of(*date)),
                _ => None,
            },
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

    /// What of `changes` changed a span in which the record waits, or whether a clock counts at all. To end a span that is open, or to add one, is no
    /// change of what stood there.
    fn edited_waits(&self, changes: &[FieldChange]) -> impl Iterator<Item = Notice> {
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
    fn entered_waits(&self) -> Vec<(usize, Timestamp)> {
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

    fn on_roster(&self, commit: &Commit) -> bool {
        let people = &self.library.config.site.people;
        let day = self.library.config.contract.calendar.date_of(commit.committed_at);
        !people.declared
            || people
                .iter()
                .any(|person| is(person, commit) && person.on_roster(day))
    }
}

/// Whether the span `new` is `old`, which may have ended since.
fn goes_on(old: &Wait, new: &Wait) -> bool {
    (old.from, &old.reason) == (new.from, &new.reason) && (old.to.is_none() || old.to == new.to)
}

/// Whether `person` is the author of `commit`: by name, by ID, or by address.
fn is(person: &Person, commit: &Commit) -> bool {
    let user = commit.address.split('@').next().unwrap_or("");
    let named = [person.name.as_str(), person.id.as_str()].contains(&&*commit.author);
    named || (!user.is_empty() && user == person.id) || person.contact.as_deref() == Some(&*commit.address)
}

/// The rows of `provenance`.
pub(super) fn rows(facts: &Facts) -> Filled {
    let (library, history) = (&facts.library, &facts.history);
    let found = Provenance::of(library, history);
    let imported = found.imported.iter().filter_map(|record| {
        let path = &library.records.get(*record)?.path;
        let commit = history.of(path).iter().rev().find(|step| !step.in_merge)?.commit;
        Some((*record, commit, "imported", None))
    });
    let flags = found
        .flags
        .iter()
        .map(|flag| (flag.record, flag.commit, flag.notice.name(), Some(&flag.notice)));
    let mut rows: Vec<(usize, Vec<Cell>)> = imported
        .chain(flags)
        .filter_map(|(record, commit, name, notice)| {
            Some((
                record,
                row(facts, record, history.commits.get(commit)?, name, notice)?,
            ))
        })
        .collect();
    rows.sort_by_key(|(record, _)| *record);
    let mut filled = Filled::rows(rows.into_iter().map(|(_, row)| row));
    for year in found.not_covered {
        filled.uncovered(Some(year), "provenance", None, None);
    }
    filled
}

fn row(
    facts: &Facts,
    index: usize,
    commit: &Commit,
    name: &str,
    notice: Option<&Notice>,
) -> Option<Vec<Cell>> {
    let (record, placed) = (facts.record(index)?, facts.library.placed.get(index)?);
    let (mut field, mut old, mut new, mut event, mut due) =
        (Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Null);
    match notice {
        Some(Notice::LateEntry {
            field: name,
            event_at,
            due_at,
        }) => {
            field = name.as_str().into();
            event = facts.local(*event_at).into();
            due = facts.local(*due_at).into();
        }
        Some(Notice::ClockEdited {
            field: name,
            old: before,
            new: after,
        }) => {
            field = name.as_str().into();
            old = Cell::some(before.as_deref());
            new = Cell::some(after.as_deref());
        }
        Some(Notice::NotOnRoster) | None => {}
    }
    Some(vec![
        record.id.as_str().into(),
        record.kind.id.as_str().into(),
        Cell::some(facts.system(index)),
        Cell::some(placed.month.map(|month| month.to_string())),
        name.into(),
        field,
        old,
        new,
        event,
        due,
        (&*commit.author).into(),
        commit.id.to_string().into(),
        facts.local(commit.committed_at).into(),
    ])
}
