//! What do the tables that are made from others rest on?

use super::clocks::{ClockFact, Exemption, instant, own_exemption};
use super::documents::DocumentFact;
use super::early::Early;
use super::filled::NotComputed;
use super::inspections::InspectionFact;
use super::moment::Moment;
use super::numbers::Series;
use super::outages::OutageFact;
use super::pending::{Wait, Waiting, waits};
use super::value::{Words, local};
use crate::base::Month;
use crate::clock::{Calendar, NotCovered};
use crate::config::{Config, Contract, Days, Entry};
use crate::history::History;
use crate::kind::{FieldType, Value};
use crate::library::{Exempted, Library, Placed};
use crate::record::Record;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

/// What the tables that are made from others rest on, taken from the library once. A record is named by its index there.
pub(super) struct Facts {
    pub(super) library: Arc<Library>,
    pub(super) history: Arc<History>,
    /// The indices of the records of each kind, without drafts.
    by_kind: HashMap<String, Vec<usize>>,
    /// The second from which each record is there.
    pub(super) seen: Vec<i64>,
    /// The months that records belong to.
    pub(super) months: BTreeSet<Month>,
    pub(super) clocks: Vec<ClockFact>,
    /// The clocks of each record, as places among `clocks`.
    own_clocks: Vec<Range<usize>>,
    pub(super) waiting: Vec<Waiting>,
    waiting_of: HashMap<usize, usize>,
    pub(super) outages: Vec<OutageFact>,
    pub(super) inspections: Vec<InspectionFact>,
    pub(super) documents: Vec<DocumentFact>,
    pub(super) series: HashMap<String, Series>,
    /// The rows of tables that are made once.
    pub(super) early: Early,
}

impl Facts {
    /// Takes them from `library`; drafts are left out.
    pub(super) fn new(library: &Arc<Library>, history: &Arc<History>) -> Facts {
        let config = &library.config;
        let calendar = &config.contract.calendar;
        let mut facts = Facts {
            library: Arc::clone(library),
            history: Arc::clone(history),
            by_kind: HashMap::new(),
            seen: seen_from(library),
            months: BTreeSet::new(),
            clocks: Vec::new(),
            own_clocks: Vec::with_capacity(library.records.len()),
            waiting: Vec::new(),
            waiting_of: HashMap::new(),
            outages: Vec::new(),
            inspections: Vec::new(),
            documents: Vec::new(),
            series: Series::of(config),
            early: Early::default(),
        };
        let seen = |index: usize| facts.seen.get(index).copied().unwrap_or(i64::MIN);
        let exclusions = exclusions(library, 0..library.records.len(), seen);
        let words = Words::new(library);
        for (index, (record, placed)) in library.records.iter().zip(&library.placed).enumerate() {
            facts.own_clocks.push(facts.clocks.len()..facts.clocks.len());
            if record.draft {
                continue;
            }
            match facts.by_kind.get_mut(&record.kind.id) {
                Some(all) => all.push(index),
                None => drop(facts.by_kind.insert(record.kind.id.clone(), vec![index])),
            }
            facts.months.extend(placed.month);
            facts.clocks_of(index, record, exclusions.get(&index));
            facts.outages.extend(OutageFact::of(index, record, placed));
            facts
                .inspections
                .extend(InspectionFact::of(index, record, placed, &words));
            facts.documents.extend(DocumentFact::of(index, record, calendar));
        }
        facts
    }

    fn clocks_of(&mut self, index: usize, record: &Record, excluded: Option<&Excluded>) {
        let library = Arc::clone(&self.library);
        let waits = waits_of(&library, record);
        let begin = self.clocks.len();
        self.clocks
            .extend(own_clocks(&library, index, record, &waits, excluded));
        let clocks = begin..self.clocks.len();
        if !waits.is_empty() {
            self.waiting_of.insert(index, self.waiting.len());
            self.waiting.push(Waiting {
                record: index,
                waits,
                clocks: clocks.clone(),
            });
        }
        if let Some(own) = self.own_clocks.last_mut() {
            *own = clocks;
        }
    }

    pub(super) fn config(&self) -> &Config {
        &self.library.config
    }

    pub(super) fn record(&self, index: usize) -> Option<&Arc<Record>> {
        self.library.records.get(index)
    }

    /// The records of the kind, by index and path, without drafts.
    pub(super) fn of_kind(&self, kind: &str) -> impl Iterator<Item = (usize, &Record, &Placed)> {
        let indices = self.by_kind.get(kind).map(Vec::as_slice).unwrap_or_default();
        let one = |index: &usize| {
            Some((
                *index,
                &**self.record(*index)?,
                &**self.library.placed.get(*index)?,
            ))
        };
        indices.iter().filter_map(one)
    }

    /// The clocks of the record, with their places.
    pub(super) fn clocks_at(&self, record: usize) -> impl Iterator<Item = (usize, &ClockFact)> {
        let own = self.own_clocks.get(record).cloned().unwrap_or_default();
        own.clone().zip(self.clocks.get(own).unwrap_or_default())
    }

    /// The day that places the record.
    pub(super) fn day(&self, record: usize) -> Option<Date> {
        Some(self.library.placed.get(record)?.at?.date())
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.library.config.contract.calendar
    }

    pub(super) fn contract(&self) -> &Contract {
        &self.library.config.contract
    }

    /// Whether the record is there.
    pub(super) fn sees(&self, record: usize, moment: Moment) -> bool {
        self.seen
            .get(record)
            .is_some_and(|second| *second < moment.horizon.as_second())
    }

    /// The systems of the record.
    pub(super) fn systems(&self, record: usize) -> &[String] {
        self.library
            .placed
            .get(record)
            .map(|placed| placed.systems.as_slice())
            .unwrap_or_default()
    }

    /// The system that stands in the column of the record: the first that its front matter names.
    pub(super) fn system(&self, record: usize) -> Option<&str> {
        let named = self.record(record)?.get("system")?;
        match named.items().first()? {
            Value::System(system) => Some(system),
            _ => None,
        }
    }

    pub(super) fn id(&self, record: usize) -> &str {
        self.record(record).map_or("", |record| record.id.as_str())
    }

    /// The waits of the record.
    pub(super) fn waits(&self, record: usize) -> Option<&Waiting> {
        self.waiting.get(*self.waiting_of.get(&record)?)
    }

    pub(super) fn local(&self, at: Timestamp) -> String {
        local(at, self.calendar().time_zone())
    }

    /// The pending reasons that stop no clock of the kind at all; those of a kind without clocks are the usual ones.
    pub(super) fn excusing_none(&self, kind: &str) -> Vec<String> {
        let mut reasons = not_excused(self.contract(), kind);
        let clocks = || self.contract().clocks.iter().filter(|spec| spec.of == kind);
        reasons.retain(|reason| clocks().all(|spec| spec.not_excused.contains(reason)));
        reasons
    }

    /// The systems of `casebook.yaml`; where it has none, those that the front matter of records names.
    pub(super) fn all_systems(&self) -> Vec<String> {
        let register = &self.config().site.systems;
        if register.declared {
            return register.iter().map(|system| system.id.clone()).collect();
        }
        let named = self.library.records.iter().flat_map(|record| record.systems());
        named.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// The days on which the system with this ID is maintained.
    pub(super) fn days_of(&self, system: &str) -> Days {
        let found = self.config().site.systems.get(system);
        found.map(|system| system.days).unwrap_or_default()
    }

    /// The clocks that could not be computed.
    pub(super) fn faults(&self, as_of: Timestamp) -> Vec<NotComputed> {
        let fault = |clock: &ClockFact| {
            let NotCovered { year } = clock.verdict(self.calendar(), as_of).err()?;
            let record = self.record(clock.record)?;
            let spec = self.contract().clocks.get(clock.spec)?;
            Some(NotComputed {
                table: record.kind.folder.clone(),
                kind: Some(record.kind.id.clone()),
                id: Some(record.id.as_str().to_owned()),
                clock: Some(spec.id.clone()),
                year,
            })
        };
        self.clocks.iter().filter_map(fault).collect()
    }
}

/// The pending reasons that leave some clock of the kind going.
fn not_excused(contract: &Contract, kind: &str) -> Vec<String> {
    let clocks = contract.clocks.iter().filter(|spec| spec.of == kind);
    let mut reasons: Vec<Vec<String>> = clocks.map(|spec| spec.not_excused.clone()).collect();
    reasons.dedup();
    if reasons.is_empty() {
        vec!["vendor".to_owned()]
    } else {
        reasons.concat()
    }
}

/// What the clocks of the record `index` of `library` rest on, in the order of the contract.
pub(super) fn clock_facts(library: &Library, index: usize, record: &Record) -> Vec<ClockFact> {
    let mut assessments = library.shelves.kinds.get(EXEMPTING).cloned().unwrap_or_default();
    assessments.sort_unstable();
    let seen = |at| first_seen_of(library, at);
    let mut excluded = exclusions(library, assessments.into_iter(), seen);
    let (excluded, waits) = (excluded.remove(&index), waits_of(library, record));
    own_clocks(library, index, record, &waits, excluded.as_ref()).collect()
}

/// The same as if no record were exempt: whether a clock can be computed does not depend on that.
pub(super) fn plain_clock_facts(library: &Library, index: usize, record: &Record) -> Vec<ClockFact> {
    let waits = waits_of(library, record);
    own_clocks(library, index, record, &waits, None).collect()
}

/// The month that the clock `clock` of the record `index` of `library` belongs to, that of its due time: as it stands as of `as_of`, where it runs still.
/// `None` where the record has no such clock, or where it cannot be computed.
pub fn clock_month(library: &Library, index: usize, clock: &str, as_of: Timestamp) -> Option<Month> {
    let contract = &library.config.contract;
    let record = library.records.get(index).filter(|record| !record.draft)?;
    let facts = plain_clock_facts(library, index, record);
    let is_meant = |fact: &&ClockFact| {
        contract
            .clocks
            .get(fact.spec)
            .is_some_and(|spec| spec.id == clock)
    };
    let fact = facts.iter().find(is_meant)?;
    let as_of = fact.stop.map_or(as_of, |_| Timestamp::MAX);
    let due = fact.verdict(&contract.calendar, as_of).ok()??.due?;
    Some(contract.calendar.month_of(due))
}

/// The clocks that the contract sets for the record `index`.
fn own_clocks<'l>(
    library: &'l Library,
    index: usize,
    record: &'l Record,
    waits: &'l [Wait],
    excluded: Option<&'l Excluded>,
) -> impl Iterator<Item = ClockFact> + 'l {
    let contract = &library.config.contract;
    let specs = contract.clocks.iter().enumerate();
    let own = specs.filter(|(_, spec)| spec.of == record.kind.id);
    own.filter_map(move |(place, spec)| {
        let excluded = excluded.into_iter().flatten();
        let excluded = excluded
            .filter(|(clock, _)| *clock == spec.id)
            .map(|(_, why)| why.clone());
        let exempt = own_exemption(record, spec).into_iter().chain(excluded).collect();
        ClockFact::of(record, (index, place), spec, waits, exempt, &contract.calendar)
    })
}

/// What `record` waits for, vendors by their IDs.
fn waits_of(library: &Library, record: &Record) -> Vec<Wait> {
    let vendors = &library.config.site.vendors;
    let not_excused = not_excused(&library.config.contract, &record.kind.id);
    waits(record, &not_excused, |written| {
        let vendor = vendors.find(written);
        vendor.map_or(written, |vendor| vendor.id()).to_owned()
    })
}

/// The second from which each record is there.
fn seen_from(library: &Library) -> Vec<i64> {
    let contract = &library.config.contract;
    let all = library.records.iter().zip(&library.placed);
    all.map(|(record, placed)| first_seen(contract, record, placed))
        .collect()
}

/// The second from which a record is there: the first of the dates that place its kind and of those at which one of its clocks starts,
/// for what is owed is owed from then on. A file that is named by its path is there from its first commit too, and one without dates
/// always.
fn first_seen(contract: &Contract, record: &Record, placed: &Placed) -> i64 {
    let calendar = &contract.calendar;
    let clocks = contract.clocks.iter().filter(|clock| clock.of == record.kind.id);
    let starts = clocks.filter_map(|clock| instant(record, &clock.from, calendar));
    let dates = record
        .kind
        .dates
        .iter()
        .filter_map(|name| match record.get(name)? {
            Value::Month(month) => Some(calendar.begin_of(calendar.first_of(*month))),
            _ => instant(record, name, calendar),
        });
    let created = placed.stamp.created_at.filter(|_| record.kind.id_is_path());
    dates
        .chain(starts)
        .chain(created)
        .min()
        .map_or(i64::MIN, Timestamp::as_second)
}

/// The clocks of a record that an assessment excludes from its figures, and why.
type Excluded = Vec<(String, Exemption)>;

/// The kind whose records exempt others from their clocks.
const EXEMPTING: &str = "assessment";

/// Whether `record` is of the kind whose records exempt others from their clocks: the clocks of a record depend on no other ones.
pub fn exempts_others(record: &Record) -> bool {
    record.kind.id == EXEMPTING
}

/// What the assessments among the records `indices` exclude, by record; `seen` is the second from which a record is there.
fn exclusions(
    library: &Library,
    indices: impl Iterator<Item = usize>,
    seen: impl Fn(usize) -> i64,
) -> HashMap<usize, Excluded> {
    let mut found: HashMap<usize, Excluded> = HashMap::new();
    for index in indices {
        let Some(record) = library.records.get(index) else {
            continue;
        };
        if !exempts_others(record) || record.draft {
            continue;
        }
        let Some(FieldType::Rows(columns)) = record.kind.field("exclusions").map(|field| &field.kind) else {
            continue;
        };
        let Some(Value::Rows(rows)) = record.get("exclusions") else {
            continue;
        };
        // What is excluded counts in the month that is assessed, and in no other.
        let Some(Value::Month(month)) = record.get("assessed_month") else {
            continue;
        };
        let since = Timestamp::from_second(seen(index)).ok();
        for row in rows {
            let text = |name: &str| row.values.get(columns.get_index_of(name)?)?.as_ref()?.text();
            let (Some(excluded), Some(clock)) = (text("record"), text("clock")) else {
                continue;
            };
            let Some(excluded) = library.find(&excluded) else {
                continue;
            };
            let why = Exemption {
                since: since.unwrap_or(Timestamp::MIN),
                month: Some(*month),
                reason: Some(
                    text("reason").map_or_else(|| record.id.as_str().to_owned(), |text| text.into_owned()),
                ),
            };
            let kind = library.records.get(excluded).map(|record| &record.kind.id);
            let mut clocks = library.config.contract.clocks.iter();
            let meant = clocks.find(|spec| Some(&spec.of) == kind && spec.is_called(&clock));
            if let Some(spec) = meant {
                found.entry(excluded).or_default().push((spec.id.clone(), why));
            }
        }
    }
    for Exempted {
        record,
        clock,
        since,
        month,
    } in &library.seen.exempted
    {
        if let Some(excluded) = library.find(record) {
            let why = Exemption {
                since: *since,
                month: *month,
                reason: None,
            };
            found.entry(excluded).or_default().push((clock.clone(), why));
        }
    }
    found
}

/// The second from which on the record with this index is seen.
fn first_seen_of(library: &Library, index: usize) -> i64 {
    match (library.records.get(index), library.placed.get(index)) {
        (Some(record), Some(placed)) => first_seen(&library.config.contract, record, placed),
        _ => i64::MIN,
    }
}

/// What the assessments among the records `withheld` of `library` exempt from their clocks: it holds for those too who may not see these.
pub fn exempted_by(library: &Library, withheld: impl Iterator<Item = usize>) -> Vec<Exempted> {
    let seen = |at| first_seen_of(library, at);
    let mut exempted = Vec::new();
    for (index, excluded) in exclusions(library, withheld, seen) {
        let Some(record) = library.records.get(index) else {
            continue;
        };
        exempted.extend(excluded.into_iter().map(|(clock, why)| Exempted {
            record: record.id.as_str().to_owned(),
            clock,
            since: why.since,
            month: why.month,
        }));
    }
    // Those of one record keep their order: the first one counts.
    exempted.sort_by(|a, b| a.record.cmp(&b.record));
    exempted
}
