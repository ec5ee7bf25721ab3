//! What may stand in the front matter of a kind, as a JSON Schema: editors complete and check by it.
//!
//! It is milder than `check`: an editor's mark on what is right would do more harm than none on what is wrong.

use crate::base::{Catalog, Label, Lang, Message};
use crate::config::{Config, Entry, Register};
use crate::kind::{Choices, Field, FieldType, Kind, When};
use crate::library;
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// The schema of the front matter of `kind`, in the words of `lang`, with the systems, regions, people and vocabularies of `config`.
pub fn schema(kind: &Kind, config: &Config, lang: Lang) -> Value {
    let writer = Writer { config, lang };
    let mut schema = Map::new();
    schema.insert(
        "$schema".to_owned(),
        "http://json-schema.org/draft-07/schema#".into(),
    );
    schema.insert("title".to_owned(), kind.name.get(lang).into());
    let about = Message::new("schema-about").with("folder", kind.folder.as_str());
    schema.insert("description".to_owned(), Catalog::of(lang).say(&about).into());
    schema.extend(writer.object(&kind.fields));
    Value::Object(schema)
}

struct Writer<'c> {
    config: &'c Config,
    lang: Lang,
}

impl Writer<'_> {
    /// An object with these fields. A field that nobody knows is no fault of its own: it is kept as it is.
    fn object(&self, fields: &IndexMap<String, Field>) -> Map<String, Value> {
        let properties: Map<String, Value> = fields
            .iter()
            .map(|(name, field)| (name.clone(), self.property(field)))
            .collect();
        let required: Vec<&String> = fields
            .iter()
            .filter(|(_, field)| field.required.contains(&When::Always))
            .map(|(name, _)| name)
            .collect();
        let mut object = Map::new();
        object.insert("type".to_owned(), "object".into());
        object.insert("properties".to_owned(), properties.into());
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
        property.insert("anyOf".to_owned(), json!([value, { "type": "null" }]));
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
            FieldType::Date | FieldType::DateTime | FieldType::Month => json!({ "type": "string" }),
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
            FieldType::Boolean => json!({ "enum": [true, false, "是", "否", "yes", "no"] }),
            FieldType::Choice(Choices::Fixed(labels)) => self.choice(labels),
            FieldType::Choice(Choices::Vocabulary(name)) => match site.vocabulary(name) {
                Some(labels) => self.choice(labels),
                None => json!({ "type": "string" }),
            },
            FieldType::Person => named(&site.people),
            FieldType::System => named(&site.systems),
            FieldType::Region => named(&site.regions),
            FieldType::Rows(columns) => json!({ "type": "array", "items": self.object(columns) }),
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
        let mut names: Vec<&str> = labels
            .values()
            .flat_map(|label| [label.zh.as_str(), label.en.as_str()])
            .collect();
        names.retain(|name| !labels.contains_key(*name));
        names.dedup();
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

/// The entries of a register, by ID and by name; any text where it is not declared.
fn named<T: Entry>(register: &Register<T>) -> Value {
    if !register.declared {
        return json!({ "type": ["string", "number"] });
    }
    let ids: Vec<&str> = register.iter().map(Entry::id).collect();
    let names: Vec<&str> = register.iter().map(Entry::name).collect();
    let others: Vec<&str> = names.iter().copied().filter(|name| !ids.contains(name)).collect();
    let ids = json!({ "enum": ids, "enumDescriptions": names });
    match others.is_empty() {
        true => ids,
        false => json!({ "anyOf": [ids, { "enum": others }] }),
    }
}
