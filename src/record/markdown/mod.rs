//! What does an author's Markdown say?
//!
//! CommonMark with tables, footnotes, strike-through, task lists, alerts and `[[wiki links]]`. Three readers share one
//! way of reading ([`events`]), so that they agree on what is a link, a heading or code: [`outline`] for what other
//! modules need to know, [`text`] for the search index, and `render::markdown` for pages. What shows a text makes links of bare addresses, too
//! ([`linked`]).

pub(crate) mod alert;
pub(crate) mod anchor;
mod asked;
mod bare;
pub(crate) mod cjk;
mod entity;
pub(crate) mod events;
pub(crate) mod flank;
pub(crate) mod link;
pub(crate) mod linked;
mod outline;
pub(crate) mod plain;
pub(crate) mod query;
pub(crate) mod raw;
mod text;

pub use anchor::slug;
pub use asked::{Asked, Look};
pub use link::{LinkKind, has_scheme, is_external, split_fragment};
pub use outline::{Cell, Foreign, Heading, Link, Note, Outline, Removed, Row, Sort, Table, outline};
pub use query::Query;
pub use text::{Visible, text};

/// Block quotes, lists and emphases nested deeper than this are shown at this level: no reader can tell them apart,
/// and browsers give up at some hundreds.
pub(crate) const MAX_DEPTH: usize = 100;
