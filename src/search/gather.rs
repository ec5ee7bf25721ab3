//! What does a record of the library give to be found by?

use super::{Document, Named};
use crate::base::{Lang, hash};
use crate::config::{Entry, Register};
use crate::kind::{Field, FieldType, Row, Value};
use crate::library::{Library, stands_nowhere};
use crate::record::Record;
use crate::record::markdown;
use blake3::Hasher;

/// Changes when what is gathered from a record changes, so that indexes made before are brought up to date.
const VERSION: &str = "6";

/// What names the documents of all records together: it changes where any of them does.
pub fn state(library: &Library) -> String {
    let mut text = format!("{VERSION} {} {:?}", env!("CARGO_PKG_VERSION"), library.config);
    for (record, placed) in library.records.iter().zip(&library.placed) {
        text.push_str(&format!("\n{} {} {:?}", record.path, record.hash, placed.at));
    }
    hash::short(text.as_bytes())
}

/// The fingerprint of the document of the record `index`, without its text being read.
pub fn fingerprint(library: &Library, index: usize) -> Option<String> {
    let record = library.records.get(index)?;
    fingerprint_with(library, index, &fields(library, record))
}

/// The fingerprint of the document of the record `index`, of which `fields` are its fields.
fn fingerprint_with(library: &Library, index: usize, fields: &str) -> Option<String> {
    let (record, placed) = (library.records.get(index)?, library.placed.get(index)?);
    let site = &library.config.site;
    let mut hasher = Hasher::new();
    // Each part ends with its length, so that no two rows of parts are the same.
    let mut part = |text: &str| {
        hasher.update(text.as_bytes());
        hasher.update(&text.len().to_le_bytes());
    };
    for text in [VERSION, &record.hash, record.id.as_str(), &record.title] {
        part(text);
    }
    part(placed.url.as_str());
    part(fields);
    for Named { id, name } in names(&site.systems, &placed.systems) {
        part(&id);
        part(&name);
    }
    part(placed.region.as_deref().unwrap_or(""));
    part(&placed.at.map(|at| at.to_string()).unwrap_or_default());
    part(&record.kind.name.zh);
    Some(hasher.finalize().to_hex()[..16].to_owned())
}

/// The document of the record `index`, whose file holds `text` (without byte order mark).
pub fn document(library: &Library, index: usize, text: &str) -> Option<Document> {
    let (record, placed) = (library.records.get(index)?, library.placed.get(index)?);
    let site = &library.config.site;
    let visible = markdown::text(text.get(record.body..).unwrap_or(""));
    let regions: Vec<String> = placed.region.iter().cloned().collect();
    let fields = fields(library, record);
    let (own, of_rows) = placed
        .systems
        .split_at(record.systems().len().min(placed.systems.len()));
    Some(Document {
        key: record.path.as_str().to_owned(),
        fingerprint: fingerprint_with(library, index, &fields)?,
        id: record.id.as_str().to_owned(),
        aliases: record.list("aliases"),
        kind: record.kind.id.clone(),
        kind_names: Lang::ALL
            .iter()
            .map(|lang| record.kind.name.get(*lang).to_owned())
            .collect(),
        title: record.title.clone(),
        url: placed.url.as_str().to_owned(),
        systems: names(&site.systems, own),
        row_systems: names(&site.systems, of_rows),
        regions: names(&site.regions, &regions),
        tags: placed.tags.clone(),
        month: placed.month.map(|month| month.to_string()),
        date: placed.at.map(|at| at.date()),
        headings: visible.headings,
        body: visible.body,
        code: visible.code,
        alts: visible.alts,
        fields,
    })
}

fn names<T: Entry>(register: &Register<T>, ids: &[String]) -> Vec<Named> {
    let named = |id: &String| Named {
        id: id.clone(),
        name: register.name(id).to_owned(),
    };
    ids.iter().map(named).collect()
}

/// The labels and values of the fields as the pages show them, one line each: in the language of the site, and below what other languages say
/// otherwise.
fn fields(library: &Library, record: &Record) -> String {
    let site = &library.config.site;
    let mut lines = String::new();
    for (name, field, value) in record.fields.filled() {
        if matches!(name, "title" | "tags") || stands_nowhere(name) {
            continue;
        }
        let reading = |lang| {
            let reading = Reading {
                library,
                record,
                lang,
            };
            [label(field, lang), reading.value(name, field, value)]
        };
        let own = reading(site.language);
        lines.push_str(&format!("{} {}\n", own[0], own[1]));
        for lang in site.languages.iter().filter(|lang| **lang != site.language) {
            let others = reading(*lang).into_iter().zip(&own);
            let others: Vec<String> = others
                .filter(|(other, own)| other != *own)
                .map(|(other, _)| other)
                .collect();
            if !others.is_empty() {
                lines.push_str(&format!("{}\n", others.join(" ")));
            }
        }
    }
    for (name, value) in &record.extra {
        lines.push_str(&format!("{name} {value}\n"));
    }
    lines
}

/// What names `field`; where its value is a table, the head of that, too.
fn label(field: &Field, lang: Lang) -> String {
    let mut label = field.label.get(lang).to_owned();
    if let FieldType::Rows(columns) = &field.kind {
        for column in columns.values() {
            label.push(' ');
            label.push_str(column.label.get(lang));
        }
    }
    label
}

/// How the pages of a language show a record.
struct Reading<'r> {
    library: &'r Library,
    record: &'r Record,
    lang: Lang,
}

impl Reading<'_> {
    /// `value` of the field or column `field`, which is called `name`.
    fn value(&self, name: &str, field: &Field, value: &Value) -> String {
        match (&field.kind, value) {
            (FieldType::Rows(columns), Value::Rows(rows)) => {
                let line = |row: &Row| {
                    let cells = columns.iter().zip(&row.values);
                    let cells = cells.filter_map(|((name, column), value)| {
                        Some(self.value(name, column, value.as_ref()?))
                    });
                    cells.collect::<Vec<_>>().join(" ")
                };
                rows.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            (_, Value::List(items)) if items.iter().any(|item| self.named(name, item).is_some()) => {
                let item = |item: &Value| self.named(name, item).unwrap_or_else(|| self.said(field, item));
                items.iter().map(item).collect::<Vec<_>>().join(" ")
            }
            _ => self.named(name, value).unwrap_or_else(|| self.said(field, value)),
        }
    }

    fn named(&self, name: &str, value: &Value) -> Option<String> {
        let Value::Text(text) = value else { return None };
        self.library.name_of(&self.record.kind.id, name, text, self.lang)
    }

    fn said(&self, field: &Field, value: &Value) -> String {
        let said = self.library.said(field, value, self.lang);
        match value {
            // Who looks for a sum does not type its commas.
            Value::Money(_) if said.contains(',') => format!("{said} {}", said.replace(',', "")),
            _ => said,
        }
    }
}
