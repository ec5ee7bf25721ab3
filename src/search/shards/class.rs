//! How much does it count that a key stands in a document?

/// Where a key stands, the weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Once or twice in the text.
    Text,
    /// More often in the text.
    Often,
    /// In a heading, or in a name that the document goes by: system, kind, tag.
    Label,
    /// In the title, or in the ID.
    Title,
}

impl Class {
    /// The class as a number below 4.
    pub(super) fn number(self) -> u32 {
        self as u32
    }
}
