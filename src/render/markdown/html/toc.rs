//! What stands in the table of contents?

/// A heading in the table of contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TocEntry {
    /// The level on the page, 2 to 6.
    pub level: u8,
    /// The text without markup.
    pub text: String,
    /// The anchor.
    pub id: String,
    /// The headings of lower levels below this one.
    pub children: Vec<TocEntry>,
}

/// Puts `flat` headings under those of higher levels before them.
pub fn nest(flat: impl IntoIterator<Item = TocEntry>) -> Vec<TocEntry> {
    let mut top = Vec::new();
    let mut open: Vec<TocEntry> = Vec::new();
    for entry in flat {
        close(&mut open, &mut top, entry.level);
        open.push(entry);
    }
    close(&mut open, &mut top, 0);
    top
}

/// Ends the open headings that are not above `level`.
fn close(open: &mut Vec<TocEntry>, top: &mut Vec<TocEntry>, level: u8) {
    while let Some(entry) = open.pop_if(|last| last.level >= level) {
        open.last_mut()
            .map_or(&mut *top, |parent| &mut parent.children)
            .push(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(level: u8, text: &str) -> TocEntry {
        TocEntry {
            level,
            text: text.to_owned(),
            id: text.to_owned(),
            children: Vec::new(),
        }
    }

    #[test]
    fn headings_nest_below_higher_ones() {
        let toc = nest([
            entry(4, "a"),
            entry(2, "b"),
            entry(4, "c"),
            entry(3, "d"),
            entry(2, "e"),
        ]);
        let texts = |list: &[TocEntry]| list.iter().map(|e| e.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&toc), ["a", "b", "e"]);
        assert_eq!(texts(&toc[1].children), ["c", "d"]);
    }
}
