//! Which pages need not be made, because all that goes into them is as it was?

use super::past::keep;
use super::{PAGES, digest};
use crate::base::RelPath;
use crate::base::kept::{seal, unseal};
use crate::output::{Put, Store};
use blake3::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What is kept of this program's sources alone: another state of the program may make other pages of the same.
const FORM: &[u8] = concat!("casebook pages ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// The pages that builds into one folder made of one look of the site.
pub struct Pages {
    store: Store,
    name: String,
    site: Hash,
    known: BTreeMap<RelPath, Known>,
    now: Mutex<BTreeMap<RelPath, Known>>,
}

/// The pages of a route, and all that went into them, as a hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub look: [u8; blake3::OUT_LEN],
    pub files: Vec<(RelPath, Put)>,
}

impl Pages {
    /// What is kept in `cache` of the pages in the folder `out` of a site that looks like `site`.
    pub(super) fn of(cache: &Path, out: &Path, site: Hash) -> Pages {
        let store = Store::new(cache);
        let name = format!("{PAGES}/{}", digest(out));
        let kept = store.get(&name);
        let known = kept
            .as_ref()
            .and_then(|bytes| unseal(FORM, site.as_bytes(), bytes))
            .and_then(|(_, bytes)| postcard::from_bytes(bytes).ok());
        Pages {
            store,
            name,
            site,
            known: known.unwrap_or_default(),
            now: Mutex::default(),
        }
    }

    /// The pages that were made for the route to `path`.
    pub(super) fn at(&self, path: &RelPath) -> Option<&Known> {
        self.known.get(path)
    }

    /// Notes that the pages of this look, for the route to `path`, are `files`.
    pub(super) fn note(&self, path: &RelPath, look: Hash, files: Vec<(RelPath, Put)>) {
        let look = *look.as_bytes();
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        now.insert(path.clone(), Known { look, files });
    }

    /// Keeps what was noted, in place of what was known.
    pub(super) fn keep(self) {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if now == self.known {
            return;
        }
        if let Some(bytes) = seal(FORM, self.site.as_bytes(), &now) {
            keep(Some(&self.store), &self.name, &bytes);
        }
    }
}
