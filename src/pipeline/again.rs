//! The knowledge base again, after some of its files changed: what a server shows.
//!
//! What a change does not reach is taken over. Where it reaches further than a few records, all is made anew; so that what is shown is
//! always what a build would make.

use super::build::all_templates;
use super::load::{Outcome, Part, read_one};
use super::{Later, Load, World, load, past, seals};
use crate::base::RelPath;
use crate::config::{CASEBOOK_YML, Config};
use crate::history::is_uncommitted;
use crate::library::Library;
use crate::render::Templates;
use crate::site::{Parts, Past, Site};
use crate::source::is_listed;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// The folder of what a knowledge base has in place of what is built in.
const TEMPLATES: &str = "templates";
/// The folder of its kinds, which decide how records are read.
const KINDS: &str = "templates/kinds";
/// The folder of sealed reports.
const REPORTS: &str = "reports";
/// Who is who, by git.
const MAILMAP: &str = ".mailmap";
/// More files than these are read with all others.
const FEW: usize = 256;

/// A knowledge base and its site, as a server shows them.
pub struct Shown {
    /// The knowledge base.
    pub world: World,
    /// Its pages.
    pub site: Arc<Site>,
    /// What it counts.
    pub figures: Arc<Later>,
    templates: Vec<Arc<Templates>>,
    past: Arc<Past>,
}

/// What changed, as far as it is taken apart.
struct Changed {
    world: World,
    /// Whether templates did.
    templates: bool,
}

impl Shown {
    /// The knowledge base in the folder `root`, all of it.
    ///
    /// # Errors
    /// It cannot be read, or a template cannot.
    pub fn new(root: &Path, how: &Load) -> Result<Shown> {
        let world = load(root, how)?;
        let templates = all_templates(world.snapshot.source(), &world.config)?;
        let past = Past {
            seals: seals::changed(&world, seals::seals(world.snapshot.source())?.sealed)?,
            ..past::known(&world)?
        };
        Shown::of(world, templates, Arc::new(past), None)
    }

    /// The same folder after the files at `changed` did; `None` where so much is other than before that all has to be read.
    ///
    /// # Errors
    /// A template cannot be read.
    pub fn again(&self, how: &Load, changed: &BTreeSet<RelPath>) -> Result<Option<Shown>> {
        let Some(Changed {
            world,
            templates: own,
        }) = self.changed(how, changed)
        else {
            return Ok(None);
        };
        let source = world.snapshot.source();
        let templates = match own {
            true => all_templates(source, &world.config)?,
            false => self.templates.clone(),
        };
        let sealed = seals::changed(&world, seals::seals(source)?.sealed)?;
        let changed = read_again(&self.world.library, &world.library);
        let provenance = self
            .past
            .provenance
            .again(&world.library, &world.history, &changed);
        let past = Arc::new(Past {
            seals: sealed,
            provenance,
            history: Arc::clone(&world.history),
            tombstones: self.past.tombstones.clone(),
        });
        Shown::of(world, templates, past, Some(&self.site)).map(Some)
    }

    fn of(
        world: World,
        templates: Vec<Arc<Templates>>,
        past: Arc<Past>,
        before: Option<&Site>,
    ) -> Result<Shown> {
        let figures = Arc::new(Later::new(&world, None));
        let parts = Parts {
            library: Arc::clone(&world.library),
            snapshot: Arc::clone(&world.snapshot),
            templates: templates.clone(),
            figures: figures.clone(),
            past: Arc::clone(&past),
            as_of: Some(figures.as_of()),
            alike: None,
        };
        let site = match before {
            Some(before) => Site::again(parts, before)?,
            None => Site::new(parts)?,
        };
        Ok(Shown {
            world,
            site: Arc::new(site),
            figures,
            templates,
            past,
        })
    }

    fn changed(&self, how: &Load, changed: &BTreeSet<RelPath>) -> Option<Changed> {
        if changed.len() > FEW || !how.drafts {
            return None;
        }
        let content = &self.world.library.layout.content;
        let (mut read, mut templates) = (Vec::new(), false);
        for path in changed {
            if is_listed(content, path.as_str()) && !is_settings(path) {
                read.push(path);
            } else if path.below(KINDS).is_some_and(|_| path.extension() == "yaml") {
                return None;
            } else if path.below(TEMPLATES).is_some() || path.as_str() == TEMPLATES {
                templates = true;
            } else if path.below(REPORTS).is_none() {
                return None;
            }
        }
        let world = self.world.again(&read)?;
        Some(Changed { world, templates })
    }
}

/// Those of the paths `changed` at which a change can show in a knowledge base of which this was decided: in its folders, those above them, and its
/// configuration.
pub fn concerning(config: &Config, changed: &BTreeSet<RelPath>) -> BTreeSet<RelPath> {
    let content = config.site.content.as_str();
    if content.is_empty() {
        return changed.clone();
    }
    let folders: Vec<RelPath> = [content, TEMPLATES, REPORTS]
        .into_iter()
        .filter_map(RelPath::new)
        .collect();
    let mut files = config.files();
    files.extend([CASEBOOK_YML, MAILMAP].into_iter().filter_map(RelPath::new));
    let concerns = |path: &&RelPath| {
        let mut around = folders.iter().filter(|folder| {
            folder == path || path.below(folder.as_str()).is_some() || folder.below(path.as_str()).is_some()
        });
        around.next().is_some() || files.contains(path)
    };
    changed.iter().filter(concerns).cloned().collect()
}

/// Whether the file at `path` may decide about others: the configuration, and lists of holidays.
fn is_settings(path: &RelPath) -> bool {
    matches!(path.extension().as_str(), "yaml" | "yml" | "csv" | "txt")
}

impl World {
    /// This knowledge base with the files at `paths` read again; `None` where one of them is new, gone, or no record any more, or where the
    /// library has to be assembled anew.
    fn again(&self, paths: &[&RelPath]) -> Option<World> {
        if paths.is_empty() {
            return Some(self.clone());
        }
        let mut snapshot = (*self.snapshot).clone();
        let mut history = Arc::clone(&self.history);
        let (mut records, mut sizes) = (Vec::new(), Vec::new());
        for path in paths {
            let entry = snapshot.renew(path)?.clone();
            let (config, layout) = (&self.config, &self.library.layout);
            match read_one(&snapshot, config, layout, &entry, Part::Whole) {
                Outcome::Record(record) => records.push((self.library.at_path(path)?, record)),
                Outcome::File(path, size) => sizes.push((path, size)),
                Outcome::Refused(_) => return None,
            }
            let uncommitted = is_uncommitted(&snapshot, &history, &entry).ok()?;
            if uncommitted != history.uncommitted.contains(*path) {
                let all = &mut Arc::make_mut(&mut history).uncommitted;
                match uncommitted {
                    true => all.insert((*path).clone()),
                    false => all.remove(*path),
                };
            }
        }
        Some(World {
            snapshot: Arc::new(snapshot),
            library: Arc::new(self.library.again(records, &sizes)?),
            history,
            ..self.clone()
        })
    }
}

/// The records of `after` that were read again since `before`, a library of the same files.
fn read_again(before: &Library, after: &Library) -> Vec<usize> {
    let both = before.records.iter().zip(&after.records).enumerate();
    both.filter(|(_, (before, after))| !Arc::ptr_eq(before, after))
        .map(|(index, _)| index)
        .collect()
}
