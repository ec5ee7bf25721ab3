//! How does trusted HTML get into a page whose author's HTML is cleaned?

use crate::base::hash;

/// Trusted pieces of HTML. A token stands for each until the page is clean; it holds a hash of the text, so that no text can
/// hold it.
pub struct Inserts {
    token: String,
    pieces: Vec<String>,
}

impl Inserts {
    /// For the text `body`.
    pub fn new() -> Inserts {
        Inserts {
            token: String::new(),
            pieces: Vec::new(),
        }
    }

    /// Appends the token of `html` to `out`.
    pub fn push(&mut self, out: &mut String, html: String, body: &str) {
        if self.token.is_empty() {
            self.token = format!("insert-{}-", hash::short(body.as_bytes()));
        }
        out.push_str(&format!("{}{};\n", self.token, self.pieces.len()));
        self.pieces.push(html);
    }

    /// Puts the pieces in place of their tokens.
    pub fn fill(&self, page: String) -> String {
        if self.pieces.is_empty() {
            return page;
        }
        let mut parts = page.split(self.token.as_str());
        let mut out = String::with_capacity(page.len() + self.pieces.iter().map(String::len).sum::<usize>());
        out.push_str(parts.next().unwrap_or(""));
        for part in parts {
            let (number, rest) = part.split_once(';').unwrap_or(("", part));
            let piece = number
                .parse()
                .ok()
                .and_then(|number: usize| self.pieces.get(number));
            out.push_str(piece.map_or("", String::as_str));
            out.push_str(rest);
        }
        out
    }
}
