//! Whatever part of a text a reader remembers finds its record.

use super::corpus::{Corpus, Dice};
use casebook::search::Query;
use std::path::Path;

#[test]
fn substrings_find_their_records() {
    let corpus = Corpus::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let dir = tempfile::tempdir().unwrap();
    let index = corpus.index(&dir.path().join("index"));
    let mut dice = Dice::new(20_231_031);
    for _ in 0..1500 {
        let (number, part) = corpus.substring(&mut dice, 6);
        let key = &corpus.documents[number].key;
        assert!(index.holds(&Query::parse(&part), key).unwrap(), "{part} in {key}");
    }
    let (number, part) = corpus.substring(&mut dice, 6);
    let other = (number + 1) % corpus.documents.len();
    let strange = format!("{part}龘{part}");
    assert!(
        !index
            .holds(&Query::parse(&strange), &corpus.documents[other].key)
            .unwrap()
    );
}
