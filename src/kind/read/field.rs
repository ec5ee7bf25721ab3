//! Which fields does a kind have, and of which type is each?

use super::{Reader, below, label, labels, scalar, strings};
use crate::base::nearest::nearest;
use crate::base::yaml::{self, Step};
use crate::base::{Label, Message};
use crate::kind::name::is_column;
use crate::kind::{Choices, Field, FieldType};
use indexmap::IndexMap;
use rust_decimal::Decimal;

/// The types that a field may have.
const TYPES: [&str; 14] = [
    "text", "choice", "date", "datetime", "month", "number", "money", "boolean", "person", "system",
    "region", "ref", "rows", "list",
];

impl Reader<'_> {
    /// The fields, or the `columns` of a kind's own, that are `written` at `path`.
    pub(super) fn fields(
        &mut self,
        written: Option<&yaml::Value>,
        path: &[Step],
        columns: bool,
    ) -> IndexMap<String, Field> {
        let mut fields = IndexMap::new();
        let Some(yaml::Value::Mapping(map)) = written else {
            return fields;
        };
        for (name, written) in map {
            let Some(name) = name.as_str() else {
                let message = Message::new("kind-field-name").with("field", scalar(name).unwrap_or_default());
                self.fault(message, Message::new("kind-field-name-help"), path);
                continue;
            };
            let path = below(path, name);
            if columns && !is_column(name) {
                self.fault(
                    Message::new("kind-field-name").with("field", name),
                    Message::new("kind-field-name-help"),
                    &path,
                );
                self.unread.push(name.to_owned());
                continue;
            }
            match self.field(name, written, &path) {
                Some(field) => drop(fields.insert(name.to_owned(), field)),
                None => self.unread.push(name.to_owned()),
            }
        }
        fields
    }

    fn field(&mut self, name: &str, written: &yaml::Value, path: &[Step]) -> Option<Field> {
        if !self.is_field(name, written, path) {
            return None;
        }
        let short;
        let written = if written.is_string() {
            short = yaml::Value::Mapping([("type".into(), written.clone())].into_iter().collect());
            &short
        } else {
            written
        };
        let kind = self.field_type(written, path)?;
        let decimal = |name: &str| written.get(name).and_then(number);
        let mut field = Field::plain(
            kind,
            label(written.get("label")).unwrap_or_else(|| Label::plain(name)),
        );
        field.required = self.when(written, "required", path);
        field.wanted = self.when(written, "wanted", path);
        field.after = strings(written.get("after"));
        field.min = decimal("min");
        field.max = decimal("max");
        field.pattern = written
            .get("pattern")
            .and_then(yaml::Value::as_str)
            .map(str::to_owned);
        field.example = written
            .get("example")
            .and_then(yaml::Value::as_str)
            .map(str::to_owned);
        field.unit = label(written.get("unit"));
        let flag = |name: &str| written.get(name).and_then(yaml::Value::as_bool).unwrap_or(false);
        field.unique = flag("unique");
        field.personal = flag("personal");
        field.default = written.get("default").cloned();
        if let Some(pattern) = &field.pattern
            && regex::Regex::new(pattern).is_err()
        {
            self.fault(
                Message::new("kind-pattern").with("pattern", pattern.as_str()),
                Message::new("kind-pattern-help"),
                &below(path, "pattern"),
            );
            field.pattern = None;
        }
        self.sense(&field, written, path);
        Some(field)
    }

    fn field_type(&mut self, written: &yaml::Value, path: &[Step]) -> Option<FieldType> {
        let name = written
            .get("type")
            .and_then(yaml::Value::as_str)
            .unwrap_or("text");
        Some(match name {
            "list" => FieldType::List(Box::new(self.list_item(written, path)?)),
            "rows" => {
                let columns = self.fields(written.get("columns"), &below(path, "columns"), false);
                if columns.is_empty() {
                    let help = Message::new("kind-columns-help");
                    self.fault(Message::new("kind-columns"), help, &below(path, "type"));
                }
                FieldType::Rows(columns)
            }
            name => match simple(name, written) {
                Some(kind) => kind,
                None => {
                    let message = Message::new(if name == "choice" {
                        "kind-type-of"
                    } else {
                        "kind-type"
                    });
                    let help = match nearest(name, TYPES) {
                        _ if name == "choice" => Message::new("kind-type-of-help"),
                        Some(near) => Message::new("help-nearest").with("name", near),
                        None => Message::new("help-choices").with("choices", TYPES.join(", ")),
                    };
                    self.fault(message.with("type", name), help, &below(path, "type"));
                    return None;
                }
            },
        })
    }

    /// The type of a list's items: `items: {type: …}`, `of: ref` with `to:`, `of: {type: …}`, or the values of a choice.
    fn list_item(&mut self, written: &yaml::Value, path: &[Step]) -> Option<FieldType> {
        if let Some(items) = written.get("items").filter(|items| items.get("type").is_some()) {
            return self.field_type(items, &below(path, "items"));
        }
        match written.get("items").or_else(|| written.get("of")) {
            Some(of) if of.get("type").is_some() => self.field_type(of, &below(path, "of")),
            Some(yaml::Value::String(name)) if !["list", "rows"].contains(&name.as_str()) => {
                let mut inner = written.clone();
                inner["of"] = written.get("choices").cloned().unwrap_or_default();
                match simple(name, &inner) {
                    None if TYPES.contains(&name.as_str()) => self.no_item("kind-type-of", path),
                    None => Some(FieldType::Choice(Choices::Vocabulary(name.clone()))),
                    known => known,
                }
            }
            Some(of) if !labels(of).is_empty() => Some(FieldType::Choice(Choices::Fixed(labels(of)))),
            None if written.get("to").is_some() => simple("ref", written),
            _ => self.no_item("kind-list-of", path),
        }
    }

    /// A list that does not say what it is a list of.
    fn no_item(&mut self, id: &'static str, path: &[Step]) -> Option<FieldType> {
        let help = match id {
            "kind-type-of" => Message::new("kind-choices-help"),
            _ => Message::new("kind-list-of-help"),
        };
        self.fault(Message::new(id).with("type", "list"), help, &below(path, "type"));
        None
    }
}

fn number(value: &yaml::Value) -> Option<Decimal> {
    match value {
        yaml::Value::Number(number) => number.to_string().parse().ok(),
        yaml::Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn simple(name: &str, written: &yaml::Value) -> Option<FieldType> {
    Some(match name {
        "text" => FieldType::Text,
        "choice" => FieldType::Choice(match written.get("of") {
            Some(yaml::Value::String(vocabulary)) => Choices::Vocabulary(vocabulary.clone()),
            Some(values) if !labels(values).is_empty() => Choices::Fixed(labels(values)),
            _ => return None,
        }),
        "date" => FieldType::Date,
        "datetime" => FieldType::DateTime,
        "month" => FieldType::Month,
        "number" => FieldType::Number,
        "money" => FieldType::Money,
        "boolean" => FieldType::Boolean,
        "person" => FieldType::Person,
        "system" => FieldType::System,
        "region" => FieldType::Region,
        "ref" => FieldType::Ref(strings(written.get("to"))),
        _ => return None,
    })
}
