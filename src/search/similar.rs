//! Which records tell of the same?
//!
//! BM25 over the terms of titles and symptoms. A term that stands in many records tells little and costs much, so it is left out: what one
//! record costs does not grow with their number.

use super::fold::fold_into;
use super::terms::{Shape, terms};
use std::collections::HashMap;

/// So many are named.
pub const MOST: usize = 5;
/// A term that stands in more records is left out.
const COMMON: usize = 200;
/// How much more a term in the title counts.
const TITLE: f32 = 2.0;
/// The constants of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.6;
/// Less than this share of what a record has in common with itself is chance.
const LEAST: f32 = 0.08;

/// What a record tells.
#[derive(Debug, Clone, Copy)]
pub struct Told<'t> {
    /// Its title.
    pub title: &'t str,
    /// What was seen.
    pub symptom: &'t str,
}

/// The terms of many records.
#[derive(Debug, Default)]
pub struct Similar {
    /// For each record its terms, sorted, each once; those that say something.
    records: Vec<Vec<u32>>,
    /// For each term the records that hold it, with how much it says there; none for common ones.
    holders: Vec<Vec<(u32, f32)>>,
}

impl Similar {
    /// The terms of `records`.
    pub fn of<'t>(records: impl IntoIterator<Item = Told<'t>>) -> Similar {
        let (mut numbers, mut folded) = (HashMap::new(), String::new());
        let mut counted: Vec<Vec<(u32, f32)>> = Vec::new();
        for told in records {
            let mut own: Vec<(u32, f32)> = Vec::new();
            for (text, weight) in [(told.title, TITLE), (told.symptom, 1.0)] {
                fold_into(text, &mut folded);
                for term in terms(&folded).filter(|term| says_something(term.shape, term.text)) {
                    let next = numbers.len() as u32;
                    let number = match numbers.get(term.text) {
                        Some(number) => *number,
                        None => *numbers.entry(term.text.to_owned()).or_insert(next),
                    };
                    own.push((number, weight));
                }
            }
            counted.push(summed(own));
        }
        let mut holders = vec![Vec::new(); numbers.len()];
        let all: f32 = counted.iter().map(|own| length(own)).sum();
        let usual = (all / counted.len().max(1) as f32).max(1.0);
        for (record, own) in (0..).zip(&counted) {
            let long = K1 * (1.0 - B + B * length(own) / usual);
            for (term, count) in own {
                if let Some(holders) = holders.get_mut(*term as usize) {
                    holders.push((record, count * (K1 + 1.0) / (count + long)));
                }
            }
        }
        for holders in &mut holders {
            let rarity = rarity(holders.len(), counted.len());
            match holders.len() > COMMON {
                true => *holders = Vec::new(),
                false => holders.iter_mut().for_each(|(_, says)| *says *= rarity),
            }
        }
        let rare = |(term, _): &(u32, f32)| {
            let rare = holders
                .get(*term as usize)
                .is_some_and(|holders| !holders.is_empty());
            rare.then_some(*term)
        };
        let records = counted
            .iter()
            .map(|own| own.iter().filter_map(rare).collect())
            .collect();
        Similar { records, holders }
    }

    /// The records that tell of the same as `record`, with how well they do, in their own order. `record` itself is not among them.
    pub fn to(&self, record: usize) -> Vec<(usize, f32)> {
        let Some(own) = self.records.get(record) else {
            return Vec::new();
        };
        let mut scores: Vec<f32> = vec![0.0; self.records.len()];
        let mut touched: Vec<usize> = Vec::new();
        for term in own {
            let holders = self.holders.get(*term as usize).map_or(&[][..], Vec::as_slice);
            for (holder, says) in holders {
                let holder = *holder as usize;
                let Some(score) = scores.get_mut(holder) else {
                    continue;
                };
                if *score == 0.0 {
                    touched.push(holder);
                }
                *score += says;
            }
        }
        let score = |holder: usize| scores.get(holder).copied().unwrap_or_default();
        let least = score(record) * LEAST;
        let mut found: Vec<(usize, f32)> = touched
            .into_iter()
            .map(|holder| (holder, score(holder)))
            .filter(|(holder, score)| *holder != record && *score >= least)
            .collect();
        found.sort_unstable_by_key(|(holder, _)| *holder);
        found
    }
}

/// How much a term says that so many records of `all` hold.
fn rarity(holders: usize, all: usize) -> f32 {
    let (all, holders) = (all as f32, holders as f32);
    (1.0 + (all - holders + 0.5) / (holders + 0.5)).ln()
}

/// Whether a term can tell one matter from another: two Han characters, a word of more than one letter, a compound.
fn says_something(shape: Shape, text: &str) -> bool {
    match shape {
        Shape::Bigram | Shape::Compound => true,
        Shape::Word => text.len() > 1,
        Shape::Unigram | Shape::Symbol => false,
    }
}

/// `terms`, sorted, each once with the sum of what it counts.
fn summed(mut terms: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    terms.sort_unstable_by_key(|(term, _)| *term);
    terms.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    terms
}

fn length(own: &[(u32, f32)]) -> f32 {
    own.iter().map(|(_, count)| count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(records: &[(&'static str, &'static str)]) -> Similar {
        Similar::of(records.iter().map(|&(title, symptom)| Told { title, symptom }))
    }

    fn best(similar: &Similar, record: usize) -> Vec<usize> {
        let mut found = similar.to(record);
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found.into_iter().map(|(holder, _)| holder).collect()
    }

    #[test]
    fn the_same_symptom_is_near_under_any_title() {
        let similar = of(&[
            ("公文库连接数耗尽", "待办打不开，ORA-12519"),
            ("打印控件装不上", "进度条走到八成就退回"),
            ("周一早上打不开", "待办转圈，日志里是 ora-12519"),
            ("公文库连接数再次耗尽", "又是系统繁忙"),
        ]);
        assert_eq!(best(&similar, 0), [3, 2]);
        assert!(best(&similar, 1).is_empty());
        assert!(similar.to(9).is_empty());
    }

    #[test]
    fn what_stands_everywhere_says_nothing() {
        let many = vec![("每日巡检", "一切正常"); COMMON + 1];
        assert!(of(&many).to(0).is_empty());
        assert_eq!(of(&many[1..]).to(0).len(), COMMON - 1);
        assert!(of(&[("", "")]).to(0).is_empty());
    }
}
