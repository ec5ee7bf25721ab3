//! How does a cell of a result read? By label and name, with the page of what it names.

use super::Blocks;
use crate::base::RelPath;
use crate::config::Entry;
use crate::kind::FieldType;
use std::borrow::Cow;

impl Blocks<'_> {
    /// The name of a column: that of the field of this name in the first kind that has it, else a word of ours, else itself.
    pub(super) fn column(&self, name: &str) -> String {
        let site = self.site;
        if let Some(word) = site
            .catalog
            .find(&format!("site-column-{}", name.replace('_', "-")))
        {
            return word;
        }
        let field = site
            .plan
            .kinds
            .iter()
            .find_map(|kind| kind.fields.get(name).or_else(|| kind.table.get(name)));
        field.map_or_else(|| name.to_owned(), |field| field.label.get(site.lang).to_owned())
    }

    /// The words of `text` in `column`, and the page of what it names.
    pub(in crate::site) fn words<'t>(
        &'t self,
        column: &str,
        text: &'t str,
    ) -> (Cow<'t, str>, Option<&'t RelPath>) {
        let site = self.site;
        let registers = &site.library.config.site;
        match column {
            "system" | "other" => {
                let page = site.plan.system(text).map(|system| &system.path);
                (registers.systems.name(text).into(), page)
            }
            "systems" => {
                let names: Vec<&str> = text.split(',').map(|id| registers.systems.name(id)).collect();
                (names.join(&site.catalog.word("site-list-comma")).into(), None)
            }
            "region" => (registers.regions.name(text).into(), site.plan.region(text)),
            "title" | "name" => (text.into(), None),
            "kind" => (self.kind(text), site.plan.kind(text)),
            _ => {
                let record = site.library.find(text).filter(|_| !text.is_empty());
                match record.and_then(|at| site.library.placed.get(at)) {
                    Some(placed) => (text.into(), Some(&placed.url)),
                    None => (self.word(column, text), None),
                }
            }
        }
    }

    fn kind<'t>(&'t self, id: &'t str) -> Cow<'t, str> {
        let known = self.site.plan.kinds.iter().find(|kind| kind.id == id);
        known.map_or(id, |kind| kind.name.get(self.site.lang)).into()
    }

    /// A choice by its label, a person by name, a clock by that of the contract; any other text as it is.
    fn word<'t>(&'t self, column: &str, text: &'t str) -> Cow<'t, str> {
        let config = &self.site.library.config;
        let registers = &config.site;
        let own = match column {
            "role" => self.site.catalog.find(&format!("site-role-{text}")),
            "clock" => {
                let clock = config.contract.clocks.iter().find(|clock| clock.id == text);
                clock.map(|clock| clock.name.get(self.site.lang).to_owned())
            }
            "plan" => {
                let plan = config
                    .contract
                    .inspection_plan
                    .iter()
                    .find(|plan| plan.id == text);
                plan.map(|plan| plan.name.clone())
            }
            "item" => registers.check_items.get(text).map(|item| item.name().to_owned()),
            "scope" | "flag" => self.value(text),
            _ if is_status(column) => self.value(text),
            _ => None,
        };
        if let Some(own) = own {
            return own.into();
        }
        for kind in &self.site.plan.kinds {
            match kind.fields.get(column).map(|field| field.kind.item()) {
                Some(FieldType::Choice(choices)) => {
                    let label = registers.choice_label(choices, text);
                    if label.get(self.site.lang) != text {
                        return label.get(self.site.lang).to_owned().into();
                    }
                }
                Some(FieldType::Person) => return registers.people.name(text).into(),
                _ => {}
            }
        }
        text.into()
    }

    /// The word for a value that the ledger makes.
    fn value(&self, text: &str) -> Option<String> {
        self.site
            .catalog
            .find(&format!("site-value-{}", text.replace('_', "-")))
    }
}

/// Whether `column` says how a clock, a round of inspection or a number stands.
fn is_status(column: &str) -> bool {
    column == "status" || column.ends_with("_status")
}

/// The tone of `text` in `column`, where it says how something stands.
pub(super) fn tone(column: &str, text: &str) -> Option<&'static str> {
    let tone = match text {
        "met" | "done" | "present" => "done",
        "breached" | "missing" | "deleted" => "bad",
        "running" | "not_yet" => "going",
        "late" | "unknown" => "waiting",
        "exempt" => "closed",
        _ => return None,
    };
    is_status(column).then_some(tone)
}
