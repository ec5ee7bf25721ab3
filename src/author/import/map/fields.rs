//! What gives the fields of a record.

use super::super::value;
use super::source::{self, From, Source};
use crate::base::Message;
use crate::base::Severity;
use crate::config::{Config, Node, Reader};
use crate::kind::{Allocate, Field, FieldType, Kind};

/// The fields that the import sets itself.
const OWN: [&str; 2] = ["source_key", "draft"];

pub(super) fn read(
    reader: &mut Reader<'_>,
    root: &Node<'_>,
    config: &Config,
    kind: &Kind,
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
    missing(reader, &node, kind);
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
            reader.wrong_key(child, message, crate::base::nearest::nearest(name, names));
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

/// A record needs a title, and a date where it is numbered by it.
fn missing(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind) {
    let given = |name: &str| node.get(name).is_some();
    if !given("title") {
        let message = Message::new("import-no-value").with("field", "title");
        reader.wrong(node, Severity::Error, message);
    }
    let dated = matches!(&kind.allocate, Allocate::Pattern(_));
    if dated && !kind.dates.iter().any(|name| given(name)) {
        let message = Message::new("import-no-date").with("field", kind.dates.join(", "));
        reader.wrong(node, Severity::Error, message);
    }
}
