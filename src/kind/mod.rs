//! What may a record of this kind say?
//!
//! A kind is a folder under `templates/kinds/`; nothing in the program names a field of a kind that is not also
//! written there, and a kind that a user adds is treated like a built-in one.

#[cfg(test)]
mod built_in_tests;
mod fault;
mod field;
mod keys;
#[cfg(test)]
mod manual_tests;
mod name;
mod read;
#[cfg(test)]
mod read_tests;
mod registry;
mod sense;
mod shape;
mod value;
mod when;

pub use fault::KindFault;
pub use field::{Choices, Field, FieldType};
pub use keys::{unknown_common_keys, unknown_keys, unknown_kinds};
pub use read::read;
pub use registry::{BUILT_IN, Common, Kinds};
pub use value::{Row, Value};
pub use when::When;

use crate::base::heading::bare;
use crate::base::{Confidentiality, Label, Lang};
use indexmap::IndexMap;

/// What a record of one kind may say: one `kind.yaml`, settled.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// The name in the singular (`fault`), which is also its folder under `templates/kinds/`.
    pub id: String,
    /// The name that people read.
    pub name: Label,
    /// The folder under `content/`, and the table of the ledger (`faults`).
    pub folder: String,
    /// How the ID of a record comes about.
    pub allocate: Allocate,
    /// The fields that place a record in time; the first that is filled counts.
    pub dates: Vec<String>,
    /// All fields a record may have: its own first, then those of documents, of what waits, and of every kind.
    pub fields: IndexMap<String, Field>,
    /// How many of `fields` are the kind's own, at their beginning.
    pub own: usize,
    /// The headings that a record should have.
    pub sections: Vec<String>,
    /// The headings wanted for one value of a field.
    pub sections_if: Vec<SectionsIf>,
    /// What the languages call headings; records may have them by these names too. Those that are not here are called as they are.
    pub section_names: IndexMap<String, Label>,
    /// The columns of the one table of the body that is read as rows, by column ID; empty where there is none.
    pub table: IndexMap<String, Field>,
    /// The fields and headings that whoever reports something is asked for, in order; empty where nobody is.
    pub form: Vec<String>,
    /// The states, in order.
    pub states: Vec<State>,
    /// Whether its records are open until they reach a state in which nothing is left to do, or are ended otherwise. Of a kind that does not say where
    /// its end is, only what its clocks and waits tell is open.
    pub finishes: bool,
    /// What else ends a record, so that nothing is owed any more: any of these.
    pub ends: Vec<When>,
    /// The spans that are a wait by themselves, without anybody writing them.
    pub waits: Vec<Wait>,
    /// The confidentiality of records that name none, where it is not that of the knowledge base.
    pub confidentiality: Option<Confidentiality>,
    /// Whether the fields of controlled documents apply.
    pub document: bool,
    /// Whether the fields of what waits apply.
    pub pending: bool,
}

/// How the ID of a record comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allocate {
    /// The path below the folder of the kind, without `.md`.
    Path,
    /// The stem of the file; new ones after a pattern such as `F-{date}-{seq:02}`.
    Pattern(String),
}

/// Headings wanted for one value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionsIf {
    /// The field and the value.
    pub when: When,
    /// The headings.
    pub sections: Vec<String>,
}

/// A state of a record, derived from its times and never typed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The name in the ledger.
    pub id: String,
    /// The name that people read.
    pub name: Label,
    /// When it is reached: any of these.
    pub when: Vec<When>,
    /// Whether nothing is left to do: the kind says so of this state or of one before it, or this is the last.
    pub done: bool,
}

/// A span between two fields that is a wait by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// The field that begins it.
    pub from: String,
    /// The field that ends it.
    pub to: String,
    /// The pending reason.
    pub reason: String,
}

impl Kind {
    /// All headings that its records may be asked for.
    pub fn headings(&self) -> impl Iterator<Item = &String> {
        let conditional = self.sections_if.iter().flat_map(|some| &some.sections);
        self.sections.iter().chain(conditional)
    }

    /// Whether `heading` is one that its records may be asked for, be it numbered or with a colon behind it.
    pub fn has_section(&self, heading: &str) -> bool {
        self.headings().any(|section| self.is_section(heading, section))
    }

    /// Whether `heading` is that of the section called `section`, or what one of the languages calls it, be it numbered or with a colon behind it.
    pub fn is_section(&self, heading: &str, section: &str) -> bool {
        let (whole, bare) = (heading.trim(), bare(heading));
        let name = self.section_names.get(section);
        let called = |name: &Label| {
            [&name.zh, &name.en]
                .iter()
                .any(|name| name.eq_ignore_ascii_case(bare))
        };
        whole == section || bare == section || name.is_some_and(called)
    }

    /// What `lang` calls the heading `section`.
    pub fn section_name<'k>(&'k self, section: &'k str, lang: Lang) -> &'k str {
        let name = self.section_names.get(section);
        name.map_or(section, |name| name.get(lang))
    }

    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.get(name)
    }

    /// The columns of the spans in which a record waits, where records of this kind may.
    pub fn pending_columns(&self) -> Option<&IndexMap<String, Field>> {
        match self.field("pending").map(|field| &field.kind) {
            Some(FieldType::Rows(columns)) if self.pending => Some(columns),
            _ => None,
        }
    }

    /// The name of the table that holds the rows of the body (`inspection_rows`).
    pub fn rows_table(&self) -> String {
        format!("{}_rows", self.id)
    }

    /// Whether the ID is the path below the folder.
    pub fn id_is_path(&self) -> bool {
        self.allocate == Allocate::Path
    }
}
