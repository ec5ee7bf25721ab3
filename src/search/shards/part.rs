//! What do some of the documents give?

use super::class::Class;
use super::keys::keys;
use super::spelled::spelled;
use crate::search::document::{Document, Named};
use crate::search::fold::fold;
use std::collections::HashMap;

/// So often a key stands in the text of a document before it counts as [`Class::Often`].
const OFTEN: usize = 3;

/// For each key, the numbers of its documents in order, with their classes.
pub(super) type Postings = HashMap<String, Vec<Posting>>;

/// The number of a document, and how much the key counts there.
pub(super) type Posting = (u32, Class);

/// What some documents give that follow one another.
#[derive(Debug, Default)]
pub struct Part {
    pub(super) documents: Vec<Document>,
    pub(super) postings: Postings,
}

impl Part {
    /// What `documents` give, of which the first has the number `first`.
    pub fn of(first: u32, documents: Vec<Document>) -> Part {
        let mut postings = Postings::new();
        for (number, document) in (first..).zip(&documents) {
            let texts: Vec<(String, Class)> = texts(document)
                .into_iter()
                .map(|(text, class)| (fold(text), class))
                .collect();
            let mut found: HashMap<&str, (usize, Class)> = HashMap::new();
            for (text, class) in &texts {
                keys(text, |key| {
                    let (count, best) = found.entry(key).or_insert((0, *class));
                    *count += 1;
                    *best = (*best).max(*class);
                });
            }
            for (key, (count, class)) in found {
                let class = class.max(if count < OFTEN { Class::Text } else { Class::Often });
                put(&mut postings, key, (number, class));
            }
            for key in spelled(document) {
                put(&mut postings, &key, (number, Class::Label));
            }
        }
        Part { documents, postings }
    }
}

fn put(postings: &mut Postings, key: &str, posting: Posting) {
    match postings.get_mut(key) {
        Some(documents) => documents.push(posting),
        None => {
            postings.insert(key.to_owned(), vec![posting]);
        }
    }
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
