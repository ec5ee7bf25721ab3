//! What do the fields of a record say on its form?

use super::{Entry, Grid, Line};
use crate::base::{Catalog, Lang};
use crate::kind::{Field, FieldType, Value, When};
use crate::library::{Library, Placed, is_long, is_wide, stands_elsewhere};
use crate::record::Record;

/// The fields of controlled documents: their cells are printed, filled or not.
const DOCUMENT: [&str; 6] = [
    "document_no",
    "version",
    "author",
    "reviewed_by",
    "approved_by",
    "approved_on",
];

/// The field that names a file: where there is none, nobody writes its name in by hand.
const FILE: &str = "report_document";

/// An entry, and whether it wants a row of its own.
type Cell = (Entry, bool);

/// The rows of the fields: what the record is, its fields in the order of its kind, and what else its author wrote.
pub(super) fn lines(library: &Library, record: &Record, placed: &Placed, catalog: &Catalog) -> Vec<Line> {
    let lang = catalog.lang();
    let mut cells = head(library, record, placed, catalog);
    let fields = record.kind.fields.iter().zip(record.fields.values()).enumerate();
    for (at, ((name, field), value)) in fields {
        if stands_elsewhere(name) || matches!(field.kind, FieldType::Rows(_)) {
            continue;
        }
        let own = at < record.kind.own && name != FILE || DOCUMENT.contains(&name.as_str());
        let label = field.label.get(lang).to_owned();
        match value {
            Some(value) => {
                let text = library.said(field, value, lang);
                cells.push((Entry { label, text }, is_wide(field, value)));
            }
            None if own && may_be_filled(record, field) => {
                let text = String::new();
                cells.push((Entry { label, text }, false));
            }
            None => {}
        }
    }
    for (label, text) in &record.extra {
        cells.push(cell(label.clone(), text.clone()));
    }
    if let (Some(deviation), Some(field)) = (record.text("deviation"), record.kind.field("deviation")) {
        let (entry, _) = cell(field.label.get(lang).to_owned(), deviation.into_owned());
        cells.push((entry, true));
    }
    pack(cells)
}

fn cell(label: String, text: String) -> Cell {
    let wide = is_long(&text) || text.contains('\n');
    (Entry { label, text }, wide)
}

/// Title, ID, confidentiality, systems and region.
fn head(library: &Library, record: &Record, placed: &Placed, catalog: &Catalog) -> Vec<Cell> {
    let lang = catalog.lang();
    let field = |name: &str| {
        let field = record.kind.field(name);
        field.map_or_else(|| name.to_owned(), |field| field.label.get(lang).to_owned())
    };
    let value = |name: &str| {
        let field = record.kind.field(name).zip(record.get(name));
        field.map_or_else(String::new, |(field, value)| library.said(field, value, lang))
    };
    let confidentiality = record.kind.field("confidentiality").map(|field| {
        let value = Value::Choice(placed.confidentiality.as_str().to_owned());
        library.said(field, &value, lang)
    });
    let title = Entry {
        label: field("title"),
        text: record.title.clone(),
    };
    vec![
        (title, true),
        cell(catalog.word("form-id"), record.id.to_string()),
        cell(field("confidentiality"), confidentiality.unwrap_or_default()),
        cell(field("system"), value("system")),
        cell(field("region"), value("region")),
    ]
}

/// Whether the empty `field` is one that may yet be filled, rather than one that another field rules out.
fn may_be_filled(record: &Record, field: &Field) -> bool {
    let mut conditions = field.required.iter().chain(&field.wanted).peekable();
    let holds = |when: &When| match when {
        When::Always | When::Filled(_) => true,
        When::Is(..) | When::All(_) => when.holds(|name| record.text(name)),
    };
    conditions.peek().is_none() || conditions.any(holds)
}

/// Puts cells into rows, in their order; one that finds no neighbour gets a row of its own.
fn pack(cells: Vec<Cell>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut waiting: Option<Entry> = None;
    for (entry, wide) in cells {
        match (waiting.take(), wide) {
            (Some(first), false) => lines.push(Line::Two(first, entry)),
            (first, true) => lines.extend(first.into_iter().chain([entry]).map(Line::One)),
            (None, false) => waiting = Some(entry),
        }
    }
    lines.extend(waiting.map(Line::One));
    lines
}

/// The fields that are tables: the pauses of the clocks, and the others.
pub(super) fn tables(library: &Library, record: &Record, lang: Lang) -> (Option<Grid>, Vec<Grid>) {
    let mut pauses = None;
    let mut others = Vec::new();
    for (name, field, value) in record.fields.filled() {
        let (FieldType::Rows(columns), Value::Rows(rows)) = (&field.kind, value) else {
            continue;
        };
        let cells = |row: &crate::kind::Row| -> Vec<String> {
            let cell = |(field, value): (&Field, &Option<Value>)| match value {
                Some(value) => library.said(field, value, lang),
                None => String::new(),
            };
            columns.values().zip(&row.values).map(cell).collect()
        };
        let grid = Grid {
            title: field.label.get(lang).to_owned(),
            head: columns
                .values()
                .map(|column| column.label.get(lang).to_owned())
                .collect(),
            rows: rows.iter().map(cells).collect(),
        };
        match name {
            "pending" => pauses = Some(grid),
            _ => others.push(grid),
        }
    }
    (pauses, others)
}

/// The related records by their IDs, and the files that belong to the record.
pub(super) fn ties(library: &Library, record: &Record, index: usize, catalog: &Catalog) -> Vec<Line> {
    let files = library.published().filter(|file| file.owners.contains(&index));
    let files: Vec<&str> = files.map(|file| file.url.file_name()).collect();
    let comma = catalog.word("site-list-comma");
    let label = record
        .kind
        .field("related")
        .map(|field| field.label.get(catalog.lang()));
    let all = [
        (
            label.unwrap_or_default().to_owned(),
            record.list("related").join(&comma),
        ),
        (catalog.word("site-attachments"), files.join(&comma)),
    ];
    let filled = all.into_iter().filter(|(_, text)| !text.is_empty());
    filled
        .map(|(label, text)| Line::One(Entry { label, text }))
        .collect()
}
