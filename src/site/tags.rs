//! The index of tags, in pages.

use super::Site;
use super::frame::{Frame, view};
use super::home::Counted;
use super::pager::pager;
use super::plan::TAGS_PER_PAGE;
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use anyhow::Result;

/// The index of tags.
pub(super) const PAGE: PageType = PageType {
    name: "tags",
    of: MadeOf::records,
    routes: |site| {
        let pages = site.plan.tag_pages.iter().enumerate();
        pages
            .map(|(part, path)| (path.clone(), Key::Item(part)))
            .collect()
    },
    bytes,
};

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Item(part) = key else {
        return Ok(Vec::new());
    };
    let shown = site
        .library
        .shelves
        .tags
        .iter()
        .skip(part * TAGS_PER_PAGE)
        .take(TAGS_PER_PAGE);
    let entry = |(tag, shelf): (&String, &Vec<usize>)| Counted {
        name: tag.clone(),
        href: site
            .plan
            .tag(tag)
            .map(|page| path.link_to(page))
            .unwrap_or_default(),
        count: shelf.len(),
        note: None,
    };
    let entries: Vec<Counted> = shown.map(entry).collect();
    let title = site.catalog.word("site-tags");
    let frame = Frame::below_home(site, path, "index", &title);
    let pager = pager(&site.plan.tag_pages, part);
    site.render(
        "pages/tags.html",
        &frame,
        [("entries", view(&entries)?), ("pager", view(&pager)?)],
    )
}
