//! What may an author's HTML do on a page?

use crate::record::markdown::raw::ELEMENTS;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The classes that rendering gives.
const CLASSES: [&str; 14] = [
    "alert",
    "alert-title",
    "anchor",
    "center",
    "external",
    "footnote-back",
    "footnote-ref",
    "footnotes",
    "left",
    "missing",
    "right",
    "table-scroll",
    "term",
    "term-says",
];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// `page` with nothing but harmless, balanced markup. For pages with an author's HTML only: what rendering writes by itself is
/// clean.
pub fn clean(page: &str) -> String {
    CLEANER.clean(page).to_string()
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::empty();
    let own = ["input", "section"];
    builder
        .tags(ELEMENTS.into_iter().chain(own).collect())
        .generic_attributes(HashSet::from([
            "align",
            "aria-describedby",
            "aria-label",
            "class",
            "dir",
            "height",
            "id",
            "lang",
            "role",
            "tabindex",
            "title",
            "valign",
            "width",
        ]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel"])),
            ("img", HashSet::from(["src", "alt", "loading"])),
            ("input", HashSet::from(["type", "checked", "disabled"])),
            ("th", HashSet::from(["scope", "colspan", "rowspan"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("ol", HashSet::from(["start", "type", "reversed"])),
            ("ul", HashSet::from(["type"])),
            ("li", HashSet::from(["value"])),
            ("details", HashSet::from(["open"])),
            ("font", HashSet::from(["color", "size"])),
            ("data", HashSet::from(["value"])),
        ]))
        .url_schemes(crate::record::markdown::link::SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(filter);
    builder
}

fn filter<'u>(element: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    let keep = match attribute {
        "id" => {
            matches!(element, "a" | "h2" | "h3" | "h4" | "h5" | "h6")
                || value.starts_with("fn")
                || value.starts_with("term-")
        }
        "tabindex" => value == "0",
        "role" => matches!(value, "doc-endnotes" | "tooltip"),
        // Links and images are written anew with classes from elsewhere in the program.
        "class" if !matches!(element, "a" | "img") => return classes(value),
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

fn classes(value: &str) -> Option<Cow<'_, str>> {
    let known = |class: &&str| {
        CLASSES.contains(class)
            || ["language-", "alert-", "h-"]
                .iter()
                .any(|of| class.starts_with(of))
    };
    let kept: Vec<_> = value.split_ascii_whitespace().filter(known).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}
