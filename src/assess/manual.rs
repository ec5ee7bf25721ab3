//! What people decided about the month: the `assessment` record.

use super::clocks::ClockFigures;
use super::scoring::Scoring;
use super::{Exact, Rule, sheet};
use crate::base::{Catalog, Message, Month};
use crate::config::{Contract, Entry, Person, Register};
use crate::kind::{Kind, Row, Value};
use crate::library::Library;
use crate::record::Record;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The kind of the record.
pub const KIND: &str = "assessment";

/// A manual item of the sheet, to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ManualItem {
    /// The ID.
    pub item: String,
    /// The title.
    pub title: String,
    /// The points.
    pub points: String,
}

/// The manual items of the sheet.
pub fn manual_items(contract: &Contract) -> Vec<ManualItem> {
    let items = sheet::settle(contract)
        .map(|(sheet, _)| sheet.items)
        .unwrap_or_default();
    let manual = items.into_iter().filter(|item| item.rule == Rule::Manual);
    manual
        .map(|item| ManualItem {
            item: item.id,
            title: item.title,
            points: item.points.to_string(),
        })
        .collect()
}

/// How far the assessment of a month is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The month is not over, as far as the knowledge base reaches.
    Running,
    /// Manual items have no score yet.
    Draft,
    /// Scored.
    Scored,
    /// An appeal is filed and not decided.
    Appealed,
    /// Final.
    Final,
}

impl State {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            State::Running => "running",
            State::Draft => "draft",
            State::Scored => "scored",
            State::Appealed => "appealed",
            State::Final => "final",
        }
    }
}

/// A person's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) score: Exact,
    pub(super) reason: Option<String>,
    pub(super) evidence: Vec<String>,
}

/// A record that does not count for a clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Exclusion {
    /// The ID of the record.
    pub record: String,
    /// The clock; `None` for all.
    pub clock: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The ID of the person who agreed.
    pub agreed_by: Option<String>,
}

/// What was decided about the payment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Decisions {
    /// `withhold` or `pay_full`.
    pub payment: Option<String>,
    /// `none` or `claim`.
    pub penalty: Option<String>,
    /// The penalty that is claimed.
    pub penalty_amount: Option<String>,
    /// The ID of the person who decided.
    pub decided_by: Option<String>,
    /// The day.
    pub decided_on: Option<String>,
}

impl Decisions {
    /// What was decided, in a sentence, by whom of `people` and when; `None` where nothing was.
    pub fn says(&self, catalog: &Catalog, people: &Register<Person>) -> Option<String> {
        let word = |name: &str, value: &Option<String>| {
            let value = value.as_ref()?.replace('_', "-");
            Some(catalog.word(&format!("report-{name}-{value}")))
        };
        let payment = word("decision", &self.payment);
        let penalty = word("penalty", &self.penalty).map(|said| match self.penalty_amount.as_ref() {
            Some(amount) if self.penalty.as_deref() == Some("claim") => {
                let amount = amount
                    .parse()
                    .map_or_else(|_| amount.clone(), |amount: Exact| amount.money_shown());
                catalog.say(
                    &Message::new("report-penalty-amount")
                        .with("what", said)
                        .with("amount", amount),
                )
            }
            _ => said,
        });
        let both: Vec<String> = payment.into_iter().chain(penalty).collect();
        if both.is_empty() {
            return None;
        }
        let who = self.decided_by.as_deref();
        let who = who.map(|id| people.get(id).map_or(id, Entry::name).to_owned());
        let message = Message::new("report-decided")
            .with("what", both.join(&catalog.word("site-sentence-comma")))
            .with(
                "who",
                who.unwrap_or_else(|| catalog.word("report-decided-by-nobody")),
            )
            .with(
                "when",
                self.decided_on
                    .clone()
                    .unwrap_or_else(|| catalog.word("report-decided-on-no-day")),
            );
        Some(catalog.say(&message))
    }
}

/// What people decided about one month.
#[derive(Debug, Clone, Default)]
pub(super) struct Decided<'l> {
    pub(super) record: Option<usize>,
    pub(super) scores: BTreeMap<String, Score>,
    pub(super) decisions: Decisions,
    source: Option<&'l Record>,
}

/// The index of the `assessment` record of `month`, where there is one: that which is named after it, if there are others by mistake.
pub fn record_of(library: &Library, month: Month) -> Option<usize> {
    let record = |index: &usize| library.records.get(*index);
    let of_month = |index: &usize| {
        let assessed = record(index).and_then(|record| record.get("assessed_month"));
        matches!(assessed, Some(Value::Month(assessed)) if *assessed == month)
    };
    let name = month.to_string();
    let other = |index: &usize| record(index).is_none_or(|record| record.id.as_str() != name);
    let shelf = library
        .shelves
        .kinds
        .get(KIND)
        .map(Vec::as_slice)
        .unwrap_or_default();
    shelf.iter().copied().filter(of_month).min_by_key(other)
}

/// Reads the `assessment` record of `month`, where there is one.
pub(super) fn decided(library: &Library, month: Month) -> Decided<'_> {
    let index = record_of(library, month);
    let Some((index, record)) = index.and_then(|index| Some((index, library.records.get(index)?))) else {
        return Decided::default();
    };
    let text = |name: &str| record.text(name).map(std::borrow::Cow::into_owned);
    Decided {
        record: Some(index),
        scores: rows(record, "scores")
            .filter_map(|(kind, row)| score(library, kind, row))
            .collect(),
        decisions: Decisions {
            payment: text("payment_decision"),
            penalty: text("penalty_decision"),
            penalty_amount: text("penalty_amount"),
            decided_by: text("decided_by"),
            decided_on: text("decided_on"),
        },
        source: Some(record),
    }
}

impl Decided<'_> {
    /// Who scored the month.
    pub(super) fn scoring(&self) -> Scoring {
        self.source.map(Scoring::of).unwrap_or_default()
    }

    /// How far the assessment is, where `complete` says whether every manual item has a score.
    pub(super) fn state(&self, complete: bool) -> State {
        let filled = |name: &str| self.source.is_some_and(|record| record.get(name).is_some());
        if !complete {
            State::Draft
        } else if filled("final_on") {
            State::Final
        } else if filled("appeal_filed_on") && !filled("appeal_decided_on") {
            State::Appealed
        } else {
            State::Scored
        }
    }
}

/// The rows of a field, with the kind whose columns they have.
fn rows<'r>(record: &'r Record, field: &'static str) -> impl Iterator<Item = (Columns<'r>, &'r Row)> {
    let all = match record.get(field) {
        Some(Value::Rows(all)) => all.as_slice(),
        _ => &[],
    };
    all.iter().map(move |row| {
        (
            Columns {
                kind: &record.kind,
                field,
            },
            row,
        )
    })
}

#[derive(Clone, Copy)]
struct Columns<'r> {
    kind: &'r Kind,
    field: &'static str,
}

impl Columns<'_> {
    fn get<'v>(&self, row: &'v Row, name: &str) -> Option<&'v Value> {
        let crate::kind::FieldType::Rows(columns) = &self.kind.field(self.field)?.kind else {
            return None;
        };
        row.values.get(columns.get_index_of(name)?)?.as_ref()
    }

    fn text(&self, row: &Row, name: &str) -> Option<String> {
        Some(self.get(row, name)?.text()?.into_owned())
    }
}

fn score(library: &Library, columns: Columns<'_>, row: &Row) -> Option<(String, Score)> {
    let evidence = columns.get(row, "evidence").map(Value::items).unwrap_or_default();
    let evidence = evidence
        .iter()
        .filter_map(|id| Some(canonical(library, &id.text()?)))
        .collect();
    let score = columns.text(row, "score")?.parse().ok()?;
    Some((
        columns.text(row, "item")?,
        Score {
            score,
            reason: columns.text(row, "reason"),
            evidence,
        },
    ))
}

fn exclusion(library: &Library, columns: Columns<'_>, row: &Row) -> Option<Exclusion> {
    Some(Exclusion {
        record: canonical(library, &columns.text(row, "record")?),
        clock: columns.text(row, "clock"),
        reason: columns.text(row, "reason"),
        agreed_by: columns.text(row, "agreed_by"),
    })
}

/// What the assessments of `month`, of those records that `is_seen` at its end, exempt of what `figures` say does not count in it. There is one, but
/// for a mistake.
pub(super) fn exclusions(
    library: &Library,
    month: Month,
    is_seen: impl Fn(usize) -> bool,
    figures: &[ClockFigures],
) -> Vec<Exclusion> {
    let own = record_of(library, month);
    let mut shelf = library.shelves.kinds.get(KIND).cloned().unwrap_or_default();
    shelf.retain(|index| is_seen(*index));
    shelf.sort_by_key(|index| (Some(*index) != own, *index));
    let records = shelf.iter().filter_map(|index| library.records.get(*index));
    let is_of_month = |record: &&Arc<Record>| {
        let assessed = record.get("assessed_month");
        !record.draft && matches!(assessed, Some(Value::Month(assessed)) if *assessed == month)
    };
    let is_meant = |one: &Exclusion, id: &str| {
        let clock = library.config.contract.clocks.iter().find(|clock| clock.id == id);
        let called = |name| clock.is_some_and(|clock| clock.is_called(name));
        one.clock.as_deref().is_some_and(called)
    };
    let counts = |one: &Exclusion| {
        let mut figures = figures.iter();
        figures.any(|figures| figures.exempt.contains(&one.record) && is_meant(one, &figures.id))
    };
    records
        .filter(is_of_month)
        .flat_map(|record| rows(record, "exclusions"))
        .filter_map(|(columns, row)| exclusion(library, columns, row))
        .filter(counts)
        .collect()
}

/// The ID as its record spells it.
fn canonical(library: &Library, id: &str) -> String {
    let found = library.find(id).and_then(|index| library.records.get(index));
    found.map_or_else(|| id.to_owned(), |record| record.id.as_str().to_owned())
}
