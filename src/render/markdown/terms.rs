//! Which words of a text does the glossary explain?

use regex::Regex;
use std::collections::HashMap;

/// The terms of a glossary, and where they stand in a text.
#[derive(Debug)]
pub struct Terms {
    pattern: Regex,
    /// The number of the explanation of each spelling.
    numbers: HashMap<String, usize>,
    explanations: Vec<String>,
}

impl Terms {
    /// The terms with these spellings and explanations; `None` where there are none. Of two explanations of one spelling the first holds.
    pub fn new(entries: Vec<(Vec<String>, String)>) -> Option<Terms> {
        let (mut numbers, mut explanations) = (HashMap::new(), Vec::new());
        for (spellings, says) in entries {
            for spelling in spellings.into_iter().filter(|spelling| !spelling.is_empty()) {
                numbers.entry(spelling).or_insert(explanations.len());
            }
            explanations.push(says);
        }
        let mut spellings: Vec<&String> = numbers.keys().collect();
        // The longest first, so that it wins over those that it begins with.
        spellings.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let choices: Vec<String> = spellings.iter().map(|spelling| regex::escape(spelling)).collect();
        let pattern = (!choices.is_empty())
            .then(|| Regex::new(&choices.join("|")).ok())
            .flatten()?;
        Some(Terms {
            pattern,
            numbers,
            explanations,
        })
    }

    /// The terms in `text`: from where to where each stands, and its number.
    pub fn find(&self, text: &str) -> impl Iterator<Item = (usize, usize, usize)> {
        self.pattern.find_iter(text).filter_map(|found| {
            let before = text.get(..found.start())?.chars().next_back();
            let after = text.get(found.end()..)?.chars().next();
            let (first, last) = (found.as_str().chars().next(), found.as_str().chars().next_back());
            let cut = in_word(before) && in_word(first) || in_word(last) && in_word(after);
            let number = self.numbers.get(found.as_str())?;
            (!cut).then_some((found.start(), found.end(), *number))
        })
    }

    /// What the term with this number means.
    pub fn explanation(&self, number: usize) -> &str {
        self.explanations.get(number).map_or("", String::as_str)
    }
}

/// Whether `c` belongs to a word of letters: such words are taken whole.
fn in_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_term_is_found_and_words_are_taken_whole() {
        let entry = |spellings: &[&str], says: &str| {
            (
                spellings.iter().map(|s| (*s).to_owned()).collect(),
                says.to_owned(),
            )
        };
        let terms = Terms::new(vec![
            entry(&["可用率"], "甲"),
            entry(&["系统可用率", "SLA"], "乙"),
            entry(&["可用率", ""], "丙"),
        ]);
        let terms = terms.unwrap_or_else(|| unreachable!());
        let found = |text: &str| -> Vec<String> {
            terms
                .find(text)
                .map(|(start, end, number)| format!("{}={}", &text[start..end], terms.explanation(number)))
                .collect()
        };
        assert_eq!(found("系统可用率和可用率"), ["系统可用率=乙", "可用率=甲"]);
        assert_eq!(found("按SLA算，SLAB 和 xSLA 不算"), ["SLA=乙"]);
        assert!(Terms::new(vec![entry(&[""], "x")]).is_none() && Terms::new(Vec::new()).is_none());
    }
}
