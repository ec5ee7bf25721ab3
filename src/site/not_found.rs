//! The page for an address that leads nowhere.

use super::Site;
use super::frame::Frame;
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use anyhow::Result;

/// `404.html`, which web servers show in place of what they do not find.
pub(super) const PAGE: PageType = PageType {
    name: "not_found",
    of: MadeOf::records,
    routes: |site| vec![(site.plan.fixed.not_found.clone(), Key::Only)],
    bytes,
};

/// The page, with links that work at `path`. A web server shows `404.html` at any depth, so there the links begin at the top of the server, or at
/// that part of it which the site says is its own; the top folder stands for any address of a server that has nothing but the site.
pub(super) fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let title = site.catalog.word("site-not-found");
    let mut frame = Frame::new(site, path, "not-found", &title);
    let base_url = site.library.config.site.base_url.as_deref();
    if *path == site.plan.fixed.not_found {
        frame.root = site.top(base_url.and_then(root_of).unwrap_or("/"));
    } else if path.as_str().is_empty() {
        frame.root = site.top("/");
    }
    frame.same = false;
    frame.canonical = None;
    site.render("pages/404.html", &frame, [])
}

/// The part of an address after the server: `/kb/` of `https://example.com/kb/`.
fn root_of(base_url: &str) -> Option<&str> {
    let rest = base_url.split_once("://")?.1;
    rest.find('/').and_then(|at| rest.get(at..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_what_follows_the_server() {
        assert_eq!(root_of("https://kb.example/"), Some("/"));
        assert_eq!(root_of("https://kb.example/a/b/"), Some("/a/b/"));
        assert_eq!(root_of("kb"), None);
    }
}
