//! How do documents become chunks?

use super::part::labels;
use crate::search::document::Document;
use serde::Serialize;

/// A chunk has about this many bytes: one shown hit costs one chunk.
const USUAL: usize = 4000;
/// More documents than these are not in one chunk.
const MOST: usize = 32;

/// A document as a browser reads it.
#[derive(Serialize)]
struct Seen<'d>(
    &'d str,
    &'d str,
    &'d str,
    &'d [String],
    Option<String>,
    Vec<&'d str>,
    &'d [String],
    &'d str,
    &'d str,
    &'d str,
    &'d [String],
    Vec<&'d str>,
);

impl<'d> From<&'d Document> for Seen<'d> {
    fn from(document: &'d Document) -> Seen<'d> {
        Seen(
            &document.id,
            &document.title,
            &document.url,
            &document.kind_names,
            document.date.map(|date| date.to_string()),
            labels(document),
            &document.headings,
            &document.fields,
            &document.body,
            &document.code,
            &document.alts,
            document
                .systems
                .iter()
                .map(|system| system.name.as_str())
                .collect(),
        )
    }
}

/// How many documents a chunk holds, and the chunks: each the JSON of an array of documents.
pub fn chunks(documents: &[Document]) -> (usize, Vec<String>) {
    let size = |document: &Document| document.body.len() + document.code.len() + document.fields.len();
    let all: usize = documents.iter().map(size).sum();
    let per = (USUAL * documents.len())
        .checked_div(all)
        .unwrap_or(1)
        .clamp(1, MOST);
    let chunk = |chunk: &[Document]| super::json(&chunk.iter().map(Seen::from).collect::<Vec<_>>());
    (per, documents.chunks(per).map(chunk).collect())
}
