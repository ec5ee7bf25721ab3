//! The index of regions.

use super::Site;
use super::frame::{Frame, view};
use super::home::Counted;
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use anyhow::Result;

/// The index of regions.
pub(super) const PAGE: PageType = PageType {
    name: "regions",
    of: MadeOf::records,
    routes: |site| vec![(site.plan.fixed.regions.clone(), Key::Only)],
    bytes,
};

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let regions = &site.library.config.site.regions;
    let entry = |(id, shelf): (&String, &Vec<usize>)| Counted {
        name: regions.name(id).to_owned(),
        href: site
            .plan
            .region(id)
            .map(|page| path.link_to(page))
            .unwrap_or_default(),
        count: shelf.len(),
        note: None,
    };
    let entries: Vec<Counted> = site.library.shelves.regions.iter().map(entry).collect();
    let title = site.catalog.word("site-regions");
    let frame = Frame::below_home(site, path, "index", &title);
    site.render(
        "pages/index.html",
        &frame,
        [("entries", view(&entries)?), ("pager", view(&())?)],
    )
}
