//! What do the fields of a record say?

use super::Site;
use super::value::Writer;
use crate::base::RelPath;
use crate::kind::{FieldType, Value};
use crate::library::{is_long, is_wide, stands_elsewhere};
use crate::record::{Missing, Record, missing};
use crate::render::Html;
use serde::Serialize;

/// A field and its value.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fact<'r> {
    /// The name of the field.
    pub label: &'r str,
    /// The value.
    pub html: Html,
    /// Whether it wants a line of its own.
    pub wide: bool,
}

/// A field whose value is a table.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Rows<'r> {
    /// The name of the field.
    pub label: &'r str,
    /// The names of the columns.
    pub head: Vec<&'r str>,
    /// The cells.
    pub rows: Vec<Vec<Html>>,
}

/// What the fields of a record say.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Facts<'r> {
    /// The fields, in the order of the kind.
    pub all: Vec<Fact<'r>>,
    /// The fields whose values are tables.
    pub tables: Vec<Rows<'r>>,
    /// The names of the fields that are wanted and missing.
    pub missing: Vec<&'r str>,
    /// The headings that are wanted and missing.
    pub missing_sections: Vec<&'r str>,
}

impl Site {
    /// What the fields of `record` say on the page at `from`.
    pub(super) fn facts<'r>(&'r self, from: &RelPath, record: &'r Record) -> Facts<'r> {
        let writer = Writer {
            site: self,
            from,
            kind: &record.kind.id,
        };
        let mut facts = Facts::default();
        for (name, field, value) in record.fields.filled() {
            if stands_elsewhere(name) {
                continue;
            }
            let label = field.label.get(self.lang);
            match (&field.kind, value) {
                (FieldType::Rows(columns), Value::Rows(rows)) => facts.tables.push(Rows {
                    label,
                    head: columns
                        .values()
                        .map(|column| column.label.get(self.lang))
                        .collect(),
                    rows: rows.iter().map(|row| writer.cells(columns, row)).collect(),
                }),
                _ => facts.all.push(Fact {
                    label,
                    html: writer.html(name, field, value),
                    wide: is_wide(field, value),
                }),
            }
        }
        for (name, text) in &record.extra {
            facts.all.push(Fact {
                label: name,
                html: Html::text(text),
                wide: is_long(text),
            });
        }
        self.gaps(record, &mut facts);
        facts
    }

    fn gaps<'r>(&self, record: &'r Record, facts: &mut Facts<'r>) {
        for gap in missing(record) {
            match gap {
                Missing::Field { name, .. } => {
                    let label = record
                        .kind
                        .field(name)
                        .map_or(name, |field| field.label.get(self.lang));
                    facts.missing.push(label);
                }
                Missing::Section(heading) => {
                    // As it is to be written into the record, whatever the language of the page.
                    let lang = self.library.config.site.language;
                    let heading = record.kind.section_name(heading, lang);
                    facts.missing_sections.push(heading);
                }
            }
        }
    }
}
