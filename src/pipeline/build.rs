//! From the library to the site and its index.

use super::pages::Pages;
use super::{Figures, World, past, seals, shards};
use crate::base::{Lang, RelPath};
use crate::config::Config;
use crate::output::{Folder, Summary};
use crate::render::Templates;
use crate::search::Maker;
use crate::site::{Parts, Past, Route, Site};
use crate::source::Source;
use anyhow::{Context, Result};
use jiff::Timestamp;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The templates of the knowledge base `source`, in the language `lang`.
pub fn templates(source: &Source, lang: Lang) -> Result<Templates> {
    Ok(Templates::new(lang, &own_templates(source)?)?)
}

/// The templates of the knowledge base `source` in each of the languages that `config` offers, its own first.
pub(super) fn all_templates(source: &Source, config: &Config) -> Result<Vec<Arc<Templates>>> {
    let own = own_templates(source)?;
    let languages = config.site.languages.iter();
    languages
        .map(|lang| Ok(Arc::new(Templates::new(*lang, &own)?)))
        .collect()
}

fn own_templates(source: &Source) -> Result<Vec<(RelPath, Vec<u8>)>> {
    let folder = RelPath::new("templates").unwrap_or_default();
    let files = source.list(&[folder])?;
    let own = files
        .entries
        .iter()
        .map(|entry| Ok((entry.path.clone(), files.read(&entry.path)?)));
    own.collect()
}

/// The site of `world`, and the figures that it shows.
pub fn site(world: &World, as_of: Option<Timestamp>) -> Result<(Arc<Site>, Arc<Figures>)> {
    let past = || -> Result<(Past, Vec<Arc<Templates>>)> {
        let past = Past {
            seals: seals::changed(world, seals::seals(world.snapshot.source())?.sealed)?,
            ..past::known(world)?
        };
        let templates = all_templates(world.snapshot.source(), &world.config)?;
        Ok((past, templates))
    };
    let (figures, past) = rayon::join(|| Figures::new(world, as_of), past);
    let (figures, (past, templates)) = (Arc::new(figures?), past?);
    let parts = Parts {
        library: Arc::clone(&world.library),
        snapshot: Arc::clone(&world.snapshot),
        templates,
        figures: figures.clone(),
        past: Arc::new(past),
        as_of: Some(figures.as_of()),
    };
    Ok((Arc::new(Site::new(parts)?), figures))
}

/// Writes all pages and attachments of `site` into `folder`, and what `maker` makes where it is there. Pages that `cache` says are there already are
/// not made. `step` is told how many of how many pages are done.
pub fn write(
    world: &World,
    site: &Site,
    maker: Option<Maker>,
    folder: Folder,
    cache: &Path,
    step: &(dyn Fn(usize, usize) + Sync),
) -> Result<Summary> {
    let pages = Pages::of(cache, folder.path(), site.look()?);
    let (done, total) = (AtomicUsize::new(0), site.routes().len());
    let manifests = maker.as_ref().map(|_| site.manifests()).unwrap_or_default();
    let page = |route: &Route| -> Result<()> {
        if manifests.iter().any(|(path, _)| *path == route.path) {
            return Ok(());
        }
        write_pages(site, route, &folder, &pages)
            .with_context(|| format!("cannot make the page `{}`", route.path))?;
        step(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        Ok(())
    };
    // One thread is long at putting the shards in order.
    let (written, searched) = rayon::join(
        || site.routes().par_iter().try_for_each(page),
        || maker.map_or(Ok(()), |maker| shards::write(maker, &manifests, &folder)),
    );
    written.and(searched)?;
    world
        .library
        .attachments
        .par_iter()
        .try_for_each(|file| folder.put(&file.url, &world.snapshot.read(&file.path)?).map(drop))?;
    let summary = folder.finish(world.history.commit.as_deref())?;
    pages.keep();
    Ok(summary)
}

/// Writes the pages of `route`, unless the same ones are there.
fn write_pages(site: &Site, route: &Route, folder: &Folder, known: &Pages) -> Result<()> {
    let there = known
        .at(&route.path)
        .filter(|known| known.files.iter().all(|(path, file)| folder.has(path, file)));
    let made = site.pages(route, &|look| {
        there.is_some_and(|known| known.look == *look.as_bytes())
    })?;
    let mut files = Vec::new();
    match (made.pages, there) {
        (Some(pages), _) => {
            for page in pages {
                let file = folder.put(&page.path, &page.bytes)?;
                files.push((page.path, file));
            }
        }
        (None, known) => {
            for (path, file) in known.map(|known| &known.files).into_iter().flatten() {
                folder.keep(path, file);
                files.push((path.clone(), file.clone()));
            }
        }
    }
    if let Some(look) = made.look {
        known.note(&route.path, look, files);
    }
    Ok(())
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
