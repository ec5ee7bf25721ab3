//! The assessment on the page of its month: every figure with the records behind it.

use super::Site;
use super::frame::Link;
use super::standing::Badge;
use crate::assess::{Assessment, Bonus, ClockFigures, Item, Payment, PaymentRule, State, Veto};
use crate::base::RelPath;
use crate::config::Entry;
use crate::render::Html;
use crate::render::chart::stack::{Row, svg};
use crate::report::told;
use serde::Serialize;

/// The assessment of a month.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AssessmentView<'a> {
    title: &'a str,
    score: String,
    /// The score with two digits, for the eye; what counts is the exact one.
    rounded: String,
    full: String,
    grade: Option<&'a str>,
    state: Badge,
    /// Manual items without a score.
    open: Vec<&'a str>,
    clocks: Vec<ClockView<'a>>,
    chart: Option<Html>,
    groups: Vec<Group<'a>>,
    points: String,
    deducted: String,
    bonuses: Vec<BonusView<'a>>,
    vetoes: Vec<VetoView<'a>>,
    exclusions: Vec<ExclusionView<'a>>,
    payment: Option<PaymentView>,
    record: Option<Link>,
    notice: Option<&'a str>,
}

#[derive(Debug, Clone, Serialize)]
struct ClockView<'a> {
    name: String,
    kind: &'a str,
    counts: Vec<Count>,
    rate: String,
}

/// How many records of a clock stand in one way, and which.
#[derive(Debug, Clone, Serialize)]
struct Count {
    status: &'static str,
    n: usize,
    records: Vec<Link>,
}

#[derive(Debug, Clone, Serialize)]
struct Group<'a> {
    name: &'a str,
    items: Vec<ItemView<'a>>,
}

#[derive(Debug, Clone, Serialize)]
struct ItemView<'a> {
    id: &'a str,
    title: &'a str,
    clause: &'a str,
    points: String,
    deducted: String,
    lost: bool,
    score: String,
    value: Option<String>,
    says: String,
    reason: Option<&'a str>,
    rows: usize,
    records: Vec<Link>,
}

#[derive(Debug, Clone, Serialize)]
struct BonusView<'a> {
    id: &'a str,
    title: &'a str,
    added: String,
    records: Vec<Link>,
}

#[derive(Debug, Clone, Serialize)]
struct VetoView<'a> {
    id: &'a str,
    title: &'a str,
    clause: &'a str,
    rows: usize,
    records: Vec<Link>,
}

#[derive(Debug, Clone, Serialize)]
struct ExclusionView<'a> {
    record: Link,
    clock: String,
    reason: &'a str,
    agreed_by: &'a str,
}

#[derive(Debug, Clone, Serialize)]
struct PaymentView {
    month_fee: String,
    occurrences: usize,
    withheld: String,
    paid: String,
    says: String,
    notice: Option<String>,
    decision: Option<String>,
}

/// The digits of the figures of an item; `assessment.json` has all of them.
const DIGITS: usize = 4;

/// The ways in which a clock stands, in the order of the table.
const STATUSES: [&str; 5] = ["met", "breached", "running", "exempt", "unknown"];

impl Site {
    /// `assessment` for the page at `from`.
    pub(super) fn assessment<'a>(&'a self, from: &RelPath, assessment: &'a Assessment) -> AssessmentView<'a> {
        let tone = match assessment.state {
            State::Draft => "waiting",
            State::Scored | State::Appealed => "going",
            State::Final => "done",
        };
        let word = self.catalog.word(&format!("state-{}", assessment.state.name()));
        let record = assessment.record.and_then(|index| self.record_link(from, index));
        AssessmentView {
            title: &assessment.sheet.title,
            score: assessment.score.to_string(),
            rounded: assessment.score.shown(2),
            full: assessment.sheet.full.to_string(),
            grade: assessment.grade.as_deref(),
            state: Badge { word, tone },
            open: assessment
                .items
                .iter()
                .filter(|item| item.open)
                .map(|item| item.spec.title.as_str())
                .collect(),
            clocks: assessment
                .clocks
                .iter()
                .map(|clock| self.clock_figures(from, clock))
                .collect(),
            chart: self.clock_chart(&assessment.clocks),
            groups: self.groups(from, &assessment.items),
            points: assessment
                .items
                .iter()
                .map(|item| item.spec.points.clone())
                .sum::<crate::assess::Exact>()
                .to_string(),
            deducted: assessment
                .items
                .iter()
                .map(|item| item.deducted.clone())
                .sum::<crate::assess::Exact>()
                .to_string(),
            bonuses: assessment
                .bonuses
                .iter()
                .map(|bonus| self.bonus(from, bonus))
                .collect(),
            vetoes: assessment
                .vetoes
                .iter()
                .map(|veto| self.veto(from, veto))
                .collect(),
            exclusions: self.exclusions(from, assessment),
            payment: assessment
                .payment
                .as_ref()
                .map(|(rule, payment)| self.payment(rule, payment, assessment)),
            record,
            notice: assessment.notice.as_deref(),
        }
    }

    fn record_link(&self, from: &RelPath, index: usize) -> Option<Link> {
        let (record, placed) = (self.library.records.get(index)?, self.library.placed.get(index)?);
        Some(Link {
            text: record.id.as_str().to_owned(),
            href: from.link_to(&placed.url),
        })
    }

    /// Links to the records `ids`; one that is no record keeps its words.
    fn records(&self, from: &RelPath, ids: &[String]) -> Vec<Link> {
        let link = |id: &String| {
            let found = self
                .library
                .find(id)
                .and_then(|index| self.record_link(from, index));
            found.unwrap_or_else(|| Link {
                text: id.clone(),
                href: String::new(),
            })
        };
        ids.iter().map(link).collect()
    }

    fn clock_figures<'a>(&'a self, from: &RelPath, clock: &'a ClockFigures) -> ClockView<'a> {
        let lists = lists(clock);
        let count = |(status, ids): (&'static str, &Vec<String>)| Count {
            status,
            n: ids.len(),
            records: self.records(from, ids),
        };
        ClockView {
            name: clock.name.get(self.lang).to_owned(),
            kind: self
                .library
                .config
                .kinds
                .get(&clock.of)
                .map_or("", |kind| kind.name.get(self.lang)),
            counts: STATUSES.into_iter().zip(lists).map(count).collect(),
            rate: rate(clock),
        }
    }

    /// The picture of all clocks that had records this month.
    fn clock_chart(&self, clocks: &[ClockFigures]) -> Option<Html> {
        let drawn: Vec<&ClockFigures> = clocks
            .iter()
            .filter(|clock| lists(clock).iter().any(|ids| !ids.is_empty()))
            .collect();
        let words = |clock: &ClockFigures| {
            let parts = STATUSES
                .into_iter()
                .zip(lists(clock))
                .filter(|(_, ids)| !ids.is_empty());
            let part = |(status, ids): (&str, &Vec<String>)| {
                format!(
                    "{} {}",
                    self.catalog.word(&format!("site-clock-{status}")),
                    ids.len()
                )
            };
            parts.map(part).collect::<Vec<_>>().join(" · ")
        };
        let rows: Vec<Row<'_>> = drawn
            .iter()
            .map(|clock| Row {
                name: clock.name.get(self.lang),
                parts: STATUSES
                    .into_iter()
                    .zip(lists(clock))
                    .map(|(status, ids)| (status, ids.len()))
                    .collect(),
                says: words(clock),
            })
            .collect();
        let said: Vec<String> = rows
            .iter()
            .map(|row| format!("{}: {}", row.name, row.says))
            .collect();
        let title = self.catalog.word("report-clock-chart");
        (!rows.is_empty()).then(|| Html::new(&svg(&title, &said.join("; "), &rows)))
    }

    fn groups<'a>(&'a self, from: &RelPath, items: &'a [Item]) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for item in items {
            let view = self.item(from, item);
            match groups.last_mut().filter(|group| group.name == item.spec.group) {
                Some(group) => group.items.push(view),
                None => groups.push(Group {
                    name: &item.spec.group,
                    items: vec![view],
                }),
            }
        }
        groups
    }

    fn item<'a>(&'a self, from: &RelPath, item: &'a Item) -> ItemView<'a> {
        ItemView {
            id: &item.spec.id,
            title: &item.spec.title,
            clause: &item.spec.clause,
            points: item.spec.points.to_string(),
            deducted: item.deducted.shown(DIGITS),
            lost: !item.deducted.is_zero(),
            score: item.score.shown(DIGITS),
            value: item.value.as_ref().map(|value| value.shown(DIGITS)),
            says: told::item(self.catalog, item),
            reason: item.reason.as_deref(),
            rows: item.rows,
            records: self.records(from, &item.evidence),
        }
    }

    fn bonus<'a>(&'a self, from: &RelPath, bonus: &'a Bonus) -> BonusView<'a> {
        BonusView {
            id: &bonus.spec.id,
            title: &bonus.spec.title,
            added: bonus.added.to_string(),
            records: self.records(from, &bonus.evidence),
        }
    }

    fn veto<'a>(&'a self, from: &RelPath, veto: &'a Veto) -> VetoView<'a> {
        VetoView {
            id: &veto.spec.id,
            title: &veto.spec.title,
            clause: &veto.spec.clause,
            rows: veto.rows,
            records: self.records(from, &veto.evidence),
        }
    }

    fn exclusions<'a>(&'a self, from: &RelPath, assessment: &'a Assessment) -> Vec<ExclusionView<'a>> {
        let config = &self.library.config;
        let clock_name = |id: &str| {
            let spec = config.contract.clocks.iter().find(|clock| clock.id == id);
            spec.map_or_else(|| id.to_owned(), |clock| clock.name.get(self.lang).to_owned())
        };
        let view = |exclusion: &'a crate::assess::Exclusion| {
            let record = self
                .records(from, std::slice::from_ref(&exclusion.record))
                .into_iter()
                .next()?;
            let person = exclusion.agreed_by.as_deref().unwrap_or_default();
            Some(ExclusionView {
                record,
                clock: exclusion.clock.as_deref().map(clock_name).unwrap_or_default(),
                reason: exclusion.reason.as_deref().unwrap_or_default(),
                agreed_by: config.site.people.get(person).map_or(person, Entry::name),
            })
        };
        assessment.exclusions.iter().filter_map(view).collect()
    }

    fn payment(&self, rule: &PaymentRule, payment: &Payment, assessment: &Assessment) -> PaymentView {
        PaymentView {
            month_fee: payment.month_fee.money_text(),
            occurrences: payment.occurrences,
            withheld: payment.withheld.money_text(),
            paid: payment.paid.money_text(),
            says: told::formula(self.catalog, rule, payment, assessment),
            notice: payment.notice.as_ref().map(|notice| self.catalog.say(notice)),
            decision: told::decision(self.catalog, &self.library.config.site, &assessment.decisions),
        }
    }
}

fn lists(clock: &ClockFigures) -> [&Vec<String>; 5] {
    [
        &clock.met,
        &clock.breached,
        &clock.running,
        &clock.exempt,
        &clock.unknown,
    ]
}

/// The share of those that met the clock among those that met or broke it.
fn rate(clock: &ClockFigures) -> String {
    let (met, all) = (clock.met.len(), clock.met.len() + clock.breached.len());
    let percentage = crate::assess::Exact::percentage(&met.into(), &all.into());
    percentage.map_or_else(
        || "—".to_owned(),
        |percentage| format!("{}%", percentage.shown(2)),
    )
}
