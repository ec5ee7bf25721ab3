//! The page at an old address, which leads on.

use super::Site;
use super::frame::{Frame, view};
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use anyhow::{Context, Result};

/// A page for each old address that nothing else stands at.
pub(super) const PAGE: PageType = PageType {
    name: "redirect",
    of: MadeOf::records,
    routes: |site| {
        let path = |at: &usize| Some((site.library.redirects.get(*at)?.0.clone(), Key::Item(*at)));
        site.plan.redirects.iter().filter_map(path).collect()
    },
    bytes,
};

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Item(at) = key else { return Ok(Vec::new()) };
    let (_, index) = site
        .library
        .redirects
        .get(at)
        .context("there is no such old address")?;
    site.leading_to(path, *index)
}

impl Site {
    /// The page at `path` that leads on to the record `index`.
    pub(super) fn leading_to(&self, path: &RelPath, index: usize) -> Result<Vec<u8>> {
        let record = self
            .library
            .records
            .get(index)
            .context("there is no such record")?;
        let placed = self
            .library
            .placed
            .get(index)
            .context("there is no such record")?;
        let mut frame = Frame::new(self, path, "redirect", &record.title);
        frame.canonical = self.address(&placed.url);
        self.render(
            "pages/redirect.html",
            &frame,
            [("target", view(&path.link_to(&placed.url))?)],
        )
    }
}
