//! What was painted so far, and what was left?

use super::super::escape;

/// The sort of a word; its class is its name in one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// What is said to people.
    Comment,
    /// A word of the language, or a level of a log that asks for nothing.
    Keyword,
    /// A literal text.
    Text,
    /// A number or a time.
    Number,
    /// The name of an entry: a key, a tag.
    Name,
    /// A variable, or an attribute.
    Variable,
    /// What went wrong.
    Error,
    /// What may go wrong.
    Warning,
    /// What was added.
    Added,
    /// What was taken away.
    Removed,
}

impl Sort {
    fn class(self) -> &'static str {
        match self {
            Sort::Comment => "h-c",
            Sort::Keyword => "h-k",
            Sort::Text => "h-s",
            Sort::Number => "h-n",
            Sort::Name => "h-t",
            Sort::Variable => "h-v",
            Sort::Error => "h-e",
            Sort::Warning => "h-w",
            Sort::Added => "h-a",
            Sort::Removed => "h-r",
        }
    }
}

/// Writes code from left to right. All places are bytes of the code, and lie beside ASCII characters or at its ends.
pub struct Painter<'p> {
    out: &'p mut String,
    code: &'p str,
    done: usize,
}

impl<'p> Painter<'p> {
    /// For `code`, of which nothing is written yet.
    pub fn new(out: &'p mut String, code: &'p str) -> Painter<'p> {
        Painter { out, code, done: 0 }
    }

    /// The code.
    pub fn code(&self) -> &'p str {
        self.code
    }

    /// Writes what stands before `from` as it is, and what stands from there up to `to` as of `sort`.
    pub fn paint(&mut self, from: usize, to: usize, sort: Sort) {
        let (Some(plain), Some(word)) = (self.code.get(self.done..from), self.code.get(from..to)) else {
            return;
        };
        if word.is_empty() {
            return;
        }
        escape::text(self.out, plain);
        self.out.push_str("<span class=\"");
        self.out.push_str(sort.class());
        self.out.push_str("\">");
        escape::text(self.out, word);
        self.out.push_str("</span>");
        self.done = to;
    }

    /// Writes the rest.
    pub fn finish(self) {
        escape::text(self.out, self.code.get(self.done..).unwrap_or(""));
    }
}

/// The lines of `code` without their ends, each with its place.
pub fn lines(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    code.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// Whether `byte` may stand in a word.
pub fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// The end of the stretch of `bytes` from `start` that `belongs`.
pub fn run(bytes: &[u8], start: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().take_while(|byte| belongs(**byte)).count()
}
