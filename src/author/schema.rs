//! What may stand in the front matter of a kind, as a JSON Schema: editors complete and check by it.
//!
//! What `check` finds wrong in a field taken by itself is wrong by it too: a name that no field has, a value that its type does not take. What
//! hangs on other fields and other records is left to `check`: an editor's mark on what is right would do more harm than none on what is wrong.

use super::fmt::FieldOrder;
use crate::base::{Catalog, Label, Lang, Message};
use crate::config::{Config, Entry, Register};
use crate::kind::{Choices, Field, FieldType, Kind, When};
use crate::library;
use indexmap::{IndexMap, IndexSet};
use serde_json::{Map, Value, json};

/// How a day, a time and a month are written; whether there is such a day is for `check`.
const DAY: &str = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$";
const TIME: &str = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[ Tt]\s*[0-9]{2}:[0-9]{2}";
const MONTH: &str = r"^\s*[0-9]{4}-[0-9]{2}\s*$";
const YES_OR_NO: &str = "^\\s*(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo]|是|否)\\s*$";

/// By how much a sign of full width is above the one of half width.
const FULL: u32 = 0xFEE0;

/// The schema of the front matter of `kind`, its fields in `order`, in the words of `lang`, with the systems, regions, people and vocabularies of
/// `config`.
pub fn schema(kind: &Kind, order: &FieldOrder, config: &Config, lang: Lang) -> Value {
    let writer = Writer { config, lang };
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        "http://json-schema.org/draft-07/schema#".into(),
    );
    schema.insert("title".to_owned(), kind.name.get(lang).into());
    let about = Message::new("schema-about").with("folder", kind.folder.as_str());
    schema.insert("description".to_owned(), Catalog::of(lang).say(&about).into());
    schema.extend(writer.object(&order.sorted(kind.fields.iter())));
    Value::Object(schema)
}

struct Writer<'c> {
    config: &'c Config,
    lang: Lang,
}

impl Writer<'_> {
    /// An object with these fields and no others.
    fn object(&self, fields: &[(&String, &Field)]) -> Map<String, Value> {
        let properties = fields.iter();
        let properties: Map<String, Value> = properties
            .map(|(name, field)| ((*name).clone(), self.property(field)))
            .collect();
        let required: Vec<&String> = fields
            .iter()
            .filter(|(_, field)| field.required.contains(&When::Always))
            .map(|(name, _)| *name)
            .collect();
        let mut object = Map::new();
        object.insert("type".to_owned(), "object".into());
        object.insert("properties".to_owned(), properties.into());
        object.insert("additionalProperties".to_owned(), false.into());
        if !required.is_empty() {
            object.insert("required".to_owned(), json!(required));
        }
        object
    }

    fn property(&self, field: &Field) -> Value {
        let mut property = Map::new();
        property.insert("title".to_owned(), field.label.get(self.lang).into());
        property.insert(
            "description".to_owned(),
            library::about(self.config, field, self.lang).into(),
        );
        // An empty field is one that is not filled yet.
        let value = self.value(field, &field.kind);
        property.insert("anyOf".to_owned(), json!([value, { "enum": [null, "", []] }]));
        if let Some(default) = &field.default
            && let Ok(default) = serde_json::to_value(default)
        {
            property.insert("default".to_owned(), default);
        }
        Value::Object(property)
    }

    fn value(&self, field: &Field, kind: &FieldType) -> Value {
        let site = &self.config.site;
        match kind {
            FieldType::Text => {
                let mut text = json!({ "type": ["string", "number", "boolean"] });
                let pattern = field.pattern.as_deref().filter(|pattern| is_shared(pattern));
                if let (Some(pattern), Some(text)) = (pattern, text.as_object_mut()) {
                    text.insert("pattern".to_owned(), format!("^(?:{pattern})$").into());
                }
                text
            }
            FieldType::Date => json!({ "type": "string", "pattern": DAY }),
            FieldType::DateTime => json!({ "type": "string", "pattern": TIME }),
            FieldType::Month => json!({ "type": "string", "pattern": MONTH }),
            FieldType::Ref(_) => json!({ "type": ["string", "number"] }),
            FieldType::Number | FieldType::Money => {
                let mut number = json!({ "type": ["number", "string"] });
                for (name, bound) in [("minimum", field.min), ("maximum", field.max)] {
                    let bound = bound.and_then(|bound| serde_json::from_str(&bound.to_string()).ok());
                    if let (Some(bound), Some(number)) = (bound, number.as_object_mut()) {
                        number.insert(name.to_owned(), bound);
                    }
                }
                number
            }
            FieldType::Boolean => json!({ "anyOf": [
                { "enum": [true, false] },
                { "type": "string", "pattern": YES_OR_NO },
            ] }),
            FieldType::Choice(Choices::Fixed(labels)) => self.choice(labels),
            FieldType::Choice(Choices::Vocabulary(name)) => match site.vocabulary(name) {
                Some(labels) => self.choice(labels),
                None => json!({ "type": "string" }),
            },
            FieldType::Person => named(&site.people),
            FieldType::System => named(&site.systems),
            FieldType::Region => named(&site.regions),
            FieldType::Rows(columns) => {
                let columns: Vec<(&String, &Field)> = columns.iter().collect();
                json!({ "type": "array", "items": self.object(&columns) })
            }
            FieldType::List(item) => {
                let item = self.value(field, item);
                json!({ "anyOf": [item, { "type": "array", "items": item }] })
            }
        }
    }

    /// The IDs, each with what it means, and their names, which may stand for them.
    fn choice(&self, labels: &IndexMap<String, Label>) -> Value {
        let ids: Vec<&String> = labels.keys().collect();
        let meanings: Vec<&str> = labels.values().map(|label| label.get(self.lang)).collect();
        let names = labels
            .values()
            .flat_map(|label| [label.zh.as_str(), label.en.as_str()]);
        let names: IndexSet<&str> = names.filter(|name| !labels.contains_key(*name)).collect();
        let ids = json!({ "enum": ids, "enumDescriptions": meanings });
        match names.is_empty() {
            true => ids,
            false => json!({ "anyOf": [ids, { "enum": names }] }),
        }
    }
}

/// Whether editors read `pattern`, which is of Rust, as `check` does: flags, names of groups and classes of characters are written otherwise there.
fn is_shared(pattern: &str) -> bool {
    let mut groups = pattern.split("(?").skip(1);
    groups.all(|group| group.starts_with(':'))
        && ![
            "[[:", "&&", "--", "~~", "\\p", "\\P", "\\x{", "\\A", "\\z", "\\u", "\\U",
        ]
        .iter()
        .any(|other| pattern.contains(other))
}

/// The entries of a register, by ID and by name, in any case and width; any text where it is not declared, or not all of it could be read.
fn named<T: Entry>(register: &Register<T>) -> Value {
    if !register.declared || !register.whole {
        return json!({ "type": ["string", "number"] });
    }
    let ids: Vec<&str> = register.iter().map(Entry::id).collect();
    let names: Vec<&str> = register.iter().map(Entry::name).collect();
    let others: IndexSet<&str> = names.iter().copied().filter(|name| !ids.contains(name)).collect();
    let alike: Vec<String> = ids.iter().chain(&others).map(|name| alike(name)).collect();
    let mut any = vec![json!({ "enum": ids, "enumDescriptions": names })];
    if !others.is_empty() {
        any.push(json!({ "enum": others }));
    }
    if !alike.is_empty() {
        any.push(json!({ "type": "string", "pattern": format!("^(?:{})$", alike.join("|")) }));
    }
    json!({ "anyOf": any })
}

/// A pattern of all that differs from `name` in case and width alone.
fn alike(name: &str) -> String {
    let sign = |c: char| {
        let half = match u32::from(c) {
            0xFF01..=0xFF5E => char::from_u32(u32::from(c) - FULL).unwrap_or(c),
            0x3000 => ' ',
            _ => c,
        };
        let cases = [half.to_ascii_lowercase(), half.to_ascii_uppercase()];
        let full = cases.map(|case| match case {
            '!'..='~' => char::from_u32(u32::from(case) + FULL).unwrap_or(case),
            ' ' => '\u{3000}',
            case => case,
        });
        let all: IndexSet<char> = cases.into_iter().chain(full).collect();
        match all.len() {
            1 => regex::escape(&c.to_string()),
            _ => {
                let all = all.into_iter().map(|c| match c {
                    '\\' | ']' | '[' | '^' | '-' => format!("\\{c}"),
                    c => c.to_string(),
                });
                format!("[{}]", all.collect::<String>())
            }
        }
    };
    name.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_are_alike_in_any_case_and_width() {
        let whole = |name: &str| regex::Regex::new(&format!("^(?:{})$", alike(name))).unwrap();
        for (name, written) in [
            ("gwgl", "GWgl"),
            ("公文（新）", "公文(新)"),
            ("OA 系统", "ｏａ　系统"),
            ("a-b\\[c]", "A-B\\[C]"),
        ] {
            assert!(whole(name).is_match(written), "{written}");
        }
        assert!(!whole("a.b").is_match("axb"));
    }
}
