//! What does this file say?

mod alias;
mod fields;
mod figure;
mod front;
mod kept;
pub mod markdown;
pub mod mask;
mod missing;
mod named;
mod place;
mod progress;
mod read;
mod remark;
mod rows;
mod secret;
mod separator;
mod settle;
mod unread;
mod wanted;

pub use alias::no_address;
pub use fields::Fields;
pub use missing::{Missing, missing, missing_where};
pub use named::{BETWEEN, Naming};
pub use place::Places;
pub use progress::{is_open, is_open_where, reached, waits};
pub use read::{Input, is_draft, long_name, read, refuse, refuse_attachment, skim, unreadable};
pub use rows::{TableRow, columns_help, has_table, names_column, telling, written_rows};
pub use secret::{covered, findings as secrets};
pub use settle::{Problem, meaning, settled};

use crate::base::{Diagnostic, Id, RelPath, Span};
use crate::kind::{Kind, Value};
use blake3::Hash;
use markdown::Outline;
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// The front matter of a text, without its fences, and the body; the front matter is empty where there is none.
pub fn split(text: &str) -> (&str, &str) {
    let split = front::split(text);
    let front = split.front.and_then(|span| text.get(span.range()));
    (front.unwrap_or(""), text.get(split.body..).unwrap_or(""))
}

/// Whether front matter goes on below `above`, the first lines of a text.
pub fn front_goes_on_below(above: &str) -> bool {
    front::goes_on_below(above)
}

/// One record: what one file says, settled.
///
/// It does not hold the text: the body is read again by what needs it.
#[derive(Debug, Clone)]
pub struct Record {
    /// The file, relative to the knowledge base.
    pub path: RelPath,
    /// The ID.
    pub id: Id,
    /// The kind.
    pub kind: Arc<Kind>,
    /// The title: given, else the first heading, else the ID.
    pub title: String,
    /// Whether the title was given in the front matter.
    pub title_given: bool,
    /// The fields of the kind.
    pub fields: Fields,
    /// What the front matter says besides, as text, in the order written.
    pub extra: Vec<(String, String)>,
    /// The headings, links and queries of the body. Its tables are dropped, their rows are in `rows`.
    pub outline: Outline,
    /// The rows of the table that the kind reads.
    pub rows: Vec<TableRow>,
    /// The front matter between its fences, in bytes of the file.
    pub front: Option<Span>,
    /// Where the body begins in the file.
    pub body: usize,
    /// Whether it is a draft: out of site, search, ledger and reports.
    pub draft: bool,
    /// Whether the front matter could not be read, so that its fields are unknown rather than missing.
    pub broken: bool,
    /// The fingerprint of the file's bytes.
    pub hash: String,
    /// What is wrong with the file taken by itself.
    pub findings: Vec<Diagnostic>,
    /// As of [`Record::facts`], once asked for.
    facts: OnceLock<Hash>,
}

impl Record {
    /// The value of the field `name`, its default included.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    /// The text, ID or truth value of the field `name`.
    pub fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        self.fields.get(name)?.text()
    }

    /// The instant in the field `name`.
    pub fn instant(&self, name: &str) -> Option<jiff::Timestamp> {
        match self.fields.get(name)? {
            Value::DateTime(at) => Some(*at),
            _ => None,
        }
    }

    /// The day in the field `name`.
    pub fn date(&self, name: &str) -> Option<jiff::civil::Date> {
        match self.fields.get(name)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether the boolean field `name` is true.
    pub fn is(&self, name: &str) -> bool {
        matches!(self.fields.get(name), Some(Value::Boolean(true)))
    }

    /// Whether the field `name` says yes: a boolean that is true, a choice that was made.
    pub fn says_so(&self, name: &str) -> bool {
        matches!(
            self.fields.get(name),
            Some(Value::Boolean(true) | Value::Choice(_))
        )
    }

    /// The texts of the field `name`, one value or a list.
    pub fn list(&self, name: &str) -> Vec<String> {
        let items = self.fields.get(name).map(Value::items).unwrap_or_default();
        items
            .iter()
            .filter_map(|item| Some(item.text()?.into_owned()))
            .collect()
    }

    /// The IDs of the systems that its front matter names.
    pub fn systems(&self) -> Vec<String> {
        self.list("system")
    }

    /// The IDs of all systems that it is about, each once: those of its front matter, then those that the rows of its table name.
    pub fn all_systems(&self) -> Vec<String> {
        let mut systems = self.systems();
        let values = self.rows.iter().flat_map(|row| row.values.iter().flatten());
        for value in values {
            if let Value::System(system) = value
                && !systems.contains(system)
            {
                systems.push(system.clone());
            }
        }
        systems
    }

    /// The ID of its region.
    pub fn region(&self) -> Option<String> {
        self.text("region").map(Cow::into_owned)
    }

    /// Its tags.
    pub fn tags(&self) -> Vec<String> {
        self.list("tags")
    }

    /// The section headings that the kind asks of this record, where `text` gives the filled fields.
    pub fn wanted_sections<'t>(&self, text: impl Fn(&str) -> Option<Cow<'t, str>> + Copy) -> Vec<&str> {
        let more = self.kind.sections_if.iter().filter(|some| some.when.holds(text));
        let all = self
            .kind
            .sections
            .iter()
            .chain(more.flat_map(|some| some.sections.iter()));
        all.map(String::as_str).collect()
    }

    /// Whether the section `heading` is there and holds something.
    pub fn has_section(&self, heading: &str) -> bool {
        self.outline
            .headings
            .iter()
            .any(|found| found.filled && self.kind.is_section(&found.text, heading))
    }
}
