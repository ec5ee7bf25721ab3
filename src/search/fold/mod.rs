//! When do two spellings say the same?
//!
//! Folding is NFKC, lower case, Traditional characters as Simplified ones, white space collapsed and trimmed, and
//! what nobody sees (zero-width characters, controls) left out. Text and queries are folded alike, so the two meet.

mod alone;
mod simplified;

use alone::{Alone, alone};
use std::ops::{ControlFlow, Range};
use unicode_normalization::UnicodeNormalization;

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
    fold_more(text, folded);
}

/// Adds `text`, folded, to `folded`, as if what `folded` is of had gone on with it; it begins with a line break, or what is there is empty.
pub fn fold_more(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    let _ = walk(text, !folded.is_empty(), |piece| {
        match piece {
            Piece::Same(range) => folded.push_str(&text[range]),
            Piece::Other(c, _) => folded.push(c),
        }
        ControlFlow::Continue(())
    });
}

/// A folded text that knows where each of its characters stood in the original.
#[derive(Debug, Default)]
pub struct Folded {
    text: String,
    /// For each folded character: its first byte in the whole folded text, and the bytes of the original that it comes from.
    origins: Vec<(usize, Range<usize>)>,
}

impl Folded {
    /// Folds `original`.
    pub fn new(original: &str) -> Folded {
        Folded::part(original, 0..usize::MAX)
    }

    /// The part of the folded `original` that lies at the bytes `range`. Places count from the beginning of the whole.
    pub fn part(original: &str, range: Range<usize>) -> Folded {
        let (mut folded, mut at) = (Folded::default(), 0);
        let mut put = |c: char, origin: Range<usize>| {
            if at >= range.end {
                return ControlFlow::Break(());
            }
            if at >= range.start {
                folded.origins.push((at, origin));
                folded.text.push(c);
            }
            at += c.len_utf8();
            ControlFlow::Continue(())
        };
        let _ = walk(original, false, |piece| match piece {
            Piece::Same(range) => original[range.clone()].char_indices().try_for_each(|(below, c)| {
                let start = range.start + below;
                put(c, start..start + c.len_utf8())
            }),
            Piece::Other(c, origin) => put(c, origin),
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

/// A piece of a folded text.
enum Piece {
    /// What stands in the original at these bytes, as it is.
    Same(Range<usize>),
    /// A character, and the bytes of the original that it comes from.
    Other(char, Range<usize>),
}

/// Gives `sink` the pieces of the folded `text`, until it has enough. Whether it has got some before, `begun` says.
fn walk(text: &str, mut begun: bool, mut sink: impl FnMut(Piece) -> ControlFlow<()>) -> ControlFlow<()> {
    let mut same = 0..0;
    let mut gap: Option<Range<usize>> = None;
    let mut chars = text.char_indices().map(|(at, c)| (at, c, alone(c)));
    let mut current = chars.next();
    while let Some((start, c, way)) = current {
        current = chars.next();
        let is_joined = matches!(current, Some((.., Alone::Joins)));
        let mut end = start + c.len_utf8();
        if way == Alone::Is(c) && !is_joined && gap.is_none() {
            begun = true;
            same = if same.is_empty() { start } else { same.start }..end;
            continue;
        }
        if !same.is_empty() {
            sink(Piece::Same(std::mem::take(&mut same)))?;
        }
        let mut put = |c: char, origin: Range<usize>| {
            if c.is_whitespace() {
                let start = gap.as_ref().map_or(origin.start, |gap| gap.start);
                gap = Some(start..origin.end);
                return ControlFlow::Continue(());
            }
            if let Some(gap) = gap.take()
                && begun
            {
                sink(Piece::Other(' ', gap))?;
            }
            begun = true;
            sink(Piece::Other(c, origin))
        };
        match way {
            Alone::Is(folded) if !is_joined => put(folded, start..end)?,
            Alone::Gap if !is_joined => put(' ', start..end)?,
            _ => {
                while let Some((at, joined, Alone::Joins)) = current {
                    end = at + joined.len_utf8();
                    current = chars.next();
                }
                cluster(&text[start..end]).try_for_each(|folded| put(folded, start..end))?;
            }
        }
    }
    match same.is_empty() {
        true => ControlFlow::Continue(()),
        false => sink(Piece::Same(same)),
    }
}

/// Characters that show nothing: controls, and what Unicode calls `Default_Ignorable_Code_Point`: zero-width signs, direction marks, variation
/// selectors.
fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}')
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
        fn what_is_folded_line_by_line_is_what_is_folded_at_once(lines in prop::collection::vec("[a-z一-龥 \u{300}㎏\u{200b}]{0,8}", 0..5)) {
            let text = lines.join("\n");
            let mut folded = String::new();
            let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).chain([text.len()]).collect();
            let mut start = 0;
            for end in ends {
                fold_more(&text[start..end], &mut folded);
                start = end;
            }
            prop_assert_eq!(folded, fold(&text));
        }

        #[test]
        fn a_part_knows_its_places(text in "[a-zＡ-Ｚ一-龥 \n\u{300}㎏\u{200b}]{0,30}", from in 0_usize..20, length in 0_usize..20) {
            let whole = Folded::new(&text);
            let range = whole.text().floor_char_boundary(from)..whole.text().floor_char_boundary(from + length);
            let part = Folded::part(&text, range.clone());
            prop_assert_eq!(part.text(), &whole.text()[range.clone()]);
            if !range.is_empty() {
                prop_assert_eq!(part.original(range.clone()), whole.original(range));
            }
        }

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
