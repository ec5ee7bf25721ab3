//! The sentences of the report, the same in every format.

use crate::assess::{Assessment, Decisions, Exact, Item, Payment, PaymentRule};
use crate::base::{Catalog, Message};
use crate::config::{Entry, Site};

/// What must be said of `item` beside its figures; empty where nothing must.
pub fn item(catalog: &Catalog, item: &Item) -> String {
    match (item.open, item.absent) {
        (true, _) => catalog.word("report-item-open"),
        (false, true) => catalog.word("report-item-absent"),
        (false, false) => String::new(),
    }
}

/// How the payment comes about.
pub fn formula(catalog: &Catalog, rule: &PaymentRule, payment: &Payment, assessment: &Assessment) -> String {
    let says = Message::new("report-payment-formula")
        .with("total", rule.contract_total.money_text())
        .with("months", rule.months)
        .with("score", assessment.score.to_string())
        .with("threshold", rule.threshold.to_string())
        .with("occurrences", payment.occurrences)
        .with("kind", rule.kind.name());
    catalog.say(&says)
}

/// What was decided; `None` where nothing was.
pub fn decision(catalog: &Catalog, site: &Site, decisions: &Decisions) -> Option<String> {
    let word = |name: &str, value: &Option<String>| {
        let value = value.as_ref()?.replace('_', "-");
        Some(catalog.word(&format!("report-{name}-{value}")))
    };
    let payment = word("decision", &decisions.payment);
    let penalty = word("penalty", &decisions.penalty);
    let both: Vec<String> = payment.into_iter().chain(penalty).collect();
    if both.is_empty() {
        return None;
    }
    let person = decisions.decided_by.as_deref().unwrap_or_default();
    let message = Message::new("report-decided")
        .with("what", both.join(&catalog.word("site-sentence-comma")))
        .with("who", site.people.get(person).map_or(person, Entry::name))
        .with("when", decisions.decided_on.clone().unwrap_or_default());
    Some(catalog.say(&message))
}

/// The figure that an item is scored by, with at most `digits` behind the point.
pub fn value(catalog: &Catalog, value: &Exact, digits: usize) -> String {
    catalog.say(&Message::new("report-value").with("value", value.shown(digits)))
}

/// How many rows are behind a figure.
pub fn rows(catalog: &Catalog, rows: usize) -> String {
    catalog.say(&Message::new("report-rows").with("n", rows))
}

/// Who agreed that something does not count.
pub fn agreed(catalog: &Catalog, site: &Site, person: &str) -> String {
    let who = site.people.get(person).map_or(person, Entry::name);
    catalog.say(&Message::new("report-agreed").with("who", who))
}

/// That only the first `listed` of `all` stand here.
pub fn more(catalog: &Catalog, listed: usize, all: usize) -> String {
    let message = Message::new("report-pdf-more")
        .with("listed", listed)
        .with("all", all);
    catalog.say(&message)
}
