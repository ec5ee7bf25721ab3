//! What is there to go to, in a file and in the knowledge base?

use super::position::range_in;
use super::protocol::Range;
use crate::base::id::fold;
use crate::base::{Lang, Lines, Span};
use crate::library::Library;
use crate::record::Record;
use crate::record::markdown::Heading;
use serde::Serialize;

/// So many records are offered; one who types on is offered others.
pub(super) const MOST: usize = 200;

/// How an editor marks a record, a heading: numbers of the protocol.
pub(super) const FILE: u8 = 1;
const TEXT: u8 = 15;

/// A heading with those below it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Symbol {
    name: String,
    kind: u8,
    range: Range,
    selection_range: Range,
    children: Vec<Symbol>,
}

/// The headings of `record`, whose file the editor has as `text`, `before` bytes of a mark in front.
pub(super) fn outline(record: &Record, text: &str, before: usize) -> Vec<Symbol> {
    let lines = Lines::new(text);
    let place = |span: Span| range_in(text, &lines, span.shifted(before));
    below(&record.outline.headings, text.len() - before, &place)
}

/// The first of `headings` and those of its level or above, each with what stands below it; the last part ends at `end`. An editor sees them at
/// `place`.
fn below(headings: &[Heading], end: usize, place: &impl Fn(Span) -> Range) -> Vec<Symbol> {
    let mut rest = headings;
    let mut found = Vec::new();
    while let Some((first, others)) = rest.split_first() {
        let own = others
            .iter()
            .take_while(|heading| heading.level > first.level)
            .count();
        let (inside, after) = others.split_at(own);
        let stop = after.first().map_or(end, |next| next.span.start);
        let whole = Span::new(first.span.start, stop.max(first.span.end));
        found.push(Symbol {
            name: first.text.clone(),
            kind: TEXT,
            range: place(whole),
            selection_range: place(first.span),
            children: below(inside, stop, place),
        });
        rest = after;
    }
    found
}

/// The records whose ID or title holds `query`, the latest first, and what each is called in `lang`.
pub(super) fn records<'l>(
    library: &'l Library,
    query: &str,
    lang: Lang,
) -> Vec<(&'l Record, String, &'l str)> {
    let query = fold(query);
    let all = library.shelves.all.iter();
    let all = all.filter_map(|index| library.records.get(*index));
    all.filter(|record| fold(record.id.as_str()).contains(&query) || fold(&record.title).contains(&query))
        .take(MOST)
        .map(|record| {
            let name = format!("{} {}", record.id.as_str(), record.title);
            (record.as_ref(), name, record.kind.name.get(lang))
        })
        .collect()
}
