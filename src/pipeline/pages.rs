//! Which pages need not be made, and which records not be checked, because all that goes into them is as it was?

use super::built::Seen;
use super::past::keep;
use super::{PAGES, digest};
use crate::base::RelPath;
use crate::base::kept::{seal, unseal};
use crate::output::{Folder, Put, Store};
use anyhow::Result;
use blake3::Hash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What is kept of this program's sources alone: another state of the program may make other pages of the same.
const FORM: &[u8] = concat!("casebook pages ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// Where a site is built, and what is known of the pages there.
pub struct Place {
    /// The folder.
    pub folder: Folder,
    pub(super) pages: Pages,
}

impl Place {
    /// The folder `out`, of which `cache` knows the pages and `seen` what its files looked like.
    ///
    /// # Errors
    /// As of [`Folder::open`].
    pub fn open(cache: &Path, out: &Path, seen: Arc<Seen>) -> Result<Place> {
        seen.files();
        Ok(Place {
            folder: Folder::open(out, seen)?,
            pages: Pages::read(cache, out),
        })
    }
}

/// What builds into one folder made of one look of the site.
pub(super) struct Pages {
    store: Store,
    name: String,
    known: Remembered,
    now: Mutex<Remembered>,
}

/// All that tells what is kept from other such things stands in it.
const KEY: Key = [0; blake3::OUT_LEN];

/// A hash, as it is kept.
type Key = [u8; blake3::OUT_LEN];

/// What is remembered.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    /// The look of the site.
    site: Key,
    /// The pages of each route, by its path.
    pages: BTreeMap<RelPath, Known>,
    /// How many errors and warnings each record has, by what goes into them.
    found: BTreeMap<Key, (usize, usize)>,
}

/// The pages of a route, and all that went into them, as hashes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    /// All that could have gone into them.
    from: Option<Key>,
    /// What did, as their making told.
    look: Option<Key>,
    pub files: Vec<(RelPath, Put)>,
}

impl Known {
    /// Whether they were made from the same.
    pub(super) fn is_from(&self, from: Option<Hash>) -> bool {
        from.is_some() && self.from == from.map(Key::from)
    }

    /// What they look like.
    pub(super) fn look(&self) -> Option<Hash> {
        self.look.map(Hash::from)
    }

    /// Whether they look so.
    pub(super) fn looks(&self, look: Hash) -> bool {
        self.look == Some(look.into())
    }
}

impl Pages {
    /// What is kept in `cache` of the pages in the folder `out`.
    fn read(cache: &Path, out: &Path) -> Pages {
        let store = Store::new(cache);
        let name = format!("{PAGES}/{}", digest(out));
        let kept = store.get(&name);
        let known = kept
            .as_ref()
            .and_then(|bytes| unseal(FORM, &KEY, bytes))
            .and_then(|(_, bytes)| postcard::from_bytes(bytes).ok());
        Pages {
            store,
            name,
            known: known.unwrap_or_default(),
            now: Mutex::default(),
        }
    }

    /// The same for a site that looks like `site`: nothing, where that of which it was kept looked otherwise.
    pub(super) fn of(self, site: Hash) -> Pages {
        let site = Key::from(site);
        let nothing = || Remembered {
            site,
            ..Remembered::default()
        };
        Pages {
            known: Some(self.known)
                .filter(|known| known.site == site)
                .unwrap_or_else(nothing),
            now: Mutex::new(nothing()),
            ..self
        }
    }

    /// Whether no pages are known to be there.
    pub(super) fn is_empty(&self) -> bool {
        self.known.pages.is_empty()
    }

    /// The pages that were made for the route to `path`.
    pub(super) fn at(&self, path: &RelPath) -> Option<&Known> {
        self.known.pages.get(path)
    }

    /// How many errors and warnings there are in a record `of` which this goes into them: what is known, else what `find` says.
    pub(super) fn found(&self, of: Option<Hash>, find: impl FnOnce() -> (usize, usize)) -> (usize, usize) {
        let Some(of) = of.map(Key::from) else {
            return find();
        };
        let found = self.known.found.get(&of).copied().unwrap_or_else(find);
        self.lock().found.insert(of, found);
        found
    }

    /// Notes that the pages for the route to `path`, of this look and made `from` this, are `files`. Where neither is known there is nothing to note.
    pub(super) fn note(
        &self,
        path: &RelPath,
        from: Option<Hash>,
        look: Option<Hash>,
        files: Vec<(RelPath, Put)>,
    ) {
        let (from, look) = (from.map(Key::from), look.map(Key::from));
        if from.is_none() && look.is_none() {
            return;
        }
        self.lock()
            .pages
            .insert(path.clone(), Known { from, look, files });
    }

    /// Keeps what was noted, in place of what was known.
    pub(super) fn keep(self) {
        let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
        if now == self.known {
            return;
        }
        if let Some(bytes) = seal(FORM, &KEY, &now) {
            keep(Some(&self.store), &self.name, &bytes);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
