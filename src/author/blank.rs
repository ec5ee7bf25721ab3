//! What does a new record look like before anybody wrote into it?

use crate::assess;
use crate::base::{Label, Lang, Unable};
use crate::config::{Config, Entry, Site};
use crate::kind::{Field, FieldType, Kind};
use crate::render::Templates;
use anyhow::Result;
use jiff::Zoned;
use serde_json::{Value, json};
use tera::Context;

/// What a template is filled with.
pub(super) struct Filling<'f> {
    pub(super) title: &'f str,
    pub(super) system: &'f str,
    /// The time now; without one, no time is filled in.
    pub(super) local: Option<&'f Zoned>,
}

/// The template of a kind that has none.
const ANY: &str = "kinds/_new.md";

/// The template of `kind` for new records, filled.
pub(super) fn fill(
    config: &Config,
    templates: &Templates,
    kind: &Kind,
    filling: &Filling<'_>,
) -> Result<String> {
    let lang = config.site.language;
    let time = |format: &str| filling.local.map(|local| local.strftime(format).to_string());
    let (now, today) = (time("%Y-%m-%d %H:%M"), time("%Y-%m-%d"));
    let (now, today) = (now.unwrap_or_default(), today.unwrap_or_default());
    let month = time("%Y-%m").unwrap_or_default();
    let field = |(name, field): (&String, &Field)| {
        let value = match &field.kind {
            FieldType::List(_) | FieldType::Rows(_) => "[]",
            FieldType::Date if kind.dates.contains(name) => &today,
            FieldType::DateTime if kind.dates.contains(name) => &now,
            FieldType::Month if kind.dates.contains(name) => &month,
            _ => "",
        };
        json!({ "name": name, "value": value })
    };
    let columns = kind.table.values().map(|column| cell(column.label.get(lang)));
    let sections = kind
        .sections
        .iter()
        .map(|section| kind.section_name(section, lang));
    let names = config.site.check_items.iter().map(|item| cell(item.name()));
    let mut values = json!({
        "title": filling.title,
        "kind": kind.id,
        "now": now,
        "today": today,
        "system": filling.system,
        "scores": assess::manual_items(&config.contract),
        "hints": hints(&config.site, kind, lang),
        "fields": asked(kind).map(field).collect::<Vec<_>>(),
        "sections": sections.collect::<Vec<_>>(),
        "columns": columns.collect::<Vec<_>>(),
    });
    if config.site.check_items.declared {
        values["check_items"] = names.collect::<Vec<_>>().into();
    }
    let text = templates.render(&place(templates, kind, lang), &Context::from_serialize(&values)?);
    let text = text.map_err(Unable::from)?;
    Ok(String::from_utf8(text)?)
}

/// The template in the language of the site, then the one for any; what the knowledge base has comes before what is built in.
fn place(templates: &Templates, kind: &Kind, lang: Lang) -> String {
    let any = format!("kinds/{}/new.md", kind.id);
    let places = [format!("kinds/{}/new.{lang}.md", kind.id), any];
    let own = places.iter().find(|place| templates.is_own(place));
    let found = own.or_else(|| places.iter().find(|place| templates.has(place)));
    found.map_or_else(|| ANY.to_owned(), Clone::clone)
}

/// The fields of the kind itself that a record is asked for, and those that place it in time.
fn asked(kind: &Kind) -> impl Iterator<Item = (&String, &Field)> {
    let is_asked = |name: &String, field: &Field| {
        !field.required.is_empty() || !field.wanted.is_empty() || kind.dates.contains(name)
    };
    let own = kind.fields.iter().take(kind.own);
    own.filter(move |(name, field)| is_asked(name, field) && !["title", "system"].contains(&name.as_str()))
}

/// What stands as a comment behind each field: the choices that it has, else what it is called.
fn hints(site: &Site, kind: &Kind, lang: Lang) -> serde_json::Map<String, Value> {
    let choice = |(id, label): (&String, &Label)| match label.get(lang) {
        // A name that says no more than its ID is left out.
        name if name.eq_ignore_ascii_case(id) => id.clone(),
        name => format!("{id} {name}"),
    };
    let hint = |(name, field): (&String, &Field)| {
        let about = match field.kind.item() {
            FieldType::Choice(choices) => {
                let choices = site.choices(choices)?.iter().map(choice);
                choices.collect::<Vec<_>>().join(" | ")
            }
            _ => Some(field.label.get(lang))
                .filter(|label| label != name)?
                .to_owned(),
        };
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        Some((name.clone(), format!("  # {about}").into()))
    };
    kind.fields.iter().filter_map(hint).collect()
}

/// `text` as it stands in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
