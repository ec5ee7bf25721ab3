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
    /// When it goes there.
    pub goes: Goes,
}

/// When a file goes beside the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// Always, though perhaps no record uses it.
    Always,
    /// Where a record links to it: by its name an editor, git or the system left it behind.
    Linked,
    /// Never: its place is that of a page.
    Never,
}

impl Attachment {
    /// Whether it is copied into the site.
    pub fn is_published(&self) -> bool {
        match self.goes {
            Goes::Always => true,
            Goes::Linked => !self.owners.is_empty(),
            Goes::Never => false,
        }
    }
}
