//! What is it that stands there?

use super::lead::record_named;
use super::spot::{Mention, mention};
use crate::base::{Lang, RelPath, Span};
use crate::config::{Entry, Register};
use crate::kind::{Field, FieldType, Kind};
use crate::library::{self, Library};
use crate::pipeline::World;
use crate::record::Record;

/// What stands at the byte `at` of `text`, the file at `path`, in words of `lang`, and where.
pub(super) fn about(
    world: &World,
    lang: Lang,
    path: &RelPath,
    text: &str,
    at: usize,
) -> Option<(String, Span)> {
    let library = &world.library;
    if let Some((record, _, span)) = record_named(library, path, text, at) {
        return Some((of_record(library, record, lang), span));
    }
    let (kind, _, _) = library::kind_of(&world.config, &library.layout, path)?;
    let (found, span) = mention(text, at)?;
    let field = field_of(kind, &found)?;
    let said = match &found {
        Mention::Value(_, _, written) => of_value(world, field, written, lang)?,
        Mention::Name(name) | Mention::Column(_, name) => of_field(world, name, field, lang),
        Mention::Link(_) | Mention::Word(_) => return None,
    };
    Some((said, span))
}

/// The field or column of `kind` that `found` is, or is a value of.
pub(super) fn field_of<'k>(kind: &'k Kind, found: &Mention) -> Option<&'k Field> {
    let (name, column) = match found {
        Mention::Name(name) => (name, None),
        Mention::Column(name, column) => (name, Some(column)),
        Mention::Value(name, column, _) => (name, column.as_ref()),
        Mention::Link(_) | Mention::Word(_) => return None,
    };
    let field = kind.field(name)?;
    match (column, &field.kind) {
        (None, _) => Some(field),
        (Some(column), FieldType::Rows(columns)) => columns.get(column),
        _ => None,
    }
}

/// A record: its kind and ID, its title, the systems that it is about.
fn of_record(library: &Library, record: &Record, lang: Lang) -> String {
    let kind = record.kind.name.get(lang);
    let mut about = format!("{kind} {}\n\n{}", record.id.as_str(), record.title);
    let systems = &library.config.site.systems;
    let names = record.systems();
    if !names.is_empty() {
        let names: Vec<&str> = names.iter().map(|id| systems.name(id)).collect();
        about.push_str(&format!("\n\n{}", names.join(" · ")));
    }
    about
}

/// A field: its name, what it takes, and of a choice what each value means.
fn of_field(world: &World, name: &str, field: &Field, lang: Lang) -> String {
    let about = library::about(&world.config, field, lang);
    let mut lines = vec![format!("{} {name}", field.label.get(lang)), about];
    if let FieldType::Choice(choices) = field.kind.item()
        && let Some(labels) = world.config.site.choices(choices)
    {
        let labels = labels.iter();
        let values = labels.map(|(id, label)| format!("- {id} {}", label.get(lang)));
        lines.push(values.collect::<Vec<_>>().join("\n"));
    }
    lines.join("\n\n")
}

/// A value that is the name of something.
fn of_value(world: &World, field: &Field, written: &str, lang: Lang) -> Option<String> {
    let site = &world.config.site;
    let (id, name) = match field.kind.item() {
        FieldType::Choice(choices) => {
            let labels = site.choices(choices)?;
            let (id, label) = labels
                .get_key_value(written)
                .or_else(|| labels.iter().find(|(_, label)| label.is(written)))?;
            (id.as_str(), label.get(lang))
        }
        FieldType::System => of_register(&site.systems, written)?,
        FieldType::Region => of_register(&site.regions, written)?,
        FieldType::Person => of_register(&site.people, written)?,
        FieldType::Text => of_register(&site.vendors, written)?,
        _ => return None,
    };
    Some(format!("{name} {id}"))
}

fn of_register<'r, T: Entry>(register: &'r Register<T>, written: &str) -> Option<(&'r str, &'r str)> {
    let entry = register.find(written)?;
    Some((entry.id(), entry.name()))
}
