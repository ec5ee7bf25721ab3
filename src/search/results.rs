//! What does a reader get for a question?

use super::document::Document;
use super::query::Query;
use serde::{Deserialize, Serialize};

/// The answer, in the shape of `casebook search --format json`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Results {
    /// The question as typed.
    pub query: String,
    /// How many records were found, shown or not.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// Whether no record holds all that was asked for, and these hold only parts of it, or all but the signs between its words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fallback: bool,
    /// The question without the signs between its words, where these records hold all of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read_as: Option<String>,
    /// Where no record holds all that was asked for: questions that were probably meant, the likeliest first. Each finds something.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggestions: Vec<String>,
    /// How the answer came about, where that was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explain: Option<Explanation>,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The record's ID.
    pub id: String,
    /// The ID of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its page, relative to the site.
    pub url: String,
    /// How well it fits; higher is better. Only comparable within one answer.
    pub score: f32,
    /// Escaped HTML: the best place in the record, with `<mark>` around what was found.
    pub snippet: String,
}

/// How an answer came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// How the question was understood.
    pub query: Query,
    /// By what way records were found.
    pub way: Way,
    /// What was looked up for each word.
    pub terms: Vec<Looked>,
    /// For each hit, what its score is made of.
    pub hits: Vec<Parts>,
}

/// What was looked up for a word, and how common it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Looked {
    /// The word, folded.
    pub word: String,
    /// The terms that stand in a row where the word stands; the last with `*` where it may go on.
    pub terms: Vec<String>,
    /// How many records hold it.
    pub records: usize,
}

/// By what way records were found; each is taken where those before it find nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// All words stand in the record.
    All,
    /// All words stand in the record, or are pinyin of its title or system.
    Pinyin,
    /// All words stand in the record, without the signs between them.
    Apart,
    /// Some part of the words stands in the record.
    Any,
}

/// What a score is made of: the sum of `words`, times `freshness`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Parts {
    /// The path of the record's file.
    pub key: String,
    /// Each word with its share.
    pub words: Vec<(String, f32)>,
    /// The same by field: the word, the field of the index, the share.
    pub fields: Vec<(String, String, f32)>,
    /// 1 for the newest records, less for older ones.
    pub freshness: f32,
    /// Whether the question is the ID of the record, or an old one.
    pub exact: bool,
}

/// What a hit shows of its document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Shown {
    pub id: String,
    pub kind: String,
    pub title: String,
    pub url: String,
}

impl Shown {
    pub(super) fn of(document: &Document) -> Shown {
        Shown {
            id: document.id.clone(),
            kind: document.kind.clone(),
            title: document.title.clone(),
            url: document.url.clone(),
        }
    }
}
