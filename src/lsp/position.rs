//! Where is a byte of a text, as the protocol counts?

use super::protocol::{Position, Range};
use crate::base::{Lines, Span};

/// The place of the byte at `offset` of `text`, whose lines are `lines`.
fn position(text: &str, lines: &Lines<'_>, offset: usize) -> Position {
    let offset = text.floor_char_boundary(offset.min(text.len()));
    let line = lines.place(offset).line;
    let before = text.get(lines.line(line).start..offset).unwrap_or_default();
    Position {
        line: number(line - 1),
        character: number(before.encode_utf16().count()),
    }
}

/// The range of the bytes of `span`.
pub(super) fn range(text: &str, span: Span) -> Range {
    range_in(text, &Lines::new(text), span)
}

/// That, where `lines` are those of `text`.
pub(super) fn range_in(text: &str, lines: &Lines<'_>, span: Span) -> Range {
    Range {
        start: position(text, lines, span.start),
        end: position(text, lines, span.end),
    }
}

/// The byte at `position`; at the end of its line where that is shorter.
pub(super) fn offset(text: &str, position: Position) -> usize {
    let line = Lines::new(text).line(position.line as usize + 1);
    let mut left = position.character as usize;
    let written = text.get(line.range()).unwrap_or_default();
    for (at, character) in written.char_indices() {
        if left < character.len_utf16() {
            return line.start + at;
        }
        left -= character.len_utf16();
    }
    line.end
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    #[test]
    fn characters_beyond_the_first_plane_count_twice() {
        let text = "甲\u{20BB7}乙\nb\r\n";
        let at = |line, character| Position { line, character };
        assert_eq!(position(text, &Lines::new(text), 7), at(0, 3));
        assert_eq!(offset(text, at(0, 3)), 7);
        assert_eq!(offset(text, at(1, 9)), 12);
        assert_eq!(offset(text, at(9, 0)), text.len());
    }

    proptest! {
        #[test]
        fn a_place_leads_back(text in "[a甲\u{20BB7}\r\n]{0,40}", at in 0_usize..200) {
            let there = offset(&text, position(&text, &Lines::new(&text), at));
            prop_assert!(text.is_char_boundary(there));
            let before = text.floor_char_boundary(at.min(text.len()));
            // Only the end of a line that ends with a return lies before its place.
            if !text[..before].ends_with('\r') {
                prop_assert_eq!(there, before);
            }
        }
    }
}
