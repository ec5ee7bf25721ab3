//! Which parts of a `kind.yaml` are written in another form than is read there, and would be left aside?

use super::read::{Reader, below, key, label};
use crate::base::Message;
use crate::base::yaml::{Step, Value};

/// The form in which something is read.
#[derive(Clone, Copy)]
enum Shape {
    /// One text.
    Text,
    /// A text, or several in a list.
    Texts,
    /// A name, or one for each language.
    Label,
    /// The values of a choice: the name of a vocabulary, names by IDs, or IDs alone.
    Values,
    /// A list.
    List,
    /// Keys and values.
    Map,
    /// A field: its type, or keys and values.
    Field,
}

impl Shape {
    /// Whether `value` is written so.
    fn takes(self, value: &Value) -> bool {
        let is_word = |value: &Value| value.is_string() || value.is_bool() || value.is_number();
        let is_label = |value: &Value| label(Some(value)).is_some_and(|label| !label.is_empty());
        match self {
            Shape::Text => value.is_string(),
            Shape::Label => is_label(value),
            Shape::List => value.is_sequence(),
            Shape::Map => value.is_mapping(),
            Shape::Field => value.is_mapping() || value.is_string() || value.is_null(),
            Shape::Texts => match value {
                Value::Sequence(all) => all.iter().all(Value::is_string),
                one => one.is_string(),
            },
            Shape::Values => match value {
                Value::Sequence(all) => all.iter().all(is_word),
                // What is no name here is a field's type, which has its own shape.
                Value::Mapping(all) if !all.contains_key("type") => all
                    .iter()
                    .all(|(id, name)| is_word(id) && (name.is_null() || is_label(name))),
                one => one.is_string() || one.is_mapping(),
            },
        }
    }

    /// The words for what is to be written.
    fn expected(self) -> &'static str {
        match self {
            Shape::Text => "expected-text",
            Shape::Texts => "expected-texts",
            Shape::Label => "expected-label",
            Shape::Values => "expected-vocabulary",
            Shape::List => "expected-list",
            Shape::Map => "expected-map",
            Shape::Field => "expected-field",
        }
    }
}

const OF_KIND: [(&str, Shape); 11] = [
    ("name", Shape::Label),
    ("folder", Shape::Text),
    ("date", Shape::Texts),
    ("fields", Shape::Map),
    ("sections", Shape::Texts),
    ("sections_if", Shape::Map),
    ("section_names", Shape::Map),
    ("table", Shape::Map),
    ("form", Shape::Texts),
    ("states", Shape::List),
    ("waits", Shape::List),
];
const OF_FIELD: [(&str, Shape); 10] = [
    ("type", Shape::Text),
    ("of", Shape::Values),
    ("choices", Shape::Values),
    ("columns", Shape::Map),
    ("to", Shape::Texts),
    ("label", Shape::Label),
    ("after", Shape::Texts),
    ("pattern", Shape::Text),
    ("example", Shape::Text),
    ("unit", Shape::Label),
];

impl Reader<'_> {
    /// What is written in another form than is read, of the parts of a kind.
    pub(super) fn shapes_of_kind(&mut self, kind: &Value) {
        self.shapes(kind, &OF_KIND, &[]);
        let states = kind.get("states").and_then(Value::as_sequence);
        for (number, state) in states.into_iter().flatten().enumerate() {
            self.shapes(
                state,
                &[("name", Shape::Label)],
                &[key("states"), Step::Item(number)],
            );
        }
        let waits = kind.get("waits").and_then(Value::as_sequence);
        for (number, wait) in waits.into_iter().flatten().enumerate() {
            let is_text = |name: &&str| wait.get(*name).is_some_and(Value::is_string);
            if !["from", "to", "reason"].iter().all(is_text) {
                self.misshapen("waits", "expected-wait", &[key("waits"), Step::Item(number)]);
            }
        }
        let names = kind.get("section_names").and_then(Value::as_mapping);
        for (heading, name) in names.into_iter().flatten() {
            if let Some(heading) = heading.as_str()
                && !Shape::Label.takes(name)
            {
                let path = [key("section_names"), key(heading)];
                self.misshapen(heading, Shape::Label.expected(), &path);
            }
        }
        let by_field = kind.get("sections_if").and_then(Value::as_mapping);
        for (field, values) in by_field.into_iter().flatten() {
            for (value, sections) in values.as_mapping().into_iter().flatten() {
                if let (Some(field), Some(name)) = (field.as_str(), value.as_str())
                    && !Shape::Texts.takes(sections)
                {
                    let path = [key("sections_if"), key(field), key(name)];
                    self.misshapen(name, Shape::Texts.expected(), &path);
                }
            }
        }
    }

    /// The same of the field that is written at `path`. Whether it can be read as one at all.
    pub(super) fn is_field(&mut self, name: &str, field: &Value, path: &[Step]) -> bool {
        if !Shape::Field.takes(field) {
            self.misshapen(name, Shape::Field.expected(), path);
            return false;
        }
        self.shapes(field, &OF_FIELD, path);
        true
    }

    /// The same of a vocabulary.
    pub(super) fn vocabulary_shape(&mut self, name: &str, words: &Value, path: &[Step]) {
        if words.is_string() || !Shape::Values.takes(words) {
            self.misshapen(name, Shape::Values.expected(), path);
        }
    }

    fn shapes(&mut self, written: &Value, shapes: &[(&'static str, Shape)], path: &[Step]) {
        for (name, shape) in shapes {
            let value = written.get(*name).filter(|value| !value.is_null());
            if value.is_some_and(|value| !shape.takes(value)) {
                self.misshapen(name, shape.expected(), &below(path, name));
            }
        }
    }

    /// A fault of the part called `name`, which is written in another form than is `expected`.
    fn misshapen(&mut self, name: &str, expected: &'static str, path: &[Step]) {
        let message = Message::new("kind-shape").with("key", name);
        let help = Message::new("config-expected-help").with("expected", Message::new(expected));
        self.fault(message, help, path);
    }
}
