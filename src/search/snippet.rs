//! Which place in a text answers the question best?
//!
//! What is marked is the literal that was asked for: found in the folded text by the same rules as in the index (a Latin
//! word begins and ends where a word does), then led back to the original.

use super::fold::{Folded, fold_into, fold_more};
use super::query::Word;
use super::terms::is_word;
use memchr::memmem;
use std::ops::Range;

/// How many characters a snippet shows, unless a match is longer.
const WIDTH: usize = 100;
/// How many of them stand before the first match.
const LEAD: usize = 24;
/// So much of a long text is looked at first, in bytes.
const HEAD: usize = 4096;
/// More words than these are not marked.
const MOST_WORDS: usize = 128;
/// More places than these in one text are not looked at.
const MOST_PLACES: usize = 1000;

/// The words of a question, made ready once to be looked for in many texts.
pub struct Needles {
    words: Vec<Needle>,
}

/// A word that is looked for in folded text.
struct Needle {
    finder: memmem::Finder<'static>,
    /// Whether it begins, and ends, where a word does.
    starts_word: bool,
    ends_word: bool,
    /// The bytes of its first character.
    step: usize,
}

impl Needles {
    /// Those of `words`.
    pub fn of(words: &[Word]) -> Needles {
        Needles {
            words: words.iter().map(Needle::of).collect(),
        }
    }

    /// The best place in `texts`: where the most different words stand, in the first such text; without any, the beginning
    /// of the first text that is not empty. Escaped HTML with `<mark>`.
    pub fn snippet<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> String {
        let mut best: Option<Place<'_>> = None;
        let (mut lead, mut folded) = ("", String::new());
        for text in texts {
            if lead.is_empty() {
                lead = text.trim();
            }
            let found = self.look(text, &mut folded);
            if let Some(found) =
                found.filter(|found| best.as_ref().is_none_or(|best| found.distinct > best.distinct))
            {
                let is_all = found.distinct == self.words.len();
                best = Some(found);
                if is_all {
                    break;
                }
            }
        }
        match best {
            Some(found) => found.show(),
            None => {
                // A character has four bytes at most.
                let folded = Folded::part(lead, 0..WIDTH * 4);
                Window::beginning(folded.text()).show(&folded, lead)
            }
        }
    }

    /// The best place in `text`. In a long one that is mostly near its beginning.
    fn look<'t>(&self, text: &'t str, folded: &mut String) -> Option<Place<'t>> {
        let head = head(text);
        fold_into(head, folded);
        if head.len() < text.len() {
            if let Some((distinct, window)) = Window::best(folded, &self.words)
                && distinct == self.words.len()
                && window.range.end < folded.len()
            {
                return Some(Place {
                    distinct,
                    text,
                    window,
                });
            }
            fold_more(&text[head.len()..], folded);
        }
        let (distinct, window) = Window::best(folded, &self.words)?;
        Some(Place {
            distinct,
            text,
            window,
        })
    }
}

impl Needle {
    fn of(word: &Word) -> Needle {
        Needle {
            finder: memmem::Finder::new(word.text.as_bytes()).into_owned(),
            starts_word: !word.inside && word.text.chars().next().is_some_and(is_word),
            ends_word: !word.open && word.text.chars().next_back().is_some_and(is_word),
            step: word.text.chars().next().map_or(1, char::len_utf8),
        }
    }

    /// Where it stands in the folded `text`, by the rules of the index, without overlaps.
    fn occurrences<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let start = from + self.finder.find(text.as_bytes().get(from..)?)?;
                let end = start + self.finder.needle().len();
                let before = self.starts_word && text[..start].chars().next_back().is_some_and(is_word);
                let after = self.ends_word && text[end..].chars().next().is_some_and(is_word);
                if !before && !after {
                    from = end;
                    return Some(start..end);
                }
                from = start + self.step;
            }
        })
    }
}

/// The best place in a text.
struct Place<'t> {
    /// How many different words stand there.
    distinct: usize,
    text: &'t str,
    window: Window,
}

impl Place<'_> {
    /// Only what is shown has to know where its characters stood.
    fn show(&self) -> String {
        let folded = Folded::part(self.text, self.window.range.clone());
        self.window.show(&folded, self.text)
    }
}

/// The lines of `text` that begin in its first [`HEAD`] bytes.
fn head(text: &str) -> &str {
    let start = text.floor_char_boundary(HEAD);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    &text[..end]
}

/// A stretch of a folded text, in bytes, and what to mark in it.
struct Window {
    range: Range<usize>,
    marks: Vec<Range<usize>>,
}

impl Window {
    fn beginning(text: &str) -> Window {
        Window {
            range: 0..forward(text, 0, WIDTH),
            marks: Vec::new(),
        }
    }

    /// The window with the most different words, the first of them among equals, and how many these are.
    fn best(text: &str, words: &[Needle]) -> Option<(usize, Window)> {
        let mut places: Vec<(Range<usize>, usize)> = Vec::new();
        for (word, needle) in words.iter().enumerate().take(MOST_WORDS) {
            places.extend(
                needle
                    .occurrences(text)
                    .take(MOST_PLACES)
                    .map(|range| (range, word)),
            );
        }
        places.sort_by_key(|(range, word)| (range.start, range.end, *word));
        let mut best: Option<(usize, usize, usize)> = None;
        for (first, (range, _)) in places.iter().enumerate() {
            let end = forward(text, range.start, WIDTH - LEAD);
            let mut found = 0_u128;
            for (next, word) in &places[first..] {
                if next.end > end.max(range.end) {
                    break;
                }
                found |= 1 << word;
            }
            let found = found.count_ones() as usize;
            if best.is_none_or(|(most, ..)| found > most) {
                best = Some((found, range.start, end.max(range.end)));
            }
            if found == words.len() {
                break;
            }
        }
        let (distinct, start, end) = best?;
        let range = backward(text, start, LEAD)..end;
        Some((
            distinct,
            Window::whole(range, places.into_iter().map(|(place, _)| place)),
        ))
    }

    /// The window `range`, wide enough for each match that it would cut, with overlapping matches marked as one.
    fn whole(mut range: Range<usize>, places: impl Iterator<Item = Range<usize>>) -> Window {
        let mut marks: Vec<Range<usize>> = Vec::new();
        for place in places {
            match marks.last_mut() {
                Some(last) if place.start < last.end => last.end = last.end.max(place.end),
                _ => marks.push(place),
            }
        }
        marks.retain(|mark| mark.start < range.end && mark.end > range.start);
        if let (Some(first), Some(last)) = (marks.first(), marks.last()) {
            range = range.start.min(first.start)..range.end.max(last.end);
        }
        Window { range, marks }
    }

    /// The window as HTML, in the spelling of `original`.
    fn show(&self, folded: &Folded, original: &str) -> String {
        let shown = folded.original(self.range.clone());
        let mut html = String::with_capacity(shown.len() * 2);
        if !original[..shown.start].trim().is_empty() {
            html.push('…');
        }
        let mut at = shown.start;
        for mark in &self.marks {
            let mark = folded.original(mark.clone());
            let start = mark.start.max(at);
            escape(&original[at..start], &mut html);
            // Two places of the folded text may be one sign: ½ holds both 1 and 2.
            if mark.end > start {
                html.push_str("<mark>");
                escape(&original[start..mark.end], &mut html);
                html.push_str("</mark>");
            }
            at = mark.end.max(start);
        }
        escape(&original[at..shown.end.max(at)], &mut html);
        if !original[shown.end..].trim().is_empty() {
            html.push('…');
        }
        html
    }
}

/// The byte `count` characters after the byte `at`.
fn forward(text: &str, at: usize, count: usize) -> usize {
    text[at..]
        .char_indices()
        .nth(count)
        .map_or(text.len(), |(far, _)| at + far)
}

/// The byte `count` characters before the byte `at`, but not in the middle of a Latin word.
fn backward(text: &str, at: usize, count: usize) -> usize {
    let mut start = text[..at]
        .char_indices()
        .rev()
        .take(count)
        .last()
        .map_or(at, |(far, _)| far);
    while start < at && start > 0 {
        match (text[..start].chars().next_back(), text[start..].chars().next()) {
            (Some(before), Some(after)) if is_word(before) && is_word(after) => start += after.len_utf8(),
            _ => break,
        }
    }
    start
}

/// Adds `text` to `html`: escaped, each run of white space as one space.
fn escape(text: &str, html: &mut String) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if c.is_whitespace() => {
                if !html.ends_with(' ') {
                    html.push(' ');
                }
            }
            c if c.is_control() => {}
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::query::Query;

    fn of(text: &str, query: &str) -> String {
        let words: Vec<Word> = Query::parse(query).all_words().cloned().collect();
        Needles::of(&words).snippet([text])
    }

    #[test]
    fn the_literal_is_marked_in_the_spelling_of_the_text() {
        assert_eq!(
            of("重啟ＯＲＡ－１２５４１後恢復", "重启ora-12541"),
            "<mark>重啟ＯＲＡ－１２５４１</mark>後恢復"
        );
        assert_eq!(of("a<b & c", "b"), "a&lt;<mark>b</mark> &amp; c");
    }

    #[test]
    fn nothing_but_the_literal_is_marked() {
        assert_eq!(
            of("login log logs; 公文，文管理，公文管理", "log 公文管理"),
            "login <mark>log</mark> logs; 公文，文管理，<mark>公文管理</mark>"
        );
        assert_eq!(of("login logs", "log"), "<mark>log</mark>in <mark>log</mark>s");
    }

    #[test]
    fn a_window_cuts_no_match_and_prefers_more_words() {
        let far = "字".repeat(300);
        let text = format!("数据库{far}数据库 连接超时{far}");
        let found = of(&text, "数据库 连接超时");
        assert!(
            found.contains("<mark>数据库</mark> <mark>连接超时</mark>"),
            "{found}"
        );
        assert!(found.starts_with('…') && found.ends_with('…'));
        assert!((80..=125).contains(&found.replace("<mark>", "").replace("</mark>", "").chars().count()));
        let long = "连".repeat(200);
        assert_eq!(
            of(&format!("前{long}后"), &long),
            format!("前<mark>{long}</mark>…")
        );
    }

    #[test]
    fn a_long_text_is_shown_as_a_whole_one_is() {
        let line = "第一行没有要找的字\n".repeat(300);
        let text = format!("{line}数据库连接超时，{line}数据库 {line}");
        for query in ["数据库", "超时", "第一行", "数据库 超时", "没有 数据库"] {
            let words: Vec<Word> = Query::parse(query).all_words().cloned().collect();
            let mut folded = String::new();
            let needles = Needles::of(&words);
            let found = needles.look(&text, &mut folded).map(|place| place.show());
            let whole = Folded::new(&text);
            let expected =
                Window::best(whole.text(), &needles.words).map(|(_, window)| window.show(&whole, &text));
            assert_eq!(found, expected, "{query}");
        }
    }

    #[test]
    fn without_a_match_the_beginning_is_shown() {
        assert_eq!(Needles::of(&[]).snippet(["", " 一\n 二 ", "三"]), "一 二");
        assert_eq!(Needles::of(&[]).snippet([""; 0]), "");
    }

    #[test]
    fn a_text_with_more_of_the_words_wins_over_an_earlier_one() {
        let words: Vec<Word> = Query::parse("超时 日志").all_words().cloned().collect();
        assert_eq!(
            Needles::of(&words).snippet(["超时", "日志超时"]),
            "<mark>日志</mark><mark>超时</mark>"
        );
        assert_eq!(
            Needles::of(&words).snippet(["超时甲", "超时乙"]),
            "<mark>超时</mark>甲"
        );
    }
}
