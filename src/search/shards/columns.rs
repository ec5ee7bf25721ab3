//! Which documents does a filter mean?

use super::digits;
use crate::search::document::{Document, Named};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Ages are told in so many parts of a year, of so many days, up to so many years; a document without a day is a year old.
const STEPS: usize = 4;
const OLD: usize = 5;
const YEAR: usize = 365;

/// For each value of a scope, its names and the documents that have it.
#[derive(Debug, Default)]
struct Column(BTreeMap<Vec<String>, Vec<usize>>);

/// What filters and facets look at.
#[derive(Debug, Default)]
pub struct Columns {
    kind: Column,
    system: Column,
    region: Column,
    tag: Column,
    month: Column,
    /// For each document its day, in days after the year 0; 0 without one.
    days: Vec<usize>,
}

/// A column as a browser reads it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Written {
    /// For each value, its ID and its names.
    names: Vec<Vec<String>>,
    /// For each value, the distances between its documents.
    docs: Vec<String>,
}

/// What every answer needs, as a browser reads it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Facets {
    kind: Written,
    system: Written,
    /// How old documents are: for each stretch of them that are as old, how many they are, and how much older than the one before.
    ages: String,
}

/// The columns as a browser reads them.
pub struct All {
    /// What every answer needs.
    pub facets: Facets,
    /// What only filters need, with the names of their shards.
    pub filters: [(&'static str, Written); 3],
    /// For each document the distance of its day from that of the one before.
    pub days: String,
}

impl Columns {
    /// Adds `document`, which follows those there already.
    pub fn add(&mut self, document: &Document) {
        let number = self.days.len();
        let kind = [&document.kind].into_iter().chain(&document.kind_names);
        self.kind.add(kind.cloned().collect(), number);
        self.system.add_named(&document.systems, number);
        self.system.add_named(&document.row_systems, number);
        self.region.add_named(&document.regions, number);
        for tag in &document.tags {
            self.tag.add(vec![tag.clone()], number);
        }
        if let Some(month) = &document.month {
            self.month.add(vec![month.clone()], number);
        }
        self.days.push(day(document));
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// What kinds, systems, regions and tags are called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let all = [&self.kind, &self.system, &self.region, &self.tag];
        let names = all.into_iter().flat_map(|column| column.0.keys().flatten());
        names.map(String::as_str)
    }

    /// The columns as a browser reads them.
    pub fn written(self) -> All {
        let mut days = String::new();
        let mut before = 0;
        for day in &self.days {
            digits::push_signed(*day, before, &mut days);
            before = *day;
        }
        All {
            facets: Facets {
                ages: ages(&self.days),
                kind: self.kind.written(),
                system: self.system.written(),
            },
            filters: [
                ("region", self.region.written()),
                ("tag", self.tag.written()),
                ("month", self.month.written()),
            ],
            days,
        }
    }
}

/// The ages of documents with these days, in [`STEPS`] to the year, beside the latest of them.
fn ages(days: &[usize]) -> String {
    let newest = days.iter().copied().max().unwrap_or(0);
    let age = |day: &usize| match day {
        0 => STEPS,
        day => ((newest - day) * STEPS / YEAR).min(OLD * STEPS),
    };
    let ages: Vec<usize> = days.iter().map(age).collect();
    let (mut text, mut before) = (String::new(), 0);
    for stretch in ages.chunk_by(|a, b| a == b) {
        let own = stretch.first().copied().unwrap_or(0);
        digits::push(stretch.len(), &mut text);
        digits::push_signed(own, before, &mut text);
        before = own;
    }
    text
}

impl Column {
    fn add(&mut self, mut names: Vec<String>, number: usize) {
        names.dedup();
        let documents = self.0.entry(names).or_default();
        if documents.last() != Some(&number) {
            documents.push(number);
        }
    }

    fn add_named(&mut self, values: &[Named], number: usize) {
        for Named { id, name } in values {
            self.add(vec![id.clone(), name.clone()], number);
        }
    }

    fn written(self) -> Written {
        let text = |documents: Vec<usize>| {
            let mut text = String::new();
            digits::push_distances(documents, &mut text);
            text
        };
        let (names, docs) = self
            .0
            .into_iter()
            .map(|(names, documents)| (names, text(documents)))
            .unzip();
        Written { names, docs }
    }
}

/// The day of `document`, in days after the year 0; 0 without one.
fn day(document: &Document) -> usize {
    let start = jiff::civil::date(0, 1, 1);
    let days = document.date.and_then(|date| date.since(start).ok());
    days.map_or(0, |span| usize::try_from(span.get_days()).unwrap_or(0))
}
