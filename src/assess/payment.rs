//! What the month is paid.

use super::fault::SheetFault;
use super::settle::{Bound, Faults, Node};
use super::{Exact, Rounding};
use crate::base::yaml::Step;
use crate::base::{Message, Month};
use crate::config::Contract;

/// `payment:` of `contract.yaml`, settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRule {
    /// How what is withheld comes about.
    pub kind: PaymentKind,
    /// The price of the contract.
    pub contract_total: Exact,
    /// How many months it is paid over.
    pub months: i64,
    /// The score that a month must reach.
    pub threshold: Exact,
    /// Whether a score that equals the threshold is an occurrence too.
    pub at_or_below: bool,
    /// Whether several occurrences of a month count once.
    pub once: bool,
    /// How money is rounded.
    pub rounding: Rounding,
}

/// How what is withheld comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PaymentKind {
    /// 合同总金额 ÷ 月数 ×（100 − 得分）%, for each occurrence.
    FormulaMonth,
    /// The share of the fee by the score: least score and percentage paid, the best first.
    Tiers(Vec<(Exact, Exact)>),
    /// For each lost point beyond the free ones, a percentage of the contract.
    PerPointOver {
        /// The points that cost nothing.
        free_points: Exact,
        /// The percentage of the contract for each further one.
        percent: Exact,
    },
    /// A share of the fee, in percent, is paid by the score.
    Withhold {
        /// The share in percent.
        share: Exact,
    },
    /// Nothing is withheld.
    None,
}

/// What the month is paid, by the contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The fee of the month, to the 分.
    pub month_fee: Exact,
    /// Whether the score is an occurrence.
    pub below_threshold: bool,
    /// How many occurrences entitle to withhold.
    pub occurrences: usize,
    /// The points lost, by which [`PaymentKind::PerPointOver`] withholds.
    pub lost: Exact,
    /// What may be withheld, to the 分.
    pub withheld: Exact,
    /// What is then paid, to the 分.
    pub paid: Exact,
    /// What a reader must be told.
    pub notice: Option<Message>,
}

const KEYS: [&str; 8] = [
    "type",
    "contract_total",
    "months",
    "threshold",
    "comparison",
    "occurrences",
    "rounding",
    "penalty",
];

/// Settles the payment of `contract`; `None` where it has none.
pub fn settle(contract: &Contract) -> Option<(PaymentRule, Vec<SheetFault>)> {
    let value = contract.payment.as_ref()?;
    let node = Node {
        value,
        path: vec![Step::Key("payment".to_owned())],
    };
    let mut faults = Faults::default();
    let months = faults.whole(&node, "months", 1, 12).unwrap_or(12);
    let covered = contract
        .months()
        .map(|(first, last)| last.months_after(first) + 1);
    if let Some(covered) = covered.filter(|covered| *covered > months) {
        faults.warn(&node, beyond("sheet-months", covered, months));
    }
    let kind = kind(&node, &mut faults);
    faults.unknown_keys(&node, &[&KEYS, kind.keys()].concat());
    let rule = PaymentRule {
        contract_total: match kind {
            PaymentKind::None => faults
                .number(&node, "contract_total", Bound::Money)
                .unwrap_or_else(Exact::zero),
            _ => faults.needed(&node, "contract_total", Bound::Money),
        },
        kind,
        months,
        threshold: threshold(&node, contract, &mut faults).unwrap_or_else(|| Exact::from(80_i64)),
        at_or_below: faults
            .choice(&node, "comparison", &[("below", false), ("at_or_below", true)])
            .unwrap_or_default(),
        once: faults
            .choice(&node, "occurrences", &[("each", false), ("once", true)])
            .unwrap_or_default(),
        rounding: faults
            .choice(
                &node,
                "rounding",
                &[("half_up", Rounding::HalfUp), ("half_even", Rounding::HalfEven)],
            )
            .unwrap_or(Rounding::HalfUp),
    };
    Some((rule, faults.0))
}

/// The score that a month must reach; a fault where none can.
fn threshold(node: &Node<'_>, contract: &Contract, faults: &mut Faults) -> Option<Exact> {
    let threshold = faults.number(node, "threshold", Bound::NotNegative)?;
    let sheet = super::sheet::settle(contract).map(|(sheet, _)| sheet);
    let most = sheet.map(|sheet| sheet.ceiling.max(sheet.full));
    if let Some(most) = most.filter(|most| threshold > *most) {
        let message = Message::new("sheet-threshold").with("threshold", threshold.to_string());
        faults.add(&node.get("threshold")?, message.with("full", most.to_string()));
    }
    Some(threshold)
}

fn kind(node: &Node<'_>, faults: &mut Faults) -> PaymentKind {
    match faults.text(node, "type").as_deref() {
        None | Some("formula_month") => PaymentKind::FormulaMonth,
        Some("tiers") => {
            let tier = |tier: &Node<'_>, faults: &mut Faults| {
                faults.unknown_keys(tier, &["min", "pay_percent"]);
                (
                    faults.needed(tier, "min", Bound::Any),
                    faults.needed(tier, "pay_percent", Bound::Percentage),
                )
            };
            let mut tiers: Vec<(Exact, Exact)> = faults
                .items(node, "tiers")
                .iter()
                .map(|one| tier(one, faults))
                .collect();
            tiers.sort_by(|a, b| b.0.cmp(&a.0));
            PaymentKind::Tiers(tiers)
        }
        Some("per_point_over") => PaymentKind::PerPointOver {
            free_points: faults.needed(node, "free_points", Bound::NotNegative),
            percent: faults.needed(node, "percent", Bound::Percentage),
        },
        Some("withhold") => PaymentKind::Withhold {
            share: faults.needed(node, "share", Bound::Percentage),
        },
        Some("none") => PaymentKind::None,
        Some(other) => {
            faults.add(node, Message::new("sheet-payment").with("type", other));
            PaymentKind::None
        }
    }
}

impl PaymentKind {
    /// The name of the type in `contract.yaml`.
    pub fn name(&self) -> &'static str {
        match self {
            PaymentKind::FormulaMonth => "formula_month",
            PaymentKind::Tiers(_) => "tiers",
            PaymentKind::PerPointOver { .. } => "per_point_over",
            PaymentKind::Withhold { .. } => "withhold",
            PaymentKind::None => "none",
        }
    }

    /// The keys that only this type has.
    fn keys(&self) -> &'static [&'static str] {
        match self {
            PaymentKind::FormulaMonth | PaymentKind::None => &[],
            PaymentKind::Tiers(_) => &["tiers"],
            PaymentKind::PerPointOver { .. } => &["free_points", "percent"],
            PaymentKind::Withhold { .. } => &["share"],
        }
    }
}

impl PaymentRule {
    /// What a month with `score` (of `full`, with `lost` points lost) and `grave` further occurrences is paid.
    pub fn pay(&self, score: &Exact, lost: &Exact, grave: usize, last: bool) -> Payment {
        let month_fee = self.fee(last);
        let below_threshold = if self.at_or_below {
            *score <= self.threshold
        } else {
            *score < self.threshold
        };
        let all = grave + usize::from(below_threshold);
        let occurrences = if self.once { all.min(1) } else { all };
        let due = match &self.kind {
            PaymentKind::FormulaMonth => &self.formula(score) * &Exact::from(occurrences),
            PaymentKind::Tiers(tiers) => {
                &month_fee * &(&(&Exact::from(100_i64) - &tier_of(tiers, score)) / 100)
            }
            PaymentKind::PerPointOver { free_points, percent } => {
                &(&(&self.contract_total * percent) / 100) * &beyond_free(lost, free_points)
            }
            PaymentKind::Withhold { share } => {
                &(&(&month_fee * share) / 100) * &(&(&Exact::from(100_i64) - score) / 100)
            }
            PaymentKind::None => Exact::zero(),
        };
        let withheld = due.money(self.rounding).max(Exact::zero()).min(month_fee.clone());
        let notice = match &self.kind {
            PaymentKind::FormulaMonth => (occurrences > 0 && withheld.is_zero())
                .then(|| Message::new("payment-zero").with("occurrences", occurrences)),
            kind => (grave > 0).then(|| {
                let message = Message::new("payment-veto").with("occurrences", grave);
                message.with("type", kind.name())
            }),
        };
        Payment {
            lost: lost.clone(),
            paid: &month_fee - &withheld,
            month_fee,
            below_threshold,
            occurrences,
            withheld,
            notice,
        }
    }

    /// 合同总金额 × (100 − 得分) ÷ (100 × 月数): multiplied first, divided once.
    fn formula(&self, score: &Exact) -> Exact {
        &(&self.contract_total * &(&Exact::from(100_i64) - score)) / (100 * self.months)
    }

    /// The fee of a month; the last one takes what rounding has left.
    fn fee(&self, last: bool) -> Exact {
        let fee = (&self.contract_total / self.months).money(self.rounding);
        if last {
            &self.contract_total - &(&fee * &Exact::from(self.months - 1))
        } else {
            fee
        }
    }
}

/// The percentage of the fee that `score` reaches in `tiers`, the best first; nothing is paid below all of them.
pub(super) fn tier_of(tiers: &[(Exact, Exact)], score: &Exact) -> Exact {
    let reached = tiers.iter().find(|(min, _)| score >= min);
    reached.map_or_else(Exact::zero, |(_, pay)| pay.clone())
}

/// What of the points `lost` is more than the `free` ones.
pub(super) fn beyond_free(lost: &Exact, free: &Exact) -> Exact {
    (lost - free).max(Exact::zero())
}

/// The number of `month` among the months of the contract, from 1.
fn number(contract: &Contract, month: Month) -> Option<i64> {
    let start = contract.terms.starts_on.or(contract.terms.signed_on)?;
    Some(month.months_after(contract.calendar.month_on(start)) + 1)
}

/// Whether `month` is the last that the contract of `months` months is paid for.
pub(super) fn is_last(contract: &Contract, months: i64, month: Month) -> bool {
    number(contract, month) == Some(months)
}

/// What must be said where `month` is none of the contract, or none of the `months` that it is paid over: its figures are then no more than
/// an example.
pub(super) fn outside(contract: &Contract, months: i64, month: Month) -> Option<Message> {
    let (first, last) = (contract.terms.starts_on?, contract.terms.ends_on?);
    if contract.covers(month) == Some(false) {
        let message = Message::new("payment-outside").with("first", first.to_string());
        return Some(message.with("last", last.to_string()));
    }
    let number = number(contract, month).filter(|number| *number > months)?;
    Some(beyond("payment-beyond", number, months))
}

/// The words `id` for a contract of more months than it is paid over.
fn beyond(id: &'static str, number: i64, months: i64) -> Message {
    Message::new(id).with("number", number).with("months", months)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn rule(total: &str) -> PaymentRule {
        PaymentRule {
            kind: PaymentKind::FormulaMonth,
            contract_total: exact(total),
            months: 12,
            threshold: exact("80"),
            at_or_below: false,
            once: false,
            rounding: Rounding::HalfUp,
        }
    }

    fn pay(rule: &PaymentRule, score: &str, grave: usize) -> (String, String) {
        let lost = &exact("100") - &exact(score);
        let payment = rule.pay(&exact(score), &lost, grave, false);
        (payment.withheld.money_text(), payment.paid.money_text())
    }

    /// The table of the design.
    #[test]
    fn the_examples_of_the_contract() {
        let six = rule("600000.00");
        assert_eq!(pay(&six, "79", 0), ("10500.00".into(), "39500.00".into()));
        assert_eq!(pay(&six, "80", 0), ("0.00".into(), "50000.00".into()));
        assert_eq!(pay(&six, "80", 1), ("10000.00".into(), "40000.00".into()));
        assert_eq!(
            pay(&rule("100100.00"), "60.70", 0),
            ("3278.28".into(), "5063.39".into())
        );
        assert_eq!(pay(&six, "79", 1), ("21000.00".into(), "29000.00".into()));
        assert_eq!(pay(&six, "0", 3), ("50000.00".into(), "0.00".into()));
        let once = PaymentRule {
            once: true,
            ..six.clone()
        };
        assert_eq!(pay(&once, "79", 1), ("10500.00".into(), "39500.00".into()));
        let full = six.pay(&exact("100"), &Exact::zero(), 1, false);
        assert_eq!(
            (full.withheld.money_text().as_str(), full.notice.is_some()),
            ("0.00", true)
        );
    }

    #[test]
    fn the_last_month_takes_what_rounding_has_left() {
        let rule = rule("100.00");
        assert_eq!(
            (rule.fee(false).money_text(), rule.fee(true).money_text()),
            ("8.33".into(), "8.37".into())
        );
    }

    /// Only the formula counts occurrences: where another type leaves them aside, it says so.
    #[test]
    fn a_veto_that_changes_no_money_is_told() {
        for (kind, told) in [
            (PaymentKind::FormulaMonth, None),
            (
                PaymentKind::Tiers(vec![(exact("90"), exact("100"))]),
                Some("payment-veto"),
            ),
            (PaymentKind::Withhold { share: exact("30") }, Some("payment-veto")),
            (PaymentKind::None, Some("payment-veto")),
        ] {
            let rule = PaymentRule {
                kind,
                ..rule("600000.00")
            };
            let notice = |grave| rule.pay(&exact("95"), &exact("5"), grave, false).notice;
            assert_eq!(notice(1).map(|notice| notice.id), told, "{}", rule.kind.name());
            assert_eq!(notice(0), None);
        }
    }

    #[test]
    fn other_types_of_payment() {
        let with = |kind| PaymentRule {
            kind,
            ..rule("600000.00")
        };
        let tiers = with(PaymentKind::Tiers(vec![
            (exact("90"), exact("100")),
            (exact("80"), exact("90")),
        ]));
        assert_eq!(pay(&tiers, "85", 0), ("5000.00".into(), "45000.00".into()));
        assert_eq!(pay(&tiers, "79.9", 0), ("50000.00".into(), "0.00".into()));
        let over = with(PaymentKind::PerPointOver {
            free_points: exact("10"),
            percent: exact("2"),
        });
        assert_eq!(pay(&over, "89", 0), ("12000.00".into(), "38000.00".into()));
        assert_eq!(pay(&over, "90", 0), ("0.00".into(), "50000.00".into()));
        let share = with(PaymentKind::Withhold { share: exact("20") });
        assert_eq!(pay(&share, "85", 0), ("1500.00".into(), "48500.00".into()));
        assert_eq!(
            pay(&with(PaymentKind::None), "10", 2),
            ("0.00".into(), "50000.00".into())
        );
    }
}
