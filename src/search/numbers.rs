//! Which number has a term? So that terms are compared and counted as numbers, not as texts.

use rustc_hash::FxHashMap;

/// Terms with numbers from 0, in the order in which they were first seen.
#[derive(Debug, Default)]
pub struct Numbers {
    /// Terms of one or two characters of the basic plane, which nearly all are: both characters as one number.
    short: Table,
    /// All others.
    long: FxHashMap<Box<str>, u32>,
}

impl Numbers {
    /// How many terms have a number.
    pub fn len(&self) -> usize {
        self.short.used + self.long.len()
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
            Some(short) => self.short.number(short, next),
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
        for (short, number) in self.short.all() {
            spell(short, &mut text);
            take(&text, number as usize);
        }
        for (term, number) in &self.long {
            take(term, *number as usize);
        }
    }

    /// Gives `take` each term with its number, in the order of their characters.
    ///
    /// # Errors
    /// The first of `take`.
    pub fn in_order<E>(self, mut take: impl FnMut(&str, usize) -> Result<(), E>) -> Result<(), E> {
        let mut short: Vec<(u32, u32)> = self.short.all().collect();
        short.sort_unstable();
        let mut long: Vec<(Box<str>, u32)> = self.long.into_iter().collect();
        long.sort_unstable();
        let mut long = long.into_iter().peekable();
        let mut text = String::new();
        for (short, number) in short {
            spell(short, &mut text);
            while let Some((term, number)) = long.next_if(|(term, _)| **term < *text) {
                take(&term, number as usize)?;
            }
            take(&text, number as usize)?;
        }
        long.try_for_each(|(term, number)| take(&term, number as usize))
    }
}

/// Numbers by numbers above 0. A place holds both, so that to look one up waits for memory once.
#[derive(Debug, Default)]
struct Table {
    /// Their count is a power of two, and at least twice that of those in use; 0 stands where nothing is.
    places: Vec<(u32, u32)>,
    used: usize,
}

impl Table {
    /// The number of `key`, which is `next` where it has none.
    fn number(&mut self, key: u32, next: u32) -> u32 {
        if self.used * 2 >= self.places.len() {
            self.grow();
        }
        let mut at = self.home(key);
        loop {
            match self.places.get_mut(at) {
                Some((known, number)) if *known == key => return *number,
                Some(place) if place.0 == 0 => {
                    *place = (key, next);
                    self.used += 1;
                    return next;
                }
                Some(_) => at += 1,
                None => at = 0,
            }
        }
    }

    /// Where `key` is looked for first.
    fn home(&self, key: u32) -> usize {
        let mixed = u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        mixed as usize & (self.places.len() - 1)
    }

    fn grow(&mut self) {
        let more = (self.places.len() * 2).max(64);
        let before = std::mem::replace(&mut self.places, vec![(0, 0); more]);
        self.used = 0;
        for (key, number) in before.into_iter().filter(|(key, _)| *key > 0) {
            self.number(key, number);
        }
    }

    fn all(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.places.iter().copied().filter(|(key, _)| *key > 0)
    }

    fn clear(&mut self) {
        self.places.fill((0, 0));
        self.used = 0;
    }
}

/// The values of `pairs` in the order of the numbers that they stand behind, which are below `count`, and for each number where its own begin; the
/// last begins nothing. Those of one number stay in order.
pub fn by_number<T: Copy + Default>(count: usize, pairs: &[(u32, T)]) -> (Vec<usize>, Vec<T>) {
    let mut starts = vec![0; count + 1];
    for (number, _) in pairs {
        starts[*number as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let (mut next, mut values) = (starts.clone(), vec![T::default(); pairs.len()]);
    for (number, value) in pairs {
        let at = &mut next[*number as usize];
        values[*at] = *value;
        *at += 1;
    }
    (starts, values)
}

/// `term` as a number above 0, where it is of one or two characters of the basic plane. Their order is that of the terms.
fn short(term: &str) -> Option<u32> {
    let mut chars = term.chars();
    let first = u16::try_from(u32::from(chars.next()?))
        .ok()
        .filter(|first| *first > 0)?;
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
        assert_eq!(["abc", "𠀀", "a\0", "\0a", ""].map(short), [None; 5]);
    }

    #[test]
    fn values_stay_in_order_behind_their_numbers() {
        let (starts, values) = by_number(4, &[(2, 'a'), (0, 'b'), (2, 'c'), (3, 'd')]);
        assert_eq!((starts, values), (vec![0, 1, 1, 3, 4], vec!['b', 'a', 'c', 'd']));
        assert_eq!(by_number::<u32>(0, &[]), (vec![0], Vec::new()));
    }

    #[test]
    fn many_terms_have_as_many_numbers() {
        let mut numbers = Numbers::default();
        let terms: Vec<String> = ('一'..'丂')
            .flat_map(|a| ('一'..'龥').step_by(9).map(move |b| format!("{a}{b}")))
            .collect();
        for round in 0..2 {
            let found: Vec<usize> = terms.iter().map(|term| numbers.of(term)).collect();
            assert!(found.into_iter().eq(0..terms.len()), "{round}");
        }
        numbers.clear();
        assert_eq!((numbers.len(), numbers.of("文")), (0, 0));
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
            numbers.in_order(take).unwrap();
            prop_assert!(found.iter().map(|(term, _)| term).eq(all));
            for (term, number) in terms.iter().zip(given) {
                prop_assert!(found.contains(&(term.clone(), number)));
            }
        }
    }
}
