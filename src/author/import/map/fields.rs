//! What gives the fields of a record.

use super::super::value;
use super::Template;
use super::source::{self, From, Source};
use crate::base::nearest::nearest;
use crate::base::{Message, Severity};
use crate::config::{Config, Node, Reader};
use crate::kind::{Allocate, Field, FieldType, Kind, When};

/// The field that every record needs.
const TITLE: &str = "title";
/// The fields that the import sets itself.
const OWN: [&str; 2] = ["source_key", "draft"];

pub(super) fn read(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    config: &Config,
    kind: &Kind,
    template: &Template,
) -> Vec<(String, Source)> {
    let Some(node) = root.get("fields").filter(|node| node.value.is_mapping()) else {
        if reader.findings.is_empty() {
            reader.wrong(root, Severity::Error, Message::new("import-no-fields"));
        }
        return Vec::new();
    };
    let mut fields = Vec::new();
    for (name, child) in node.entries() {
        let Some(field) = known(reader, kind, &name, &child) else {
            continue;
        };
        if let Some(source) = source::read(reader, &child) {
            words(reader, &child, config, field, &source);
            fields.push((name, source));
        }
    }
    missing(reader, &node, kind, template);
    fields
}

/// The field `name`, unless there is none, or none that a cell could give.
fn known<'k>(reader: &mut Reader<'_>, kind: &'k Kind, name: &str, child: &Node<'_>) -> Option<&'k Field> {
    let message = match kind.field(name) {
        _ if OWN.contains(&name) => Message::new("import-own-field").with("field", name),
        Some(field) if matches!(field.kind.item(), FieldType::Rows(_)) => {
            Message::new("import-rows-field").with("field", name)
        }
        Some(field) => return Some(field),
        None => {
            let message = Message::new("import-no-field")
                .with("field", name)
                .with("kind", &kind.name);
            let names = kind.fields.keys().map(String::as_str);
            let help = nearest(name, names).map(|near| Message::new("help-nearest").with("name", near));
            reader.wrong_key(child, message, help);
            return None;
        }
    };
    reader.wrong_key(child, message, None);
    None
}

/// What the map itself says has to be a value of the field, for every row alike.
fn words(reader: &mut Reader<'_>, node: &Node<'_>, config: &Config, field: &Field, source: &Source) {
    let constant = match &source.from {
        From::Value(_) => node.get("value"),
        From::Column(_) | From::Text(_) => None,
    };
    let meanings = node.get("values").map(|node| node.entries()).unwrap_or_default();
    let meanings = meanings.into_iter().map(|(_, child)| child);
    for child in constant.into_iter().chain(meanings).chain(node.get("default")) {
        let Some(text) = child.text() else { continue };
        if let Err(problem) = value::settle(config, field, source, &text) {
            reader.wrong(&child, Severity::Error, problem.message);
            if let Some(finding) = reader.findings.last_mut() {
                finding.help = problem.help;
            }
        }
    }
}

/// A record needs a title, a date where it is numbered by it, and what its kind requires in any case.
fn missing(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind, template: &Template) {
    let given = |name: &str| node.get(name).is_some();
    let wrong = |reader: &mut Reader<'_>, id, field: &str| {
        let span = reader.key_place(node);
        reader.wrong_at(span, Message::new(id).with("field", field));
    };
    if !given(TITLE) {
        wrong(reader, "import-no-value", TITLE);
    }
    let numbered = matches!(&kind.allocate, Allocate::Pattern(_));
    let undated = numbered && !kind.dates.iter().any(|name| given(name));
    if undated {
        wrong(reader, "import-no-date", &kind.dates.join(", "));
    }
    let always = |field: &Field| field.required.contains(&When::Always) && field.default.is_none();
    let told = |name: &String| undated && kind.dates.contains(name);
    let required = kind.fields.iter().filter(|(_, field)| always(field));
    for (name, _) in required.filter(|(name, _)| *name != TITLE && !told(name)) {
        if !given(name) && !template.filled.contains(name) {
            wrong(reader, "import-no-value", name);
        }
    }
}
