//! The default queries, each a page of the sample.

use std::fs;
use std::path::Path;

/// Names and SQL of the default queries.
const QUERIES: &str = include_str!("../../src/ledger/default_queries.txt");

/// The text with every run of blanks as one.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first query of a page.
fn first_query(page: &str) -> Option<&str> {
    page.split("```query\n").nth(1)?.split("\n```").next()
}

#[test]
fn every_default_query_has_its_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/lists");
    let pages: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    let lines: Vec<&str> = QUERIES.lines().collect();
    for pair in lines.chunks(2) {
        let name = pair[0].trim_start_matches("-- ");
        let page = pages
            .iter()
            .find(|page| page.contains(&format!("\ntitle: {name}\n")))
            .unwrap_or_else(|| panic!("no page is called {name}"));
        assert_eq!(first_query(page).map(flat), Some(flat(pair[1])), "{name}");
    }
}
