//! Which documents are there, and which are owed?

use super::Cell;
use super::clocks::instant;
use super::facts::Facts;
use super::filled::Filled;
use super::moment::Moment;
use crate::clock::{Calendar, Deadline, NotCovered, Pauses, due};
use crate::config::Deliverable;
use crate::record::Record;
use jiff::Timestamp;

/// A manual or a plan.
#[derive(Debug, Clone)]
pub(super) struct DocumentFact {
    record: usize,
    plan: bool,
    document_type: String,
    version: Option<String>,
    submitted: Option<Timestamp>,
    counts_from: Option<Timestamp>,
}

impl DocumentFact {
    pub(super) fn of(index: usize, record: &Record, calendar: &Calendar) -> Option<DocumentFact> {
        let plan = record.kind.id == "plan";
        if !plan && record.kind.id != "manual" {
            return None;
        }
        Some(DocumentFact {
            record: index,
            plan,
            document_type: record.text("document_type")?.into_owned(),
            version: record.text("version").map(|text| text.into_owned()),
            submitted: instant(record, "submitted_at", calendar),
            counts_from: instant(record, "counts_from", calendar),
        })
    }
}

/// The rows of `completeness`, of the systems that are maintained then: of several documents of one type, the one of the latest day.
pub(super) fn completeness(facts: &Facts, moment: Moment) -> Filled {
    let mut filled = Filled::default();
    let day = moment.last_day(facts.calendar());
    let systems = facts.config().site.systems.iter();
    for system in systems.filter(|system| system.days.hold(day)) {
        for wanted in &system.documents {
            let found = facts.documents.iter().filter(|document| {
                document.document_type == *wanted
                    && facts.sees(document.record, moment)
                    && facts.systems(document.record).contains(&system.id)
            });
            let day = |document: &DocumentFact| facts.day(document.record);
            let latest = found.max_by_key(|document| (day(document), document.record));
            filled.rows.push(vec![
                system.id.as_str().into(),
                wanted.as_str().into(),
                Cell::some(latest.map(|document| facts.id(document.record))),
                Cell::some(latest.and_then(|document| document.version.as_deref())),
                Cell::some(latest.and_then(day).map(|day| day.to_string())),
            ]);
        }
    }
    filled
}

/// The rows of `deliverables`: each document that the contract wants, by the first plan of its type that was handed in.
pub(super) fn deliverables(facts: &Facts, moment: Moment) -> Filled {
    let mut filled = Filled::default();
    for wanted in &facts.contract().deliverables {
        let plans = facts.documents.iter().filter(|document| {
            document.plan
                && document.document_type == wanted.document_type
                && facts.sees(document.record, moment)
        });
        let submitted = |plan: &DocumentFact| moment.seen(plan.submitted);
        let plan = plans.min_by_key(|plan| (submitted(plan).is_none(), submitted(plan), plan.record));
        let due = due_at(facts, wanted, plan);
        if let Err(NotCovered { year }) = due {
            filled.uncovered(Some(year), "deliverables", None, Some(&wanted.document_type));
        }
        let due = due.ok().flatten();
        let stop = plan.and_then(submitted);
        filled.rows.push(vec![
            wanted.document_type.as_str().into(),
            Cell::some(due.map(|due| facts.local(due))),
            Cell::some(plan.map(|plan| facts.id(plan.record))),
            Cell::some(stop.map(|stop| facts.local(stop))),
            status(due, stop, plan.is_some(), moment).into(),
        ]);
    }
    filled
}

/// By when: counted from the day that the plan names, else from that of the contract.
fn due_at(
    facts: &Facts,
    wanted: &Deliverable,
    plan: Option<&DocumentFact>,
) -> Result<Option<Timestamp>, NotCovered> {
    let from = wanted.from.map(|date| facts.calendar().begin_of(date));
    let Some(from) = plan.and_then(|plan| plan.counts_from).or(from) else {
        return Ok(None);
    };
    due(
        facts.calendar(),
        from,
        &Deadline::within(wanted.limit),
        &Pauses::NONE,
    )
    .map(Some)
}

fn status(due: Option<Timestamp>, stop: Option<Timestamp>, exists: bool, moment: Moment) -> &'static str {
    match (due, stop) {
        (None, _) => "unknown",
        (Some(due), Some(stop)) if stop <= due => "met",
        (Some(_), Some(_)) => "breached",
        (Some(due), None) if due >= moment.as_of => "running",
        (Some(_), None) if exists => "breached",
        (Some(_), None) => "missing",
    }
}
