//! How does a build get from the library to what is in the folder?

use super::build::Writing;
use super::{Later, Place, World, Written, probe, search, shards, site};
use crate::site::Site;
use anyhow::Result;
use blake3::Hash;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// What is made, and of what.
pub struct Making<'m> {
    /// The records.
    pub world: &'m World,
    /// What is counted.
    pub figures: &'m Arc<Later>,
    /// Where it is kept what was found out.
    pub cache: &'m Path,
    /// Where the site goes.
    pub place: Place,
    /// Where the records can be searched.
    pub searched: Searched,
}

/// Where the records of a site can be searched.
#[derive(Debug, Clone, Copy)]
pub enum Searched {
    /// Nowhere.
    Nowhere,
    /// On its pages.
    OnPages,
    /// On its pages and in the index, which is then of files in this state, as of [`Files::state`](super::Files::state).
    InIndex(Option<Hash>),
}

/// Who watches while something is made.
pub trait Watch: Sync {
    /// Does the `work` of the stage `name`.
    ///
    /// # Errors
    /// Those of `work`.
    fn stage<T>(&self, _name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        work()
    }

    /// Is told that `_done` of `_total` pages are there.
    fn page(&self, _done: usize, _total: usize) {}
}

/// Nobody.
impl Watch for () {}

/// Makes the site, and what it is searched by; gives it with what was written.
///
/// # Errors
/// A page cannot be made, the folder or the index cannot be written, or the index does not find what it should.
pub fn make(making: Making<'_>, watch: &impl Watch) -> Result<(Written, Arc<Site>)> {
    let Making {
        world,
        figures,
        cache,
        place,
        searched,
    } = making;
    let Place { folder, pages } = place;
    // Where there are pages already, few are made, and that need not wait; where all are made, they and the index would take much memory at once.
    let waits = pages.is_empty();
    let is_searched = !matches!(searched, Searched::Nowhere);
    let made = OnceLock::new();
    let write_pages = |writing: &Writing<'_>| {
        watch.stage("pages", || {
            writing.pages(&folder, &|done, total| watch.page(done, total))
        })
    };
    let (writing, search) = rayon::join(
        || -> Result<(Arc<Site>, Writing<'_>)> {
            let site = watch.stage("ledger", || site(world, figures, Some(cache)))?;
            let site = made.get_or_init(|| site);
            let writing = Writing::begin(world, (site, figures), pages, cache, is_searched)?;
            if !waits {
                write_pages(&writing)?;
            }
            Ok((Arc::clone(site), writing))
        },
        || match searched {
            Searched::Nowhere => Ok((None, None)),
            Searched::OnPages => watch.stage("search", || Ok((Some(shards(world, &folder, cache)?), None))),
            Searched::InIndex(state) => watch.stage("search", || {
                let (laying, indexed) = search(world, &folder, cache, state)?;
                Ok((Some(laying), Some(indexed)))
            }),
        },
    );
    let ((site, writing), (laying, indexed)) = (writing?, search?);
    let (written, (counted, probed)) = rayon::join(
        || if waits { write_pages(&writing) } else { Ok(()) },
        || {
            rayon::join(
                || watch.stage("rest", || writing.rest(&folder, laying)),
                || {
                    let probe = |indexed| watch.stage("probe", || probe(world, &indexed));
                    indexed.map_or(Ok(()), probe)
                },
            )
        },
    );
    let (errors, warnings) = written.and(counted)?;
    probed?;
    // By now whatever pages ask for was made.
    figures.told()?;
    // What is kept of the pages counts where the manifest agrees with it.
    let (filled, ()) = rayon::join(
        || folder.finish(world.history.commit.as_deref()),
        || writing.keep(),
    );
    let written = Written {
        filled: filled?,
        errors,
        warnings,
    };
    Ok((written, site))
}
