//! How is a site made of its parts, in each language?

use super::asset::{self, Assets};
use super::glossary::Glossary;
use super::past::{Ordered, Past};
use super::places::Places;
use super::plan::Plan;
use super::route::Routes;
use super::similar::{Alike, Likenesses};
use super::{Figures, PAGES, Parts, Route, Site};
use crate::base::{Catalog, Lang};
use crate::library::Library;
use crate::record::is_open;
use crate::render::Templates;
use crate::render::markdown::Labels;
use crate::source::Snapshot;
use anyhow::{Context, Result};
use jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// What a site is made of in all languages.
#[derive(Clone)]
struct Ground {
    library: Arc<Library>,
    snapshot: Arc<Snapshot>,
    figures: Arc<dyn Figures>,
    past: Arc<Ordered>,
    as_of: Option<Timestamp>,
    plan: Arc<Plan>,
    places: Arc<Places>,
    likenesses: Arc<OnceLock<Likenesses>>,
    alike: Option<Arc<Alike>>,
    glossary: Option<Arc<Glossary>>,
    attachments: Arc<HashMap<usize, Vec<usize>>>,
}

impl Site {
    /// The site of `parts`. It is whole at once: what is asked of it later changes nothing in it.
    ///
    /// # Errors
    /// There is no language.
    pub fn new(parts: Parts) -> Result<Site> {
        Site::made(parts, None)
    }

    /// The site of `parts`, which are those of the site `before` after a few files changed: what that found out, and they do not reach, is taken
    /// over.
    ///
    /// # Errors
    /// There is no language.
    pub fn again(parts: Parts, before: &Site) -> Result<Site> {
        Ok(Site::made(parts, Some(before))?.after(before))
    }

    fn made(parts: Parts, before: Option<&Site>) -> Result<Site> {
        let Parts {
            library,
            snapshot,
            templates,
            figures,
            past,
            as_of,
            alike,
        } = parts;
        let (past, plan) = match before.filter(|before| before.is_planned_as(&library, &past)) {
            Some(before) => (before.past.again(past), Arc::clone(&before.plan)),
            None => {
                let past = Ordered::new(past, &library);
                let languages: Vec<Lang> = templates.iter().map(|templates| templates.lang()).collect();
                let plan = Arc::new(Plan::of(&library, &past, &languages));
                (past, plan)
            }
        };
        let mut attachments: HashMap<usize, Vec<usize>> = HashMap::new();
        let files = library.attachments.iter().enumerate();
        for (at, file) in files.filter(|(_, file)| file.is_published()) {
            for owner in &file.owners {
                attachments.entry(*owner).or_default().push(at);
            }
        }
        let ground = Ground {
            glossary: Glossary::of(&library, &snapshot).map(Arc::new),
            places: Arc::new(Places::of(&library)),
            likenesses: Arc::default(),
            alike,
            library,
            snapshot,
            figures,
            past: Arc::new(past),
            as_of,
            plan,
            attachments: Arc::new(attachments),
        };
        let mut templates = templates.into_iter().enumerate();
        let (_, own) = templates.next().context("a site has a language")?;
        let others = templates.map(|(number, templates)| {
            let before = before.and_then(|before| before.others.get(number - 1));
            Site::of(ground.clone(), number, templates, Vec::new(), before)
        });
        let others = others.collect::<Result<Vec<Site>>>()?;
        Site::of(ground, 0, own, others, before)
    }

    /// Whether the plan of this site is that of one with `library` and `past`, and as much happened in each month.
    fn is_planned_as(&self, library: &Library, past: &Past) -> bool {
        let clocks = &library.config.contract.clocks;
        let mut records = self.library.records.iter().zip(&library.records);
        self.library.stands_as(library)
            && self.past.is_like(past)
            && records.all(|(before, after)| {
                let queries = before.outline.queries.len() + after.outline.queries.len();
                Arc::ptr_eq(before, after)
                    || queries == 0 && is_open(before, clocks) == is_open(after, clocks)
            })
    }

    /// The site on `ground` in the words of `templates`, whose language has the number `number`, with the site in `others`; in this language it was
    /// `before`.
    fn of(
        ground: Ground,
        number: usize,
        templates: Arc<Templates>,
        others: Vec<Site>,
        before: Option<&Site>,
    ) -> Result<Site> {
        let tongue = ground.plan.languages.get(number);
        let tongue = tongue.context("the language has a place")?.clone();
        let catalog = Catalog::of(tongue.lang);
        let assets = Assets::of(&ground.library, &ground.plan, &templates, &tongue);
        let common = asset::common(&ground.library, &ground.plan, &assets, &tongue)?;
        let Ground {
            library,
            snapshot,
            figures,
            past,
            as_of,
            plan,
            places,
            likenesses,
            alike,
            glossary,
            attachments,
        } = ground;
        let labels = Labels::new(catalog, library.config.site.language);
        let mut site = Site {
            library,
            snapshot,
            templates,
            figures,
            past,
            as_of,
            lang: tongue.lang,
            tongue,
            catalog,
            labels,
            plan,
            assets,
            places,
            likenesses,
            alike,
            glossary,
            attachments,
            common,
            others,
            routes: Arc::default(),
        };
        site.routes = match before.filter(|before| before.leads_as(&site)) {
            Some(before) => Arc::clone(&before.routes),
            None => Arc::new(Routes::of(site.all_routes())),
        };
        Ok(site)
    }

    /// Whether `site` has pages at the same addresses.
    fn leads_as(&self, site: &Site) -> bool {
        Arc::ptr_eq(&self.plan, &site.plan)
            && self.assets.paths().eq(site.assets.paths())
            && self.others.len() == site.others.len()
            && self
                .others
                .iter()
                .zip(&site.others)
                .all(|(one, other)| Arc::ptr_eq(&one.routes, &other.routes))
    }

    /// This site with what it need not find out, for the site `before` did.
    fn after(mut self, before: &Site) -> Site {
        let known = before.likenesses.get();
        if let Some(known) = known.and_then(|known| known.after(&before.library, &self.library)) {
            let known = Arc::new(OnceLock::from(known));
            for other in &mut self.others {
                other.likenesses = Arc::clone(&known);
            }
            self.likenesses = known;
        }
        self
    }

    fn all_routes(&self) -> Vec<Route> {
        let mut routes = Vec::new();
        for (page, row) in PAGES.iter().enumerate() {
            routes.extend((row.routes)(self).into_iter().map(|(path, key)| Route {
                path,
                page,
                key,
                other: None,
            }));
        }
        for (number, site) in self.others.iter().enumerate() {
            routes.extend(site.routes.all.iter().map(|route| Route {
                path: site.tongue.place(&route.path),
                other: Some(number),
                ..*route
            }));
        }
        routes
    }
}
