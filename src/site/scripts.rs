//! What do the scripts for search need to be told? Where they lie, for pages load them only when somebody searches; and their words.

use crate::base::{Catalog, Lang, Message};
use std::collections::BTreeMap;

/// The scripts that are loaded when they are needed.
const LATER: [&str; 4] = ["search", "dialog", "marks", "suggest"];
/// What the entries of the words begin with, and scripts leave out.
const PREFIX: &str = "site-search-";
/// The entries with the words.
const WORDS: [&str; 23] = [
    "site-search-title",
    "site-search-example",
    "site-search-none",
    "site-search-found",
    "site-search-found-about",
    "site-search-part",
    "site-search-part-about",
    "site-search-apart",
    "site-search-apart-about",
    "site-search-off",
    "site-search-kind",
    "site-search-system",
    "site-search-recent",
    "site-search-wait",
    "site-search-hits",
    "site-search-all",
    "site-search-keys",
    "site-search-close",
    "site-search-places",
    "site-search-at",
    "site-search-before",
    "site-search-after",
    "site-search-clear",
];

/// The call that tells where the scripts lie, from the paths of `assets`.
pub(super) fn later(assets: &BTreeMap<String, String>) -> String {
    let path = |name: &&'static str| Some((*name, assets.get(&format!("{name}_js"))?.clone()));
    call("casebookScripts", &LATER.iter().filter_map(path).collect())
}

/// The call that tells the words of `lang`; a script fills the gaps `%n%`, `%at%` and `%q%`.
pub(super) fn words(lang: Lang) -> String {
    let catalog = Catalog::of(lang);
    let word = |id: &&'static str| {
        let message = Message::new(id)
            .with("n", "%n%")
            .with("at", "%at%")
            .with("q", "%q%");
        (id.strip_prefix(PREFIX).unwrap_or(id), catalog.say(&message))
    };
    call("casebookWords", &WORDS.iter().map(word).collect())
}

fn call(function: &str, argument: &BTreeMap<&str, String>) -> String {
    let json = serde_json::to_string(argument).unwrap_or_else(|_| "{}".to_owned());
    format!("{function}({json});\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_there_in_each_language() {
        for lang in Lang::ALL {
            let words = words(lang);
            assert!(!words.contains("site-search-"), "{words}");
            assert!(words.contains("%n%") && words.contains("%at%"), "{words}");
        }
    }
}
