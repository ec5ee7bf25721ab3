//! Where in a file something stands.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A range of bytes in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span {
            start,
            end: end.max(start),
        }
    }

    /// The same bytes, as many bytes later in the file.
    #[must_use]
    pub fn shifted(self, by: usize) -> Span {
        Span {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// As a standard range.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}

/// A line and a column, both from 1; columns count characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// The line starts of a text, to turn bytes into places and back.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Reads the line starts of `text`.
    pub fn new(text: &'t str) -> Lines<'t> {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Lines { text, starts }
    }

    /// The place of the byte at `offset`; past the end, the place after the last character.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(0);
        let before = self
            .text
            .get(start..offset)
            .unwrap_or("")
            .trim_start_matches('\u{feff}');
        Place {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The byte at `place`, kept inside its line.
    pub fn offset(&self, place: Place) -> usize {
        let Some(start) = self.starts.get(place.line.saturating_sub(1)).copied() else {
            return self.text.len();
        };
        let rest = self.text.get(start..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        start
            + line
                .char_indices()
                .nth(place.column.saturating_sub(1))
                .map_or(line.len(), |(at, _)| at)
    }

    /// The bytes of the line `line` (from 1), without its end.
    pub fn line(&self, line: usize) -> Span {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        let text = self.text.get(start..end).unwrap_or("");
        Span::new(start, start + text.trim_end_matches('\r').len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let lines = Lines::new("甲乙\r\nab：c\n");
        assert_eq!(lines.place(3), Place { line: 1, column: 2 });
        assert_eq!(lines.place(8), Place { line: 2, column: 1 });
        assert_eq!(lines.place(13), Place { line: 2, column: 4 });
        assert_eq!(lines.offset(Place { line: 2, column: 4 }), 13);
        assert_eq!(lines.line(1), Span::new(0, 6));
        assert_eq!(lines.place(999), Place { line: 3, column: 1 });
    }
}
