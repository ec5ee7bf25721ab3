//! Which records tell of the same?
//!
//! BM25 over the terms of titles and symptoms. A term that stands in many records tells little and costs much, so it is left out: what one
//! record costs does not grow with their number.

use super::fold::fold_into;
use super::terms::{Shape, terms};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// So many are named.
pub const MOST: usize = 5;
/// A term that stands in more records is left out.
const COMMON: usize = 200;
/// When more records than these tell something else, all are looked at again.
const CHANGED: usize = 64;
/// How much more a term in the title counts.
const TITLE: u32 = 2;
/// The constants of BM25.
const K1: f32 = 1.2;
const B: f32 = 0.6;
/// Scores are counted in such parts, so that their sums do not depend on the order of terms.
const PARTS: f32 = (1 << 16) as f32;
/// Less than this percentage of what a record has in common with itself is chance.
const LEAST: u64 = 8;

/// What a record tells.
#[derive(Debug, Clone, Copy)]
pub struct Told<'t> {
    /// Its title.
    pub title: &'t str,
    /// What was seen.
    pub symptom: &'t str,
}

/// The terms of many records.
#[derive(Debug, Clone)]
pub struct Similar {
    all: Arc<All>,
    /// The records that tell something else by now, and what.
    changed: BTreeMap<u32, Own>,
    /// The numbers of the terms that only they hold.
    fresh: HashMap<String, u32>,
    /// How many terms each record holds, and all together.
    lengths: Vec<u32>,
    length: u64,
}

/// What the records told at first.
#[derive(Debug, Default)]
struct All {
    numbers: HashMap<String, u32>,
    records: Vec<Own>,
    /// For each term the records that hold it, and how often; none where these are too many.
    holders: Vec<Vec<(u32, u32)>>,
}

/// The terms of a record, by number, each once with how much it counts.
#[derive(Debug, Clone, Default)]
struct Own {
    terms: Vec<(u32, u32)>,
}

impl Own {
    /// What the record that tells `told` holds; `number` gives each term its number.
    fn of(told: Told<'_>, folded: &mut String, mut number: impl FnMut(&str) -> u32) -> Own {
        let mut terms_of_it: Vec<(u32, u32)> = Vec::new();
        for (text, weight) in [(told.title, TITLE), (told.symptom, 1)] {
            fold_into(text, folded);
            let telling = terms(folded).filter(|term| says_something(term.shape, term.text));
            terms_of_it.extend(telling.map(|term| (number(term.text), weight)));
        }
        Own {
            terms: summed(terms_of_it),
        }
    }

    /// How many terms it holds, each as often as it counts.
    fn length(&self) -> u32 {
        self.terms.iter().map(|(_, count)| count).sum()
    }

    fn count(&self, term: u32) -> Option<u32> {
        let at = self.terms.binary_search_by_key(&term, |(term, _)| *term).ok()?;
        self.terms.get(at).map(|(_, count)| *count)
    }
}

impl Similar {
    /// The terms of `records`.
    pub fn of<'t>(records: impl IntoIterator<Item = Told<'t>>) -> Similar {
        let mut all = All::default();
        let mut folded = String::new();
        for told in records {
            let numbers = &mut all.numbers;
            let own = Own::of(told, &mut folded, |term| {
                let next = numbers.len() as u32;
                match numbers.get(term) {
                    Some(number) => *number,
                    None => *numbers.entry(term.to_owned()).or_insert(next),
                }
            });
            all.records.push(own);
        }
        all.holders = vec![Vec::new(); all.numbers.len()];
        for (record, own) in (0..).zip(&all.records) {
            for (term, count) in &own.terms {
                if let Some(holders) = all.holders.get_mut(*term as usize) {
                    holders.push((record, *count));
                }
            }
        }
        // Those that a few changes could make rare enough are kept.
        for holders in all.holders.iter_mut().filter(|all| all.len() > COMMON + CHANGED) {
            *holders = Vec::new();
        }
        let lengths: Vec<u32> = all.records.iter().map(Own::length).collect();
        Similar {
            length: lengths.iter().copied().map(u64::from).sum(),
            lengths,
            all: Arc::new(all),
            changed: BTreeMap::new(),
            fresh: HashMap::new(),
        }
    }

    /// The same records after those in `changed`, by number, tell something else; `None` where all have to be looked at again.
    pub fn after<'t>(&self, changed: impl IntoIterator<Item = (usize, Told<'t>)>) -> Option<Similar> {
        let mut next = self.clone();
        let mut folded = String::new();
        for (record, told) in changed {
            let (known, fresh) = (&next.all.numbers, &mut next.fresh);
            let own = Own::of(told, &mut folded, |term| {
                let number = known.get(term).or_else(|| fresh.get(term)).copied();
                number.unwrap_or_else(|| {
                    let number = (known.len() + fresh.len()) as u32;
                    fresh.insert(term.to_owned(), number);
                    number
                })
            });
            let length = next.lengths.get_mut(record)?;
            next.length += u64::from(own.length());
            next.length -= u64::from(std::mem::replace(length, own.length()));
            next.changed.insert(u32::try_from(record).ok()?, own);
        }
        (next.changed.len() <= CHANGED).then_some(next)
    }

    fn own(&self, record: usize) -> Option<&Own> {
        let changed = u32::try_from(record)
            .ok()
            .and_then(|record| self.changed.get(&record));
        changed.or_else(|| self.all.records.get(record))
    }

    /// The records that hold `term`, and how much it counts there; `None` where these are too many.
    fn holders(&self, term: u32) -> Option<Cow<'_, [(u32, u32)]>> {
        let holders = match self.all.holders.get(term as usize) {
            Some(common) if common.is_empty() => return None,
            Some(holders) => holders.as_slice(),
            None => &[],
        };
        let holders = if self.changed.is_empty() {
            Cow::Borrowed(holders)
        } else {
            let kept = holders
                .iter()
                .filter(|(record, _)| !self.changed.contains_key(record));
            let changed = self.changed.iter();
            let added = changed.filter_map(|(record, own)| Some((*record, own.count(term)?)));
            Cow::Owned(kept.copied().chain(added).collect())
        };
        (holders.len() <= COMMON).then_some(holders)
    }

    /// The records that tell of the same as `record`, with how well they do, in their own order. `record` itself is not among them.
    pub fn to(&self, record: usize) -> Vec<(usize, u64)> {
        let Some(own) = self.own(record) else {
            return Vec::new();
        };
        let records = self.all.records.len();
        let usual = (self.length as f32 / records.max(1) as f32).max(1.0);
        let lengths = &self.lengths;
        SCORES.with_borrow_mut(
            |Scores {
                 scores,
                 holders: scored,
             }| {
                scores.resize(scores.len().max(records), 0);
                for (term, _) in &own.terms {
                    let Some(holders) = self.holders(*term) else {
                        continue;
                    };
                    let rarity = rarity(holders.len(), records) * (K1 + 1.0) * PARTS;
                    for &(holder, count) in &*holders {
                        let at = holder as usize;
                        let (Some(length), Some(score)) = (lengths.get(at), scores.get_mut(at)) else {
                            continue;
                        };
                        let (length, count) = (*length as f32, count as f32);
                        let long = K1 * (1.0 - B + B * length / usual);
                        if *score == 0 {
                            scored.push(holder);
                        }
                        *score += (rarity * count / (count + long)) as u64;
                    }
                }
                let own = scores.get(record).copied().unwrap_or_default();
                let least = own * LEAST / 100;
                let taken = scored.drain(..).filter_map(|holder| {
                    let score = scores.get_mut(holder as usize).map(std::mem::take)?;
                    Some((holder as usize, score))
                });
                let mut found: Vec<(usize, u64)> = taken
                    .filter(|(holder, score)| *holder != record && *score >= least.max(1))
                    .collect();
                found.sort_unstable_by_key(|(holder, _)| *holder);
                found
            },
        )
    }
}

/// What the records that share terms with one have in common with it. An array over all records: what is in it is taken out again, so that a page
/// costs no more the more there are.
#[derive(Default)]
struct Scores {
    scores: Vec<u64>,
    /// Those with a score, each once unless it was 0.
    holders: Vec<u32>,
}

thread_local! {
    static SCORES: RefCell<Scores> = RefCell::default();
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
fn summed(mut terms: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::{Strategy, any, prop_assert_eq, proptest};
    use proptest::sample::Index;

    fn of(records: &[(&'static str, &'static str)]) -> Similar {
        Similar::of(records.iter().map(|&(title, symptom)| Told { title, symptom }))
    }

    fn best(similar: &Similar, record: usize) -> Vec<usize> {
        let mut found = similar.to(record);
        found.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
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

    proptest! {
        #[test]
        fn what_changed_is_as_if_it_had_always_been_so(
            mut told in vec(text(), 1..30),
            changes in vec((any::<Index>(), text()), 0..20),
        ) {
            let of = |told: &[(String, String)]| {
                Similar::of(told.iter().map(|(title, symptom)| Told { title, symptom }))
            };
            let mut similar = of(&told);
            for (at, text) in changes {
                let at = at.index(told.len());
                told[at] = text;
                let (title, symptom) = &told[at];
                similar = similar.after([(at, Told { title, symptom })]).unwrap();
                let fresh = of(&told);
                for record in 0..told.len() {
                    prop_assert_eq!(similar.to(record), fresh.to(record));
                }
            }
        }
    }

    fn text() -> impl Strategy<Value = (String, String)> {
        ("[公文打印 库]{0,6}", "[登录失败 ora]{0,12}")
    }
}
