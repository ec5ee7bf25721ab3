//! The index of systems.

use super::Site;
use super::frame::{Frame, view};
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use anyhow::Result;

/// The index of systems.
pub(super) const PAGE: PageType = PageType {
    name: "systems",
    of: MadeOf::records,
    routes: |site| vec![(site.plan.fixed.systems.clone(), Key::Only)],
    bytes,
};

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let title = site.catalog.word("site-systems");
    let frame = Frame::below_home(site, path, "index", &title);
    site.render(
        "pages/index.html",
        &frame,
        [
            ("entries", view(&site.systems_counted(path))?),
            ("pager", view(&())?),
        ],
    )
}
