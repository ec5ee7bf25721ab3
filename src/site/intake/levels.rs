//! What do the levels of a fault mean? The contract gives them by impact and urgency (`priority_matrix`).

use super::Site;
use super::fields::Choice;
use crate::base::Message;
use crate::kind::{FieldType, Kind};
use serde::Serialize;

/// The fields that the matrix gives a level by, and the field of that.
const IMPACT: &str = "impact_level";
const URGENCY: &str = "urgency";
const LEVEL: &str = "severity";

/// A level, and when something is of it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Level {
    name: String,
    when: String,
}

impl Site {
    /// When something is of each of the levels `choices` of the field `name` of `kind`; none where the contract says nothing of it.
    pub(super) fn levels(&self, kind: &Kind, name: &str, choices: &[Choice]) -> Vec<Level> {
        let choices = choices.iter().filter(|_| name == LEVEL);
        let level = |choice: &Choice| {
            let when = self.when_of_level(kind, &choice.id);
            let name = choice.name.clone();
            (!when.is_empty()).then_some(Level { name, when })
        };
        choices.filter_map(level).collect()
    }

    fn when_of_level(&self, kind: &Kind, level: &str) -> String {
        let config = &self.library.config;
        let label = |field: &str| {
            let field = kind.field(field);
            field.map_or_else(String::new, |field| field.label.get(self.lang).to_owned())
        };
        let choice = |field: &str, id: &str| match kind.field(field).map(|field| &field.kind) {
            Some(FieldType::Choice(choices)) => {
                let label = config.site.choice_label(choices, id);
                label.get(self.lang).to_owned()
            }
            _ => id.to_owned(),
        };
        let row = |(impact, row): (&String, &indexmap::IndexMap<String, String>)| {
            let urgencies = row.iter().filter(|(_, of)| *of == level);
            let urgencies: Vec<String> = urgencies.map(|(id, _)| choice(URGENCY, id)).collect();
            let says = Message::new("intake-level")
                .with("impact_name", label(IMPACT))
                .with("impact", choice(IMPACT, impact))
                .with("urgency_name", label(URGENCY))
                .with("urgency", urgencies.join(&self.catalog.word("intake-level-or")));
            (!urgencies.is_empty()).then(|| self.catalog.say(&says))
        };
        let rows = config.contract.priority_matrix.iter().filter_map(row);
        rows.collect::<Vec<_>>()
            .join(&self.catalog.word("intake-level-also"))
    }
}
