//! Which terms does the index take from a text?
//!
//! Those of [`terms`], but each unigram only where it first stands and at the edges of Han runs: a query for one
//! character needs no more than one place, and a phrase has a single Han character only at an edge. Of a word in pieces each two in a row
//! are a term, too: what stands where they meet is found inside of it.

use crate::search::fold::fold_into;
use crate::search::terms::{Shape, Term, terms};

/// Han characters that are remembered as seen begin here; those of other blocks are always taken.
const FIRST_SEEN: u32 = 0x4E00;
/// How many are remembered, in words of 64.
const SEEN: usize = 0x5200 / 64;

/// Takes terms of texts, one after the other.
#[derive(Debug)]
pub struct Taker {
    folded: String,
    seen: Vec<u64>,
}

impl Default for Taker {
    fn default() -> Taker {
        Taker {
            folded: String::new(),
            seen: vec![0; SEEN],
        }
    }
}

impl Taker {
    /// Gives `take` each term of `text` with its place; places begin at 1, so that a gap of more than white space lies between two values of a
    /// field.
    pub fn each(&mut self, text: &str, mut take: impl FnMut(&str, u32)) {
        fold_into(text, &mut self.folded);
        self.seen.fill(0);
        // The piece that ends right here: where it begins, and its place.
        let mut before: Option<(usize, u32)> = None;
        let mut at = 0;
        for term in terms(&self.folded) {
            let place = term.position.saturating_add(1);
            if is_taken(&mut self.seen, &term) {
                take(term.text, place);
            }
            if term.shape == Shape::Compound {
                continue;
            }
            let met = before
                .take()
                .filter(|_| term.shape == Shape::Word && term.start == at);
            at = term.start + term.text.len();
            if let Some((start, place)) = met {
                take(&self.folded[start..at], place);
            }
            before = (term.shape == Shape::Word).then_some((term.start, place));
        }
    }
}

fn is_taken(seen: &mut [u64], term: &Term<'_>) -> bool {
    term.shape != Shape::Unigram || is_first(seen, term.text) || term.edge
}

/// Whether the character `text` has not been seen; it is then.
fn is_first(seen: &mut [u64], text: &str) -> bool {
    let code = text.chars().next().map_or(0, u32::from);
    let Some(at) = code.checked_sub(FIRST_SEEN) else {
        return true;
    };
    let Some(word) = seen.get_mut(at as usize / 64) else {
        return true;
    };
    let bit = 1 << (at % 64);
    let first = *word & bit == 0;
    *word |= bit;
    first
}
