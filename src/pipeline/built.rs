//! Is the site there, as this build would make it?
//!
//! A build keeps what it read from and what it made looks like. Where all of that looks the same, there is nothing to do.

use super::files::Files;
use super::past::keep;
use super::{BUILT, INDEX, digest};
use crate::base::kept::{seal, unseal};
use crate::output::{Filled, Manifest, Store, Untouched};
use crate::source::Looks;
use anyhow::Result;
use blake3::Hash;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

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
    /// `None` where files could change without looking otherwise.
    from: Option<Hash>,
    seen: Arc<Seen>,
}

/// What there is of the last build into a folder.
pub enum Last {
    /// It was this one, all that it made is there as it was, and this was told of it.
    Same(Told),
    /// This is to be made, in a folder of which so much is known.
    Other(Arc<Seen>),
}

/// What the files of a built folder looked like when the build was done.
#[derive(Debug, Default)]
pub struct Seen {
    out: PathBuf,
    /// As they are kept.
    bytes: Vec<u8>,
    files: OnceLock<FxHashMap<String, Looks>>,
}

impl Seen {
    /// What each file looked like: read when first asked for, which is better done while others still work.
    pub(super) fn files(&self) -> &FxHashMap<String, Looks> {
        let read = || postcard::from_bytes(&self.bytes).unwrap_or_default();
        self.files.get_or_init(read)
    }
}

impl Untouched for Seen {
    fn is_untouched(&self, path: &str) -> bool {
        let seen = self.files().get(path);
        seen.is_some() && Looks::of(&self.out.join(path)).as_ref() == seen
    }
}

/// What a build tells of what it made.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Told {
    /// How many files there are.
    pub files: usize,
    /// How many of the records are restricted.
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

/// What is kept of a build, before the looks of its files.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// What all of it was made of.
    from: Option<[u8; blake3::OUT_LEN]>,
    told: Told,
    manifest: Looks,
    index: Option<Looks>,
}

impl<'b> Built<'b> {
    /// The build of `files` into the folder `out`, with options that `asked` tells from others.
    ///
    /// # Errors
    /// A folder cannot be listed, or the repository cannot be read.
    pub fn of(files: &Files, cache: &'b Path, out: &'b Path, asked: &impl Debug) -> Result<Built<'b>> {
        let from = |state: Hash| blake3::keyed_hash(state.as_bytes(), format!("{asked:?}").as_bytes());
        Ok(Built {
            cache,
            out,
            name: format!("{BUILT}/{}", digest(out)),
            from: files.state(&BESIDES)?.map(from),
            seen: Arc::default(),
        })
    }

    /// What there is of the build before.
    pub fn last(&mut self) -> Last {
        let kept = Store::new(self.cache).get(&self.name);
        if let Some((kept, files)) = kept.as_deref().and_then(|kept| self.opened(kept)) {
            if self.is_there(&kept, files) {
                return Last::Same(kept.told);
            }
            self.seen = Arc::new(Seen {
                out: self.out.to_path_buf(),
                bytes: files.to_vec(),
                files: OnceLock::new(),
            });
        }
        Last::Other(Arc::clone(&self.seen))
    }

    /// What is `kept` of the build that wrote the manifest which is there, and what its files looked like.
    fn opened<'k>(&self, kept: &'k [u8]) -> Option<(Kept, &'k [u8])> {
        let (_, bytes) = unseal(FORM, &[0; blake3::OUT_LEN], kept)?;
        let (kept, files) = postcard::take_from_bytes::<Kept>(bytes).ok()?;
        let manifest = Looks::of(&self.out.join(Manifest::NAME));
        (manifest == Some(kept.manifest)).then_some((kept, files))
    }

    /// Whether what is `kept` is of this build, and all of it is there as it was.
    fn is_there(&self, kept: &Kept, files: &[u8]) -> bool {
        let is_of_this = self.from.is_some()
            && kept.from.map(Hash::from) == self.from
            && (kept.index.is_none() || Looks::of(&self.index()) == kept.index);
        let same = |(path, looks): &(&str, Looks)| Looks::of(&self.out.join(path)) == Some(*looks);
        is_of_this
            && postcard::from_bytes::<Vec<(&str, Looks)>>(files)
                .is_ok_and(|files| files.par_iter().with_min_len(RUN).all(same))
    }

    fn index(&self) -> PathBuf {
        self.cache.join(INDEX).join("meta.json")
    }

    /// Keeps what was `filled`, and what was `told` of it.
    pub fn keep(&self, filled: &Filled, told: Told) {
        let look = |path: &String| match filled.touched.contains(path) {
            true => Looks::of(&self.out.join(path)),
            false => self.seen.files().get(path).copied(),
        };
        let paths: Vec<&String> = filled.manifest.files.keys().collect();
        let looks = paths
            .par_iter()
            .with_min_len(RUN)
            .map(|path| Some((path.as_str(), look(path)?)));
        let (Some(files), Some(manifest)) = (
            looks.collect::<Option<Vec<(&str, Looks)>>>(),
            Looks::of(&self.out.join(Manifest::NAME)),
        ) else {
            return;
        };
        let kept = Kept {
            from: self.from.map(Into::into),
            told,
            manifest,
            index: told.indexed.then(|| Looks::of(&self.index())).flatten(),
        };
        if let Some(bytes) = seal(FORM, &[0; blake3::OUT_LEN], &(kept, files)) {
            keep(Some(&Store::new(self.cache)), &self.name, &bytes);
        }
    }
}
