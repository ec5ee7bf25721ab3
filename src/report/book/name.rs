//! What may a sheet be called?

use std::collections::BTreeSet;

/// The most characters that the name of a sheet has.
const LONGEST: usize = 31;

/// The names of sheets that are taken, in lower case.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// `wanted` as the name of a sheet that nobody has yet.
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .map(|c| {
                if c.is_control() || "[]:*?/\\".contains(c) {
                    ' '
                } else {
                    c
                }
            })
            .collect();
        let clean = clean.trim_matches([' ', '\'']);
        let clean = if clean.is_empty() { "Sheet" } else { clean };
        let mut name = cut(clean, LONGEST);
        let mut number = 2_u64;
        // A spreadsheet keeps this name for itself.
        while name.eq_ignore_ascii_case("history") || !self.0.insert(name.to_lowercase()) {
            let end = format!(" {number}");
            name = format!("{}{end}", cut(clean, LONGEST - end.len()));
            number += 1;
        }
        name
    }
}

/// The beginning of `text` that has at most `most` characters as spreadsheets count them.
fn cut(text: &str, most: usize) -> String {
    let mut left = most;
    let fits = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        fits
    });
    fits.collect::<String>().trim_end_matches([' ', '\'']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_allowed_and_stand_once() {
        let mut names = Names::default();
        assert_eq!(names.claim("3 问题/Case [全部]"), "3 问题 Case  全部");
        assert_eq!(names.claim("'"), "Sheet");
        assert_eq!(names.claim("History"), "History 2");
        let long = "一".repeat(40);
        assert_eq!(names.claim(&long).chars().count(), 31);
        assert_eq!(names.claim(&long), format!("{} 2", "一".repeat(29)));
        assert_eq!(
            (names.claim("A"), names.claim("a")),
            ("A".to_owned(), "a 2".to_owned())
        );
    }
}
