//! What does an author's Markdown say, and how does it look?
//!
//! CommonMark with tables, footnotes, strike-through, task lists, alerts and `[[wiki links]]`. Three readers share one
//! way of reading ([`events`]), so that they agree on what is a link, a heading or code: [`outline`] for what other
//! modules need to know, [`html`] for pages, [`text`] for the search index.

mod anchor;
mod cjk;
mod events;
mod flank;
mod html;
mod labels;
mod link;
mod outline;
mod plain;
mod query;
mod raw;
mod text;

#[cfg(test)]
mod tests;

pub use anchor::slug;
pub use html::{Options, Rendered, Resolve, Resolved, TocEntry, html};
pub use labels::Labels;
pub use link::{LinkKind, has_scheme, split_fragment};
pub use outline::{Cell, Heading, Link, Outline, Row, Table, outline};
pub use query::Query;
pub use text::{Visible, text};

/// Block quotes, lists and emphases nested deeper than this are shown at this level: no reader can tell them apart,
/// and browsers give up at some hundreds.
const MAX_DEPTH: usize = 100;
