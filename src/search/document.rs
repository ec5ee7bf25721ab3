//! What does a record give to be found by?

use jiff::civil::Date;

use serde::{Deserialize, Serialize};

/// Everything a reader can see in a record, as plain text. Blocks are separated by `\n`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Document {
    /// The path of the record's file: the key of the document, and the order among equals.
    pub key: String,
    /// A hash of all that went into this document. A document whose fingerprint is known is not indexed again.
    pub fingerprint: String,
    /// The record's ID.
    pub id: String,
    /// Its old IDs and paths.
    pub aliases: Vec<String>,
    /// The ID of its kind.
    pub kind: String,
    /// The names of its kind, in all languages offered.
    pub kind_names: Vec<String>,
    /// Its title.
    pub title: String,
    /// Its page, relative to the site.
    pub url: String,
    /// IDs and names of the systems that it is about.
    pub systems: Vec<Named>,
    /// The same of those that only rows of its table name: it is found by them where a system is asked for, and not called by them.
    pub row_systems: Vec<Named>,
    /// IDs and names of its regions.
    pub regions: Vec<Named>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its month, `2023-05`.
    pub month: Option<String>,
    /// The day that places it in time.
    pub date: Option<Date>,
    /// The headings of its body.
    pub headings: Vec<String>,
    /// The prose of its body, without headings and code.
    pub body: String,
    /// Its code and log text.
    pub code: String,
    /// The texts of its images.
    pub alts: Vec<String>,
    /// The labels and values of its fields as the pages show them, one line each.
    pub fields: String,
}

/// Something of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Named {
    /// Its ID.
    pub id: String,
    /// Its name.
    pub name: String,
}
