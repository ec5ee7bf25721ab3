//! Which documents does a filter mean?

use super::digits;
use crate::search::document::{Document, Named};
use serde::Serialize;
use std::collections::BTreeMap;

/// For each value of a scope, its names and the documents that have it.
#[derive(Debug, Default)]
struct Column(BTreeMap<Vec<String>, Vec<usize>>);

/// What filters look at.
#[derive(Debug, Default)]
pub struct Columns {
    kind: Column,
    system: Column,
    region: Column,
    tag: Column,
    month: Column,
    /// For each document its day as the number 20230501; 0 without one.
    days: Vec<usize>,
}

/// A column as a browser reads it.
#[derive(Serialize, Default)]
pub struct Written {
    /// For each value, its ID and its names.
    names: Vec<Vec<String>>,
    /// For each value, the distances between its documents. For days a single text: how much earlier each document is than the
    /// one before, the first before the year 10000.
    docs: Vec<String>,
}

impl Columns {
    /// The columns of `documents`.
    pub fn of(documents: &[Document]) -> Columns {
        let mut columns = Columns::default();
        for (number, document) in documents.iter().enumerate() {
            let kind = [&document.kind].into_iter().chain(&document.kind_names);
            columns.kind.add(kind.cloned().collect(), number);
            columns.system.add_named(&document.systems, number);
            columns.region.add_named(&document.regions, number);
            for tag in &document.tags {
                columns.tag.add(vec![tag.clone()], number);
            }
            if let Some(month) = &document.month {
                columns.month.add(vec![month.clone()], number);
            }
            columns.days.push(day(document));
        }
        columns
    }

    /// The columns with the names of their shards.
    pub fn shards(self) -> [(&'static str, Written); 6] {
        let mut text = String::new();
        let mut before = 99_999_999;
        for day in self.days {
            digits::push(before - day.min(before), &mut text);
            before = day.min(before);
        }
        let days = Written {
            docs: vec![text],
            ..Written::default()
        };
        [
            ("kind", self.kind.written()),
            ("system", self.system.written()),
            ("region", self.region.written()),
            ("tag", self.tag.written()),
            ("month", self.month.written()),
            ("day", days),
        ]
    }
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
        let mut written = Written::default();
        for (names, documents) in self.0 {
            let mut text = String::new();
            digits::push_distances(documents, &mut text);
            written.names.push(names);
            written.docs.push(text);
        }
        written
    }
}

/// The day of `document` as the number 20230501; 0 without one.
fn day(document: &Document) -> usize {
    let digits = document.date.map(|date| date.strftime("%Y%m%d").to_string());
    digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}
