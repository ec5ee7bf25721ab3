//! How is a language read whose text is words, strings and comments?

use super::painter::{Painter, Sort, in_word, run};

/// What tells the words of a language apart.
pub struct Grammar {
    /// What begins a comment that ends with its line.
    pub comments: &'static [&'static str],
    /// Whether such a comment must stand apart from the word before it.
    pub comments_apart: bool,
    /// What begins and ends a comment over lines.
    pub block: Option<(&'static str, &'static str)>,
    /// What begins and ends a text.
    pub quotes: &'static [u8],
    /// Whether a text may go over lines.
    pub long_texts: bool,
    /// Whether `\` takes the next character's meaning away.
    pub escapes: bool,
    /// What begins a variable.
    pub variable: Option<u8>,
    /// Whether a text before a colon is the name of an entry.
    pub names: bool,
    /// Whether case means nothing in words.
    pub any_case: bool,
    /// The words of the language, sorted; in lower case where case means nothing.
    pub keywords: &'static [&'static str],
}

/// A text longer than this (bytes) has lost its end.
const LONGEST: usize = 1024;

/// Paints the code by `grammar`.
pub fn read(painter: &mut Painter<'_>, grammar: &Grammar) {
    let code = painter.code();
    let bytes = code.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        let found = match byte {
            b' ' | b'\n' | b'\t' | b'\r' => None,
            _ if in_word(byte) => Some(word(code, at, grammar)),
            _ => mark(code, at, grammar),
        };
        match found {
            Some((end, Some(sort))) => {
                painter.paint(at, end, sort);
                at = end;
            }
            Some((end, None)) => at = end,
            None => at += 1,
        }
    }
}

/// The word, number or stretch of other scripts at `at`: its end and its sort.
fn word(code: &str, at: usize, grammar: &Grammar) -> (usize, Option<Sort>) {
    let bytes = code.as_bytes();
    let end = run(bytes, at, in_word);
    let text = code.get(at..end).unwrap_or("");
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let end = run(bytes, at, |byte| in_word(byte) || byte == b'.');
        return (end, Some(Sort::Number));
    }
    (end, grammar.knows(text).then_some(Sort::Keyword))
}

/// What a sign at `at` begins: its end and its sort.
fn mark(code: &str, at: usize, grammar: &Grammar) -> Option<(usize, Option<Sort>)> {
    let (bytes, rest) = (code.as_bytes(), code.get(at..)?);
    let byte = *bytes.get(at)?;
    if grammar.begins_comment(code, at) {
        return Some((run(bytes, at, |byte| byte != b'\n'), Some(Sort::Comment)));
    }
    if let Some((open, close)) = grammar.block
        && let Some(inner) = rest.strip_prefix(open)
    {
        let end = inner
            .find(close)
            .map_or(code.len(), |end| at + open.len() + end + close.len());
        return Some((end, Some(Sort::Comment)));
    }
    if grammar.quotes.contains(&byte) {
        let end = text_end(bytes, at, grammar);
        let is_name = grammar.names && bytes.get(run(bytes, end, |b| b == b' ')) == Some(&b':');
        let sort = if is_name { Sort::Name } else { Sort::Text };
        return Some((end, Some(sort)));
    }
    (grammar.variable == Some(byte)).then(|| variable(bytes, at))
}

/// The end of the text whose quotation mark stands at `at`; of one that has lost its end, that of its line.
fn text_end(bytes: &[u8], at: usize, grammar: &Grammar) -> usize {
    let quote = bytes.get(at).copied();
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end).copied().filter(|_| end - at < LONGEST) {
        match byte {
            b'\\' if grammar.escapes => end += 1,
            b'\n' if !grammar.long_texts => return end,
            _ if Some(byte) == quote => return end + 1,
            _ => {}
        }
        end += 1;
    }
    run(bytes, at, |byte| byte != b'\n')
}

/// `$name` and `${name}`.
fn variable(bytes: &[u8], at: usize) -> (usize, Option<Sort>) {
    let end = match bytes.get(at + 1) {
        Some(b'{') => run(bytes, at + 1, |byte| byte != b'}' && byte != b'\n') + 1,
        _ => run(bytes, at + 1, |byte| in_word(byte) && byte < 0x80),
    };
    let end = end.min(bytes.len());
    (end, (end > at + 1).then_some(Sort::Variable))
}

impl Grammar {
    fn begins_comment(&self, code: &str, at: usize) -> bool {
        let rest = code.get(at..).unwrap_or("");
        let before = at.checked_sub(1).and_then(|before| code.as_bytes().get(before));
        let apart = before.is_none_or(u8::is_ascii_whitespace);
        (apart || !self.comments_apart) && self.comments.iter().any(|sign| rest.starts_with(sign))
    }

    fn knows(&self, word: &str) -> bool {
        const WIDEST: usize = 24;
        let mut lower = [0; WIDEST];
        match lower.get_mut(..word.len()) {
            Some(lower) if self.any_case => {
                lower.copy_from_slice(word.as_bytes());
                lower.make_ascii_lowercase();
                self.keywords
                    .binary_search_by(|known| known.as_bytes().cmp(lower))
                    .is_ok()
            }
            Some(_) => self.keywords.binary_search(&word).is_ok(),
            None => false,
        }
    }
}
