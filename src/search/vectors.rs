//! The golden vectors, `tests/vectors/terms.json`: what both tiers must make of a text and of a question.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::fold::{Folded, fold};
use super::query::{Fragments, Query, Word};
use super::terms::{Shape, terms};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vectors {
    terms: Vec<Text>,
    queries: Vec<Question>,
    places: Vec<Place>,
    fragments: Vec<Broken>,
    apart: Vec<Apart>,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    folded: String,
    terms: Vec<(String, u32, Shape)>,
}

#[derive(Deserialize)]
struct Question {
    text: String,
    #[serde(flatten)]
    parsed: Query,
}

#[derive(Deserialize)]
struct Broken {
    text: String,
    pieces: Vec<String>,
    pairs: Vec<String>,
    least: usize,
}

#[derive(Deserialize)]
struct Apart {
    text: String,
    apart: Vec<String>,
}

#[derive(Deserialize)]
struct Place {
    text: String,
    find: String,
    original: String,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../../tests/vectors/terms.json")).unwrap()
}

#[test]
fn texts_fold_and_fall_into_terms_as_agreed() {
    let all = vectors().terms;
    assert!(all.len() >= 60);
    for Text {
        text,
        folded,
        terms: expected,
    } in all
    {
        assert_eq!(fold(&text), folded, "{text:?}");
        let found: Vec<(String, u32, Shape)> = terms(&folded)
            .map(|term| (term.text.to_owned(), term.position, term.shape))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn questions_are_understood_as_agreed() {
    for Question { text, parsed } in vectors().queries {
        let found = Query {
            text: String::new(),
            ..Query::parse(&text)
        };
        assert_eq!(found, parsed, "{text:?}");
    }
}

#[test]
fn questions_fall_into_the_parts_agreed_on() {
    let texts = |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.text.clone()).collect() };
    for broken in vectors().fragments {
        let found = Fragments::of(&Query::parse(&broken.text));
        let all = (texts(&found.pieces), texts(&found.pairs), found.least());
        assert_eq!(
            all,
            (broken.pieces, broken.pairs, broken.least),
            "{}",
            broken.text
        );
    }
}

#[test]
fn questions_are_taken_apart_as_agreed() {
    for Apart { text, apart } in vectors().apart {
        let readings = Query::parse(&text).readings().into_iter();
        assert_eq!(
            readings.map(|query| query.text).collect::<Vec<_>>(),
            apart,
            "{text:?}"
        );
    }
}

#[test]
fn places_lead_back_as_agreed() {
    for Place { text, find, original } in vectors().places {
        let folded = Folded::new(&text);
        let at = folded.text().find(&find).unwrap();
        assert_eq!(text[folded.original(at..at + find.len())], original, "{text:?}");
    }
}
