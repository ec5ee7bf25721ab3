//! What in the sheet and the payment is likely to be meant otherwise, although each of it can be read?

use super::fault::SheetFault;
use super::settle::{Faults, Node};
use super::{Effect, Exact, Mode, PaymentKind, PaymentRule, Sheet, payment, sheet};
use crate::base::Message;
use crate::base::yaml::{Step, Value};
use crate::config::Contract;

/// The warnings.
pub(super) fn odd(contract: &Contract) -> Vec<SheetFault> {
    let mut faults = Faults::default();
    let sheet = sheet::settle(contract).map(|(sheet, _)| sheet);
    let rule = payment::settle(contract).map(|(rule, _)| rule);
    let sheet = sheet.as_ref().zip(node("sheet", contract.sheet.as_ref()));
    // What has no such type has its own fault.
    let rule = rule.as_ref().zip(node("payment", contract.payment.as_ref()));
    let rule = rule.filter(|(rule, node)| {
        node.get("type")
            .is_none_or(|kind| kind.value.as_str() == Some(rule.kind.name()))
    });
    if let Some((rule, node)) = &rule {
        shares(rule, node, &mut faults);
    }
    if let (Some((sheet, node)), Some((rule, _))) = (&sheet, &rule) {
        vetoes(sheet, node, rule, &mut faults);
        of_hundred(sheet, node, rule, &mut faults);
    }
    if let Some((sheet, node)) = &sheet {
        if let Some(node) = node.get("consecutive") {
            what_is_left(sheet, &node, "below", &mut faults);
        }
        if let Some((rule, node)) = &rule {
            what_is_left(sheet, node, "threshold", &mut faults);
            tiers(sheet, node, rule, &mut faults);
        }
    }
    faults.0
}

fn node<'v>(key: &str, value: Option<&'v Value>) -> Option<Node<'v>> {
    let path = vec![Step::Key(key.to_owned())];
    value.map(|value| Node { value, path })
}

/// Shares are percentages: what is written like a fraction takes a hundredth of what is meant.
fn shares(rule: &PaymentRule, node: &Node<'_>, faults: &mut Faults) {
    let mut one = |node: &Node<'_>, key: &'static str, share: &Exact| {
        let Some(written) = node.get(key).filter(|_| *share > Exact::zero()) else {
            return;
        };
        if *share < Exact::from(1_i64) {
            let message = Message::new("sheet-share").with("key", key);
            let meant = share * &hundred();
            let message = message.with("share", share.to_string());
            faults.warn(&written, message.with("meant", meant.to_string()));
        }
    };
    match &rule.kind {
        PaymentKind::Withhold { share } => one(node, "share", share),
        PaymentKind::Tiers(_) => {
            for tier in node.items("tiers") {
                let share = tier.text("pay_percent").and_then(|text| text.parse().ok());
                one(&tier, "pay_percent", &share.unwrap_or_else(Exact::zero));
            }
        }
        PaymentKind::FormulaMonth | PaymentKind::PerPointOver { .. } | PaymentKind::None => {}
    }
}

/// A veto that triggers payment does so where occurrences are counted, which the formula alone does.
fn vetoes(sheet: &Sheet, node: &Node<'_>, rule: &PaymentRule, faults: &mut Faults) {
    if rule.kind == PaymentKind::FormulaMonth {
        return;
    }
    for (veto, node) in sheet.vetoes.iter().zip(node.items("vetoes")) {
        if veto.effect == Effect::Payment {
            let message = Message::new("sheet-veto-unpaid").with("type", rule.kind.name());
            faults.warn(node.get("effect").as_ref().unwrap_or(&node), message);
        }
    }
}

/// The formula of the contract is a percentage of a hundred points, whatever the sheet counts to.
fn of_hundred(sheet: &Sheet, node: &Node<'_>, rule: &PaymentRule, faults: &mut Faults) {
    let takes = matches!(
        rule.kind,
        PaymentKind::FormulaMonth | PaymentKind::Withhold { .. }
    );
    if let Some(full) = node.get("full").filter(|_| takes && sheet.full != hundred()) {
        let message = Message::new("sheet-of-hundred").with("full", sheet.full.to_string());
        let at_full = &hundred() - &sheet.full;
        let message = message.with("percent", at_full.to_string());
        faults.warn(&full, message.with("type", rule.kind.name()));
    }
}

/// With lost points, a bound is held against what they leave: one in the lower half of the points, or below all that can be left, is meant for the
/// points lost.
fn what_is_left(sheet: &Sheet, node: &Node<'_>, key: &'static str, faults: &mut Faults) {
    let bound: Option<Exact> = node.text(key).and_then(|text| text.parse().ok());
    let (Mode::PointsLost, Some(bound), Some(node)) = (sheet.mode, bound, node.get(key)) else {
        return;
    };
    let most: Exact = sheet.items.iter().map(|item| item.cap.clone()).sum();
    let least = &sheet.full - &most;
    if &bound + &bound <= sheet.full || bound <= least {
        let lost = &sheet.full - &bound;
        let message = Message::new("sheet-what-is-left").with("key", key);
        let message = message.with("bound", bound.to_string());
        let message = message.with("full", sheet.full.to_string());
        faults.warn(&node, message.with("lost", lost.to_string()));
    }
}

/// Better tiers pay more. With lost points a tier is reached by what they leave.
fn tiers(sheet: &Sheet, node: &Node<'_>, rule: &PaymentRule, faults: &mut Faults) {
    let PaymentKind::Tiers(all) = &rule.kind else {
        return;
    };
    let falls = all.windows(2).find_map(|pair| match pair {
        [(min, pay), (lower, more)] if pay < more => Some((min, pay, lower, more)),
        _ => None,
    });
    if let (Some((min, pay, lower, more)), Some(node)) = (falls, node.get("tiers")) {
        let message = Message::new("sheet-tier-falls")
            .with("min", min.to_string())
            .with("percent", pay.to_string())
            .with("lower", lower.to_string())
            .with("more", more.to_string());
        let mode = match sheet.mode {
            Mode::Score => "score",
            Mode::PointsLost => "points_lost",
        };
        faults.warn(&node, message.with("mode", mode));
    }
}

fn hundred() -> Exact {
    Exact::from(100_i64)
}

#[cfg(test)]
mod tests {
    use crate::base::{Catalog, Diagnostic, Lang, Severity};
    use crate::config::{Config, Written};

    const SHEET: &str = "sheet:
  full: \"100\"
  items: [{id: A, points: \"100\", evidence: SELECT 1, rule: {type: per_occurrence, each: \"2\"}}]
  vetoes: [{id: V, evidence: SELECT 1, effect: trigger_payment}]
  consecutive: {months: 2, below: \"80\"}
payment: {contract_total: \"600000.00\", threshold: \"80\"}
";

    /// What is said of this contract, with what is underlined.
    fn said(text: &str) -> Vec<String> {
        let written = Written {
            contract: Some(text.to_owned()),
            ..Written::default()
        };
        let config = Config::settle(&written);
        assert!(config.findings.is_empty(), "{:?}", config.findings);
        let found = crate::assess::findings(&config.contract);
        assert!(
            found.iter().all(|one| one.severity == Severity::Warning),
            "{found:?}"
        );
        let say = |one: &Diagnostic| {
            let place = text.get(one.span.range()).unwrap_or_default();
            assert!(one.help.is_some(), "{one:?}");
            format!("{place}: {}", Catalog::of(Lang::ZhCn).say(&one.message))
        };
        found.iter().map(say).collect()
    }

    /// What is said where `right` is `wrong`: one thing, with these words.
    #[track_caller]
    fn odd(text: &str, right: &str, wrong: &str, words: &str) {
        assert!(text.contains(right), "{right}");
        let said = said(&text.replacen(right, wrong, 1));
        let [one] = &*said else {
            unreachable!("{wrong}: {said:?}");
        };
        assert!(one.contains(words), "{wrong}: {one}");
    }

    fn paid(payment: &str) -> String {
        SHEET.replacen("payment: {", &format!("payment: {{{payment}, "), 1)
    }

    #[test]
    fn what_is_usual_is_not_odd() {
        assert_eq!(said(SHEET), Vec::<String>::new());
    }

    #[test]
    fn a_veto_that_no_payment_counts_is_told() {
        let tiers =
            "type: tiers, tiers: [{min: \"90\", pay_percent: \"100\"}, {min: \"0\", pay_percent: \"50\"}]";
        for payment in [
            tiers,
            "type: withhold, share: \"30\"",
            "type: per_point_over, free_points: \"5\", percent: \"0.5\"",
            "type: none",
        ] {
            let said = said(&paid(payment));
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(said[0].starts_with("trigger_payment: "), "{said:?}");
        }
    }

    #[test]
    fn a_share_below_one_is_one_in_percent() {
        let text =
            paid("type: withhold, share: \"30\"").replacen("trigger_payment", "{set_score: \"59\"}", 1);
        odd(
            &text,
            "\"30\"",
            "\"0.3\"",
            "\"0.3\": `share` 是百分数：\"0.3\" 是 0.3%",
        );
        assert_eq!(said(&text.replacen("\"30\"", "\"0\"", 1)), Vec::<String>::new());
    }

    #[test]
    fn the_formula_takes_a_hundred_points() {
        let all = SHEET.replace("\"100\"", "\"50\"").replace("\"80\"", "\"40\"");
        odd(&all, "full", "full", "得满分的月份也算出 50%");
    }

    #[test]
    fn with_lost_points_bounds_are_held_against_what_is_left() {
        let lost = SHEET.replacen("full:", "mode: points_lost\n  full:", 1);
        assert_eq!(said(&lost), Vec::<String>::new());
        odd(&lost, "below: \"80\"", "below: \"20\"", "`below` 比的是剩下的分");
        odd(
            &lost,
            "threshold: \"80\"",
            "threshold: \"20\"",
            "扣到 80 分以后才算",
        );
        let few = lost.replacen("points: \"100\"", "points: \"40\"", 1);
        odd(
            &few,
            "threshold: \"80\"",
            "threshold: \"55\"",
            "扣到 45 分以后才算",
        );
        let tiers =
            "type: tiers, tiers: [{min: \"0\", pay_percent: \"100\"}, {min: \"20\", pay_percent: \"50\"}]";
        let tiers = lost.replacen("payment: {", &format!("payment: {{{tiers}, "), 1);
        odd(
            &tiers,
            "trigger_payment",
            "{set_score: \"59\"}",
            "剩下的分（满分 − 扣分）",
        );
    }
}
