//! The search page.

use super::Site;
use super::frame::{Frame, view};
use super::route::{Key, PageType};
use crate::base::RelPath;
use anyhow::Result;

/// The search page.
pub(super) const PAGE: PageType = PageType {
    name: "search",
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
        [("kinds", view(&site.kinds_counted(path))?)],
    )
}
