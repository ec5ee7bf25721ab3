//! What do some of the documents give?

use super::chunks::row;
use super::class::Class;
use super::keys::{INSIDE, keys};
use super::postings::{Gathered, Postings};
use super::spelled::Speller;
use crate::search::document::{Document, Named};
use crate::search::fold::fold_into;
use serde::{Deserialize, Serialize};

/// What some documents give that follow one another.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Part {
    /// The documents, of which only names are left.
    pub(super) documents: Vec<Document>,
    /// For each of them, what a reader sees of it.
    pub(super) rows: Vec<String>,
    /// Where keys stand; the documents are numbered from 0.
    pub(super) postings: Postings,
}

impl Part {
    /// How many documents there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.documents.len()).unwrap_or(u32::MAX)
    }

    /// What `documents` give.
    pub fn of(mut documents: Vec<Document>) -> Part {
        let mut postings = Gathered::default();
        let mut speller = Speller::default();
        let mut rows = Vec::with_capacity(documents.len());
        let (mut folded, mut inside) = (String::new(), String::new());
        for (number, document) in (0..).zip(&mut documents) {
            for (text, class) in texts(document) {
                fold_into(text, &mut folded);
                let mut put = |key: &str| postings.put(key, class);
                let mut parts = Vec::new();
                keys(&folded, &mut put, |part| parts.push(part));
                for part in parts {
                    inside.clear();
                    inside.push(INSIDE);
                    inside.push_str(part);
                    put(&inside);
                }
            }
            speller.keys(document, |key| postings.put(key, Class::Label));
            postings.close(number);
            rows.push(row(document));
            forget_texts(document);
        }
        Part {
            documents,
            rows,
            postings: postings.written(),
        }
    }
}

/// Leaves of `document` what columns and sounds are made of.
fn forget_texts(document: &mut Document) {
    for text in [&mut document.body, &mut document.code, &mut document.fields] {
        *text = String::new();
    }
    document.headings = Vec::new();
    document.alts = Vec::new();
}

/// The texts of `document`, each of which is a whole: no literal reaches from one into another.
fn texts(document: &Document) -> Vec<(&str, Class)> {
    let mut all = vec![
        (document.title.as_str(), Class::Title),
        (document.id.as_str(), Class::Title),
    ];
    let names = labels(document);
    let headings = document.headings.iter().map(String::as_str);
    all.extend(names.into_iter().chain(headings).map(|name| (name, Class::Label)));
    let alts = document.alts.iter().map(String::as_str);
    let prose = [&document.fields, &document.body, &document.code].map(String::as_str);
    all.extend(prose.into_iter().chain(alts).map(|text| (text, Class::Text)));
    all
}

/// The names that `document` goes by, besides its ID.
pub(super) fn labels(document: &Document) -> Vec<&str> {
    let mut all: Vec<&str> = document.aliases.iter().map(String::as_str).collect();
    all.push(&document.kind);
    all.extend(document.kind_names.iter().map(String::as_str));
    for Named { id, name } in document.systems.iter().chain(&document.regions) {
        all.extend([id.as_str(), name.as_str()]);
    }
    all.extend(document.tags.iter().map(String::as_str));
    all.extend(document.month.as_deref());
    all.dedup();
    all.retain(|name| !name.is_empty());
    all
}
