//! `contract.yaml`: what is owed. The calendar, the clocks, the plans; the score sheet and the payment stay as written,
//! for what they mean is known further up.

use super::calendar;
use super::choice;
use super::clocks::{self, ClockSpec};
use super::reader::{Node, Reader};
use super::register::{Days, Entry, Register};
use super::site::Site;
use crate::base::yaml::Value;
use crate::base::{Diagnostic, Message, Month, Severity};
use crate::clock::{Calendar, Limit, LimitUnit};
use crate::kind::{Field, Kinds};
use indexmap::IndexMap;
use jiff::civil::Date;
use rust_decimal::Decimal;
use std::num::NonZero;
use std::sync::Arc;

/// The name that findings in `contract.yaml` carry.
pub(super) const RULE: &str = "contract";

/// `contract.yaml`, settled.
#[derive(Debug, Clone)]
pub struct Contract {
    /// Whether there is such a file.
    pub given: bool,
    /// Whether nothing in it is wrong that may hold back what it says: else what is not here may well be written there.
    pub whole: bool,
    /// The contract itself.
    pub terms: Terms,
    /// Working days and service hours.
    pub calendar: Arc<Calendar>,
    /// The clocks, in the order written.
    pub clocks: Vec<ClockSpec>,
    /// How availability counts.
    pub availability: Availability,
    /// Whether the fault report is the record itself or a document.
    pub fault_report: FaultReport,
    /// The severity by impact, then urgency.
    pub priority_matrix: IndexMap<String, IndexMap<String, String>>,
    /// The rounds of inspection that are owed.
    pub inspection_plan: Register<InspectionPlan>,
    /// The documents that are owed.
    pub deliverables: Vec<Deliverable>,
    /// Within what time a fix must be tested again.
    pub retest_within: Limit,
    /// `sheet:`, as written.
    pub sheet: Option<Value>,
    /// `payment:`, as written.
    pub payment: Option<Value>,
    /// The whole file, as written, for hashes and places.
    pub text: String,
}

/// The contract itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// The number.
    pub number: Option<String>,
    /// The title.
    pub title: Option<String>,
    /// The day of signature.
    pub signed_on: Option<Date>,
    /// The first day of service.
    pub starts_on: Option<Date>,
    /// The last day of service.
    pub ends_on: Option<Date>,
    /// What a period of assessment is.
    pub period: Period,
}

impl Terms {
    /// A contract of more months than this is a slip of the pen.
    pub const MOST_MONTHS: usize = 1200;

    /// The day on which a month of assessment begins.
    fn month_begins(&self) -> i8 {
        match (self.period, self.starts_on.or(self.signed_on)) {
            (Period::ContractDay, Some(day)) => day.day(),
            _ => 1,
        }
    }
}

impl Contract {
    /// The first and the last month of assessment in the time of service. `None` where that is not said.
    pub fn months(&self) -> Option<(Month, Month)> {
        let (first, last) = (self.terms.starts_on?, self.terms.ends_on?);
        Some((self.calendar.month_on(first), self.calendar.month_on(last)))
    }

    /// Whether `month` is of the time of service. `None` where that is not said.
    pub fn covers(&self, month: Month) -> Option<bool> {
        let (first, last) = self.months()?;
        Some(first <= month && month <= last)
    }

    /// Whether `month` is before the time of service or after it, as far as either is said.
    pub fn excludes(&self, month: Month) -> bool {
        let month_on = |date: Option<Date>| date.map(|date| self.calendar.month_on(date));
        let begins = month_on(self.terms.starts_on);
        let ends = month_on(self.terms.ends_on);
        begins.is_some_and(|first| month < first) || ends.is_some_and(|last| month > last)
    }
}

/// What a period of assessment is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Period {
    /// A calendar month.
    #[default]
    Calendar,
    /// A month counted from the day of the contract.
    ContractDay,
}

/// How availability counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Availability {
    /// Whether only service time counts, rather than all time.
    pub service: bool,
    /// The share of a partial outage that counts as down, 0 to 1.
    pub partial: Decimal,
}

/// Whether the fault report is the record itself or a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FaultReport {
    /// The record is the report.
    #[default]
    Section,
    /// The report is a document that the record names.
    Document,
}

/// A round of inspection that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectionPlan {
    /// The ID.
    pub id: String,
    /// The name; the ID where none was given.
    pub name: String,
    /// The inspection type that fulfils it.
    pub inspection_type: String,
    /// How often.
    pub every: Frequency,
    /// Since when it is owed, and until when.
    pub days: Days,
    /// The IDs of the systems; empty means all.
    pub systems: Vec<String>,
}

/// How often something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every workday.
    Workday,
    /// Once a week (Monday to Sunday) that has a workday, by its last workday.
    Week,
    /// Once in two weeks, counted from the week in which the contract starts.
    Fortnight,
    /// Once a month, by its last workday.
    Month,
    /// Before each statutory holiday, on the last workday before it.
    Holiday,
}

impl Frequency {
    fn parse(text: &str) -> Option<Frequency> {
        Some(match text {
            "workday" | "day" => Frequency::Workday,
            "week" => Frequency::Week,
            "fortnight" | "2 weeks" => Frequency::Fortnight,
            "month" => Frequency::Month,
            "holiday" => Frequency::Holiday,
            _ => return None,
        })
    }
}

/// A document that is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliverable {
    /// The document type of the plan.
    pub document_type: String,
    /// The day from which the limit counts.
    pub from: Option<Date>,
    /// Within what time.
    pub limit: Limit,
}

const KEYS: [&str; 13] = [
    "contract",
    "calendar",
    "clocks",
    "availability",
    "fault_report",
    "priority_matrix",
    "inspection_plan",
    "deliverables",
    "retest_within",
    "sheet",
    "payment",
    "requires",
    "appeal",
];

pub(super) fn settle(
    text: Option<&str>,
    holidays: Option<&str>,
    (kinds, site): (&Kinds, &Site),
    findings: &mut Vec<Diagnostic>,
) -> Contract {
    let written = text.unwrap_or_default();
    let (mut reader, value) = Reader::new(written, super::CONTRACT_YAML, RULE);
    let root = Node::root(&value);
    reader.unknown_keys(&root, &KEYS);
    let terms = terms(&mut reader, &root);
    let contract = Contract {
        given: text.is_some(),
        calendar: Arc::new(calendar::settle(
            &mut reader,
            &root,
            holidays,
            terms.month_begins(),
        )),
        clocks: clocks::settle(&mut reader, &root, kinds, site),
        availability: availability(&mut reader, &root),
        fault_report: fault_report(&mut reader, &root),
        priority_matrix: priority_matrix(&mut reader, &root, kinds, site),
        inspection_plan: inspection_plan(&mut reader, &root, kinds, site),
        deliverables: deliverables(&mut reader, &root, (kinds, site), &terms),
        retest_within: retest_within(&mut reader, &root),
        sheet: root.get("sheet").map(|node| node.value.clone()),
        payment: root.get("payment").map(|node| node.value.clone()),
        whole: kinds.is_whole() && !findings.iter().chain(&reader.findings).any(is_told),
        text: written.to_owned(),
        terms,
    };
    findings.append(&mut reader.findings);
    contract
}

/// What is wrong with the part of the contract `text` that stands for itself: that it is YAML, its days, and its calendar.
pub fn calendar_faults(text: &str, holidays: Option<&str>) -> Vec<Diagnostic> {
    let (mut reader, value) = Reader::new(text, super::CONTRACT_YAML, RULE);
    let root = Node::root(&value);
    let terms = terms(&mut reader, &root);
    calendar::settle(&mut reader, &root, holidays, terms.month_begins());
    reader.findings
}

/// Whether `finding` is an error in `contract.yaml`.
fn is_told(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error && finding.path.as_str() == super::CONTRACT_YAML
}

fn terms(reader: &mut Reader<'_>, root: &Node<'_>) -> Terms {
    let Some(node) = root.get("contract") else {
        return Terms::default();
    };
    reader.map(&node);
    reader.unknown_keys(
        &node,
        &["number", "title", "signed_on", "starts_on", "ends_on", "period"],
    );
    let period = |text: &str| match text {
        "calendar" => Some(Period::Calendar),
        "contract_day" => Some(Period::ContractDay),
        _ => None,
    };
    let (starts_on, ends_on) = (reader.date(&node, "starts_on"), reader.date(&node, "ends_on"));
    if let (Some(first), Some(last), Some(end)) = (starts_on, ends_on, node.get("ends_on"))
        && last < first
    {
        reader.expected(&end, "expected-end");
    }
    Terms {
        number: reader.text(&node, "number"),
        title: reader.text(&node, "title"),
        signed_on: reader.date(&node, "signed_on"),
        starts_on,
        ends_on,
        period: reader
            .parsed(&node, "period", "expected-period", period)
            .unwrap_or_default(),
    }
}

fn fault_report(reader: &mut Reader<'_>, root: &Node<'_>) -> FaultReport {
    reader.choice(root, "fault_report", &["section", "document"]);
    match root.get("fault_report").and_then(|node| node.text()).as_deref() {
        Some("document") => FaultReport::Document,
        _ => FaultReport::Section,
    }
}

fn availability(reader: &mut Reader<'_>, root: &Node<'_>) -> Availability {
    let mut availability = Availability {
        service: true,
        partial: Decimal::ZERO,
    };
    let Some(node) = root.get("availability") else {
        return availability;
    };
    reader.map(&node);
    reader.unknown_keys(&node, &["counts", "partial"]);
    let counts = |text: &str| match text {
        "service" => Some(true),
        "wall" => Some(false),
        _ => None,
    };
    if let Some(service) = reader.parsed(&node, "counts", "expected-counts", counts) {
        availability.service = service;
    }
    let share = |text: &str| {
        text.parse()
            .ok()
            .filter(|share| (Decimal::ZERO..=Decimal::ONE).contains(share))
    };
    if let Some(partial) = reader.parsed(&node, "partial", "expected-share", share) {
        availability.partial = partial;
    }
    availability
}

fn priority_matrix(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    kinds: &Kinds,
    site: &Site,
) -> IndexMap<String, IndexMap<String, String>> {
    let mut matrix = IndexMap::new();
    let field = |name: &str| kinds.get("fault")?.field(name);
    let Some(node) = root.get("priority_matrix") else {
        return matrix;
    };
    let (Some(impact), Some(urgency), Some(severity)) =
        (field("impact_level"), field("urgency"), field("severity"))
    else {
        return matrix;
    };
    reader.map(&node);
    for (level, row) in node.entries() {
        reader.map(&row);
        let level = choice::key(reader, site, impact, &level, &row);
        let mut cells = IndexMap::new();
        for (level, cell) in row.entries() {
            let level = choice::key(reader, site, urgency, &level, &cell);
            cells.extend(level.zip(choice::value(reader, site, severity, &cell)));
        }
        matrix.extend(level.map(|level| (level, cells)));
    }
    matrix
}

/// The value at `key` of `node`, of the field that it is compared with, where there is such a one.
fn compared(
    reader: &mut Reader<'_>,
    site: &Site,
    field: Option<&Field>,
    node: &Node<'_>,
    key: &str,
) -> Option<String> {
    match field {
        Some(field) => choice::value(reader, site, field, &node.get(key)?),
        None => reader.text(node, key),
    }
}

fn inspection_plan(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    kinds: &Kinds,
    site: &Site,
) -> Register<InspectionPlan> {
    let mut plans: Vec<InspectionPlan> = Vec::new();
    let declared = &site.systems;
    let types = kinds
        .get("inspection")
        .and_then(|kind| kind.field("inspection_type"));
    let known: Vec<&str> = declared.iter().map(Entry::id).chain(["all"]).collect();
    for node in reader.list(root, "inspection_plan") {
        reader.unknown_keys(&node, InspectionPlan::KEYS);
        let (own, name) = (reader.text(&node, "id"), reader.text(&node, "name"));
        let every = reader.parsed(&node, "every", "expected-frequency", Frequency::parse);
        let (Some(id), Some(every)) = (own, every) else {
            if node.get("id").is_none() || node.get("every").is_none() {
                reader.expected(&node, "expected-inspection-plan");
            }
            continue;
        };
        let inspection_type = compared(reader, site, types, &node, "type");
        if let Some(system) = node.get("systems").filter(|_| declared.declared) {
            for system in system.each() {
                if system.text().and_then(|text| declared.find(&text)).is_none() {
                    reader.one_of(&system, &known);
                }
            }
        }
        let systems = reader.texts(&node, "systems");
        let known_as = |written: String| {
            declared
                .find(&written)
                .map_or(written.clone(), |system| system.id.clone())
        };
        if plans.iter().any(|plan| plan.id == id) {
            let message = Message::new("config-twice").with("id", id.as_str());
            reader.wrong_help(&node, message, Message::new("config-twice-help"));
        }
        plans.push(InspectionPlan {
            name: name.unwrap_or_else(|| id.clone()),
            inspection_type: inspection_type.unwrap_or_else(|| id.clone()),
            every,
            days: Days::read(reader, &node),
            systems: systems
                .into_iter()
                .filter(|system| system != "all")
                .map(known_as)
                .collect(),
            id,
        });
    }
    Register::new(plans)
}

fn deliverables(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    (kinds, site): (&Kinds, &Site),
    terms: &Terms,
) -> Vec<Deliverable> {
    let mut deliverables = Vec::new();
    let types = kinds.get("plan").and_then(|kind| kind.field("document_type"));
    for node in reader.list(root, "deliverables") {
        reader.unknown_keys(&node, &["document_type", "from", "limit"]);
        if node.get("document_type").is_none() || node.get("limit").is_none() {
            reader.expected(&node, "expected-deliverable");
        }
        let limit = reader.parsed(&node, "limit", "expected-limit", |text| text.parse().ok());
        let from = match reader.text(&node, "from").as_deref() {
            Some("signed_on") | None => terms.signed_on,
            Some("starts_on") => terms.starts_on,
            Some("ends_on") => terms.ends_on,
            Some(_) => reader.date(&node, "from"),
        };
        let document_type = compared(reader, site, types, &node, "document_type");
        if let (Some(document_type), Some(limit)) = (document_type, limit) {
            deliverables.push(Deliverable {
                document_type,
                from,
                limit,
            });
        }
    }
    deliverables
}

fn retest_within(reader: &mut Reader<'_>, root: &Node<'_>) -> Limit {
    let written = reader.parsed(root, "retest_within", "expected-limit", |text| text.parse().ok());
    written.unwrap_or(Limit {
        amount: NonZero::<u32>::MIN.saturating_add(9),
        unit: LimitUnit::Workdays,
    })
}
