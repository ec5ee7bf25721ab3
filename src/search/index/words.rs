//! Which Latin words does a field hold, and inside which of them does a text stand?

use crate::search::query::is_single;
use crate::search::terms::is_word;
use memchr::{memchr, memmem, memrchr};
use tantivy::InvertedIndexReader;

/// Behind each word; no folded text holds it.
const END: u8 = b'\n';
/// Where the terms that are Latin words lie among the others, which are nearly all Han characters.
const RANGES: [(&str, &str); 3] = [
    ("0", "\u{3400}"),
    ("\u{A000}", "\u{F900}"),
    ("\u{10000}", "\u{20000}"),
];

/// The Latin words of a field in a segment, in one text, so that a look through all of them is short.
#[derive(Debug, Default)]
pub struct Words(String);

impl Words {
    /// Those of `inverted`.
    ///
    /// # Errors
    /// The segment cannot be read.
    pub fn of(inverted: &InvertedIndexReader) -> tantivy::Result<Words> {
        let mut words = String::new();
        for (from, to) in RANGES {
            let mut stream = inverted.terms().range().ge(from).lt(to).into_stream()?;
            while stream.advance() {
                if let Ok(term) = std::str::from_utf8(stream.key())
                    && term.starts_with(is_word)
                    && is_single(term)
                {
                    words.push_str(term);
                    words.push(char::from(END));
                }
            }
        }
        Ok(Words(words))
    }

    /// Gives `visit` each word that holds `text` and does not begin with it.
    ///
    /// # Errors
    /// Those of `visit`.
    pub fn each_holding(
        &self,
        text: &str,
        visit: impl FnMut(&str) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        self.each(text.as_bytes(), visit)
    }

    /// Gives `visit` each longer word that ends with `text`.
    ///
    /// # Errors
    /// Those of `visit`.
    pub fn each_ending(
        &self,
        text: &str,
        visit: impl FnMut(&str) -> tantivy::Result<()>,
    ) -> tantivy::Result<()> {
        self.each(&[text.as_bytes(), &[END]].concat(), visit)
    }

    fn each(&self, needle: &[u8], mut visit: impl FnMut(&str) -> tantivy::Result<()>) -> tantivy::Result<()> {
        let (all, finder) = (self.0.as_bytes(), memmem::Finder::new(needle));
        let mut from = 0;
        while let Some(found) = finder.find(&all[from..]) {
            let at = from + found;
            let start = memrchr(END, &all[..at]).map_or(0, |end| end + 1);
            let end = memchr(END, &all[at..]).map_or(all.len(), |end| at + end);
            if start < at {
                visit(&self.0[start..end])?;
            }
            from = end;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_what_stands_inside_and_at_their_end() {
        let words = Words("log\nmysql\nnosqldb\nsql\nsqlsql\nösql\n".to_owned());
        let mut found = Vec::new();
        let mut take = |word: &str| {
            found.push(word.to_owned());
            Ok(())
        };
        assert!(words.each_holding("sql", &mut take).is_ok());
        assert!(words.each_ending("sql", &mut take).is_ok());
        assert_eq!(found, ["mysql", "nosqldb", "ösql", "mysql", "sqlsql", "ösql"]);
    }
}
