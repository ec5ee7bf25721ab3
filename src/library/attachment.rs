//! A file that goes beside the pages.

use crate::base::RelPath;

/// A file that is copied beside the page of the record that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// The file, relative to the knowledge base.
    pub path: RelPath,
    /// Where it goes, relative to the site.
    pub url: RelPath,
    /// The size in bytes.
    pub size: u64,
    /// The indices of the records that it belongs to; none where no record uses it.
    pub owners: Vec<usize>,
}
