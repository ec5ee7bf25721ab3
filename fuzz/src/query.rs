//! Whatever is typed is a question; folding leads back to the text; a snippet is escaped.

use casebook::search::Query;
use casebook::search::fold::Folded;
use casebook::search::snippet::Needles;

/// What must hold of any input.
pub fn holds(input: (&str, &str)) {
    let (typed, text) = input;
    let query = Query::parse(typed);
    let folded = Folded::new(text);
    for (at, c) in folded.text().char_indices() {
        assert!(
            text.get(folded.original(at..at + c.len_utf8())).is_some(),
            "{c} of {text}"
        );
    }
    let words: Vec<_> = query.all_words().cloned().collect();
    let html = Needles::of(&words).snippet([text]);
    let bare = html.replace("<mark>", "").replace("</mark>", "");
    assert!(!bare.contains('<'), "{html}");
    assert_eq!(
        html.matches("<mark>").count(),
        html.matches("</mark>").count(),
        "{html}"
    );
}
