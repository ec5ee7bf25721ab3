//! Which records tell of the same as each, from the build before?

use super::look::Looks;
use super::{PAGES, past};
use crate::base::kept::{seal, unseal};
use crate::library::Library;
use crate::output::Store;
use crate::site::{Alike, Site};
use std::path::Path;

/// What is kept of this program's sources alone: another state of the program may find others.
const FORM: &[u8] = concat!("casebook alike ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// What is kept in `cache` of the records of `library`, which look as `looks` says.
pub(super) fn known(cache: &Path, looks: &Looks, library: &Library) -> Alike {
    let kept = Store::new(cache).get(&name());
    let known = kept.as_ref().and_then(|bytes| {
        let (_, bytes) = unseal(FORM, looks.shown().as_bytes(), bytes)?;
        postcard::from_bytes(bytes).ok()
    });
    Alike::of(library.records.len(), known.unwrap_or_default())
}

/// Keeps what `site` found out, where that is more than was known.
pub(super) fn keep(cache: &Path, looks: &Looks, site: &Site) {
    let found = site.alike_found();
    if let Some(bytes) = found.and_then(|found| seal(FORM, looks.shown().as_bytes(), &found)) {
        past::keep(Some(&Store::new(cache)), &name(), &bytes);
    }
}

fn name() -> String {
    format!("{PAGES}/alike")
}
