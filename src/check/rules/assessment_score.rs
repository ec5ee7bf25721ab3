#![doc = include_str!("../../../templates/rules/en/assessment-score.md")]

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Label, Message, Span, yaml};
use crate::check::{Check, Level, Rule, Subject};
use crate::kind::Value;
use rust_decimal::Decimal;

/// A score that somebody gave does not fit the score sheet.
pub const RULE: Rule = Rule {
    id: "assessment-score",
    level: Level::Error,
    check: Check::Record(&["assessment"], find),
};

/// An item of the sheet.
struct Item<'y> {
    id: &'y str,
    points: Option<Decimal>,
    manual: bool,
}

/// A score of the record, and its place in the list.
struct Score {
    row: usize,
    item: String,
    score: Option<Decimal>,
    reason: bool,
}

fn find(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    month(subject, found);
    let items = items(subject.context.config.contract.sheet.as_ref());
    let scores = scores(subject);
    if items.is_empty() {
        return;
    }
    for (at, score) in scores.iter().enumerate() {
        let earlier = scores[..at].iter().find(|other| other.item == score.item);
        found.extend(one(subject, &items, score, earlier));
    }
    if subject.record.get("final_on").is_some() {
        let scored = |item: &&Item<'_>| {
            scores
                .iter()
                .any(|score| score.item == item.id && score.score.is_some())
        };
        let missing: Vec<&str> = items
            .iter()
            .filter(|item| item.manual && !scored(item))
            .map(|item| item.id)
            .collect();
        if !missing.is_empty() {
            let message = Message::new("assessment-score-missing").with("items", &Label::listed(&missing));
            let help = Message::new("assessment-score-missing-help");
            found.push(at(subject, subject.field("final_on"), message).help(help));
        }
    }
}

/// The record of a month bears its name.
fn month(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let month = subject.record.text("assessed_month");
    if let Some(month) = month.filter(|month| *month != subject.record.id.as_str()) {
        let message = Message::new("assessment-month")
            .with("month", month.as_ref())
            .with("id", subject.record.id.as_str());
        let help = Message::new("assessment-month-help").with("month", month.as_ref());
        found.push(at(subject, subject.field("assessed_month"), message).help(help));
    }
}

/// What is wrong with one score: at most one thing.
fn one(
    subject: &Subject<'_>,
    items: &[Item<'_>],
    score: &Score,
    earlier: Option<&Score>,
) -> Option<Diagnostic> {
    let place = |column: &str| subject.row("scores", score.row, column);
    let Some(item) = items.iter().find(|item| item.id == score.item) else {
        let message = Message::new("assessment-score-item").with("item", score.item.as_str());
        let finding = at(subject, place("item"), message);
        let manual = items.iter().filter(|item| item.manual).map(|item| item.id);
        return Some(match nearest(&score.item, manual) {
            Some(near) => finding.help(Message::new("help-nearest").with("name", near)),
            None => finding.help(Message::new("assessment-score-item-help")),
        });
    };
    if let Some(earlier) = earlier {
        let there = subject.row("scores", earlier.row, "item");
        let message = Message::new("assessment-score-twice").with("item", item.id);
        let other = Message::new("assessment-score-twice-other");
        let finding = at(subject, place("item"), message).related(subject.path(), there, other);
        return Some(finding.help(Message::new("assessment-score-twice-help")));
    }
    if !item.manual {
        let message = Message::new("assessment-score-manual").with("item", item.id);
        return Some(at(subject, place("item"), message).help(Message::new("assessment-score-manual-help")));
    }
    let (given, points) = (score.score?, item.points?);
    if given < Decimal::ZERO || given > points {
        let message = Message::new("assessment-score-range")
            .with("item", item.id)
            .with("points", points.to_string());
        let help = Message::new("help-range")
            .with("min", "0")
            .with("max", points.to_string());
        return Some(at(subject, place("score"), message).help(help));
    }
    if given < points && !score.reason {
        let message = Message::new("assessment-score-reason")
            .with("item", item.id)
            .with("points", points.to_string());
        let help = Message::new("field-missing-help").with("field", "reason");
        return Some(at(subject, place("score"), message).help(help));
    }
    None
}

fn at(subject: &Subject<'_>, span: Span, message: Message) -> Diagnostic {
    RULE.at(subject.path(), span, message)
}

fn items(sheet: Option<&yaml::Value>) -> Vec<Item<'_>> {
    let all = sheet.and_then(|sheet| sheet.get("items")?.as_sequence());
    let decimal = |value: &yaml::Value| match value {
        yaml::Value::String(text) => text.parse().ok(),
        yaml::Value::Number(number) => number.to_string().parse().ok(),
        _ => None,
    };
    let item = |item: &'_ yaml::Value| -> Option<(Option<Decimal>, bool)> {
        let kind = item.get("rule").and_then(|rule| rule.get("type")?.as_str());
        Some((item.get("points").and_then(decimal), kind == Some("manual")))
    };
    all.into_iter()
        .flatten()
        .filter_map(|written| {
            let id = written.get("id")?.as_str()?;
            let (points, manual) = item(written)?;
            Some(Item { id, points, manual })
        })
        .collect()
}

fn scores(subject: &Subject<'_>) -> Vec<Score> {
    let column = |name: &str| super::column(subject, "scores", name);
    let (Some(item), Some(score), Some(reason)) = (column("item"), column("score"), column("reason")) else {
        return Vec::new();
    };
    let rows = super::rows(subject, "scores").iter().enumerate();
    rows.filter_map(|(row, values)| {
        let value = |at: usize| values.values.get(at)?.as_ref();
        Some(Score {
            row,
            item: value(item)?.text()?.into_owned(),
            score: match value(score) {
                Some(Value::Money(score) | Value::Number(score)) => Some(*score),
                _ => None,
            },
            reason: value(reason).is_some(),
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Kb;

    const SHEET: &str = "sheet:\n  items:\n    - {id: A1, points: \"10\", rule: {type: ratio}}\n    - {id: E2, points: \"3\", rule: {type: manual}}\n    - {id: E3, points: \"3\", rule: {type: manual}}\n";

    fn kb(scores: &str, more: &str) -> Kb {
        let record = format!("assessed_month: 2023-08\nscores:\n{scores}\n{more}");
        Kb::new()
            .contract(SHEET)
            .record("assessments/2023-08", &record, "")
    }

    #[test]
    fn scores_fit_the_sheet() {
        let scores = "  - {item: E2, score: \"3\"}\n  - {item: E3, score: \"2.5\", reason: 迟到}";
        assert_eq!(
            kb(scores, "final_on: 2023-09-08").found("assessment-score"),
            Vec::<String>::new()
        );
        let wrong = "  - {item: E4, score: 1}\n  - {item: A1, score: 9}\n  - {item: E2, score: \"3.5\"}\n  - {item: E3, score: 2}\n  - {item: E3, score: 3}";
        assert_eq!(
            kb(wrong, "").found("assessment-score"),
            [
                "2023-08: E4",
                "2023-08: A1",
                "2023-08: \"3.5\"",
                "2023-08: 2",
                "2023-08: E3 / E3"
            ]
        );
    }

    #[test]
    fn a_final_month_has_all_manual_scores() {
        let kb = kb("  - {item: E2, score: 3}", "final_on: 2023-09-08");
        assert_eq!(kb.found("assessment-score"), ["2023-08: 2023-09-08"]);
        assert!(kb.said("assessment-score")[0].ends_with("E3"));
    }

    #[test]
    fn a_score_says_of_which_item_it_is() {
        let kb = kb("  - {score: 3}\n  - {item: E2, score: 3}", "");
        assert_eq!(kb.found("field-required"), ["2023-08: {score: 3}"]);
    }

    #[test]
    fn the_month_is_the_name() {
        let kb = Kb::new().record("assessments/2023-09", "assessed_month: 2023-08", "");
        assert_eq!(kb.found("assessment-score"), ["2023-09: 2023-08"]);
    }
}
