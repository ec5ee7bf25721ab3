//! Do pages, outlines and visible texts come out as promised?
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]

mod cjk_emphasis;
mod outlines;
mod pages;
mod robust;
mod speed;
mod texts;

use super::*;
use crate::base::{Catalog, Lang};
use crate::record::markdown::*;
use crate::render::picture::Extent;

/// Every wiki link leads to `ID.html`, except to IDs that begin with `MISSING` or `SECRET`; others stay.
struct World;

impl Resolve for World {
    fn resolve(&self, target: &str, kind: LinkKind) -> Resolved {
        match target {
            _ if target.starts_with("MISSING") => Resolved::Missing,
            _ if target.starts_with("SECRET") => Resolved::Plain,
            _ => Resolved::Href {
                href: match kind {
                    LinkKind::Wiki => format!("{target}.html"),
                    LinkKind::Link | LinkKind::Image => target.to_owned(),
                },
                title: None,
                class: None,
            },
        }
    }

    fn picture(&self, target: &str) -> Option<Extent> {
        let extent = |width, height| Some(Extent { width, height });
        match target {
            "small.png" => extent(100, 50),
            "large.png" => extent(1280, 800),
            _ => None,
        }
    }

    fn query(&self, query: &Query) -> Option<String> {
        (query.options != "none").then(|| {
            format!(
                "<figure>{}: {} &lt;</figure>",
                query.options.len(),
                query.sql.trim().len()
            )
        })
    }
}

fn render(body: &str, title: Option<&str>) -> Rendered {
    let labels = Labels::new(Catalog::of(Lang::ZhCn), Lang::ZhCn);
    let options = Options {
        title,
        labels: &labels,
        scope: "",
    };
    html(body, &World, &options)
}

fn page(body: &str) -> String {
    render(body, None).html
}

/// The page of a single paragraph, without its tags.
fn line(body: &str) -> String {
    let html = page(body);
    html.trim()
        .strip_prefix("<p>")
        .and_then(|html| html.strip_suffix("</p>"))
        .unwrap_or(&html)
        .to_owned()
}
