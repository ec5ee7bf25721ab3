//! Which words does the knowledge base explain? Those in the tables of manuals of the type `glossary`: a term a row, its explanation in the
//! next cell.

use super::Site;
use crate::base::path::escape;
use crate::base::{RelPath, hash};
use crate::kind::Value;
use crate::library::Library;
use crate::record::markdown::{Row, outline, slug};
use crate::record::{Record, covered};
use crate::render::markdown::Terms;
use crate::source::Snapshot;
use std::collections::HashSet;

/// The type of manuals that are glossaries.
const TYPE: &str = "glossary";
/// What separates the spellings of one term.
const SEPARATORS: [char; 4] = ['、', '，', '/', ','];

/// The words that the knowledge base explains.
pub(super) struct Glossary {
    pub terms: Terms,
    /// Where each row stands, by its number: the record, and its anchor; none where it explains nothing, or what an earlier one does.
    places: Vec<(usize, Option<String>)>,
    /// Tells one glossary from another.
    pub look: String,
}

/// Whether `record` is a glossary.
pub(super) fn is_glossary(record: &Record) -> bool {
    matches!(record.get("document_type"), Some(Value::Choice(id)) if id == TYPE)
}

impl Glossary {
    /// The glossary of `library`, whose files `snapshot` has; `None` where it explains nothing.
    pub(super) fn of(library: &Library, snapshot: &Snapshot) -> Option<Glossary> {
        let (mut entries, mut places, mut taken) = (Vec::new(), Vec::new(), HashSet::new());
        for (at, record) in library.records.iter().enumerate() {
            let text = is_glossary(record).then(|| snapshot.text(&record.path)).flatten();
            let text = text.as_deref().map(covered);
            let Some(body) = text.as_deref().and_then(|text| text.get(record.body..)) else {
                continue;
            };
            for row in outline(body).tables.iter().flat_map(|table| &table.rows) {
                let (spellings, says) = entry(row);
                let anchor = spellings.first().map(|first| format!("term-{}", slug(first)));
                places.push((at, anchor.filter(|anchor| taken.insert(anchor.clone()))));
                entries.push((spellings, says));
            }
        }
        let page = |at: usize| library.placed.get(at).map(|page| &page.url);
        let pages = places.iter().map(|(at, anchor)| (page(*at), anchor));
        let look = hash::short(format!("{entries:?} {:?}", Vec::from_iter(pages)).as_bytes());
        Some(Glossary {
            terms: Terms::new(entries)?,
            places,
            look,
        })
    }

    /// The anchor of the row with this number in the record `index`.
    pub(super) fn anchor(&self, index: usize, row: usize) -> Option<String> {
        let first = self.places.partition_point(|(at, _)| *at < index);
        let (at, anchor) = self.places.get(first + row)?;
        anchor.clone().filter(|_| *at == index)
    }
}

/// The spellings of a term and what it means; none where the row explains nothing.
fn entry(row: &Row) -> (Vec<String>, String) {
    match row.cells.as_slice() {
        [term, says, ..] if !says.text.is_empty() => {
            let spellings = term.text.split(SEPARATORS).map(str::trim);
            let spellings = spellings.filter(|spelling| !spelling.is_empty());
            (spellings.map(str::to_owned).collect(), says.text.clone())
        }
        _ => (Vec::new(), String::new()),
    }
}

impl Site {
    /// Where the term with this number is explained, for a page at `from`.
    pub(super) fn explained_at(&self, from: &RelPath, number: usize) -> String {
        let place = self
            .glossary
            .as_ref()
            .and_then(|glossary| glossary.places.get(number));
        let found = place.and_then(|(at, anchor)| Some((self.library.placed.get(*at)?, anchor)));
        found.map_or_else(String::new, |(placed, anchor)| match anchor {
            Some(anchor) => format!("{}#{}", from.link_to(&placed.url), escape(anchor)),
            None => from.link_to(&placed.url),
        })
    }
}
