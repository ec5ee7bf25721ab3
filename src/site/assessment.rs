//! The assessment on the page of its month: every figure with the records behind it.

use super::Site;
use super::frame::Link;
use super::long::{BESIDE, Long};
use super::query::Blocks;
use crate::assess::{Assessment, Bonus, Item, Payment, PaymentRule, State, Unrecorded, Veto};
use crate::base::RelPath;
use crate::config::Entry;
use crate::render::Html;
use serde::Serialize;

/// The assessment of a month.
#[derive(Debug, Clone, Serialize)]
pub(super) struct AssessmentView<'a> {
    title: String,
    score: String,
    full: String,
    grade: Option<&'a str>,
    /// Whether the month is not over.
    running: bool,
    /// Manual items without a score.
    open: Vec<&'a str>,
    groups: Vec<Group<'a>>,
    points: String,
    deducted: String,
    bonuses: Vec<BonusView<'a>>,
    vetoes: Vec<VetoView<'a>>,
    exclusions: Vec<ExclusionView<'a>>,
    /// Who scored the month.
    scoring: Option<String>,
    /// How many there are.
    excluded: usize,
    payment: Option<PaymentView>,
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
    /// How its points come about.
    how: String,
    says: String,
    reason: Option<&'a str>,
    rows: usize,
    records: Option<Html>,
    /// How many rows name no record, and the first of them in words.
    unrecorded: (usize, Vec<String>),
}

#[derive(Debug, Clone, Serialize)]
struct BonusView<'a> {
    id: &'a str,
    title: &'a str,
    added: String,
    records: Option<Html>,
}

#[derive(Debug, Clone, Serialize)]
struct VetoView<'a> {
    id: &'a str,
    title: &'a str,
    clause: &'a str,
    rows: usize,
    records: Option<Html>,
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

/// How many rows that name no record stand beside their figure at most.
const UNRECORDED: usize = 100;

/// The digits of the figures of an item; `assessment.json` has all of them.
const DIGITS: usize = 4;

impl Site {
    /// `assessment` for the page at `from`. Where there is a `long`, what is many stands elsewhere; else everything stands there.
    pub(super) fn assessment<'a>(
        &'a self,
        from: &RelPath,
        assessment: &'a Assessment,
        long: Option<&Long<'_>>,
    ) -> AssessmentView<'a> {
        let most = long.map_or(usize::MAX, |_| BESIDE);
        AssessmentView {
            title: assessment.sheet.called(self.catalog),
            score: assessment.score.fair(2),
            full: assessment.sheet.full.to_string(),
            grade: assessment.grade.as_deref(),
            running: assessment.state == State::Running,
            open: assessment
                .items
                .iter()
                .filter(|item| item.open)
                .map(|item| item.spec.title.as_str())
                .collect(),
            groups: self.groups(from, &assessment.items, long),
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
                .shown(DIGITS),
            bonuses: assessment
                .bonuses
                .iter()
                .map(|bonus| self.bonus(from, bonus, long))
                .collect(),
            vetoes: assessment
                .vetoes
                .iter()
                .map(|veto| self.veto(from, veto, long))
                .collect(),
            exclusions: self.exclusions(from, assessment, most),
            scoring: assessment
                .scoring
                .says(self.catalog, &self.library.config.site.people),
            excluded: assessment.exclusions.len(),
            payment: assessment
                .payment
                .as_ref()
                .map(|(rule, payment)| self.payment(rule, payment, assessment)),
        }
    }

    fn groups<'a>(&'a self, from: &RelPath, items: &'a [Item], long: Option<&Long<'_>>) -> Vec<Group<'a>> {
        let mut groups: Vec<Group<'a>> = Vec::new();
        for item in items {
            let view = self.item(from, item, long);
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

    fn item<'a>(&'a self, from: &RelPath, item: &'a Item, long: Option<&Long<'_>>) -> ItemView<'a> {
        ItemView {
            id: &item.spec.id,
            title: &item.spec.title,
            clause: &item.spec.clause,
            points: item.spec.points.to_string(),
            deducted: item.deducted.shown(DIGITS),
            lost: !item.deducted.is_zero(),
            score: item.score.shown(DIGITS),
            value: item.value.as_ref().map(|value| value.shown(DIGITS)),
            how: item.how(self.catalog, &self.library.config.contract.clocks),
            says: item.says(self.catalog),
            reason: item.reason.as_deref(),
            rows: item.rows,
            records: self.evidence(from, &item.evidence, long, &item.spec.title),
            unrecorded: (item.unrecorded.len(), self.unrecorded(from, &item.unrecorded)),
        }
    }

    /// The first of `rows` in words.
    fn unrecorded(&self, from: &RelPath, rows: &[Unrecorded]) -> Vec<String> {
        let blocks = Blocks {
            site: self,
            from,
            index: usize::MAX,
        };
        let words = |row: &Unrecorded| {
            let cells = row
                .iter()
                .map(|(column, value)| blocks.words(None, column, value).0);
            cells.collect::<Vec<_>>().join(" · ")
        };
        rows.iter().take(UNRECORDED).map(words).collect()
    }

    fn bonus<'a>(&'a self, from: &RelPath, bonus: &'a Bonus, long: Option<&Long<'_>>) -> BonusView<'a> {
        BonusView {
            id: &bonus.spec.id,
            title: &bonus.spec.title,
            added: bonus.added.to_string(),
            records: self.evidence(from, &bonus.evidence, long, &bonus.spec.title),
        }
    }

    fn veto<'a>(&'a self, from: &RelPath, veto: &'a Veto, long: Option<&Long<'_>>) -> VetoView<'a> {
        VetoView {
            id: &veto.spec.id,
            title: &veto.spec.title,
            clause: &veto.spec.clause,
            rows: veto.rows,
            records: self.evidence(from, &veto.evidence, long, &veto.spec.title),
        }
    }

    fn exclusions<'a>(
        &'a self,
        from: &RelPath,
        assessment: &'a Assessment,
        most: usize,
    ) -> Vec<ExclusionView<'a>> {
        let config = &self.library.config;
        let clock_name = |id: &str| {
            let spec = config.contract.clocks.iter().find(|clock| clock.id == id);
            spec.map_or_else(|| id.to_owned(), |clock| clock.name.get(self.lang).to_owned())
        };
        let view = |exclusion: &'a crate::assess::Exclusion| {
            let person = exclusion.agreed_by.as_deref().unwrap_or_default();
            ExclusionView {
                record: self.link_to_record(from, &exclusion.record),
                clock: exclusion.clock.as_deref().map(clock_name).unwrap_or_default(),
                reason: exclusion.reason.as_deref().unwrap_or_default(),
                agreed_by: config.site.people.get(person).map_or(person, Entry::name),
            }
        };
        assessment.exclusions.iter().take(most).map(view).collect()
    }

    fn payment(&self, rule: &PaymentRule, payment: &Payment, assessment: &Assessment) -> PaymentView {
        let people = &self.library.config.site.people;
        PaymentView {
            month_fee: payment.month_fee.money_shown(),
            occurrences: payment.occurrences,
            withheld: payment.withheld.money_shown(),
            paid: payment.paid.money_shown(),
            says: rule.says(self.catalog, assessment, payment),
            notice: payment.notice.as_ref().map(|notice| self.catalog.say(notice)),
            decision: assessment.decisions.says(self.catalog, people),
        }
    }
}
