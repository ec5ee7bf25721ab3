//! What do the tables that are made from others rest on?

use super::clocks::{ClockFact, Exemption, instant, own_exemption};
use super::documents::DocumentFact;
use super::filled::NotComputed;
use super::inspections::InspectionFact;
use super::moment::Moment;
use super::numbers::Series;
use super::outages::OutageFact;
use super::pending::{Waiting, waits};
use super::value::{Words, local};
use crate::base::Month;
use crate::clock::{Calendar, NotCovered};
use crate::config::{Config, Contract, Entry};
use crate::kind::{FieldType, Value};
use crate::library::{Library, Placed};
use crate::record::Record;
use jiff::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What the tables that are made from others rest on, taken from the library once. A record is named by its index there.
pub(super) struct Facts {
    pub(super) config: Arc<Config>,
    pub(super) records: Vec<Arc<Record>>,
    /// The second from which each record is there.
    pub(super) seen: Vec<i64>,
    /// The systems of each record.
    systems: Vec<Vec<String>>,
    /// The day that places each record.
    pub(super) days: Vec<Option<jiff::civil::Date>>,
    /// The months that records belong to.
    pub(super) months: BTreeSet<Month>,
    pub(super) clocks: Vec<ClockFact>,
    pub(super) waiting: Vec<Waiting>,
    waiting_of: HashMap<usize, usize>,
    pub(super) outages: Vec<OutageFact>,
    pub(super) inspections: Vec<InspectionFact>,
    pub(super) documents: Vec<DocumentFact>,
    pub(super) series: HashMap<String, Series>,
}

impl Facts {
    /// Takes them from `library`; drafts are left out.
    pub(super) fn new(library: &Library) -> Facts {
        let config = Arc::clone(&library.config);
        let calendar = &config.contract.calendar;
        let mut facts = Facts {
            records: library.records.clone(),
            seen: seen_from(library),
            systems: library
                .placed
                .iter()
                .map(|placed| placed.systems.clone())
                .collect(),
            days: library
                .placed
                .iter()
                .map(|placed| placed.at.map(|at| at.date()))
                .collect(),
            months: BTreeSet::new(),
            clocks: Vec::new(),
            waiting: Vec::new(),
            waiting_of: HashMap::new(),
            outages: Vec::new(),
            inspections: Vec::new(),
            documents: Vec::new(),
            series: Series::of(&config),
            config: Arc::clone(&config),
        };
        let exclusions = exclusions(library, &facts.seen);
        let words = Words::new(library);
        for (index, record) in library
            .records
            .iter()
            .enumerate()
            .filter(|(_, record)| !record.draft)
        {
            let Some(placed) = library.placed.get(index) else {
                continue;
            };
            facts.months.extend(placed.month);
            facts.clocks_of(index, record, &exclusions);
            facts.outages.extend(OutageFact::of(index, record, placed));
            facts
                .inspections
                .extend(InspectionFact::of(index, record, placed, &words));
            facts.documents.extend(DocumentFact::of(index, record, calendar));
        }
        facts
    }

    fn clocks_of(&mut self, index: usize, record: &Record, exclusions: &Exclusions) {
        let config = Arc::clone(&self.config);
        let vendor = |written: &str| {
            let vendors = &config.site.vendors;
            vendors
                .find(written)
                .map_or_else(|| written.to_owned(), |vendor| vendor.id().to_owned())
        };
        let waits = waits(record, vendor);
        let begin = self.clocks.len();
        for (place, spec) in config
            .contract
            .clocks
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.of == record.kind.id)
        {
            let own = own_exemption(record, spec);
            let exemption = own.as_ref().or_else(|| exclusions.get(&(index, spec.id.clone())));
            let calendar = &config.contract.calendar;
            self.clocks.extend(ClockFact::of(
                record,
                (index, place),
                spec,
                &waits,
                exemption,
                calendar,
            ));
        }
        if !waits.is_empty() {
            self.waiting_of.insert(index, self.waiting.len());
            self.waiting.push(Waiting {
                record: index,
                waits,
                clocks: begin..self.clocks.len(),
            });
        }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.config.contract.calendar
    }

    pub(super) fn contract(&self) -> &Contract {
        &self.config.contract
    }

    /// Whether the record is there.
    pub(super) fn sees(&self, record: usize, moment: Moment) -> bool {
        self.seen
            .get(record)
            .is_some_and(|second| *second < moment.horizon.as_second())
    }

    /// The systems of the record.
    pub(super) fn systems(&self, record: usize) -> &[String] {
        self.systems.get(record).map(Vec::as_slice).unwrap_or_default()
    }

    /// The system that stands in the column of the record: the first.
    pub(super) fn system(&self, record: usize) -> Option<&str> {
        self.systems(record).first().map(String::as_str)
    }

    pub(super) fn id(&self, record: usize) -> &str {
        self.records.get(record).map_or("", |record| record.id.as_str())
    }

    /// The waits of the record.
    pub(super) fn waits(&self, record: usize) -> Option<&Waiting> {
        self.waiting.get(*self.waiting_of.get(&record)?)
    }

    pub(super) fn local(&self, at: Timestamp) -> String {
        local(at, self.calendar().time_zone())
    }

    /// The pending reasons that stop no clock of the kind; those of a kind without clocks are the usual ones.
    pub(super) fn not_excused(&self, kind: &str) -> Vec<String> {
        let clocks = self.contract().clocks.iter().filter(|spec| spec.of == kind);
        let mut reasons: Vec<Vec<String>> = clocks.map(|spec| spec.not_excused.clone()).collect();
        reasons.dedup();
        if reasons.is_empty() {
            vec!["vendor".to_owned()]
        } else {
            reasons.concat()
        }
    }

    /// The systems of `casebook.yaml`; where it has none, those that records name.
    pub(super) fn all_systems(&self) -> Vec<String> {
        let register = &self.config.site.systems;
        if register.declared {
            return register.iter().map(|system| system.id.clone()).collect();
        }
        let named: BTreeSet<&String> = self.systems.iter().flatten().collect();
        named.into_iter().cloned().collect()
    }

    /// The clocks that could not be computed.
    pub(super) fn faults(&self, as_of: Timestamp) -> Vec<NotComputed> {
        let fault = |clock: &ClockFact| {
            let NotCovered { year } = clock.verdict(self.calendar(), as_of).err()?;
            let record = self.records.get(clock.record)?;
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

/// The second from which each record is there: the first of the dates that place its kind. A file that is named by its path is
/// there from its first commit too, and one without dates always.
fn seen_from(library: &Library) -> Vec<i64> {
    let calendar = &library.config.contract.calendar;
    let first = |(record, placed): (&Arc<Record>, &Placed)| {
        let dates = record
            .kind
            .dates
            .iter()
            .filter_map(|name| match record.get(name)? {
                Value::Month(month) => Some(calendar.begin_of(month.first())),
                _ => instant(record, name, calendar),
            });
        let created = placed.stamp.created_at.filter(|_| record.kind.id_is_path());
        dates.chain(created).min().map_or(i64::MIN, Timestamp::as_second)
    };
    library.records.iter().zip(&library.placed).map(first).collect()
}

/// The clocks of records that an assessment excludes from its figures, and why.
type Exclusions = HashMap<(usize, String), Exemption>;

fn exclusions(library: &Library, seen: &[i64]) -> Exclusions {
    let mut found = Exclusions::new();
    for (index, record) in library
        .records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.kind.id == "assessment")
    {
        let columns = match record.kind.field("exclusions").map(|field| &field.kind) {
            Some(FieldType::Rows(columns)) if !record.draft => columns,
            _ => continue,
        };
        let Some(Value::Rows(rows)) = record.get("exclusions") else {
            continue;
        };
        let since = seen
            .get(index)
            .and_then(|second| Timestamp::from_second(*second).ok());
        for row in rows {
            let text = |name: &str| row.values.get(columns.get_index_of(name)?)?.as_ref()?.text();
            let (Some(excluded), Some(clock)) = (text("record"), text("clock")) else {
                continue;
            };
            let Some(excluded) = library.find(&excluded) else {
                continue;
            };
            found
                .entry((excluded, clock.into_owned()))
                .or_insert_with(|| Exemption {
                    since: since.unwrap_or(Timestamp::MIN),
                    reason: text("reason")
                        .map_or_else(|| record.id.as_str().to_owned(), |text| text.into_owned()),
                });
        }
    }
    found
}
