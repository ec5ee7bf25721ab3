//! The questions of `tests/search/questions.yaml`, and which records answer each of them.

use crate::search::corpus::Corpus;
use casebook::search::fold::fold;
use casebook::search::terms::is_word;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Questions of one class.
#[derive(Deserialize)]
pub struct Class {
    #[serde(rename = "class")]
    pub name: String,
    #[serde(flatten)]
    pub questions: Questions,
}

/// Questions, by how their answers are known.
#[derive(Deserialize)]
#[serde(tag = "truth", content = "ask", rename_all = "lowercase")]
pub enum Questions {
    /// What holds all words.
    Literal(Vec<String>),
    /// What has this name in its title or its systems, or holds what was typed.
    Named(BTreeMap<String, String>),
    /// What holds all words and fits.
    Fields(Vec<Fields>),
    /// What a person found to answer it, from 3 (does) to 1 (belongs to it).
    Judged(BTreeMap<String, BTreeMap<String, u8>>),
}

/// A question with filters, and what it means.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    ask: String,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    system: Vec<String>,
    #[serde(default)]
    kind: Vec<String>,
    #[serde(default)]
    region: Vec<String>,
    #[serde(default)]
    tag: Vec<String>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
}

/// How well each record that answers a question does, from 3 to 1, by the number of its document.
pub type Answers = BTreeMap<usize, u8>;

pub fn classes() -> Vec<Class> {
    serde_yaml::from_str(include_str!("../../search/questions.yaml")).unwrap()
}

impl Questions {
    /// Whether only the first hits count, and not all.
    pub fn ranked(&self) -> bool {
        matches!(self, Questions::Judged(_))
    }

    /// Each question with its answers.
    pub fn answered(&self, corpus: &Corpus) -> Vec<(String, Answers)> {
        match self {
            Questions::Literal(all) => all
                .iter()
                .map(|ask| (ask.clone(), literal(corpus, ask)))
                .collect(),
            Questions::Named(all) => all
                .iter()
                .map(|(ask, name)| (ask.clone(), named(corpus, ask, name)))
                .collect(),
            Questions::Fields(all) => all
                .iter()
                .map(|fields| (fields.ask.clone(), fields.answers(corpus)))
                .collect(),
            Questions::Judged(all) => all
                .iter()
                .map(|(ask, judged)| (ask.clone(), by_id(corpus, judged)))
                .collect(),
        }
    }
}

fn literal(corpus: &Corpus, ask: &str) -> Answers {
    let (words, open): (Vec<String>, bool) = match ask.strip_prefix('"') {
        Some(quoted) => (vec![fold(quoted.trim_end_matches('"'))], false),
        None => (ask.split_whitespace().map(fold).collect(), true),
    };
    let grade = |number: usize| {
        let last = words.len() - 1;
        let held = words.iter().enumerate().map(|(at, word)| {
            let goes_on = open && at == last && word.chars().next_back().is_some_and(is_word);
            corpus.holds(number, word, goes_on, open)
        });
        let is_id = fold(&corpus.documents[number].id) == fold(ask);
        if is_id { 3 } else { held.min().unwrap_or(0) }
    };
    answers(corpus, grade)
}

fn named(corpus: &Corpus, ask: &str, name: &str) -> Answers {
    answers(corpus, |number| {
        let document = &corpus.documents[number];
        let in_system = document.systems.iter().any(|system| system.name.contains(name));
        match (document.title.contains(name), in_system) {
            (true, _) => 3,
            (_, true) => 2,
            _ => corpus.holds(number, ask, true, true).min(1),
        }
    })
}

impl Fields {
    fn answers(&self, corpus: &Corpus) -> Answers {
        answers(corpus, |number| {
            let document = &corpus.documents[number];
            let any = |wanted: &[String], there: &[&String]| {
                wanted.is_empty() || wanted.iter().any(|one| there.contains(&one))
            };
            let ids = |named: &'_ [casebook::search::Named]| -> Vec<String> {
                named.iter().map(|one| one.id.clone()).collect()
            };
            let (mut systems, regions): (Vec<String>, Vec<String>) =
                (ids(&document.systems), ids(&document.regions));
            systems.extend(ids(&document.row_systems));
            let day = document.date.map(|date| date.to_string());
            let fits = any(&self.system, &systems.iter().collect::<Vec<_>>())
                && any(&self.region, &regions.iter().collect::<Vec<_>>())
                && any(&self.kind, &[&document.kind])
                && any(&self.tag, &document.tags.iter().collect::<Vec<_>>())
                && self.from.as_ref().is_none_or(|from| day.as_ref() >= Some(from))
                && self
                    .to
                    .as_ref()
                    .is_none_or(|to| day.as_ref().is_some_and(|day| day <= to));
            let held = self
                .holds
                .iter()
                .map(|word| corpus.holds(number, word, false, true));
            if fits { held.min().unwrap_or(1) } else { 0 }
        })
    }
}

fn by_id(corpus: &Corpus, judged: &BTreeMap<String, u8>) -> Answers {
    let number = |id: &String| corpus.documents.iter().position(|document| document.id == *id);
    judged
        .iter()
        .map(|(id, grade)| (number(id).unwrap_or_else(|| panic!("no record {id}")), *grade))
        .collect()
}

fn answers(corpus: &Corpus, grade: impl Fn(usize) -> u8) -> Answers {
    let graded = (0..corpus.documents.len()).map(|number| (number, grade(number)));
    graded.filter(|(_, grade)| *grade > 0).collect()
}
