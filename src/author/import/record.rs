//! The text of a record, of what a row says.

use super::sections;
use crate::author::fmt::{FieldOrder, formatted};
use crate::author::front;

/// The template of a kind, and what is put into it.
pub(super) struct Blank {
    /// The template, filled with nothing.
    pub(super) text: String,
    /// The order of the fields.
    pub(super) order: FieldOrder,
}

impl Blank {
    /// The headings of the template.
    pub(super) fn headings(&self) -> Vec<String> {
        sections::headings(&self.text)
    }

    /// The record with these fields, as YAML, and with these texts under these headings.
    pub(super) fn filled(&self, fields: &[(&str, String)], body: &[(&str, String)]) -> String {
        let mut text = match self.text.starts_with("---\n") {
            true => self.text.clone(),
            // A template without front matter gets one: a record without its key would be imported again.
            false => format!("---\n---\n\n{}", self.text),
        };
        for (name, yaml) in fields {
            text = front::set(&text, name, yaml);
        }
        for (heading, said) in body.iter().filter(|(_, said)| !said.is_empty()) {
            text = sections::fill(&text, heading, said);
        }
        formatted(&text, &self.order).unwrap_or(text)
    }
}
