//! Which records do the cells of the kind's table name?

use super::{Record, TableRow};
use crate::base::Span;
use crate::kind::FieldType;
use std::borrow::Cow;

/// What stands between the IDs in a cell that names several records.
pub const BETWEEN: [char; 5] = [',', '，', '、', ';', '；'];

/// The column of the rows of a kind that names records by their IDs, though it is a text.
const EVIDENCE: &str = "evidence";

/// A cell that names records.
pub struct Naming<'r> {
    /// The column.
    pub column: &'r str,
    /// Where it stands in the file.
    pub span: Span,
    /// What it says.
    pub text: Cow<'r, str>,
    /// Whether it names one record, whatever marks stand in its ID.
    one: bool,
}

impl Record {
    /// The cells of its table that name records by their IDs.
    pub fn naming(&self) -> impl Iterator<Item = Naming<'_>> {
        self.rows.iter().flat_map(|row: &TableRow| {
            let columns = self.kind.table.iter().zip(&row.spans).zip(&row.values);
            columns.filter_map(|(((column, field), span), value)| {
                let one = matches!(field.kind, FieldType::Ref(_));
                let text = value.as_ref().filter(|_| one || column == EVIDENCE)?.text()?;
                Some(Naming {
                    column,
                    span: *span,
                    text,
                    one,
                })
            })
        })
    }

    /// Whether a link stands at `span`, which says by itself what it names.
    fn links_at(&self, span: Span) -> bool {
        let mut links = self.outline.links.iter();
        links.any(|link| span.start <= link.span.start && link.span.end <= span.end)
    }
}

impl Naming<'_> {
    /// The IDs in the cell, which is one of `record`, each with its place. Of several, links are none: they say by themselves where they lead.
    pub fn ids(&self, record: &Record) -> Vec<(&str, Span)> {
        if self.one {
            return vec![(&self.text, self.span)];
        }
        if record.links_at(self.span) {
            return Vec::new();
        }
        let is_as_written = self.text.len() == self.span.end - self.span.start;
        let mut start = self.span.start;
        let mut found = Vec::new();
        for part in self.text.split_inclusive(BETWEEN) {
            let written = part.trim_end_matches(BETWEEN);
            let id = written.trim();
            let from = start + written.len() - written.trim_start().len();
            let span = match is_as_written {
                true => Span::new(from, from + id.len()),
                false => self.span,
            };
            if !id.is_empty() {
                found.push((id, span));
            }
            start += part.len();
        }
        found
    }
}
