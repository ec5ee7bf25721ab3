//! Where may emphasis begin and end beside Chinese punctuation?
//!
//! CommonMark lets `**` close only where no punctuation stands before it or white space or punctuation follows, so that
//! `**注意：**请先备份` stays as typed. The CommonMark CJK-friendly amendments
//! (<https://github.com/tats-u/markdown-cjk-friendly/blob/main/specification.md>) change that; the parser in use does
//! not know them yet. Compared case by case for `*` and `~~`, the two rules differ only in this: a run stands between
//! one punctuation character and one letter, and the punctuation or the letter is CJK. There the amended rule lets the run
//! both open and close, which is what the old rule says for a run between two letters. So a mark that counts as a letter
//! is put between the run and the punctuation. Where that is another run (`**注意：**~~旧~~新`), a mark that is
//! punctuation is put between it and the first, so that it sees what it saw. For `_` both rules agree. Punctuation that is followed by a variation selector is punctuation in the amended rule
//! only: it gets a mark that is punctuation behind it, where `_` follows, or where a run follows and it is not CJK (`❌︎`).
//!
//! The first mark is a noncharacter that the text does not hold. It means nothing to any other construct, never stands at a line's start
//! or beside white space, and is taken out of everything that the parser says, code and addresses included.
//!
//! The same mark ends the markers of quotes and lists in a line that begins with more than [`LONGEST_PREFIX`] bytes of them: the
//! rest is text. So nothing nests so deep that reading takes longer than the text is long.
//!
//! The parser reads every `\r\n` as `\n`: within a span of code it would make two spaces of it.

use super::cjk::is_cjk;
use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// A text made ready for the parser.
pub struct Prepared<'a> {
    /// What the parser reads.
    pub text: Cow<'a, str>,
    /// The marks, if the text holds some: the one that counts as a letter, and the one that is punctuation.
    pub marks: Option<[char; 2]>,
    at: Vec<usize>,
    /// Where, in the text without marks, line ends stand that the author's text has in two bytes.
    ends: Vec<usize>,
}

/// Bytes at a line's start in which quotes and lists may begin.
const LONGEST_PREFIX: usize = 256;

/// Bytes of a mark.
const WIDTH: usize = 3;

/// A place for a mark: the byte that it stands before, and which of the two it is.
type Place = (usize, usize);

impl<'a> Prepared<'a> {
    /// Puts the marks into `body`.
    pub fn new(body: &'a str) -> Prepared<'a> {
        let ends: Vec<usize> = memchr::memmem::find_iter(body.as_bytes(), b"\r\n")
            .enumerate()
            .map(|(before, at)| at - before)
            .collect();
        let body = match ends.is_empty() {
            true => Cow::Borrowed(body),
            false => Cow::Owned(body.replace("\r\n", "\n")),
        };
        let places = places(&body);
        let letter = || ('\u{fdd0}'..='\u{fdef}').find(|mark| !body.contains(*mark));
        // Punctuation of manuscripts, which no record holds; all of it is three bytes long.
        let sign = || ('\u{2e00}'..='\u{2e2e}').rev().find(|mark| !body.contains(*mark));
        match (!places.is_empty()).then(|| letter().zip(sign())).flatten() {
            None => Prepared {
                text: body,
                marks: None,
                at: Vec::new(),
                ends,
            },
            Some((letter, sign)) => marked(&body, [letter, sign], &places, ends),
        }
    }

    /// The place in the author's text of the byte at `offset` of the prepared one.
    pub fn original(&self, offset: usize) -> usize {
        let unmarked = offset - WIDTH * self.at.partition_point(|at| *at < offset);
        unmarked + self.ends.partition_point(|end| *end < unmarked)
    }
}

fn marked<'a>(body: &str, marks: [char; 2], places: &[Place], ends: Vec<usize>) -> Prepared<'a> {
    let mut text = String::with_capacity(body.len() + WIDTH * places.len());
    let mut at = Vec::with_capacity(places.len());
    let mut done = 0;
    for (place, which) in places {
        text.push_str(&body[done..*place]);
        at.push(text.len());
        text.extend(marks.get(*which));
        done = *place;
    }
    text.push_str(&body[done..]);
    Prepared {
        text: Cow::Owned(text),
        marks: Some(marks),
        at,
        ends,
    }
}

/// The bytes before which a mark belongs.
fn places(body: &str) -> Vec<Place> {
    let bytes = body.as_bytes();
    let mut places: Vec<Place> = deep_places(bytes).into_iter().map(|at| (at, 0)).collect();
    places.extend(selected_places(body).map(|at| (at, 1)));
    let mut from = 0;
    while let Some(found) = memchr::memchr2(b'*', b'~', &bytes[from..]) {
        let mut start = from + found;
        let byte = bytes[start];
        let end = start + bytes[start..].iter().take_while(|b| **b == byte).count();
        from = end;
        start += usize::from(is_escaped(bytes, start));
        let run = end - start;
        if run > 0 && (byte == b'*' || run == 2) {
            match place(body, start, end) {
                _ if is_selected_other(body, start, end) => places.push((start, 1)),
                Some(at) if at == start && start > 0 && is_run(bytes, start - 1) => {
                    places.extend([(at, 1), (at, 0)]);
                }
                Some(at) if at == end && is_run(bytes, end) => places.extend([(at, 0), (at, 1)]),
                Some(at) => places.push((at, 0)),
                None => {}
            }
        }
    }
    places.sort_by_key(|(at, _)| *at);
    places
}

/// Whether a run stands at `at`.
fn is_run(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at), Some(b'*' | b'~' | b'_'))
}

/// Where `_` follows punctuation with a variation selector (of whose three bytes the first two tell it).
fn selected_places(body: &str) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(body.as_bytes(), b"\xEF\xB8").filter_map(|at| {
        let (left, right) = (body.get(..at + 3)?, body.get(at + 3..)?);
        (right.starts_with('_') && selected(left).is_some_and(is_punctuation)).then_some(at + 3)
    })
}

/// The character before the variation selector that `left` ends with; that which asks for an emoji is none.
fn selected(left: &str) -> Option<char> {
    let mut back = left.chars().rev();
    matches!(back.next()?, '\u{fe00}'..='\u{fe0e}').then(|| back.next())?
}

/// Whether the run from `start` to `end` stands between punctuation with a variation selector and what is not CJK, nor is that.
fn is_selected_other(body: &str, start: usize, end: usize) -> bool {
    let (left, right) = (&body[..start], &body[end..]);
    let next = right.chars().next();
    selected(left).is_some_and(is_punctuation)
        && !ends_in_cjk(left)
        && next.is_some_and(|next| !is_edge(next) && !is_cjk(next))
}

/// Where a line goes too deep.
fn deep_places(bytes: &[u8]) -> Vec<usize> {
    let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|at| at + 1));
    starts
        .filter_map(|start| Some(start + too_deep(bytes.get(start..)?)?))
        .collect()
}

/// Where, in a line, a marker of a quote or list stands too far from its start.
fn too_deep(line: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += line[at..]
            .iter()
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count();
        let marker = marker(&line[at..])?;
        if at > LONGEST_PREFIX {
            return Some(at);
        }
        at += marker;
    }
}

/// The length of the marker that `line` begins with.
fn marker(line: &[u8]) -> Option<usize> {
    let digits = line.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let len = match line.get(digits)? {
        b'>' if digits == 0 => return Some(1),
        b'-' | b'+' | b'*' if digits == 0 => 1,
        b'.' | b')' if digits > 0 => digits + 1,
        _ => return None,
    };
    matches!(line.get(len)?, b' ' | b'\t').then_some(len)
}

/// Whether an odd number of backslashes stands before `at`.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let slashes = bytes[..at].iter().rev().take_while(|b| **b == b'\\').count();
    slashes % 2 == 1
}

/// The place of a mark for the run from `start` to `end`.
fn place(body: &str, start: usize, end: usize) -> Option<usize> {
    let (left, right) = (&body[..start], &body[end..]);
    let before = left.chars().next_back()?;
    let after = right.chars().next()?;
    if before.is_ascii() && after.is_ascii() || is_edge(before) || is_edge(after) {
        return None;
    }
    match (is_punctuation(before), is_punctuation(after)) {
        (true, false) if is_cjk(before) || is_cjk(after) => (!is_quote_marker(left)).then_some(start),
        (false, true) if is_cjk(after) || ends_in_cjk(left) => Some(end),
        _ => None,
    }
}

/// White space, and the bar that ends a table cell (outside of tables it counts as one, too: then the old rule stays).
fn is_edge(c: char) -> bool {
    c.is_whitespace() || c == '|'
}

/// Whether `left` ends in a CJK character, with its variation selectors.
fn ends_in_cjk(left: &str) -> bool {
    let mut back = left.chars().rev();
    match back.next() {
        Some('\u{e0100}'..='\u{e01ef}') => true,
        // Quotation marks that Latin text shares are CJK with this selector.
        Some('\u{fe01}') if back.clone().next().is_some_and(|c| "“”‘’".contains(c)) => true,
        Some('\u{fe00}'..='\u{fe0e}') => back.next().is_some_and(is_cjk),
        Some(c) => is_cjk(c),
        None => false,
    }
}

/// Whether `left` is a line that so far holds only the markers of block quotes and lists.
fn is_quote_marker(left: &str) -> bool {
    left.ends_with('>')
        && left
            .bytes()
            .rev()
            .take_while(|b| *b != b'\n')
            .all(|b| matches!(b, b'>' | b' ' | b'\t' | b'-' | b'+' | b'.' | b')' | b'0'..=b'9'))
}

/// Punctuation as CommonMark 0.31 has it: Unicode's categories P and S.
fn is_punctuation(c: char) -> bool {
    static CLASS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\p{P}\p{S}]").ok());
    match u32::from(c) {
        0..0x80 => c.is_ascii_punctuation(),
        0x3400..0xA000 | 0xAC00..0xD7A4 => false,
        _ => CLASS
            .as_ref()
            .is_some_and(|class| class.is_match(c.encode_utf8(&mut [0; 4]))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &str) -> String {
        Prepared::new(body)
            .text
            .replace('\u{fdd0}', "^")
            .replace('\u{2e2e}', "&")
    }

    #[test]
    fn marks_stand_between_run_and_punctuation() {
        assert_eq!(shown("**注意：**请"), "**注意：^**请");
        assert_eq!(shown("这是**“引号”**的"), "这是**^“引号”^**的");
        assert_eq!(shown("~~删除。~~后"), "~~删除。^~~后");
    }

    #[test]
    fn nothing_changes_where_the_rules_agree() {
        for body in [
            "**bold** (a)**b**",
            "中文**粗体**中文",
            "* 项目：\n* 二",
            r"\*：\*文 \**",
            "3~5天，~~~：~~~文",
            "| **注：**|文|",
            ">**（一）**",
        ] {
            assert!(Prepared::new(body).marks.is_none(), "{body}");
        }
    }

    /// What CommonMark and its CJK-friendly amendments say of a `*` run: whether it may open and close.
    fn flanks(before: char, after: char, amended: bool) -> (bool, bool) {
        let other = |c| is_punctuation(c) && !(amended && is_cjk(c));
        let cjk = |c| amended && is_cjk(c);
        let open = !after.is_whitespace()
            && (!other(after) || before.is_whitespace() || other(before) || cjk(before));
        let close = !before.is_whitespace()
            && (!other(before) || after.is_whitespace() || other(after) || cjk(after));
        (open, close)
    }

    #[test]
    fn with_marks_the_old_rule_says_what_the_amended_one_does() {
        let sample = "中々のカ한，。：（）「」《》、！？～￥㊗〽a9é(.)\"'%$#`[]<_“”‘’…—·«∇😀 \u{3000}\n";
        for before in sample.chars() {
            for after in sample.chars() {
                let body = format!("x{before}**{after}x");
                let prepared = Prepared::new(&body);
                let (left, right) = prepared.text.split_once("**").unwrap_or(("", ""));
                let (l, r) = (left.chars().next_back(), right.chars().next());
                let found = flanks(l.unwrap_or(' '), r.unwrap_or(' '), false);
                assert_eq!(found, flanks(before, after, true), "{body:?}");
            }
        }
    }

    #[test]
    fn runs_side_by_side_are_settled_together() {
        assert_eq!(shown("**注意！**~~旧~~新"), "**注意！**&^~~旧~~新");
        assert_eq!(shown("文~~**（旧）**~~新"), "文~~^&**（旧）**&^~~新");
        let sample = "中カ，：（」！a9(.“…\u{20000} \u{3000}\n";
        let runs = [
            "**~~", "~~**", "***~~", "~~**~~", "**~~*", "_~~", "~~_", "**_", "_**",
        ];
        for (before, after) in sample.chars().flat_map(|b| sample.chars().map(move |a| (b, a))) {
            for chain in runs {
                let body = format!("x{before}{chain}{after}x");
                let amended = said_of(&body, true);
                let found = said_of(&Prepared::new(&body).text, false);
                assert_eq!(found, amended, "{body:?}");
            }
        }
    }

    /// What is said of each run of `text`.
    fn said_of(text: &str, amended: bool) -> Vec<(bool, bool)> {
        let chars: Vec<char> = text.chars().collect();
        let runs = chars.chunk_by(|a, b| a == b).scan(0, |at, run| {
            let start = *at;
            *at += run.len();
            Some((start, run.len(), run[0]))
        });
        runs.filter(|(.., c)| "*~_".contains(*c))
            .map(|(start, len, c)| {
                let (b, a) = (chars[start - 1], chars[start + len]);
                match c {
                    '_' => {
                        let (open, close) = flanks(b, a, false);
                        (
                            open && (!close || is_punctuation(b)),
                            close && (!open || is_punctuation(a)),
                        )
                    }
                    _ => flanks(b, a, amended),
                }
            })
            .collect()
    }

    #[test]
    fn markers_end_where_a_line_goes_too_deep() {
        let deep = "> ".repeat(200) + "a";
        let prepared = Prepared::new(&deep);
        assert_eq!(prepared.text.find('\u{fdd0}'), Some(258));
        let indented = " ".repeat(300) + "- a";
        assert_eq!(Prepared::new(&indented).text.find('\u{fdd0}'), Some(300));
        assert!(Prepared::new(&"-".repeat(300)).marks.is_none());
        assert!(Prepared::new(&(" ".repeat(300) + "x - 1. > 2")).marks.is_none());
    }

    #[test]
    fn offsets_are_mapped_back() {
        let body = "**注：**请**备。**后";
        let prepared = Prepared::new(body);
        let at = |needle| prepared.original(prepared.text.find(needle).unwrap_or(0));
        assert_eq!(at("请"), body.find("请").unwrap_or(0));
        assert_eq!(at("后"), body.find("后").unwrap_or(0));
        assert_eq!(prepared.original(prepared.text.len()), body.len());
        let body = "甲\r\n**注：**请\r\n\r后\r\n";
        let prepared = Prepared::new(body);
        assert_eq!(prepared.text.replace('\u{fdd0}', "^"), "甲\n**注：^**请\n\r后\n");
        for needle in ["**", "请", "\r后", "后"] {
            let at = prepared.text.find(needle).unwrap_or(0);
            let found = body.get(prepared.original(at)..).unwrap_or("");
            assert!(found.starts_with(needle), "{needle:?}: {found:?}");
        }
        assert_eq!(prepared.original(prepared.text.len()), body.len());
    }

    #[test]
    fn a_text_that_holds_the_mark_gets_another() {
        let prepared = Prepared::new("\u{fdd0}**注：**请");
        assert_eq!(prepared.marks.map(|[letter, _]| letter), Some('\u{fdd1}'));
    }
}
