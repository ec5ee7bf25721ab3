//! How does the search page find what it searches? A server answers itself, and here says how it is asked; a build puts the manifest of its
//! shards here.

use super::asset;
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use crate::search::shards::{MANIFEST, served};

/// How a server is asked.
pub(super) const ASKING: &str = "assets/js/served.js";

/// The script that says where to search.
pub(super) const PAGE: PageType = PageType {
    name: "shards",
    of: MadeOf::unknown,
    routes: |_| {
        let path = RelPath::new(MANIFEST);
        path.into_iter().map(|path| (path, Key::Only)).collect()
    },
    bytes: |site, _, _| {
        let mut script = asset::script(site.templates.file(ASKING).unwrap_or_default());
        script.extend(served(&site.tongue.up()));
        Ok(script)
    },
};
