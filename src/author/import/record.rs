//! The text of a record, of what a row says.

use super::map::Template;
use super::sections;
use crate::author::fmt::{FieldOrder, formatted};
use crate::author::front;
use crate::base::yaml;
use crate::record;

/// The template of a kind, and what is put into it.
pub(super) struct Blank {
    /// The template, filled with nothing.
    pub(super) text: String,
    /// The order of the fields.
    pub(super) order: FieldOrder,
}

impl Blank {
    /// What it brings to every record.
    pub(super) fn brings(&self) -> Template {
        let (front, _) = record::split(&self.text);
        let front = yaml::parse(front).unwrap_or(yaml::Value::Null);
        let fields = front.as_mapping().into_iter().flatten();
        let filled = fields.filter(|(_, value)| !value.is_null());
        Template {
            headings: sections::headings(&self.text),
            filled: filled
                .filter_map(|(name, _)| Some(name.as_str()?.to_owned()))
                .collect(),
        }
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
