//! What may stand in a field: the values that there are, for whoever writes one, and what the field is about.

use super::Library;
use crate::base::{Catalog, Label, Lang, Message};
use crate::config::{Config, Entry, Register};
use crate::kind::{Field, FieldType, When};

/// What may be written, and what it means.
pub type Offer<'l> = (&'l str, &'l str);

impl Library {
    /// The values that `field`, called `name`, may have, with their meanings in `lang`; none where it takes anything.
    pub fn offers<'l>(&'l self, name: &str, field: &'l Field, lang: Lang) -> Vec<Offer<'l>> {
        let site = &self.config.site;
        match (name, field.kind.item()) {
            ("tags", FieldType::Text) => self.shelves.tags.keys().map(|tag| (tag.as_str(), "")).collect(),
            // Registers that no type of field reads.
            ("party", FieldType::Text) => entries(&site.vendors),
            ("item", FieldType::Text) => entries(&site.check_items),
            (_, FieldType::Choice(choices)) => site
                .choices(choices)
                .map_or_else(Vec::new, |labels| chosen(labels, lang)),
            (_, FieldType::System) => entries(&site.systems),
            (_, FieldType::Region) => entries(&site.regions),
            (_, FieldType::Person) => entries(&site.people),
            (_, FieldType::Boolean) => vec![("true", ""), ("false", "")],
            (_, FieldType::Ref(kinds)) => self.named(kinds),
            _ => Vec::new(),
        }
    }

    /// The IDs and titles of the records of `kinds`, or of all where there are none, the latest first.
    pub fn named(&self, kinds: &[String]) -> Vec<Offer<'_>> {
        let all = self.shelves.all.iter();
        let all = all.filter_map(|index| self.records.get(*index));
        all.filter(|record| kinds.is_empty() || kinds.contains(&record.kind.id))
            .map(|record| (record.id.as_str(), record.title.as_str()))
            .collect()
    }
}

/// What people read of `field`, in `lang`: its name in the other language, what it takes, its unit, whether it is asked for.
pub fn about(config: &Config, field: &Field, lang: Lang) -> String {
    let other = match lang {
        Lang::ZhCn => Lang::En,
        Lang::En => Lang::ZhCn,
    };
    let catalog = Catalog::of(lang);
    let mut about = vec![field.label.get(other).to_owned()];
    about.push(catalog.word(takes(field.kind.item())));
    if let Some(unit) = &field.unit {
        let unit = Message::new("schema-unit").with("unit", unit.get(lang));
        about.push(catalog.say(&unit));
    }
    if let FieldType::Ref(kinds) = field.kind.item() {
        let names = kinds.iter().filter_map(|id| config.kinds.get(id));
        about.extend(names.map(|kind| kind.name.get(lang).to_owned()));
    }
    for (asked, id) in [
        (&field.required, "schema-required"),
        (&field.wanted, "schema-wanted"),
    ] {
        if asked.contains(&When::Always) {
            about.push(catalog.word(id));
        }
    }
    about.join(" · ")
}

/// What a value of a type looks like, as a message.
fn takes(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Text => "schema-text",
        FieldType::Choice(_) => "schema-choice",
        FieldType::Date => "schema-date",
        FieldType::DateTime => "schema-datetime",
        FieldType::Month => "schema-month",
        FieldType::Number | FieldType::Money => "schema-number",
        FieldType::Boolean => "schema-boolean",
        FieldType::Person => "schema-person",
        FieldType::System => "schema-system",
        FieldType::Region => "schema-region",
        FieldType::Ref(_) => "schema-ref",
        FieldType::Rows(_) | FieldType::List(_) => "schema-rows",
    }
}

fn chosen<'l>(labels: impl IntoIterator<Item = (&'l String, &'l Label)>, lang: Lang) -> Vec<Offer<'l>> {
    let labels = labels.into_iter();
    labels.map(|(id, label)| (id.as_str(), label.get(lang))).collect()
}

fn entries<T: Entry>(register: &Register<T>) -> Vec<Offer<'_>> {
    let entries = register.iter();
    entries.map(|entry| (entry.id(), entry.name())).collect()
}
