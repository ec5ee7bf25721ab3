//! From the library to the site and its index.

use super::alike;
use super::findings::counted;
use super::look::PageLooks;
use super::pages::{Known, Pages};
use super::{Later, Laying, World, past, seals};
use crate::base::{Lang, Message, OrUnable, RelPath, Unable};
use crate::config::Config;
use crate::output::{Filled, Folder};
use crate::render::Templates;
use crate::site::{Page, Parts, Past, Route, Site};
use crate::source::Source;
use anyhow::{Context, Result};
use blake3::Hash;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The templates of the knowledge base `source`, in the language `lang`.
pub fn templates(source: &Source, lang: Lang) -> Result<Templates> {
    Ok(Templates::new(lang, &own_templates(source)?).map_err(Unable::from)?)
}

/// The templates of the knowledge base `source` in each of the languages that `config` offers, its own first.
pub(super) fn all_templates(source: &Source, config: &Config) -> Result<Vec<Arc<Templates>>> {
    let own = own_templates(source)?;
    let languages = config.site.languages.iter();
    languages
        .map(|lang| Ok(Arc::new(Templates::new(*lang, &own).map_err(Unable::from)?)))
        .collect()
}

pub(super) fn own_templates(source: &Source) -> Result<Vec<(RelPath, Vec<u8>)>> {
    let folder = RelPath::new("templates").unwrap_or_default();
    let files = source.list(&[folder])?;
    let own = files
        .entries
        .iter()
        .map(|entry| Ok((entry.path.clone(), with_plain_ends(files.read(&entry.path)?))));
    own.collect()
}

/// `bytes`, where they are text, with the line ends that they have in git, whatever a checkout made of them.
fn with_plain_ends(bytes: Vec<u8>) -> Vec<u8> {
    match std::str::from_utf8(&bytes) {
        Ok(text) if text.contains("\r\n") => text.replace("\r\n", "\n").into_bytes(),
        _ => bytes,
    }
}

/// The site of `world`, which shows `figures`. A build takes over what its `cache` knows of it.
pub fn site(world: &World, figures: &Arc<Later>, cache: Option<&Path>) -> Result<Arc<Site>> {
    let past = || -> Result<(Past, Vec<Arc<Templates>>)> {
        let past = past::known(world)?;
        let past = match world.library.seen.is_all() {
            true => Past {
                seals: seals::changed(world, seals::seals(world.snapshot.source())?.sealed)?,
                ..past
            },
            // What was sealed is an assessment, which no part of the records states.
            false => past,
        };
        Ok((past, all_templates(world.snapshot.source(), &world.config)?))
    };
    let alike = || cache.map(|cache| alike::known(cache, figures.looks(cache), &world.library));
    let (past, alike) = rayon::join(past, alike);
    let (past, templates) = past?;
    let parts = Parts {
        library: Arc::clone(&world.library),
        snapshot: Arc::clone(&world.snapshot),
        templates,
        as_of: Some(figures.as_of()),
        figures: figures.clone(),
        past: Arc::new(past),
        alike: alike.map(Arc::new),
    };
    Ok(Arc::new(Site::new(parts)?))
}

/// What was written, and what is wrong with the records that it is of.
#[derive(Debug)]
pub struct Written {
    /// What the folder holds now.
    pub filled: Filled,
    /// How many errors the records have.
    pub errors: usize,
    /// How many warnings the records have.
    pub warnings: usize,
}

/// A site that is being written into its folder.
pub(super) struct Writing<'w> {
    world: &'w World,
    site: &'w Site,
    figures: &'w Later,
    cache: &'w Path,
    pages: Pages,
    looks: PageLooks<'w>,
    /// Where what the browser searches is listed, if it does.
    manifests: Vec<(RelPath, String)>,
}

impl<'w> Writing<'w> {
    /// Begins to write `site`, of which the pages `known` may be there already: those are not made. `cache` keeps what goes into pages.
    ///
    /// # Errors
    /// The look of the site cannot be made.
    pub(super) fn begin(
        world: &'w World,
        (site, figures): (&'w Site, &'w Later),
        known: Pages,
        cache: &'w Path,
        is_searched: bool,
    ) -> Result<Writing<'w>> {
        Ok(Writing {
            world,
            site,
            figures,
            cache,
            pages: known.of(site.look()?),
            looks: PageLooks::of(world, site, figures.looks(cache)),
            manifests: match is_searched {
                true => site.manifests(),
                false => Vec::new(),
            },
        })
    }

    /// Writes all pages into `folder`. `step` is told how many of how many are done.
    ///
    /// # Errors
    /// A page cannot be made, or the folder not be written.
    pub(super) fn pages(&self, folder: &Folder, step: &(dyn Fn(usize, usize) + Sync)) -> Result<()> {
        let (done, total) = (AtomicUsize::new(0), self.site.routes().len());
        let page = |route: &Route| -> Result<()> {
            if self.manifests.iter().any(|(path, _)| *path == route.path) {
                return Ok(());
            }
            write_pages(self.site, route, folder, (&self.pages, &self.looks))
                .or_unable(|| Message::new("unable-page").with("path", route.path.as_str()))?;
            step(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Ok(())
        };
        self.site.routes().par_iter().try_for_each(page)
    }

    /// Writes what is `laying`, where it is there, into `folder`, and all attachments; counts what is wrong with the records: errors and warnings.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub(super) fn rest(&self, folder: &Folder, laying: Option<Laying>) -> Result<(usize, usize)> {
        let (laid, counted) = rayon::join(
            || laying.map_or(Ok(()), |laying| laying.write(&self.manifests, folder)),
            || counted(self.world, self.figures.newest(), &self.pages, &self.looks),
        );
        laid?;
        let files = self.world.library.attachments.par_iter();
        let files = files.filter(|file| file.is_published());
        files.try_for_each(|file| {
            let bytes = self.world.attachment(file)?;
            folder.put(&file.url, &bytes).map(drop)
        })?;
        Ok(counted)
    }

    /// Keeps what was found out of the pages.
    pub(super) fn keep(self) {
        self.pages.keep();
        alike::keep(self.cache, self.figures.looks(self.cache), self.site);
    }
}

/// Writes the pages of `route`, unless the same ones are there.
fn write_pages(
    site: &Site,
    route: &Route,
    folder: &Folder,
    (known, looks): (&Pages, &PageLooks<'_>),
) -> Result<()> {
    let there = known
        .at(&route.path)
        .filter(|known| known.files.iter().all(|(path, file)| folder.has(path, file)));
    let from = site.made_of(route).and_then(|these| looks.of_page(these));
    if let Some(there) = there.filter(|there| there.is_from(from)) {
        keep(there, route, folder, (known, from, there.look()));
        return Ok(());
    }
    let made = site.pages(route, &|look| there.is_some_and(|there| there.looks(*look)))?;
    let from = from.filter(|_| !made.overtaken);
    match (made.pages, there) {
        (Some(pages), _) => {
            let put = |page: Page| Ok((page.path.clone(), folder.put(&page.path, &page.bytes)?));
            let files = pages.into_iter().map(put).collect::<Result<Vec<_>>>()?;
            known.note(&route.path, from, made.look, files);
        }
        (None, Some(there)) => keep(there, route, folder, (known, from, made.look)),
        (None, None) => {}
    }
    Ok(())
}

/// Keeps the pages of `route` that are `there`, and notes what they were made from and look like.
fn keep(
    there: &Known,
    route: &Route,
    folder: &Folder,
    (known, from, look): (&Pages, Option<Hash>, Option<Hash>),
) {
    for (path, file) in &there.files {
        folder.keep(path, file);
    }
    known.note(&route.path, from, look, there.files.clone());
}

/// Lets everything that fans out use `jobs` threads.
///
/// # Errors
/// Threads were started already.
pub fn threads(jobs: usize) -> Result<()> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs)
        .build_global()
        .context("cannot set the number of threads")
}
