//! A text becomes HTML that runs no script, and its outline stands in the text.

use casebook::base::{Catalog, Lang};
use casebook::record::markdown::{LinkKind, Query, outline, text};
use casebook::render::markdown::{Labels, Options, Resolve, Resolved, html};
use std::sync::LazyLock;

static LABELS: LazyLock<Labels> = LazyLock::new(|| Labels::new(Catalog::of(Lang::ZhCn), Lang::ZhCn));

/// Lets every link lead where it says.
struct Everywhere;

impl Resolve for Everywhere {
    fn resolve(&self, target: &str, _kind: LinkKind) -> Resolved {
        Resolved::Href {
            href: target.to_owned(),
            title: None,
            class: None,
        }
    }

    fn query(&self, _query: &Query) -> Option<String> {
        None
    }
}

/// What must hold of any input.
pub fn holds(body: &str) {
    let outline = outline(body);
    for heading in &outline.headings {
        assert!(body.get(heading.span.range()).is_some(), "{heading:?}");
    }
    for link in outline.links.iter().chain(&outline.blanks) {
        assert!(body.get(link.span.range()).is_some(), "{link:?}");
    }
    text(body);
    let rendered = html(
        body,
        &Everywhere,
        &Options {
            title: None,
            labels: &LABELS,
            scope: "",
        },
    );
    let lower = rendered.html.to_ascii_lowercase();
    for tag in tags(&lower) {
        let name = tag.trim_start_matches(['<', '/']);
        for script in ["script", "iframe", "style", "object"] {
            assert!(!name.starts_with(script), "{tag} in {}", rendered.html);
        }
        for address in ["href=\"javascript:", "src=\"javascript:"] {
            assert!(!tag.contains(address), "{tag} in {}", rendered.html);
        }
        let names = tag.split('"').step_by(2);
        assert!(
            names.clone().all(|names| !names.contains(" on")),
            "{tag} in {}",
            rendered.html
        );
    }
}

/// The tags of `html`, from `<` to the `>` that stands in no value of an attribute: what stands between them is text, which may say anything.
fn tags(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices('<').map(|(at, _)| {
        let mut is_value = false;
        let end = html[at..].find(|c| {
            is_value ^= c == '"';
            c == '>' && !is_value
        });
        end.map_or(&html[at..], |end| &html[at..at + end])
    })
}
