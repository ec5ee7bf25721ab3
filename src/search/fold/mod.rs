//! When do two spellings say the same?
//!
//! Folding is NFKC, lower case, Traditional characters as Simplified ones, white space collapsed and trimmed, and
//! what nobody sees (zero-width characters, controls) left out. Text and queries are folded alike, so the two meet.

mod simplified;

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_compatible};
use unicode_normalization::{IsNormalized, is_nfkc_quick};

pub use simplified::{pairs, simplify};

/// `text`, folded.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_into(text, &mut folded);
    folded
}

/// Puts `text`, folded, in place of what `folded` holds.
pub fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    folded.reserve(text.len());
    walk(text, |c, _| folded.push(c));
}

/// A folded text that knows where each of its characters stood in the original.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// For each folded character: its first byte in `text`, and the bytes of the original that it comes from.
    origins: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str) -> Folded {
        let mut folded = Folded::default();
        folded.text.reserve(original.len());
        walk(original, |c, origin| {
            folded.origins.push((folded.text.len(), origin));
            folded.text.push(c);
        });
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that the bytes `range` of the folded text come from, always whole characters.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let first = self.origins.partition_point(|(at, _)| *at < range.start);
        let end = self.origins.partition_point(|(at, _)| *at < range.end);
        match (
            self.origins.get(first),
            end.checked_sub(1).and_then(|last| self.origins.get(last)),
        ) {
            (Some((_, start)), Some((_, last))) if first < end => start.start..last.end,
            (Some((_, start)), _) => start.start..start.start,
            _ => 0..0,
        }
    }
}

/// Gives `sink` each folded character and the bytes of `text` that it comes from.
fn walk(text: &str, mut sink: impl FnMut(char, Range<usize>)) {
    let mut gap: Option<Range<usize>> = None;
    let mut begun = false;
    let mut emit = |c: char, origin: Range<usize>| {
        if c.is_whitespace() {
            let start = gap.as_ref().map_or(origin.start, |gap| gap.start);
            gap = Some(start..origin.end);
            return;
        }
        if let Some(gap) = gap.take().filter(|_| begun) {
            sink(' ', gap);
        }
        begun = true;
        sink(c, origin);
    };
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let next = chars.peek().map(|&(_, next)| next);
        if let Some(alone) = plain(c).filter(|_| !next.is_some_and(joins)) {
            emit(alone, start..start + c.len_utf8());
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, joined)) = chars.next_if(|&(_, next)| joins(next)) {
            end = at + joined.len_utf8();
        }
        for folded in cluster(&text[start..end]) {
            emit(folded, start..end);
        }
    }
}

/// The folded form of a character that has exactly one and is common; `None` sends it the long way.
fn plain(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' => Some(simplify(c)),
        '\u{3001}'..='\u{3029}' => Some(c),
        '\u{3000}' => Some(' '),
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFEE0).map(|narrow| narrow.to_ascii_lowercase())
        }
        _ => None,
    }
}

/// Whether `c` may change the character before it, or is nothing by itself.
fn joins(c: char) -> bool {
    match c {
        ' '..='~' | '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3029}' | '\u{FF01}'..='\u{FF5E}' => false,
        _ if is_unseen(c) => true,
        _ => {
            let mut first = None;
            decompose_compatible(c, |part| {
                first.get_or_insert(part);
            });
            // Half-width Korean letters join only as the letters that they fold to.
            first.is_some_and(|first| {
                canonical_combining_class(first) != 0
                    || is_nfkc_quick(std::iter::once(first)) == IsNormalized::Maybe
            })
        }
    }
}

/// Characters that show nothing: controls, zero-width signs, direction marks, variation selectors.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E0FFF}')
        || (c.is_control() && !c.is_whitespace())
}

/// The long way: a character with what joins it.
fn cluster(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|&c| !is_unseen(c))
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_unseen(c))
        .map(simplify)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn full_width_traditional_and_invisible_forms_meet_the_plain_one() {
        assert_eq!(fold("ＯＲＡ－１２５４１"), "ora-12541");
        assert_eq!(fold("資料庫連線逾時"), "资料库连线逾时");
        assert_eq!(fold("公\u{200B}文\u{FEFF}管理"), "公文管理");
        assert_eq!(fold("  a \u{3000}\n b  "), "a b");
        assert_eq!(fold("㎏ ① ﬁ ｶﾞ e\u{301}"), "kg 1 fi ガ é");
        assert_eq!(fold("\u{FFA1}\u{FFCA}"), "겨");
        assert_eq!(fold(""), "");
        assert_eq!(fold(" \u{0}\u{7}\n"), "");
    }

    #[test]
    fn places_lead_back_to_whole_characters_of_the_original() {
        let original = "重量　㎏：系統 v５";
        let folded = Folded::new(original);
        assert_eq!(folded.text(), "重量 kg:系统 v5");
        let of = |needle: &str| {
            let at = folded.text().find(needle).unwrap();
            &original[folded.original(at..at + needle.len())]
        };
        assert_eq!(of("系统"), "系統");
        assert_eq!(of("g:"), "㎏：");
        assert_eq!(of("v5"), "v５");
        assert_eq!(of("量 k"), "量　㎏");
        assert_eq!(folded.original(99..120), 0..0);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn both_ways_of_folding_agree(text in "[a-zＡ-Ｚ一-龥 \\n\u{300}-\u{310}カｶﾞ㎏\u{200b}]{0,30}") {
            let folded = Folded::new(&text);
            prop_assert_eq!(folded.text(), fold(&text));
            for (at, c) in folded.text().char_indices() {
                let origin = folded.original(at..at + c.len_utf8());
                prop_assert!(text.get(origin).is_some_and(|part| !part.is_empty()));
            }
        }
    }
}
