//! The tree on the left: one file that all pages share. It holds no counts, so that a new record leaves it, and all pages, as they are.

use super::plan::Plan;
use crate::base::{Catalog, Lang, RelPath};
use crate::library::Library;
use serde::Serialize;

/// A part of the tree.
#[derive(Serialize)]
struct Part<'n> {
    text: String,
    href: String,
    items: Vec<Item<'n>>,
}

#[derive(Serialize)]
struct Item<'n> {
    text: &'n str,
    href: String,
    /// Pages in this folder belong here too.
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<String>,
}

/// The script that hands the tree to the page.
pub(super) fn script(library: &Library, plan: &Plan, lang: Lang) -> String {
    let catalog = Catalog::of(lang);
    let registers = &library.config.site;
    let kinds = plan.kinds.iter().filter_map(|kind| {
        Some(Item {
            text: kind.name.get(lang),
            href: plan.kind(&kind.id)?.href(),
            folder: Some(format!("{}/", kind.folder)),
        })
    });
    let systems = plan.systems.iter().map(|system| Item {
        text: registers.systems.name(&system.id),
        href: system.path.href(),
        folder: RelPath::new(system.path.as_str().trim_end_matches(".html"))
            .map(|path| format!("{}/", path.href())),
    });
    let regions = library.shelves.regions.keys().filter_map(|id| {
        Some(Item {
            text: registers.regions.name(id),
            href: plan.region(id)?.href(),
            folder: None,
        })
    });
    let parts = [
        part(catalog.word("site-kinds"), &plan.fixed.home, kinds.collect()),
        part(
            catalog.word("site-systems"),
            &plan.fixed.systems,
            systems.collect(),
        ),
        part(
            catalog.word("site-regions"),
            &plan.fixed.regions,
            regions.collect(),
        ),
    ];
    let parts: Vec<&Part<'_>> = parts.iter().filter(|part| !part.items.is_empty()).collect();
    let json = serde_json::to_string(&parts).unwrap_or_else(|_| "[]".to_owned());
    // The line separators are line ends in older scripts.
    let json = json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    format!("casebookNav({json});\n")
}

fn part<'n>(text: String, page: &RelPath, items: Vec<Item<'n>>) -> Part<'n> {
    Part {
        text,
        href: page.href(),
        items,
    }
}
