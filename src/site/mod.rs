//! Which pages are there, and what does this one show?
//!
//! The site is a function from a route to a page: [`Site::routes`] says which pages there are, [`Site::page`] makes one of
//! them, whichever is asked for and in any order. What a page costs does not depend on how many records there are.

mod addresses;
mod assessed;
mod assessment;
mod asset;
mod body;
mod book;
mod change;
mod changes;
mod chapters;
mod clocks;
mod contact;
mod evidence;
mod facts;
mod feed;
mod figures;
mod foreign;
mod frame;
mod glossary;
mod ground;
mod home;
mod intake;
mod languages;
mod lean;
mod leaves;
mod line;
mod links;
mod list;
mod long;
mod moment;
mod month;
mod months;
mod nav;
mod not_found;
mod open;
mod pager;
mod past;
mod people;
mod places;
mod plan;
mod provenance;
mod query;
mod record;
mod redirect;
mod regions;
mod registers;
mod related;
mod review;
mod route;
mod saying;
mod scripts;
mod sealed;
mod search;
mod shards;
mod shelf;
mod similar;
mod sitemap;
mod standalone;
mod standing;
mod system;
mod systems;
mod tags;
mod tally;
mod timeline;
mod tombstone;
mod value;

#[cfg(test)]
mod tests;

pub use change::{Change, change, name_of};
pub use figures::{Answer, Cell, Figures, MonthScore, NoFigures, ScoreState};
pub use past::{Event, Past, SealedChange, SealedReport, Tombstone, What, months as changes_by_month};
pub use route::{Made, MadeOf, Page, PageType, Route, Told, content_type};
pub use saying::{Said, said, touched};
pub use sealed::recounted;
pub use similar::Alike;

use crate::base::{Catalog, Lang, RelPath};
use crate::library::Library;
use crate::render::Templates;
use crate::render::markdown::Labels;
use crate::source::Snapshot;
use anyhow::Result;
use asset::Assets;
use blake3::Hash;
use glossary::Glossary;
use jiff::Timestamp;
use languages::Tongue;
use past::Ordered;
use places::Places;
use plan::Plan;
use route::{Bound, Key, Routes, Sheet, Sheets};
use similar::Likenesses;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// The types of pages, in the order of their routes.
pub const PAGES: &[PageType] = &[
    // What takes longest comes first: a month with all its chapters.
    month::PAGE,
    home::PAGE,
    record::PAGE,
    list::PAGE,
    system::PAGE,
    systems::PAGE,
    regions::PAGE,
    tags::PAGE,
    months::PAGE,
    people::PAGE,
    registers::PAGE,
    intake::PAGE,
    changes::PAGE,
    feed::PAGE,
    provenance::PAGE,
    sealed::PAGE,
    query::PAGE,
    tombstone::PAGE,
    search::PAGE,
    shards::PAGE,
    not_found::PAGE,
    redirect::PAGE,
    sitemap::PAGE,
    asset::PAGE,
];

/// The types of pages that come with others, or are known by their looks: which others, only what they show can tell.
const BOUND: &[(&str, Sheets)] = &[
    ("home", home::sheets),
    ("record", record::sheets),
    ("month", month::sheets),
];

/// What a site is made of.
pub struct Parts {
    /// The records.
    pub library: Arc<Library>,
    /// The files, from which bodies are read.
    pub snapshot: Arc<Snapshot>,
    /// How pages look in each language that the site offers, its own first.
    pub templates: Vec<Arc<Templates>>,
    /// What is counted.
    pub figures: Arc<dyn Figures>,
    /// What git tells.
    pub past: Arc<Past>,
    /// The instant as of which clocks that still run are judged; shown where it matters.
    pub as_of: Option<Timestamp>,
    /// Which records tell of the same as each, where that is remembered.
    pub alike: Option<Arc<Alike>>,
}

/// The site of a library, in one language, with the same site in others.
pub struct Site {
    library: Arc<Library>,
    snapshot: Arc<Snapshot>,
    templates: Arc<Templates>,
    figures: Arc<dyn Figures>,
    past: Arc<Ordered>,
    as_of: Option<Timestamp>,
    lang: Lang,
    /// Where the pages of this language stand.
    tongue: Tongue,
    catalog: &'static Catalog,
    labels: Labels,
    plan: Arc<Plan>,
    assets: Assets,
    places: Arc<Places>,
    /// Which records tell of the same, from the first record's page on: a month's report asks for none.
    likenesses: Arc<OnceLock<Likenesses>>,
    alike: Option<Arc<Alike>>,
    /// The words that are explained.
    glossary: Option<Arc<Glossary>>,
    /// The attachments of each record that has some.
    attachments: Arc<HashMap<usize, Vec<usize>>>,
    /// What every page sees of the site.
    common: tera::Value,
    /// The site in the other languages.
    others: Vec<Site>,
    routes: Arc<Routes>,
}

impl Site {
    /// How the pages look.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// All pages in all languages, in an order that depends on nothing but the records and the configuration.
    pub fn routes(&self) -> &[Route] {
        &self.routes.all
    }

    /// What was sealed, and what of it is not so any more.
    pub fn seals(&self) -> &[SealedReport] {
        self.past.seals()
    }

    /// The page at `path`, if there is one.
    pub fn route_of(&self, path: &RelPath) -> Option<&Route> {
        self.routes.at(path)
    }

    /// Makes the page of `route`.
    ///
    /// # Errors
    /// A template asks for what is not there, or the record's file cannot be read.
    pub fn page(&self, route: &Route) -> Result<Page> {
        let (site, path) = self.spoken(route)?;
        let bytes = match PAGES.get(route.page) {
            Some(page) => (page.bytes)(site, &path, route.key)?,
            None => Vec::new(),
        };
        Ok(Page::of(route.path.clone(), bytes))
    }

    /// Makes the page of `route`, and the pages that only its making shows to be there: those of the chapters of a month, and of long results of
    /// queries. Makes none where their look is `known`.
    ///
    /// # Errors
    /// As of [`Site::page`].
    pub fn pages(&self, route: &Route, known: &dyn Fn(&Hash) -> bool) -> Result<Made> {
        let name = route.page_type();
        let Some((_, sheets)) = BOUND.iter().find(|(one, _)| *one == name) else {
            let pages = Some(vec![self.page(route)?]);
            return Ok(Made {
                look: None,
                pages,
                overtaken: false,
            });
        };
        let (site, path) = self.spoken(route)?;
        let Bound {
            look,
            sheets,
            overtaken,
        } = sheets(site, &path, route.key, known)?;
        let pages = |sheets: Vec<Sheet>| {
            let pages = sheets.into_iter();
            pages
                .map(|(path, bytes)| Page::of(site.tongue.place(&path), bytes))
                .collect()
        };
        Ok(Made {
            look,
            pages: sheets.map(pages),
            overtaken,
        })
    }

    /// What goes into the pages of `route` besides [`Site::look`]; `None` where only they themselves tell.
    pub fn made_of(&self, route: &Route) -> Option<MadeOf> {
        let (site, _) = self.spoken(route).ok()?;
        (PAGES.get(route.page)?.of)(site, route.key)
    }

    /// The page at `path`, whether it has a route or comes with another page; `None` where there is nothing.
    ///
    /// # Errors
    /// As of [`Site::page`].
    pub fn page_at(&self, path: &RelPath) -> Result<Option<Page>> {
        if let Some(route) = self.route_of(path) {
            return self.page(route).map(Some);
        }
        let (site, own) = self.speaking_at(path);
        let bytes = match month::sheet(site, &own)? {
            None => query::sheet(site, &own)?,
            found => found,
        };
        Ok(bytes.map(|bytes| Page::of(path.clone(), bytes)))
    }

    /// What goes into every page besides what it shows, as a hash: the templates of the knowledge base, the words that are explained, and what all
    /// pages have in common. The program itself is not in it.
    ///
    /// # Errors
    /// Never, as far as is known.
    pub fn look(&self) -> Result<Hash> {
        let mut hasher = blake3::Hasher::new();
        for site in std::iter::once(self).chain(&self.others) {
            hasher.update(&serde_json::to_vec(&(
                site.lang.tag(),
                site.tongue.folder.as_str(),
                &site.common,
            ))?);
        }
        if let Some(glossary) = &self.glossary {
            hasher.update(glossary.look.as_bytes());
        }
        for (path, bytes) in self.templates.below("") {
            hasher.update(blake3::hash(path.as_bytes()).as_bytes());
            hasher.update(blake3::hash(bytes).as_bytes());
        }
        Ok(hasher.finalize())
    }

    /// The page that says that there is nothing at `path`, for any address in the folder of its language.
    ///
    /// # Errors
    /// Its template asks for what is not there.
    pub fn not_found(&self, path: &RelPath) -> Result<Page> {
        let (site, _) = self.speaking_at(path);
        Ok(Page {
            path: path.clone(),
            bytes: not_found::bytes(site, &RelPath::default(), Key::Only)?,
            content_type: "text/html; charset=utf-8",
        })
    }
}
