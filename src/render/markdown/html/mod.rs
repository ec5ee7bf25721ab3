//! What does a text look like on a page?

mod clean;
mod code;
mod escape;
mod footnote;
mod heading;
mod highlight;
mod inline;
mod inserts;
mod raw;
mod table;
mod term;
mod toc;
mod writer;

use super::labels::Labels;
use super::terms::Terms;
use crate::base::Span;
use crate::record::markdown::LinkKind;
use crate::record::markdown::Query;
use crate::render::picture::Extent;
use serde::Serialize;

pub use code::code_block;
pub use toc::TocEntry;

/// What a page needs to know about the world around a text.
pub trait Resolve {
    /// Where the link `target` of kind `kind` leads. All links and images are asked for, those with a scheme too (see
    /// `record::markdown::has_scheme`). Whatever the answer, a link never leads to a script.
    fn resolve(&self, target: &str, kind: LinkKind) -> Resolved;

    /// How large the picture `target` is, where that is known: its page keeps room for it.
    fn picture(&self, _target: &str) -> Option<Extent> {
        None
    }

    /// The terms that are explained where a text first uses them.
    fn terms(&self) -> Option<&Terms> {
        None
    }

    /// The anchor of the row with this number, counted over all tables of the text, where it explains a term.
    fn row_anchor(&self, _row: usize) -> Option<String> {
        None
    }

    /// Whether what stands at `span` of the body names records by their IDs, with a mark of `record::BETWEEN` between two.
    fn names_records(&self, _span: Span) -> bool {
        false
    }

    /// The address at which the term with this number is explained.
    fn explained_at(&self, _number: usize) -> String {
        String::new()
    }

    /// The HTML in place of a `query` block; it is trusted and goes into the page as it is. `None` shows the SQL.
    fn query(&self, query: &Query) -> Option<String>;
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Resolved {
    /// To an address.
    Href {
        /// The address, neither HTML- nor percent-encoded where it is not yet.
        href: String,
        /// What a pointer shows; the author's own title wins.
        title: Option<String>,
        /// The class of the link.
        class: Option<String>,
    },
    /// Nowhere: the text is marked with the class `missing`.
    Missing,
    /// The text stays, without a link.
    Plain,
}

/// How a text is rendered.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The page's title: the text's first heading is left out if it says the same.
    pub title: Option<&'o str>,
    /// The words that rendering adds.
    pub labels: &'o Labels,
    /// What the anchors of footnotes and terms begin with, so that two texts on a page have different ones; empty where a text has its page
    /// to itself.
    pub scope: &'o str,
}

/// A rendered text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML, clean and balanced.
    pub html: String,
    /// The table of contents, by levels.
    pub toc: Vec<TocEntry>,
    /// The anchor of the first heading if it was left out: the page's own heading wants it as its `id`.
    pub title_id: Option<String>,
    /// Whether a picture on the page can be seen larger.
    pub zooms: bool,
    /// Whether a term is explained.
    pub explains: bool,
}

/// Renders `body`. Headings are h2 to h6: where a `#` is left, every heading moves down one level. Nesting deeper than a
/// hundred levels is shown at that level.
pub fn html(body: &str, ctx: &impl Resolve, options: &Options<'_>) -> Rendered {
    writer::Writer::new(body, ctx, options).run()
}
