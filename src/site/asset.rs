//! The files that pages share: style sheet, scripts, tree, icons. Their names hold a hash of their bytes, so that they can be kept for ever.

use super::lean::{lean, lean_style};
use super::nav;
use super::plan::Plan;
use super::route::{Key, PageType};
use super::scripts;
use super::shards::ASKING;
use crate::base::{Lang, RelPath, hash};
use crate::library::Library;
use crate::render::Templates;
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use tera::Value;

/// The files that pages share.
pub(super) const PAGE: PageType = PageType {
    name: "asset",
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
    /// Where each of them lies, by the name that templates use.
    names: BTreeMap<String, String>,
}

impl Assets {
    /// All of `templates/assets/`: `css/*.css` one after the other as one style sheet, `js/search/*.js` as one script with its words, each other
    /// file of `js/` under its name, but for [`ASKING`], the rest as it is; and the tree.
    pub(super) fn of(library: &Library, plan: &Plan, templates: &Templates) -> Assets {
        let mut assets = Assets {
            files: Vec::new(),
            names: BTreeMap::new(),
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
        search.extend_from_slice(scripts::words(templates.lang()).as_bytes());
        assets.add("search.js", search);
        let tree = nav::script(library, plan, templates.lang());
        let later = scripts::later(&assets.names);
        assets.add("nav.js", (later + &tree).into_bytes());
        assets.files.sort();
        assets
    }

    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let path = RelPath::new(&format!("assets/{stem}.{}.{extension}", hash::short(&bytes)));
        if let Some(path) = path {
            self.names.insert(name.replace(['.', '-', '/'], "_"), path.href());
            self.files.push((path, bytes));
        }
    }
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
    assets: &'c BTreeMap<String, String>,
    home: String,
    search: String,
    systems: String,
    regions: Option<String>,
    tags: Option<String>,
    months: String,
    people: Option<String>,
    registers: String,
    intake: Option<String>,
    changes: Option<String>,
    feed: Option<String>,
    provenance: Option<String>,
    contract: Option<&'c str>,
}

/// What every page sees of the site, made once.
pub(super) fn common(library: &Library, plan: &Plan, assets: &Assets, lang: Lang) -> Result<Value> {
    let site = &library.config.site;
    let untitled = crate::base::Catalog::of(lang).word("site-untitled");
    let people = !(site.people.is_empty() && site.vendors.is_empty());
    let common = Common {
        title: if site.title.is_empty() {
            &untitled
        } else {
            &site.title
        },
        lang: lang.tag(),
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
        months: plan.fixed.months.href(),
        people: people.then(|| plan.fixed.people.href()),
        registers: plan.fixed.registers.href(),
        intake: plan
            .kinds
            .iter()
            .any(|kind| !kind.form.is_empty())
            .then(|| plan.fixed.intake.href()),
        changes: plan.changes.as_ref().map(|changes| changes.index.href()),
        feed: plan.changes.as_ref().map(|changes| changes.feed.href()),
        provenance: plan.provenance.as_ref().map(RelPath::href),
        contract: library.config.contract.terms.title.as_deref(),
    };
    Ok(Value::try_from_serializable(&common)?)
}
