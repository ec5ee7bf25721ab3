//! `clocks:` of `contract.yaml`.

use super::choice;
use super::reader::{Node, Reader};
use super::site::Site;
use crate::base::nearest::nearest;
use crate::base::{Label, Lang, Message};
use crate::clock::{Counts, Limit, Reading};
use crate::kind::{Field, FieldType, Kind, Kinds, When};
use indexmap::IndexMap;

/// A clock: what must happen within which time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClockSpec {
    /// The ID, which begins the names of its columns.
    pub id: String,
    /// The ID of the kind whose records have it.
    pub of: String,
    /// The name that people read.
    pub name: Label,
    /// The field that starts it.
    pub from: String,
    /// The field that stops it.
    pub to: String,
    /// The limit.
    pub limit: ClockLimit,
    /// Which time minutes and hours count in.
    pub counts: Counts,
    /// How a limit in workdays is read.
    pub reading: Reading,
    /// The fields that exempt a record: a boolean that is true, a choice that was made.
    pub exempt: Vec<String>,
    /// The pending reasons that do not stop it.
    pub not_excused: Vec<String>,
    /// The values of fields that a record must have for the clock to exist: any of these; empty is every record.
    pub when: Vec<When>,
}

impl ClockSpec {
    /// Whether an author means it by `written`: its ID, or its name in any language.
    pub fn is_called(&self, written: &str) -> bool {
        self.id == written || Lang::ALL.iter().any(|lang| self.name.get(*lang) == written)
    }
}

/// The limit of a clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClockLimit {
    /// The same for all.
    Fixed(Limit),
    /// By the value of a choice; a record with another value has no such clock.
    By {
        /// The field.
        field: String,
        /// The limit by its value.
        of: IndexMap<String, Limit>,
    },
    /// The end of service on the day in this field.
    Due(String),
}

const KEYS: [&str; 13] = [
    "id",
    "of",
    "name",
    "from",
    "to",
    "limit",
    "limit_by",
    "due",
    "counts",
    "reading",
    "exempt",
    "not_excused",
    "when",
];

/// Settles the clocks; one with a fault is left out.
pub(super) fn settle(reader: &mut Reader<'_>, root: &Node<'_>, kinds: &Kinds, site: &Site) -> Vec<ClockSpec> {
    let mut clocks: Vec<ClockSpec> = Vec::new();
    for node in reader.list(root, "clocks") {
        reader.unknown_keys(&node, &KEYS);
        let told = reader.findings.len();
        let clock = clock(reader, &node, kinds, site);
        let of = node.get("of").and_then(|of| of.text());
        // What is wrong with the clock of a kind that could not be read may follow from that.
        if of.is_some_and(|of| kinds.is_unread(kinds.named(&of).map_or(&of, |kind| &kind.id))) {
            reader.findings.truncate(told);
        }
        let Some(clock) = clock else { continue };
        if clocks
            .iter()
            .any(|known| known.id == clock.id && known.of == clock.of)
        {
            let message = Message::new("config-twice").with("id", clock.id.as_str());
            reader.wrong_help(&node, message, Message::new("config-twice-help"));
            continue;
        }
        clocks.push(clock);
    }
    clocks
}

fn clock(reader: &mut Reader<'_>, node: &Node<'_>, kinds: &Kinds, site: &Site) -> Option<ClockSpec> {
    let text = |key: &str| node.get(key).and_then(|child| child.text());
    let word = |text: &str| {
        text.chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let Some(id) = text("id").filter(|id| !id.is_empty() && word(id)) else {
        reader.expected(node, "expected-clock");
        return None;
    };
    let Some(kind) = text("of").and_then(|of| kinds.named(&of)) else {
        reader.expected(&node.get("of").unwrap_or_else(|| node.clone()), "expected-kind");
        return None;
    };
    let from = field(reader, node, "from", kind)?;
    let to = field(reader, node, "to", kind)?;
    let limit = limit(reader, node, kind, site)?;
    Some(ClockSpec {
        of: kind.id.clone(),
        name: reader
            .label(node, "name")
            .unwrap_or_else(|| Label::plain(id.clone())),
        from,
        to,
        limit,
        counts: reader
            .parsed(node, "counts", "expected-counts", |text| text.parse().ok())
            .unwrap_or(Counts::Service),
        reading: reader
            .parsed(node, "reading", "expected-reading", |text| text.parse().ok())
            .unwrap_or(Reading::CivilCode),
        exempt: exempt(reader, node, kind),
        not_excused: not_excused(reader, node, kind, site),
        when: when(reader, node, kind, site),
        id,
    })
}

/// The field of `kind` that `key` names, which must be a time.
fn field(reader: &mut Reader<'_>, node: &Node<'_>, key: &str, kind: &Kind) -> Option<String> {
    let Some(child) = node.get(key) else {
        reader.expected(node, "expected-clock");
        return None;
    };
    let name = child.text().unwrap_or_default();
    match kind.field(&name) {
        Some(field) if field.kind.is_time() => Some(name),
        Some(_) => {
            reader.expected(&child, "expected-time-field");
            None
        }
        None => {
            unknown_field(reader, &child, kind, &name);
            None
        }
    }
}

fn unknown_field(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind, name: &str) {
    let message = Message::new("config-no-field")
        .with("field", name)
        .with("kind", kind.id.as_str());
    let help = match nearest(name, kind.fields.keys().map(String::as_str)) {
        Some(near) => Message::new("help-nearest").with("name", near),
        None => Message::new("config-no-field-help").with("kind", kind.id.as_str()),
    };
    reader.wrong_help(node, message, help);
}

fn limit(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind, site: &Site) -> Option<ClockLimit> {
    if node.get("due").is_some() {
        return Some(ClockLimit::Due(field(reader, node, "due", kind)?));
    }
    if let Some(by) = node.get("limit_by") {
        let name = by.get("field").and_then(|child| child.text()).unwrap_or_default();
        let Some(field) = kind.field(&name) else {
            unknown_field(reader, &by, kind, &name);
            return None;
        };
        let mut of = IndexMap::new();
        match by.get("of") {
            Some(values) => reader.map(&values),
            None => reader.expected(&by, "expected-map"),
        }
        for (value, child) in by.get("of").map(|map| map.entries()).unwrap_or_default() {
            match child.text().and_then(|text| text.parse().ok()) {
                Some(limit) => {
                    let value = choice::key(reader, site, field, &value, &child);
                    of.extend(value.map(|value| (value, limit)));
                }
                None => reader.expected(&child, "expected-limit"),
            }
        }
        return Some(ClockLimit::By { field: name, of });
    }
    match reader.parsed(node, "limit", "expected-limit", |text| text.parse().ok()) {
        Some(limit) => Some(ClockLimit::Fixed(limit)),
        None => {
            if node.get("limit").is_none() {
                reader.expected(node, "expected-clock");
            }
            None
        }
    }
}

fn exempt(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind) -> Vec<String> {
    let Some(child) = node.get("exempt") else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    for name in reader.texts(node, "exempt") {
        match kind.field(&name) {
            Some(Field {
                kind: FieldType::Boolean | FieldType::Choice(_),
                ..
            }) => fields.push(name),
            Some(_) => reader.expected(&child, "expected-exempting-field"),
            None => unknown_field(reader, &child, kind, &name),
        }
    }
    fields
}

/// The reasons of pending spans that do not stop the clock.
fn not_excused(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind, site: &Site) -> Vec<String> {
    let Some(list) = node.get("not_excused") else {
        return vec!["vendor".to_owned()];
    };
    let reason = match kind.field("pending").map(|field| &field.kind) {
        Some(FieldType::Rows(columns)) => columns.get("reason"),
        _ => None,
    };
    let Some(reason) = reason else {
        return reader.texts(node, "not_excused");
    };
    let each = list.each();
    each.iter()
        .filter_map(|node| choice::value(reader, site, reason, node))
        .collect()
}

fn when(reader: &mut Reader<'_>, node: &Node<'_>, kind: &Kind, site: &Site) -> Vec<When> {
    let Some(child) = node.get("when") else {
        return Vec::new();
    };
    let when = choice::condition(reader, site, kind, &child);
    for name in when
        .iter()
        .filter_map(When::field)
        .filter(|name| kind.field(name).is_none())
    {
        unknown_field(reader, &child, kind, name);
    }
    when
}
