//! The files that pages share: style sheet, scripts, tree, icons. Their names hold a hash of their bytes, so that they can be kept for ever.

use super::languages::Tongue;
use super::lean::{lean, lean_style};
use super::nav;
use super::plan::Plan;
use super::registers;
use super::route::{Key, MadeOf, PageType};
use super::scripts;
use super::shards::ASKING;
use crate::base::{Catalog, RelPath, hash};
use crate::library::Library;
use crate::render::Templates;
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// The files that pages share.
pub(super) const PAGE: PageType = PageType {
    name: "asset",
    of: MadeOf::unknown,
    routes: |site| {
        let files = site.assets.files.iter().enumerate();
        files
            .map(|(number, (path, _))| (path.clone(), Key::Item(number)))
            .collect()
    },
    bytes: |site, _, key| {
        let Key::Item(number) = key else {
            return Ok(Vec::new());
        };
        Ok(site
            .assets
            .files
            .get(number)
            .map(|(_, bytes)| bytes.clone())
            .unwrap_or_default())
    },
};

/// The files that pages share.
pub(super) struct Assets {
    files: Vec<(RelPath, Vec<u8>)>,
    /// The way to each of them, and to those that stand once for all languages, from the top of the pages, by the name that templates use.
    names: BTreeMap<String, String>,
    /// The way from there to the top of the whole site.
    up: String,
}

impl Assets {
    /// Where they lie.
    pub(super) fn paths(&self) -> impl Iterator<Item = &RelPath> {
        self.files.iter().map(|(path, _)| path)
    }

    /// All of `templates/assets/`: `css/*.css` one after the other as one style sheet, `js/search/*.js` as one script with its words, each other
    /// file of `js/` under its name, but for [`ASKING`], the rest as it is; and the tree. Beside the pages in another language lie those that hold words.
    pub(super) fn of(library: &Library, plan: &Plan, templates: &Templates, tongue: &Tongue) -> Assets {
        let mut assets = Assets {
            files: Vec::new(),
            names: BTreeMap::new(),
            up: tongue.up(),
        };
        let (mut style, mut search) = (Vec::new(), Vec::new());
        for (path, bytes) in templates.below("assets/") {
            if path == ASKING {
                continue;
            }
            let name = path.get("assets/".len()..).unwrap_or(path);
            if name.starts_with("css/") && name.ends_with(".css") {
                style.extend_from_slice(lean_style(&String::from_utf8_lossy(bytes)).as_bytes());
            } else if name.starts_with("js/search/") {
                search.extend_from_slice(&script(bytes));
            } else if let Some(name) = name.strip_prefix("js/") {
                assets.add(name, script(bytes));
            } else {
                assets.add(name, bytes.to_vec());
            }
        }
        assets.add("style.css", style);
        search.extend_from_slice(scripts::words(tongue.lang).as_bytes());
        assets.put("search.js", search);
        let tree = nav::script(library, plan, tongue.lang);
        let later = scripts::later(&assets.names);
        assets.put("nav.js", (later + &tree).into_bytes());
        assets.files.sort();
        assets
    }

    /// Adds a file that stands once for all languages.
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let Some(path) = named(name, &bytes) else { return };
        self.names
            .insert(key(name), format!("{}{}", self.up, path.href()));
        if self.up.is_empty() {
            self.files.push((path, bytes));
        }
    }

    /// Adds a file that holds words.
    fn put(&mut self, name: &str, bytes: Vec<u8>) {
        let Some(path) = named(name, &bytes) else { return };
        self.names.insert(key(name), path.href());
        self.files.push((path, bytes));
    }
}

/// The place of the file `name`, which holds `bytes`.
fn named(name: &str, bytes: &[u8]) -> Option<RelPath> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    RelPath::new(&format!("assets/{stem}.{}.{extension}", hash::short(bytes)))
}

/// What templates call the file `name`.
fn key(name: &str) -> String {
    name.replace(['.', '-', '/'], "_")
}

/// A script as pages load it.
pub(super) fn script(bytes: &[u8]) -> Vec<u8> {
    lean(&String::from_utf8_lossy(bytes)).into_bytes()
}

/// What every page sees of the site.
#[derive(Serialize)]
struct Common<'c> {
    title: &'c str,
    lang: &'static str,
    /// The language of the records, where it is another one; else empty.
    written: &'static str,
    assets: &'c BTreeMap<String, String>,
    home: String,
    search: String,
    systems: String,
    regions: Option<String>,
    tags: Option<String>,
    months: Option<String>,
    people: Option<String>,
    registers: String,
    intake: Option<String>,
    /// The page of questions that are often asked, where there are any.
    faq: Option<String>,
    changes: Option<String>,
    feed: Option<String>,
    provenance: Option<String>,
    contract: Option<&'c str>,
    /// For whom the site is, in a sentence, where it is not for all who may see the records.
    audience: Option<String>,
}

/// What every page sees of the site, made once.
pub(super) fn common(library: &Library, plan: &Plan, assets: &Assets, tongue: &Tongue) -> Result<Value> {
    let site = &library.config.site;
    let catalog = Catalog::of(tongue.lang);
    let untitled = catalog.word("site-untitled");
    let audience = library.seen.audience.as_str();
    let people = !(site.people.is_empty() && site.vendors.is_empty());
    let common = Common {
        title: if site.title.is_empty() {
            &untitled
        } else {
            &site.title
        },
        lang: tongue.lang.tag(),
        written: if site.language == tongue.lang {
            ""
        } else {
            site.language.tag()
        },
        assets: &assets.names,
        home: plan.fixed.home.href(),
        search: plan.fixed.search.href(),
        systems: plan.fixed.systems.href(),
        regions: (!library.shelves.regions.is_empty()).then(|| plan.fixed.regions.href()),
        tags: plan
            .tag_pages
            .first()
            .filter(|_| !library.shelves.tags.is_empty())
            .map(RelPath::href),
        months: library.seen.is_all().then(|| plan.fixed.months.href()),
        people: plan.fixed.people.as_ref().filter(|_| people).map(RelPath::href),
        registers: plan.fixed.registers.href(),
        intake: plan.fixed.intake.as_ref().map(RelPath::href),
        faq: registers::faq(library, plan).map(RelPath::href),
        changes: plan.changes.as_ref().map(|changes| changes.index.href()),
        feed: plan.changes.as_ref().map(|changes| changes.feed.href()),
        provenance: plan.provenance.as_ref().map(RelPath::href),
        contract: library.config.contract.terms.title.as_deref(),
        audience: (!library.seen.is_all()).then(|| catalog.word(&format!("site-audience-{audience}"))),
    };
    Ok(Value::try_from_serializable(&common)?)
}
