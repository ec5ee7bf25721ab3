//! How does the search page find what it searches? A server answers itself; a build puts the manifest of its shards here.

use super::route::{Key, PageType};
use crate::base::RelPath;
use crate::search::shards::{MANIFEST, served};

/// The script that says where to search.
pub(super) const PAGE: PageType = PageType {
    name: "shards",
    routes: |_| {
        let path = RelPath::new(MANIFEST);
        path.into_iter().map(|path| (path, Key::Only)).collect()
    },
    bytes: |_, _, _| Ok(served()),
};
