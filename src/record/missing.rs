//! What a record lacks: fields that its kind requires or wants, sections that are not there.

use super::Record;
use crate::base::Severity;
use crate::kind::{Value, When};

/// Something that a record lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing<'r> {
    /// A field; an error where it is required, a warning where it is wanted.
    Field {
        /// The name.
        name: &'r str,
        /// How bad it is.
        severity: Severity,
        /// The field that asks for it, where one does.
        because: Option<&'r str>,
    },
    /// A section: not there, or empty.
    Section(&'r str),
}

/// What `record` lacks, in the order of its kind. Of front matter that could not be read, nothing is missing.
pub fn missing(record: &Record) -> Vec<Missing<'_>> {
    missing_where(record, &|_| true)
}

/// What `record` lacked when only those values were there that are `seen`: what a later one asks for was not lacking then.
pub fn missing_where<'r>(record: &'r Record, seen: &dyn Fn(&Value) -> bool) -> Vec<Missing<'r>> {
    let get = |name: &str| record.get(name).filter(|value| seen(value));
    let text = |name: &str| get(name).and_then(Value::text);
    if record.broken {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (name, field) in &record.kind.fields {
        if name == "title" || get(name).is_some() {
            continue;
        }
        let holds = |conditions: &'_ [When]| conditions.iter().position(|when| when.holds(text));
        let (severity, conditions) = match (holds(&field.required), holds(&field.wanted)) {
            (Some(at), _) => (Severity::Error, field.required.get(at)),
            (None, Some(at)) => (Severity::Warning, field.wanted.get(at)),
            (None, None) => continue,
        };
        found.push(Missing::Field {
            name,
            severity,
            because: conditions.and_then(When::field),
        });
    }
    found.extend(
        record
            .wanted_sections(text)
            .into_iter()
            .filter(|heading| !record.has_section(heading))
            .map(Missing::Section),
    );
    found
}
