//! What may stand at a place of a record?

use super::position::range;
use super::spot::{Spot, spot};
use crate::base::id::fold;
use crate::base::{Lang, RelPath, Span};
use crate::config::{Entry, Register};
use crate::kind::{Choices, Field, FieldType, Kind};
use crate::library;
use crate::pipeline::World;
use indexmap::IndexMap;
use serde_json::{Value, json};

/// So many are offered; one who types on is offered others.
const MOST: usize = 200;

/// How an editor marks a field, a value, a record: numbers of the protocol.
const FIELD: u8 = 5;
const VALUE: u8 = 12;
const REFERENCE: u8 = 18;

/// Something that may be written.
struct Offer<'o> {
    written: &'o str,
    /// What it means.
    about: &'o str,
    mark: u8,
}

/// What may be written at the byte `at` of `text`, the file at `path`, as the protocol has it.
pub(super) fn complete(world: &World, lang: Lang, path: &RelPath, text: &str, at: usize) -> Value {
    let writer = Writer { world, lang };
    let none = json!({ "isIncomplete": false, "items": [] });
    let Some((kind, _, _)) = library::kind_of(&world.config, &world.library.layout, path) else {
        return none;
    };
    match spot(text, at) {
        Some(Spot::Name(typed)) => listed(text, typed, ": ", writer.names(kind, text)),
        // In a field of rows, what begins an item is a column.
        Some(Spot::Value(name, typed)) => match kind.field(&name).map(|field| field.kind.item()) {
            Some(FieldType::Rows(columns)) => listed(text, typed, ": ", writer.columns(columns)),
            Some(item) => listed(text, typed, "", writer.values(item)),
            None => none,
        },
        Some(Spot::Column(name, typed)) => match columns(kind, &name) {
            Some(columns) => listed(text, typed, ": ", writer.columns(columns)),
            None => none,
        },
        Some(Spot::Cell(name, column, typed)) => {
            match columns(kind, &name).and_then(|columns| columns.get(&column)) {
                Some(column) => listed(text, typed, "", writer.values(column.kind.item())),
                None => none,
            }
        }
        Some(Spot::Link(typed)) => listed(text, typed, "", writer.records(&[])),
        None => none,
    }
}

/// The columns of the field `name`, if it is one of rows.
fn columns<'k>(kind: &'k Kind, name: &str) -> Option<&'k IndexMap<String, Field>> {
    match &kind.field(name)?.kind {
        FieldType::Rows(columns) => Some(columns),
        _ => None,
    }
}

/// The `offers` that hold what is `typed`, to be written in its place with `end` behind.
fn listed<'o>(text: &str, typed: Span, end: &str, offers: impl IntoIterator<Item = Offer<'o>>) -> Value {
    let wanted = fold(text.get(typed.range()).unwrap_or_default());
    let place = range(text, typed);
    let mut found = offers
        .into_iter()
        .filter(|offer| fold(offer.written).contains(&wanted) || fold(offer.about).contains(&wanted));
    let items: Vec<Value> = found
        .by_ref()
        .take(MOST)
        .enumerate()
        .map(|(number, offer)| {
            json!({
                "label": offer.written,
                "detail": offer.about,
                "kind": offer.mark,
                "filterText": format!("{} {}", offer.written, offer.about),
                "sortText": format!("{number:04}"),
                "textEdit": { "range": place, "newText": format!("{}{end}", offer.written) },
            })
        })
        .collect();
    json!({ "isIncomplete": found.next().is_some(), "items": items })
}

#[derive(Clone, Copy)]
struct Writer<'w> {
    world: &'w World,
    lang: Lang,
}

impl<'w> Writer<'w> {
    /// The fields of `kind` that `text` does not have yet.
    fn names(self, kind: &'w Kind, text: &str) -> Vec<Offer<'w>> {
        let has = |name: &str| {
            text.lines()
                .any(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':')))
        };
        let fields = kind.fields.iter().filter(|(name, _)| !has(name));
        fields.map(|field| self.name(field)).collect()
    }

    fn columns(self, columns: &'w IndexMap<String, Field>) -> Vec<Offer<'w>> {
        columns.iter().map(|column| self.name(column)).collect()
    }

    fn name(self, (name, field): (&'w String, &'w Field)) -> Offer<'w> {
        Offer {
            written: name,
            about: field.label.get(self.lang),
            mark: FIELD,
        }
    }

    fn values(self, kind: &'w FieldType) -> Vec<Offer<'w>> {
        let site = &self.world.config.site;
        match kind {
            FieldType::Choice(Choices::Fixed(labels)) => self.choices(labels),
            FieldType::Choice(Choices::Vocabulary(name)) => site
                .vocabulary(name)
                .map_or_else(Vec::new, |labels| self.choices(labels)),
            FieldType::System => entries(&site.systems),
            FieldType::Region => entries(&site.regions),
            FieldType::Person => entries(&site.people),
            FieldType::Boolean => ["true", "false"].map(|written| value(written, "")).into(),
            FieldType::Ref(kinds) => self.records(kinds),
            _ => Vec::new(),
        }
    }

    fn choices(
        self,
        labels: impl IntoIterator<Item = (&'w String, &'w crate::base::Label)>,
    ) -> Vec<Offer<'w>> {
        let labels = labels.into_iter();
        labels
            .map(|(id, label)| value(id, label.get(self.lang)))
            .collect()
    }

    /// The records of `kinds`, or of all where there are none, the latest first.
    fn records(self, kinds: &[String]) -> Vec<Offer<'w>> {
        let library = &self.world.library;
        let all = library
            .shelves
            .all
            .iter()
            .filter_map(|index| library.records.get(*index));
        all.filter(|record| kinds.is_empty() || kinds.contains(&record.kind.id))
            .map(|record| Offer {
                written: record.id.as_str(),
                about: &record.title,
                mark: REFERENCE,
            })
            .collect()
    }
}

fn value<'o>(written: &'o str, about: &'o str) -> Offer<'o> {
    Offer {
        written,
        about,
        mark: VALUE,
    }
}

fn entries<T: Entry>(register: &Register<T>) -> Vec<Offer<'_>> {
    register
        .iter()
        .map(|entry| value(entry.id(), entry.name()))
        .collect()
}
