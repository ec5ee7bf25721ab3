//! The knowledge base as the dev server shows it: pages made when they are asked for.

use super::api::Asked;
use super::diagnostics::{self, Show};
use crate::base::{Catalog, Diagnostic, Lang, Lines, RelPath};
use crate::check;
use crate::config::{Config, Written};
use crate::pipeline::{self, Load, Past, Shown};
use crate::search::Index;
use crate::serve::{Answer, Changes, Finding, Findings, Found, View};
use anyhow::{Context, Result, anyhow};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What makes views of a knowledge base, one after the other.
pub(crate) struct Previews {
    root: PathBuf,
    cache: PathBuf,
    lang: Lang,
    last: Option<Arc<Shown>>,
    /// What was last decided, by which a change is known to matter.
    config: Arc<Config>,
}

impl Previews {
    /// Those of the knowledge base at `root`, drafts included; findings are in words of `lang`.
    pub(crate) fn new(root: &Path, cache: &Path, lang: Lang) -> Previews {
        Previews {
            root: root.to_path_buf(),
            cache: cache.to_path_buf(),
            lang,
            last: None,
            config: Arc::new(Config::settle(&Written::default())),
        }
    }

    /// The knowledge base as it is now, after `changes` to what the last view showed; `None` where they are none of its own: a log that lies in
    /// its folder, which this very server may write.
    pub(crate) fn next(&mut self, changes: &Changes) -> Result<Option<Arc<Preview>>> {
        let paths = pipeline::concerning(&self.config, &changes.paths);
        if paths.is_empty() && !changes.everything && !changes.history {
            return Ok(None);
        }
        let how = Load {
            drafts: true,
            past: Past::Fields,
            ..Load::default()
        };
        // What failed half-way is no ground to build on.
        let again = match self.last.take() {
            Some(last) if !changes.everything && !changes.history => last.again(&how, &paths)?,
            _ => None,
        };
        let shown = Arc::new(match again {
            Some(shown) => shown,
            None => self.whole(&how)?,
        });
        self.last = Some(Arc::clone(&shown));
        Ok(Some(Arc::new(Preview {
            shown,
            lang: self.lang,
            cache: self.cache.clone(),
            index: Mutex::new(None),
        })))
    }

    /// The whole knowledge base; an error where its configuration cannot be read, for a site of other systems and another language would tell
    /// nobody what is wrong.
    fn whole(&mut self, how: &Load) -> Result<Shown> {
        let shown = Shown::new(&self.root, how)?;
        self.config = Arc::clone(&shown.world.config);
        let faults: Vec<Diagnostic> = shown.world.config.unreadable().cloned().collect();
        if faults.is_empty() {
            return Ok(shown);
        }
        let read = |path: &RelPath| shown.world.snapshot.shown(path);
        let listed = diagnostics::listed(&faults, &Show::new(self.lang, &read));
        Err(anyhow!(listed.trim_end().to_owned()))
    }
}

/// One view of the knowledge base.
pub(crate) struct Preview {
    shown: Arc<Shown>,
    lang: Lang,
    cache: PathBuf,
    /// The index, brought up to date when somebody first searches.
    index: Mutex<Option<Index>>,
}

impl View for Preview {
    fn page(&self, path: &RelPath) -> Result<Option<Answer>> {
        let Shown { world, site, .. } = &*self.shown;
        if let Some(page) = site.page_at(path)? {
            return Ok(Some(Answer {
                bytes: page.bytes.into(),
                content_type: page.content_type,
                foreign: false,
            }));
        }
        let Some(file) = world.library.published().find(|file| file.url == *path) else {
            return Ok(None);
        };
        Ok(Some(Answer::attachment(path, world.attachment(file)?)))
    }

    fn search(&self, query: &str, params: &[(String, String)]) -> Result<Found> {
        let asked = match Asked::read(query, params) {
            Ok(asked) => asked,
            Err(refused) => return Ok(Found::Refused(Catalog::of(self.lang).say(&refused))),
        };
        let mut index_slot = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if index_slot.is_none() {
            *index_slot = Some(pipeline::index(&self.shown.world, &self.cache, None)?.0);
        }
        let index = index_slot.as_ref().context("there is no index")?;
        let answer = asked.answer(index, &self.shown.world.config)?;
        Ok(Found::Answer(serde_json::to_vec(&answer)?))
    }

    fn not_found(&self, path: &RelPath) -> Result<Answer> {
        let page = self.shown.site.not_found(path)?;
        Ok(Answer {
            bytes: page.bytes.into(),
            content_type: page.content_type,
            foreign: false,
        })
    }

    fn findings(&self, most: usize) -> Findings {
        let Shown { world, figures, .. } = &*self.shown;
        let read = |path: &RelPath| world.snapshot.shown(path);
        let context = check::Context::new(&world.library, &world.history, figures.as_of(), &read)
            .beside(&world.findings);
        let found = check::check(&context, &pipeline::reading(world));
        let mut texts = HashMap::new();
        let first = found.iter().take(most).map(|finding| {
            let text = texts
                .entry(finding.path.clone())
                .or_insert_with(|| read(&finding.path).unwrap_or_default());
            placed(finding, text)
        });
        let first = first.collect();
        let (errors, warnings) = pipeline::count(&found);
        Findings {
            errors,
            warnings,
            first,
        }
    }

    fn lang(&self, path: &RelPath) -> Option<Lang> {
        Some(self.shown.site.lang_at(path))
    }

    fn file(&self, path: &RelPath) -> Option<RelPath> {
        self.shown.site.file_at(path).cloned()
    }
}

/// `finding` with its place; `text` is what its file holds.
fn placed(finding: &Diagnostic, text: &str) -> Finding {
    let place = Lines::new(text).place(finding.span.start);
    let line = text.lines().nth(place.line.saturating_sub(1));
    Finding {
        path: finding.path.clone(),
        line: place.line,
        column: place.column,
        severity: finding.severity,
        message: finding.message.clone(),
        source: line.unwrap_or_default().trim_end().to_owned(),
    }
}
