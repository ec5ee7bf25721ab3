//! Where is it said?
//!
//! What a reader can see in a record finds that record, in whatever substring: text and question are folded
//! ([`fold`]) and cut into the same terms ([`terms`]), and a phrase of terms is a literal.

pub mod document;
pub mod fold;
mod gather;
pub mod index;
mod near;
mod numbers;
pub mod pinyin;
pub mod probe;
pub mod query;
pub mod results;
pub mod shards;
pub mod similar;
pub mod snippet;
pub mod terms;
mod varint;

#[cfg(test)]
mod vectors;

pub use document::{Document, Named};
pub use gather::{document, fingerprint, state};
pub use index::{Facet, Index, Made, Options, Renewal, Segment, Update};
pub use query::{Filter, Query, Scope, Slip};
pub use results::{Hit, Results};
pub use shards::Maker;
