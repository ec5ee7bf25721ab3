//! What does a code block look like?

use super::{escape, highlight};
use crate::base::Span;
use crate::record::markdown::query::{self, Query};
use pulldown_cmark::CodeBlockKind;

/// A code block that is being read.
pub struct Code {
    /// The info string.
    pub info: String,
    /// The code.
    pub text: String,
    place: Option<Span>,
}

impl Code {
    /// An empty block.
    pub fn new(kind: &CodeBlockKind<'_>) -> Code {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.to_string(),
            CodeBlockKind::Indented => String::new(),
        };
        Code {
            info,
            text: String::new(),
            place: None,
        }
    }

    /// Adds a piece of the code.
    pub fn push(&mut self, text: &str, span: Span) {
        self.text.push_str(text);
        let start = self.place.map_or(span.start, |place| place.start);
        self.place = Some(Span::new(start, span.end));
    }

    /// The query that the block at `span` asks.
    pub fn query(&self, span: Span) -> Option<Query> {
        query::options(&self.info).map(|options| Query {
            options: options.to_owned(),
            sql: self.text.clone(),
            span,
            sql_span: self.place.unwrap_or(Span::new(span.end, span.end)),
        })
    }
}

/// A code block in `language`, for pages that show code of their own.
pub fn code_block(language: &str, code: &str) -> String {
    let mut out = String::new();
    block(&mut out, language, code);
    out
}

/// Appends a code block.
pub fn block(out: &mut String, info: &str, code: &str) {
    out.push_str("<pre><code");
    let language = language(info);
    if !language.is_empty() {
        out.push_str(" class=\"language-");
        escape::attribute(out, language);
        out.push('"');
    }
    out.push('>');
    highlight::write(out, language, code);
    out.push_str("</code></pre>\n");
}

/// The language that an info string names: its first word.
fn language(info: &str) -> &str {
    info.split([' ', '\t', ',', '{']).next().unwrap_or("")
}
