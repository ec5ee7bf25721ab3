//! Which number has a term? So that terms are compared and counted as numbers, not as texts.

use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// Terms with numbers from 0, in the order in which they were first seen.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Terms of one or two characters of the basic plane, which nearly all are: both characters as one number.
    short: FxHashMap<u32, u32>,
    /// All others.
    long: FxHashMap<Box<str>, u32>,
}

impl Numbers {
    /// How many terms have a number.
    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// Forgets all terms.
    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
    }

    /// The number of `term`, which it gets where it has none.
    pub fn of(&mut self, term: &str) -> usize {
        let next = self.len() as u32;
        let number = match short(term) {
            Some(short) => *self.short.entry(short).or_insert(next),
            None => match self.long.get(term) {
                Some(known) => *known,
                None => {
                    self.long.insert(term.into(), next);
                    next
                }
            },
        };
        number as usize
    }

    /// Gives `take` each term with its number, in no order.
    pub fn each(&self, mut take: impl FnMut(&str, usize)) {
        let mut text = String::new();
        for (short, number) in &self.short {
            spell(*short, &mut text);
            take(&text, *number as usize);
        }
        for (term, number) in &self.long {
            take(term, *number as usize);
        }
    }

    /// Gives `take` each term with its number, in the order that `compare` gives longer terms; short ones are in the order of their characters.
    ///
    /// # Errors
    /// The first of `take`.
    pub fn in_order<E>(
        self,
        compare: fn(&str, &str) -> Ordering,
        mut take: impl FnMut(&str, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut short: Vec<(u32, u32)> = self.short.into_iter().collect();
        short.sort_unstable();
        let mut long: Vec<(Box<str>, u32)> = self.long.into_iter().collect();
        long.sort_unstable_by(|(one, _), (other, _)| compare(one, other));
        let mut long = long.into_iter().peekable();
        let mut text = String::new();
        for (short, number) in short {
            spell(short, &mut text);
            while let Some((term, number)) = long.next_if(|(term, _)| compare(term, &text).is_lt()) {
                take(&term, number as usize)?;
            }
            take(&text, number as usize)?;
        }
        long.try_for_each(|(term, number)| take(&term, number as usize))
    }
}

/// `term` as a number, where it is of one or two characters of the basic plane. Their order is that of the terms.
fn short(term: &str) -> Option<u32> {
    let mut chars = term.chars();
    let first = u16::try_from(u32::from(chars.next()?)).ok()?;
    let second = match chars.next() {
        Some(second) => u16::try_from(u32::from(second))
            .ok()
            .filter(|second| *second > 0)?,
        None => 0,
    };
    let is_all = chars.as_str().is_empty();
    is_all.then_some(u32::from(first) << 16 | u32::from(second))
}

/// Puts the term that is `short` as a number in place of what `text` holds.
fn spell(short: u32, text: &mut String) {
    text.clear();
    text.extend(char::from_u32(short >> 16));
    text.extend(char::from_u32(short & 0xFFFF).filter(|second| *second != '\0'));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::convert::Infallible;

    #[test]
    fn short_terms_are_numbers_in_the_order_of_terms() {
        let terms = ["a", "ab", "b", "公", "公文", "管", "，"];
        let numbers: Vec<u32> = terms.iter().map(|term| short(term).unwrap()).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        for (number, term) in numbers.into_iter().zip(terms) {
            let mut text = "x".to_owned();
            spell(number, &mut text);
            assert_eq!(text, term);
        }
        assert_eq!([short("abc"), short("𠀀"), short("a\0"), short("")], [None; 4]);
    }

    proptest! {
        #[test]
        fn all_come_back_in_order_with_one_number(terms in prop::collection::vec("[a-c公文𠀀\u{FFE5}\0]{0,3}", 0..30)) {
            let mut numbers = Numbers::default();
            let given: Vec<usize> = terms.iter().map(|term| numbers.of(term)).collect();
            let all: BTreeSet<&String> = terms.iter().collect();
            prop_assert_eq!(numbers.len(), all.len());
            let mut found = Vec::new();
            let take = |term: &str, number: usize| {
                found.push((term.to_owned(), number));
                Ok::<(), Infallible>(())
            };
            numbers.in_order(|one, other| one.cmp(other), take).unwrap();
            prop_assert!(found.iter().map(|(term, _)| term).eq(all));
            for (term, number) in terms.iter().zip(given) {
                prop_assert!(found.contains(&(term.clone(), number)));
            }
        }
    }
}
