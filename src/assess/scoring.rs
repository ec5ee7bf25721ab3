//! Who scored a month, what became of an appeal, and from when the score stands (R41, R42).

use crate::base::{Catalog, Message};
use crate::config::{Entry, Person, Register};
use crate::record::Record;
use std::borrow::Cow;

/// Who scored a month, what became of an appeal, and from when the score stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scoring {
    scorer: Option<String>,
    scored_on: Option<String>,
    filed_on: Option<String>,
    items: Vec<String>,
    decided_on: Option<String>,
    outcome: Option<String>,
    final_on: Option<String>,
}

impl Scoring {
    /// As `record`, the `assessment` record of the month, says it.
    pub(super) fn of(record: &Record) -> Scoring {
        let text = |name: &str| record.text(name).map(Cow::into_owned);
        Scoring {
            scorer: text("scorer"),
            scored_on: text("scored_on"),
            filed_on: text("appeal_filed_on"),
            items: record.list("appeal_items"),
            decided_on: text("appeal_decided_on"),
            outcome: text("appeal_outcome"),
            final_on: text("final_on"),
        }
    }

    /// All that in a sentence, with the names of `people`; `None` where nobody scored.
    pub fn says(&self, catalog: &Catalog, people: &Register<Person>) -> Option<String> {
        let mut parts = Vec::new();
        if self.scorer.is_some() || self.scored_on.is_some() {
            let scorer = self.scorer.as_deref().unwrap_or("—");
            let scorer = people.get(scorer).map_or(scorer, Entry::name);
            let day = self.scored_on.as_deref().unwrap_or("—");
            parts.push(
                Message::new("report-scored")
                    .with("who", scorer)
                    .with("when", day),
            );
        }
        if let Some(day) = &self.filed_on {
            let id = if self.items.is_empty() {
                "report-appealed"
            } else {
                "report-appealed-items"
            };
            let items = self.items.join(&catalog.word("site-list-comma"));
            parts.push(Message::new(id).with("items", items).with("when", day.as_str()));
        }
        if let Some(day) = &self.decided_on {
            let outcome = self.outcome.as_deref().unwrap_or("open");
            let outcome = catalog.word(&format!("report-appeal-{outcome}"));
            parts.push(
                Message::new("report-appeal-decided")
                    .with("outcome", outcome)
                    .with("when", day.as_str()),
            );
        }
        if let Some(day) = &self.final_on {
            parts.push(Message::new("report-final").with("when", day.as_str()));
        }
        let said: Vec<String> = parts.iter().map(|part| catalog.say(part)).collect();
        (!said.is_empty()).then(|| said.join(&catalog.word("report-sentence-end")))
    }
}
