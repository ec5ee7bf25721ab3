//! `assessment.json`: the whole assessment, decimals as strings.

mod chapter;

use super::super::Handover;
use super::super::seal::Corrects;
use crate::assess::{Assessment, Bonus, Decisions, Exclusion, Item, Payment, Veto};
use crate::base::{Catalog, Month};
use anyhow::Result;
use chapter::WrittenChapter;
use serde::Serialize;

/// The JSON Schema of `assessment.json`, which lies beside it.
pub(super) const SCHEMA: &[u8] = include_bytes!("../../../../templates/report/assessment.schema.json");

#[derive(Serialize)]
struct Written<'h> {
    month: Month,
    commit: Option<&'h str>,
    program: &'static str,
    title: &'h str,
    state: &'static str,
    score: String,
    grade: Option<&'h str>,
    full: String,
    items: Vec<WrittenItem<'h>>,
    vetoes: Vec<WrittenVeto<'h>>,
    bonuses: Vec<WrittenBonus<'h>>,
    clocks: &'h [crate::assess::ClockFigures],
    exclusions: &'h [Exclusion],
    payment: Option<WrittenPayment>,
    decisions: &'h Decisions,
    notice: Option<&'h str>,
    findings: Findings,
    seal: Option<&'h str>,
    corrects: Option<&'h Corrects>,
    remarks: &'h [String],
    chapters: Vec<WrittenChapter<'h>>,
}

#[derive(Serialize)]
struct Findings {
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct WrittenItem<'h> {
    id: &'h str,
    group: &'h str,
    title: &'h str,
    clause: &'h str,
    rule: &'static str,
    points: String,
    deducted: String,
    score: String,
    value: Option<String>,
    absent: bool,
    open: bool,
    reason: Option<&'h str>,
    rows: usize,
    evidence: &'h [String],
}

#[derive(Serialize)]
struct WrittenVeto<'h> {
    id: &'h str,
    title: &'h str,
    evidence: &'h [String],
}

#[derive(Serialize)]
struct WrittenBonus<'h> {
    id: &'h str,
    title: &'h str,
    added: String,
    evidence: &'h [String],
}

#[derive(Serialize)]
struct WrittenPayment {
    month_fee: String,
    occurrences: usize,
    withheld: String,
    paid: String,
    notice: Option<String>,
    below_threshold: bool,
    rounding: &'static str,
}

/// Writes `assessment.json`.
pub(super) fn write(handover: &Handover<'_>) -> Result<Vec<u8>> {
    let assessment = handover.assessment;
    let catalog = Catalog::of(handover.library.config.site.language);
    let written = Written {
        month: assessment.month,
        commit: handover.commit,
        program: concat!("casebook ", env!("CARGO_PKG_VERSION")),
        title: &assessment.sheet.title,
        state: assessment.state.name(),
        score: assessment.score.to_string(),
        grade: assessment.grade.as_deref(),
        full: assessment.sheet.full.to_string(),
        items: assessment.items.iter().map(item).collect(),
        vetoes: assessment.vetoes.iter().map(veto).collect(),
        bonuses: assessment.bonuses.iter().map(bonus).collect(),
        clocks: &assessment.clocks,
        exclusions: &assessment.exclusions,
        payment: payment(assessment, catalog),
        decisions: &assessment.decisions,
        notice: assessment.notice.as_deref(),
        findings: Findings {
            errors: handover.findings.0,
            warnings: handover.findings.1,
        },
        seal: handover.seal.map(|seal| seal.number),
        corrects: handover.seal.and_then(|seal| seal.corrects),
        remarks: handover.remarks,
        chapters: handover.chapters.iter().map(WrittenChapter::of).collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&written)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn item(item: &Item) -> WrittenItem<'_> {
    WrittenItem {
        id: &item.spec.id,
        group: &item.spec.group,
        title: &item.spec.title,
        clause: &item.spec.clause,
        rule: item.spec.rule.name(),
        points: item.spec.points.to_string(),
        deducted: item.deducted.to_string(),
        score: item.score.to_string(),
        value: item.value.as_ref().map(ToString::to_string),
        absent: item.absent,
        open: item.open,
        reason: item.reason.as_deref(),
        rows: item.rows,
        evidence: &item.evidence,
    }
}

fn veto(veto: &Veto) -> WrittenVeto<'_> {
    WrittenVeto {
        id: &veto.spec.id,
        title: &veto.spec.title,
        evidence: &veto.evidence,
    }
}

fn bonus(bonus: &Bonus) -> WrittenBonus<'_> {
    WrittenBonus {
        id: &bonus.spec.id,
        title: &bonus.spec.title,
        added: bonus.added.to_string(),
        evidence: &bonus.evidence,
    }
}

fn payment(assessment: &Assessment, catalog: &Catalog) -> Option<WrittenPayment> {
    let (rule, payment): &(_, Payment) = assessment.payment.as_ref()?;
    let told = payment.notice.as_ref().map(|message| catalog.say(message));
    Some(WrittenPayment {
        month_fee: payment.month_fee.money_text(),
        occurrences: payment.occurrences,
        withheld: payment.withheld.money_text(),
        paid: payment.paid.money_text(),
        notice: told.or_else(|| assessment.notice.clone()),
        below_threshold: payment.below_threshold,
        rounding: rule.rounding.name(),
    })
}
