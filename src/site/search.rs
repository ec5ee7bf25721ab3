//! The search page.

use super::Site;
use super::frame::{Frame, Link, view};
use super::route::{Key, MadeOf, PageType};
use crate::base::{Month, RelPath};
use anyhow::Result;

/// The search page.
pub(super) const PAGE: PageType = PageType {
    name: "search",
    of: MadeOf::records,
    routes: |site| vec![(site.plan.fixed.search.clone(), Key::Only)],
    bytes,
};

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let title = site.catalog.word("site-search");
    let frame =
        Frame::new(site, path, "search", &title).under(site.catalog.word("site-home"), site.home(path));
    site.render(
        "pages/search.html",
        &frame,
        [
            ("kinds", view(&site.kinds_counted(path))?),
            ("systems", view(&site.systems_counted(path))?),
            ("months", view(&site.months_linked(path))?),
        ],
    )
}

impl Site {
    /// The months, the latest first.
    fn months_linked(&self, from: &RelPath) -> Vec<Link> {
        let months = self.plan.months.iter().rev();
        let link = |(month, page): &(Month, RelPath)| Link {
            text: month.to_string(),
            href: from.link_to(page),
        };
        months.map(link).collect()
    }
}
