//! How does an author's Markdown look on a page?

mod html;
mod labels;
mod terms;

#[cfg(test)]
mod tests;

pub use html::{Options, Rendered, Resolve, Resolved, TocEntry, code_block, html};
pub use labels::Labels;
pub use terms::Terms;
