//! Chapter 13: the sheet with the records behind each deduction, and what is paid (R42–R44).

use super::ColumnKind::{Count, Measure, Number, Text};
use super::fill::Asked;
use super::{Column, Figure, Grid, Part, Source, Value};
use crate::assess::payment::{beyond_free, tier_of};
use crate::assess::{
    Absent, Assessment, Bonus, Exact, Exclusion, Item, Payment, PaymentKind, PaymentRule, Rule, Unrecorded,
    Veto,
};
use crate::base::{Catalog, Message};
use crate::config::ClockSpec;

pub(super) fn parts(asked: &Asked<'_>) -> Vec<Part> {
    let assessment = asked.sources.assessment;
    let mut parts = vec![Part::Table(items(asked, &assessment.items))];
    parts.extend(unrecorded(asked, &assessment.items).map(Part::Table));
    if !assessment.vetoes.is_empty() {
        parts.push(Part::Table(vetoes(asked, &assessment.vetoes)));
    }
    if !assessment.bonuses.is_empty() {
        parts.push(Part::Table(bonuses(asked, &assessment.bonuses)));
    }
    let figure = |id: &str, value: Value| Figure {
        label: asked.word("figure", id),
        value,
        before: None,
    };
    parts.push(Part::Figures(vec![
        figure("score", Value::Number(assessment.score.clone())),
        figure(
            "grade",
            assessment.grade.clone().map_or(Value::Empty, Value::Text),
        ),
    ]));
    if let Some((rule, payment)) = &assessment.payment {
        parts.extend(paid(asked, assessment, rule, payment));
    }
    parts
}

fn columns(asked: &Asked<'_>, columns: &[(&'static str, super::ColumnKind)]) -> Vec<Column> {
    let column = |(id, kind): &(&'static str, super::ColumnKind)| Column {
        id: (*id).into(),
        title: asked.word("col", id),
        kind: *kind,
    };
    columns.iter().map(column).collect()
}

fn items(asked: &Asked<'_>, items: &[Item]) -> Grid {
    let clocks = &asked.sources.library.config.contract.clocks;
    let row = |item: &Item| {
        let said = item.says(asked.catalog);
        let remark = Some(said)
            .filter(|said| !said.is_empty())
            .or_else(|| item.reason.clone());
        let made = |value: Value| value.made_from(Source::Records(item.evidence.clone()));
        vec![
            Value::Text(item.spec.id.clone()),
            Value::Text(item.spec.group.clone()),
            Value::Text(item.spec.title.clone()),
            Value::Text(item.spec.clause.clone()),
            made(item.value.clone().map_or(Value::Empty, Value::Number)),
            Value::Number(item.spec.points.clone()),
            made(Value::Number(item.deducted.clone())),
            made(Value::Number(item.score.clone())),
            Value::Records(item.evidence.clone()),
            remark.map_or(Value::Empty, Value::Text),
            Value::Text(item.how(asked.catalog, clocks)),
        ]
    };
    Grid {
        id: "sheet-items",
        title: asked.sources.assessment.sheet.called(asked.catalog),
        columns: columns(
            asked,
            &[
                ("item_id", Text),
                ("group", Text),
                ("item_title", Text),
                ("clause", Text),
                ("value", Measure(4)),
                ("points", Number(4)),
                ("deducted", Number(10)),
                ("item_score", Number(10)),
                ("evidence", Count),
                ("remark", Text),
                ("how", Text),
            ],
        ),
        rows: items.iter().map(row).collect(),
        totals: true,
    }
}

/// The rows behind `items` that name no record, such as inspections that nobody made: a count of records does not show them.
fn unrecorded(asked: &Asked<'_>, items: &[Item]) -> Option<Grid> {
    let said = |row: &Unrecorded| {
        let cells = row.iter().map(|(column, written)| asked.told(column, written));
        cells.collect::<Vec<_>>().join(" · ")
    };
    let of_item = |item: &'_ Item| {
        let rows = item.unrecorded.iter().map(|row| {
            let (id, title) = (item.spec.id.clone(), item.spec.title.clone());
            vec![Value::Text(id), Value::Text(title), Value::Text(said(row))]
        });
        rows.collect::<Vec<_>>()
    };
    let rows: Vec<Vec<Value>> = items.iter().flat_map(of_item).collect();
    (!rows.is_empty()).then(|| Grid {
        id: "sheet-unrecorded",
        title: asked.word("table", "sheet-unrecorded"),
        columns: columns(asked, &[("item_id", Text), ("item_title", Text), ("row", Text)]),
        rows,
        totals: false,
    })
}

fn vetoes(asked: &Asked<'_>, vetoes: &[Veto]) -> Grid {
    let row = |veto: &Veto| {
        vec![
            Value::Text(veto.spec.id.clone()),
            Value::Text(veto.spec.title.clone()),
            Value::Text(veto.spec.clause.clone()),
            Value::Records(veto.evidence.clone()),
        ]
    };
    Grid {
        id: "sheet-vetoes",
        title: asked.word("table", "sheet-vetoes"),
        columns: columns(
            asked,
            &[
                ("item_id", Text),
                ("item_title", Text),
                ("clause", Text),
                ("evidence", Count),
            ],
        ),
        rows: vetoes.iter().map(row).collect(),
        totals: false,
    }
}

fn bonuses(asked: &Asked<'_>, bonuses: &[Bonus]) -> Grid {
    let row = |bonus: &Bonus| {
        vec![
            Value::Text(bonus.spec.id.clone()),
            Value::Text(bonus.spec.title.clone()),
            Value::Number(bonus.added.clone()).made_from(Source::Records(bonus.evidence.clone())),
            Value::Records(bonus.evidence.clone()),
        ]
    };
    Grid {
        id: "sheet-bonuses",
        title: asked.word("table", "sheet-bonuses"),
        columns: columns(
            asked,
            &[
                ("item_id", Text),
                ("item_title", Text),
                ("added", Number(4)),
                ("evidence", Count),
            ],
        ),
        rows: bonuses.iter().map(row).collect(),
        totals: false,
    }
}

/// The money, how it comes about, and what was decided.
fn paid(asked: &Asked<'_>, assessment: &Assessment, rule: &PaymentRule, payment: &Payment) -> Vec<Part> {
    let figure = |id: &str, value: Value| Figure {
        label: asked.word("figure", id),
        value,
        before: None,
    };
    let money = |amount: &Exact| Value::Money(amount.clone());
    let made = |value: Value| value.made_from(Source::Records(assessment.evidence()));
    let mut parts = vec![
        Part::Note(rule.says(asked.catalog, assessment, payment)),
        Part::Figures(vec![
            figure("contract-total", money(&rule.contract_total)),
            figure("month-fee", money(&payment.month_fee)),
            figure("occurrences", made(Value::Number(payment.occurrences.into()))),
            figure("withheld", made(money(&payment.withheld))),
            figure("paid", made(money(&payment.paid))),
        ]),
    ];
    let notice = payment.notice.as_ref().map(|notice| asked.catalog.say(notice));
    parts.extend(notice.map(Part::Note));
    let people = &asked.sources.library.config.site.people;
    let decided = assessment.decisions.says(asked.catalog, people);
    parts.push(Part::Note(
        decided.unwrap_or_else(|| asked.catalog.word("report-undecided")),
    ));
    let scored = assessment.scoring.says(asked.catalog, people);
    parts.extend(scored.map(Part::Note));
    parts
}

/// What people agreed not to count, beside the figures that it touches (R37).
pub(super) fn exclusions(asked: &Asked<'_>) -> Vec<Part> {
    let config = &asked.sources.library.config;
    let name = |id: &String| {
        let clock = config.contract.clocks.iter().find(|clock| clock.id == *id);
        clock
            .map_or(id.as_str(), |clock| asked.label(&clock.name))
            .to_owned()
    };
    let text = |text: Option<String>| text.map_or(Value::Empty, Value::Text);
    let row = |one: &Exclusion| {
        let person = one
            .agreed_by
            .as_ref()
            .map(|id| config.site.people.name(id).to_owned());
        vec![
            Value::Record(one.record.clone()),
            text(one.clock.as_ref().map(name)),
            text(one.reason.clone()),
            text(person),
        ]
    };
    vec![Part::Table(Grid {
        id: "appendix-exclusions",
        title: asked.word("table", "appendix-exclusions"),
        columns: columns(
            asked,
            &[
                ("id", super::ColumnKind::Record),
                ("clock", Text),
                ("reason", Text),
                ("agreed_by", Text),
            ],
        ),
        rows: asked.sources.assessment.exclusions.iter().map(row).collect(),
        totals: false,
    })]
}

/// So many records are listed with what each of them costs.
const LISTED: usize = 12;

impl Item {
    /// How its points come about: the rule in words, and what each late record costs. `clocks` are those of the contract.
    pub fn how(&self, catalog: &Catalog, clocks: &[ClockSpec]) -> String {
        let mut how = self.spec.rule.says(catalog, clocks);
        if self.spec.cap != self.spec.points {
            how.push_str(&catalog.say(&Message::new("rule-cap").with("cap", self.spec.cap.to_string())));
        }
        if let Rule::DelayDays(rule) = &self.spec.rule {
            let late = self.late_days.iter().take(LISTED).map(|(record, days)| {
                let message = Message::new("rule-late").with("record", record.as_str());
                let message = message.with("days", *days);
                catalog.say(&message.with("points", rule.one(*days).to_string()))
            });
            how.extend(late);
            if self.late_days.len() > LISTED {
                how.push_str(&catalog.word("rule-more"));
            }
        }
        how
    }

    /// What must be said beside its figures; empty where nothing must.
    pub fn says(&self, catalog: &Catalog) -> String {
        let state = match (self.open, self.absent) {
            (true, _) => catalog.word("report-item-open"),
            (false, true) => catalog.word(match self.spec.when_absent {
                Absent::Full => "report-item-absent",
                Absent::Zero => "report-item-absent-zero",
                Absent::Rescale => "report-item-absent-rescale",
            }),
            (false, false) => String::new(),
        };
        // A record may stand behind several rows, and a row behind no record.
        match self.rows > self.evidence.len() {
            true => format!(
                "{state}{}",
                catalog.fill("report-item-rows", [("n", self.rows.into())])
            ),
            false => state,
        }
    }
}

impl PaymentRule {
    /// How the money of `payment` comes about, in a sentence.
    pub fn says(&self, catalog: &Catalog, assessment: &Assessment, payment: &Payment) -> String {
        let score = assessment.reached();
        let message = Message::new("report-payment-formula")
            .with("total", self.contract_total.money_shown())
            .with("months", self.months)
            .with("score", score.to_string())
            .with("threshold", self.threshold.to_string())
            .with("occurrences", payment.occurrences)
            .with("rounding", self.rounding.name())
            .with("kind", self.kind.name());
        catalog.say(&match &self.kind {
            PaymentKind::FormulaMonth | PaymentKind::None => message,
            PaymentKind::Tiers(tiers) => message
                .with("tiers", tiers_say(catalog, tiers))
                .with("percent", tier_of(tiers, &score).to_string()),
            PaymentKind::PerPointOver { free_points, percent } => message
                .with("free", free_points.to_string())
                .with("percent", percent.to_string())
                .with("lost", payment.lost.to_string())
                .with("over", beyond_free(&payment.lost, free_points).to_string()),
            PaymentKind::Withhold { share } => message.with("share", share.to_string()),
        })
    }
}

/// What each of `tiers`, the best first, pays, in words.
fn tiers_say(catalog: &Catalog, tiers: &[(Exact, Exact)]) -> String {
    let mut said: Vec<String> = tiers
        .iter()
        .map(|(min, percent)| {
            let message = Message::new("report-payment-tier").with("min", min.to_string());
            catalog.say(&message.with("percent", percent.to_string()))
        })
        .collect();
    if tiers.last().is_none_or(|(min, _)| *min > Exact::zero()) {
        said.push(catalog.word("report-payment-no-tier"));
    }
    said.join(&catalog.word("rule-then"))
}
