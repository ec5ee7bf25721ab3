//! The score sheet, as the template shows it.

use crate::assess::{Assessment, Bonus, Exact, Exclusion, Item, Veto};
use crate::base::Catalog;
use crate::config::{ClockSpec, Config, Entry};
use serde::Serialize;

/// The digits of the figures of an item; `assessment.json` has all of them.
const DIGITS: usize = 4;

/// How many records behind one figure are listed on paper; the other formats have all.
const LISTED: usize = 100;

/// The score sheet.
#[derive(Serialize)]
pub(super) struct SheetView<'h> {
    title: String,
    score: String,
    full: String,
    grade: Option<&'h str>,
    groups: Vec<Group<'h>>,
    points: String,
    deducted: String,
    bonuses: Vec<BonusView<'h>>,
    vetoes: Vec<VetoView<'h>>,
    exclusions: Vec<ExclusionView<'h>>,
    payment: Option<PaymentView>,
    /// Who scored the month.
    scoring: Option<String>,
    notice: Option<&'h str>,
}

#[derive(Serialize)]
struct Group<'h> {
    name: &'h str,
    items: Vec<ItemView<'h>>,
}

#[derive(Serialize)]
struct ItemView<'h> {
    id: &'h str,
    title: &'h str,
    clause: &'h str,
    how: String,
    says: String,
    reason: &'h str,
    points: String,
    deducted: String,
    score: String,
    value: String,
    evidence: String,
}

#[derive(Serialize)]
struct BonusView<'h> {
    id: &'h str,
    title: &'h str,
    added: String,
    evidence: String,
}

#[derive(Serialize)]
struct VetoView<'h> {
    id: &'h str,
    title: &'h str,
    clause: &'h str,
    evidence: String,
}

#[derive(Serialize)]
struct ExclusionView<'h> {
    record: &'h str,
    clock: String,
    reason: &'h str,
    agreed: String,
}

#[derive(Serialize)]
struct PaymentView {
    says: String,
    month_fee: String,
    occurrences: usize,
    withheld: String,
    paid: String,
    notice: Option<String>,
    decision: Option<String>,
}

/// The sheet of `assessment`, in words.
pub(super) fn of<'h>(assessment: &'h Assessment, config: &'h Config, catalog: &Catalog) -> SheetView<'h> {
    let items = &assessment.items;
    let sum = |amount: fn(&Item) -> Exact| items.iter().map(amount).sum::<Exact>().shown(DIGITS);
    let behind = |ids: &[String], rows: usize| evidence(catalog, ids, rows);
    let bonus = |bonus: &'h Bonus| BonusView {
        id: &bonus.spec.id,
        title: &bonus.spec.title,
        added: bonus.added.to_string(),
        evidence: behind(&bonus.evidence, 0),
    };
    let veto = |veto: &'h Veto| VetoView {
        id: &veto.spec.id,
        title: &veto.spec.title,
        clause: &veto.spec.clause,
        evidence: if veto.rows == 0 {
            catalog.word("report-veto-none")
        } else {
            behind(&veto.evidence, veto.rows)
        },
    };
    SheetView {
        title: assessment.sheet.called(catalog),
        score: assessment.score.fair(2),
        full: assessment.sheet.full.to_string(),
        grade: assessment.grade.as_deref(),
        groups: groups(items, catalog, &config.contract.clocks),
        points: sum(|item| item.spec.points.clone()),
        deducted: sum(|item| item.deducted.clone()),
        bonuses: assessment.bonuses.iter().map(bonus).collect(),
        vetoes: assessment.vetoes.iter().map(veto).collect(),
        exclusions: assessment
            .exclusions
            .iter()
            .map(|one| exclusion(one, config, catalog))
            .collect(),
        payment: payment(assessment, config, catalog),
        scoring: assessment.scoring.says(catalog, &config.site.people),
        notice: assessment.notice.as_deref(),
    }
}

fn groups<'h>(items: &'h [Item], catalog: &Catalog, clocks: &[ClockSpec]) -> Vec<Group<'h>> {
    let same = |one: &Item, next: &Item| one.spec.group == next.spec.group;
    items
        .chunk_by(same)
        .map(|items| Group {
            name: items.first().map_or("", |item| &item.spec.group),
            items: items.iter().map(|one| item(one, catalog, clocks)).collect(),
        })
        .collect()
}

fn item<'h>(item: &'h Item, catalog: &Catalog, clocks: &[ClockSpec]) -> ItemView<'h> {
    ItemView {
        id: &item.spec.id,
        title: &item.spec.title,
        clause: &item.spec.clause,
        how: item.how(catalog, clocks),
        says: item.says(catalog),
        reason: item.reason.as_deref().unwrap_or_default(),
        points: item.spec.points.to_string(),
        deducted: item.deducted.shown(DIGITS),
        score: item.score.shown(DIGITS),
        value: item.value.as_ref().map_or_else(String::new, |value| {
            catalog.fill("report-value", [("value", value.shown(DIGITS).into())])
        }),
        evidence: evidence(catalog, &item.evidence, item.rows),
    }
}

/// The records behind a figure; how many rows there are where they are no records.
fn evidence(catalog: &Catalog, ids: &[String], rows: usize) -> String {
    match (ids.is_empty(), rows) {
        (true, 0) => "—".to_owned(),
        (true, rows) => catalog.fill("report-rows", [("n", rows.into())]),
        (false, _) if ids.len() > LISTED => {
            let listed = ids.iter().take(LISTED).cloned().collect::<Vec<_>>();
            let more = super::more(catalog, LISTED, ids.len());
            format!("{} {more}", listed.join(&catalog.word("report-pdf-comma")))
        }
        (false, _) => ids.join(&catalog.word("report-pdf-comma")),
    }
}

fn exclusion<'h>(exclusion: &'h Exclusion, config: &'h Config, catalog: &Catalog) -> ExclusionView<'h> {
    let name = |id: &str| {
        let spec = config.contract.clocks.iter().find(|clock| clock.id == id);
        spec.map_or_else(
            || id.to_owned(),
            |clock| clock.name.get(catalog.lang()).to_owned(),
        )
    };
    let person = exclusion.agreed_by.as_deref().unwrap_or_default();
    ExclusionView {
        record: &exclusion.record,
        clock: exclusion.clock.as_deref().map(name).unwrap_or_default(),
        reason: exclusion.reason.as_deref().unwrap_or_default(),
        agreed: if person.is_empty() {
            String::new()
        } else {
            catalog.fill("report-agreed", [("who", named(person, config).into())])
        },
    }
}

fn payment(assessment: &Assessment, config: &Config, catalog: &Catalog) -> Option<PaymentView> {
    let (rule, payment) = assessment.payment.as_ref()?;
    Some(PaymentView {
        says: rule.says(catalog, assessment, payment),
        month_fee: payment.month_fee.money_shown(),
        occurrences: payment.occurrences,
        withheld: payment.withheld.money_shown(),
        paid: payment.paid.money_shown(),
        notice: payment.notice.as_ref().map(|notice| catalog.say(notice)),
        decision: assessment.decisions.says(catalog, &config.site.people),
    })
}

/// The name of the person with the ID `person`.
fn named<'c>(person: &'c str, config: &'c Config) -> &'c str {
    config.site.people.get(person).map_or(person, Entry::name)
}
