//! Which terms does the index take from a text?
//!
//! Those of [`terms`], but each unigram only where it first stands and at the edges of Han runs: a query for one
//! character needs no more than one place, and a phrase has a single Han character only at an edge.

use crate::search::fold::fold_into;
use crate::search::terms::{Shape, Term, Terms, terms};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name under which the schema asks for it.
pub const NAME: &str = "terms";

/// Han characters that are remembered as seen begin here; those of other blocks are always taken.
const FIRST_SEEN: u32 = 0x4E00;
const SEEN: usize = 0x5200;

/// Makes terms of texts.
#[derive(Debug, Clone)]
pub struct TermTokenizer {
    folded: String,
    seen: Vec<bool>,
    token: Token,
}

impl Default for TermTokenizer {
    fn default() -> TermTokenizer {
        TermTokenizer {
            folded: String::new(),
            seen: vec![false; SEEN],
            token: Token::default(),
        }
    }
}

impl Tokenizer for TermTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        fold_into(text, &mut self.folded);
        self.seen.fill(false);
        TermStream {
            terms: terms(&self.folded),
            seen: &mut self.seen,
            token: &mut self.token,
        }
    }
}

/// The terms of one text.
#[derive(Debug)]
pub struct TermStream<'a> {
    terms: Terms<'a>,
    seen: &'a mut [bool],
    token: &'a mut Token,
}

impl TermStream<'_> {
    fn is_taken(&mut self, term: &Term<'_>) -> bool {
        if term.shape != Shape::Unigram {
            return true;
        }
        let code = term.text.chars().next().map_or(0, u32::from);
        let slot = code
            .checked_sub(FIRST_SEEN)
            .and_then(|at| self.seen.get_mut(at as usize));
        let seen = slot.is_some_and(|seen| std::mem::replace(seen, true));
        !seen || term.edge
    }
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        while let Some(term) = self.terms.next() {
            if self.is_taken(&term) {
                self.token.text.clear();
                self.token.text.push_str(term.text);
                // The first position is 1, so that a gap of more than white space lies between two values of a field.
                self.token.position = term.position as usize + 1;
                return true;
            }
        }
        false
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
