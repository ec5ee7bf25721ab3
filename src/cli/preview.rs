//! The knowledge base as the dev server shows it: pages made when they are asked for.

use super::api::Asked;
use crate::base::{Catalog, Diagnostic, Lang, Lines, RelPath};
use crate::check;
use crate::pipeline::{self, Figures, Load, Past, World};
use crate::search::Index;
use crate::serve::{Answer, Finding, View};
use crate::site::Site;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// One view of the knowledge base.
pub(crate) struct Preview {
    world: World,
    site: Arc<Site>,
    findings: Vec<Finding>,
    cache: PathBuf,
    /// The index, brought up to date when somebody first searches.
    index: Mutex<Option<Index>>,
}

impl Preview {
    /// The knowledge base at `root` as it is now, drafts included; findings are in words of `lang`.
    pub(crate) fn new(root: &Path, cache: &Path, lang: Lang) -> Result<Preview> {
        let world = pipeline::load(
            root,
            &Load {
                drafts: true,
                past: Past::Fields,
                ..Load::default()
            },
        )?;
        let (site, figures) = pipeline::site(&world, None)?;
        let findings = findings(&world, &figures, lang);
        Ok(Preview {
            world,
            site,
            findings,
            cache: cache.to_path_buf(),
            index: Mutex::new(None),
        })
    }
}

impl View for Preview {
    fn page(&self, path: &RelPath) -> Result<Option<Answer>> {
        if let Some(page) = self.site.page_at(path)? {
            return Ok(Some(Answer {
                bytes: page.bytes.into(),
                content_type: page.content_type,
            }));
        }
        let Some(file) = self
            .world
            .library
            .attachments
            .iter()
            .find(|file| file.url == *path)
        else {
            return Ok(None);
        };
        let bytes = self.world.snapshot.read(&file.path)?;
        Ok(Some(Answer::of(path, bytes)))
    }

    fn search(&self, query: &str, params: &[(String, String)]) -> Result<Vec<u8>> {
        let mut index_slot = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if index_slot.is_none() {
            *index_slot = Some(pipeline::index(&self.world, &self.cache, None)?.0);
        }
        let index = index_slot.as_ref().context("there is no index")?;
        let answer = Asked::read(query, params).answer(index, &self.world.config)?;
        Ok(serde_json::to_vec(&answer)?)
    }

    fn not_found(&self) -> Result<Answer> {
        let page = self.site.not_found(&RelPath::default())?;
        Ok(Answer {
            bytes: page.bytes.into(),
            content_type: page.content_type,
        })
    }

    fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

fn findings(world: &World, figures: &Figures, lang: Lang) -> Vec<Finding> {
    let read = |path: &RelPath| world.snapshot.text(path);
    let context = check::Context::new(&world.library, &world.history, figures.as_of(), &read);
    let found = check::check(&context, &world.findings);
    found
        .iter()
        .map(|finding| in_words(world, finding, lang))
        .collect()
}

fn in_words(world: &World, finding: &Diagnostic, lang: Lang) -> Finding {
    let text = world.snapshot.text(&finding.path).unwrap_or_default();
    let place = Lines::new(&text).place(finding.span.start);
    Finding {
        path: finding.path.clone(),
        line: place.line,
        column: place.column,
        severity: finding.severity,
        text: Catalog::of(lang).say(&finding.message),
    }
}
