//! Which words does the knowledge base explain? Those in the tables of manuals of the type `glossary`: a term a row, its explanation in the
//! next cell.

use super::Site;
use crate::base::{RelPath, hash};
use crate::kind::Value;
use crate::library::Library;
use crate::record::Record;
use crate::record::markdown::outline;
use crate::render::markdown::Terms;
use crate::source::Snapshot;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The type of manuals that are glossaries.
const TYPE: &str = "glossary";
/// What separates the spellings of one term.
const SEPARATORS: [char; 4] = ['、', '，', '/', ','];

/// The words that the knowledge base explains.
pub(super) struct Glossary {
    pub terms: Terms,
    /// The record that explains each term, by its number.
    records: Vec<usize>,
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
        let (mut entries, mut records) = (Vec::new(), Vec::new());
        for (at, record) in library.records.iter().enumerate() {
            let text = is_glossary(record).then(|| snapshot.text(&record.path)).flatten();
            let Some(body) = text.as_deref().and_then(|text| text.get(record.body..)) else {
                continue;
            };
            for row in outline(body).tables.iter().flat_map(|table| &table.rows) {
                if let [term, says, ..] = row.cells.as_slice()
                    && !says.text.is_empty()
                {
                    let spellings = term
                        .text
                        .split(SEPARATORS)
                        .map(|spelling| spelling.trim().to_owned());
                    entries.push((spellings.collect(), says.text.clone()));
                    records.push(at);
                }
            }
        }
        let pages = records
            .iter()
            .map(|at| library.placed.get(*at).map(|page| &page.url));
        let look = hash::short(format!("{entries:?} {:?}", Vec::from_iter(pages)).as_bytes());
        Some(Glossary {
            terms: Terms::new(entries)?,
            records,
            look,
        })
    }
}

impl Site {
    /// Where the term with this number is explained, spelt `term`, for a page at `from`.
    pub(super) fn explained_at(&self, from: &RelPath, number: usize, term: &str) -> String {
        let record = self
            .glossary
            .as_ref()
            .and_then(|glossary| glossary.records.get(number));
        let page = record.and_then(|at| self.library.placed.get(*at));
        let asked = utf8_percent_encode(term, NON_ALPHANUMERIC);
        page.map_or_else(String::new, |page| {
            format!("{}#q={asked}", from.link_to(&page.url))
        })
    }
}
