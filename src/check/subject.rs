//! One record, as rules look at it.

use super::Context;
use crate::base::{Diagnostic, Label, RelPath, Span, conflict};
use crate::kind::Value;
use crate::library::{Link, Placed, Target, Via, kind_of};
use crate::record::{Missing, Places, Record, TableRow, missing};
use std::cell::OnceCell;
use std::sync::Arc;

/// One record, as rules look at it. Its text is read when the first finding needs a place.
pub struct Subject<'c> {
    /// Where it stands.
    pub context: &'c Context<'c>,
    /// Its index in the library.
    pub index: usize,
    /// The record.
    pub record: &'c Record,
    text: OnceCell<Option<String>>,
    missing: OnceCell<Vec<Missing<'c>>>,
}

impl<'c> Subject<'c> {
    pub(super) fn new(context: &'c Context<'c>, index: usize, record: &'c Record) -> Subject<'c> {
        Subject {
            context,
            index,
            record,
            text: OnceCell::new(),
            missing: OnceCell::new(),
        }
    }

    /// The file.
    pub fn path(&self) -> &'c RelPath {
        &self.record.path
    }

    /// The ID of the kind.
    pub fn kind(&self) -> &'c str {
        &self.record.kind.id
    }

    /// Whether it lies in no kind's folder, and is read as a manual for want of another kind: it may have come from anywhere,
    /// and its front matter was not written for us.
    pub fn is_foreign(&self) -> bool {
        let library = self.context.library;
        !kind_of(self.context.config, &library.layout, self.path()).is_some_and(|(_, _, own)| own)
    }

    /// Where it stands in time and in the registers.
    pub fn placed(&self) -> Option<&'c Placed> {
        self.context.library.placed.get(self.index).map(Arc::as_ref)
    }

    /// The links that it makes.
    pub fn links(&self) -> &'c [Link] {
        let links = self.context.library.links.get(self.index);
        links.map(Vec::as_slice).unwrap_or_default()
    }

    /// The indices of the records that the field `name` leads to.
    pub fn leads_to(&self, name: &str) -> impl Iterator<Item = usize> {
        self.links()
            .iter()
            .filter_map(move |link| match (&link.via, &link.target) {
                (Via::Field(field), Target::Record { index, .. }) if field == name => Some(*index),
                _ => None,
            })
    }

    /// What it lacks, whatever rule speaks of it.
    pub fn missing(&self) -> &[Missing<'c>] {
        self.missing.get_or_init(|| missing(self.record))
    }

    /// The wanted sections that are not there or empty.
    pub fn missing_sections(&self) -> impl Iterator<Item = &'c str> {
        // Headings between the marks of a merge are none, so what is missing nobody knows.
        let is_merged = |finding: &Diagnostic| finding.rule == conflict::RULE;
        let known = !self.record.findings.iter().any(is_merged);
        let missing = self.missing().iter().filter(move |_| known);
        missing.filter_map(|missing| match missing {
            Missing::Section(heading) => Some(*heading),
            Missing::Field { .. } => None,
        })
    }

    /// What the language of records calls the heading `section`.
    pub fn called<'s>(&self, section: &'s str) -> &'s str
    where
        'c: 's,
    {
        let lang = self.context.config.site.language;
        self.record.kind.section_name(section, lang)
    }

    /// The text of the file; empty where it cannot be read any more.
    pub fn text(&self) -> &str {
        let text = self.text.get_or_init(|| self.context.text(self.path()));
        text.as_deref().unwrap_or("")
    }

    /// Where things stand in the file.
    pub fn places(&self) -> Places<'_> {
        Places::new(self.text(), self.record)
    }

    /// The place of the value of the field `name`.
    pub fn field(&self, name: &str) -> Span {
        self.places().field(name)
    }

    /// The place of the column `column` of the row `item` of the field `name`.
    pub fn row(&self, name: &str, item: usize, column: &str) -> Span {
        self.places().item(name, item, Some(column))
    }

    /// The place of what is not there: the line that opens the front matter, else the start of the file.
    pub fn top(&self) -> Span {
        match self.record.front {
            Some(_) => Span::new(0, 3),
            None => Span::default(),
        }
    }

    /// The value and the place of the column `column` in a row of the body's table.
    pub fn cell<'r>(&self, row: &'r TableRow, column: &str) -> (Option<&'r Value>, Span) {
        let Some(at) = self.record.kind.table.get_index_of(column) else {
            return (None, row.span);
        };
        let value = row.values.get(at).and_then(Option::as_ref);
        (value, row.spans.get(at).copied().unwrap_or(row.span))
    }

    /// The name of the field `name` that people read.
    pub fn label(&self, name: &str) -> Label {
        let field = self.record.kind.field(name);
        field.map_or_else(|| Label::plain(name), |field| field.label.clone())
    }

    /// The instant of the field `name`; a day counts from its first moment.
    pub fn instant(&self, name: &str) -> Option<jiff::Timestamp> {
        match self.record.get(name)? {
            Value::DateTime(at) => Some(*at),
            Value::Date(date) => Some(self.context.config.contract.calendar.begin_of(*date)),
            _ => None,
        }
    }
}
