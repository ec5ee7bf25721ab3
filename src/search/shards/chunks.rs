//! How do documents become chunks?

use super::part::labels;
use crate::search::document::Document;
use serde::Serialize;

/// A chunk has about this many bytes: one shown hit costs one chunk.
const USUAL: usize = 4000;
/// More documents than these are not in one chunk.
const MOST: usize = 32;

/// A document as a browser reads it. Its labels begin with its old names, of which the last number says how many there are.
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
    usize,
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
            document.aliases.len(),
        )
    }
}

/// What a reader sees of `document`, as JSON.
pub fn row(document: &Document) -> String {
    super::json(&Seen::from(document))
}

/// How many documents a chunk holds, where they are like those of `sample`.
pub fn per_chunk(sample: &[Document]) -> usize {
    let size = |document: &Document| document.body.len() + document.code.len() + document.fields.len();
    let all: usize = sample.iter().map(size).sum();
    (USUAL * sample.len())
        .checked_div(all)
        .unwrap_or(1)
        .clamp(1, MOST)
}

/// What some documents are seen as, by `rows`, one of each, as one text.
pub(super) fn json(rows: &[String]) -> String {
    format!("[{}]", rows.join(","))
}
