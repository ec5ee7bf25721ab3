//! Is the site there, as this build would make it?
//!
//! A build keeps what it read from and what it made looks like. Where all of that looks the same, there is nothing to do.

use super::files::Files;
use super::past::keep;
use super::{BUILT, INDEX, digest};
use crate::base::kept::{seal, unseal};
use crate::output::{Manifest, Store};
use crate::source::Looks;
use anyhow::Result;
use blake3::Hash;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::path::{Path, PathBuf};

/// What is kept is of this program's sources alone: another state of the program may make other pages.
const FORM: &[u8] = concat!("casebook built ", env!("CASEBOOK_SOURCES"), "\n").as_bytes();

/// What a page may show besides the records and the configuration, relative to the knowledge base.
const BESIDES: [&str; 2] = ["templates", "reports"];

/// How many files of the site a thread looks at one after the other.
const RUN: usize = 500;

/// A build into one folder from files that look as they do.
pub struct Built<'b> {
    cache: &'b Path,
    out: &'b Path,
    name: String,
    from: Hash,
}

/// What a build tells of what it made.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Told {
    /// How many files there are.
    pub files: usize,
    /// How many pages are of restricted records.
    pub restricted: usize,
    /// How many records there are that are not for those whom the site is for.
    pub withheld: usize,
    /// How many errors the records have.
    pub errors: usize,
    /// How many warnings the records have.
    pub warnings: usize,
    /// Whether the index for full text was brought up to date.
    pub indexed: bool,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    made: Vec<(PathBuf, Looks)>,
    told: Told,
}

impl<'b> Built<'b> {
    /// The build of `files` into the folder `out`, with options that `asked` tells from others. `None` where files could change without looking
    /// otherwise.
    ///
    /// # Errors
    /// A folder cannot be listed, or the repository cannot be read.
    pub fn of(
        files: &Files,
        cache: &'b Path,
        out: &'b Path,
        asked: &impl Debug,
    ) -> Result<Option<Built<'b>>> {
        let Some(state) = files.state(&BESIDES)? else {
            return Ok(None);
        };
        Ok(Some(Built {
            cache,
            out,
            name: format!("{BUILT}/{}", digest(out)),
            from: blake3::keyed_hash(state.as_bytes(), format!("{asked:?}").as_bytes()),
        }))
    }

    /// What was told of the last build, where it was this one, and all that it made is there as it was.
    pub fn last(&self) -> Option<Told> {
        let kept = Store::new(self.cache).get(&self.name)?;
        let (_, bytes) = unseal(FORM, self.from.as_bytes(), &kept)?;
        let kept: Kept = postcard::from_bytes(bytes).ok()?;
        let same = |(path, looks): &(PathBuf, Looks)| Looks::of(path) == Some(*looks);
        kept.made
            .par_iter()
            .with_min_len(RUN)
            .all(same)
            .then_some(kept.told)
    }

    /// Keeps that the files of `manifest` were made, and what was `told` of them.
    pub fn keep(&self, manifest: &Manifest, told: Told) {
        let own = [self.out.join(Manifest::NAME)];
        let index = told.indexed.then(|| self.cache.join(INDEX).join("meta.json"));
        let made = manifest.files.keys().map(|path| self.out.join(path));
        let made: Vec<PathBuf> = made.chain(own).chain(index).collect();
        let looks = made
            .into_par_iter()
            .with_min_len(RUN)
            .map(|path| Some((Looks::of(&path)?, path)).map(|(looks, path)| (path, looks)));
        let Some(made) = looks.collect::<Option<Vec<_>>>() else {
            return;
        };
        if let Some(bytes) = seal(FORM, self.from.as_bytes(), &Kept { made, told }) {
            keep(Some(&Store::new(self.cache)), &self.name, &bytes);
        }
    }
}
