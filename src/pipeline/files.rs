//! What is there to read?

use super::load::Load;
use crate::base::{Confidentiality, Diagnostic, RelPath};
use crate::config::{self, CASEBOOK_YAML, CASEBOOK_YML, CONTRACT_YAML, Config, KINDS, Written};
use crate::library::Layout;
use crate::output::Store;
use crate::source::{Entry, Looks, Snapshot, Source, decode};
use anyhow::Result;
use blake3::{Hash, OUT_LEN};
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// So many files a thread looks at one after the other.
const RUN: usize = 2000;

/// What there is to read.
#[derive(Debug)]
pub struct Files {
    pub(super) config: Arc<Config>,
    pub(super) layout: Layout,
    pub(super) snapshot: Snapshot,
    /// Tells one configuration from another.
    pub(super) configured: Hash,
    /// When listing them began, by the clock of the file system.
    pub(super) began: Option<u64>,
}

/// What git may tell otherwise although no file changed: the commit, the baseline, where a shallow history ends, who is who, and what
/// the index looks like.
type GitLooks = (String, Option<String>, Vec<String>, Option<String>, Option<Looks>);

/// A knowledge base asks for a newer program: an older one would leave out what it does not know.
#[derive(Debug, thiserror::Error)]
#[error("the knowledge base asks for version {0}")]
pub struct TooOld(pub String);

/// The first step of [`load_source`](super::load_source): the configuration of `source`, and which files there are.
///
/// # Errors
/// A folder cannot be listed, or the knowledge base asks for a newer program.
pub fn files(source: &Source, how: &Load) -> Result<Files> {
    let began = how.memory.as_ref().and_then(Store::now);
    let written = written(source, &|_| None)?;
    let mut config = Config::settle(&written);
    if !how.any_version {
        new_enough(&config)?;
    }
    if let Some(url) = &how.base_url {
        config.site.base_url = Some(url.clone());
    }
    let layout = Layout {
        content: config.site.content.clone(),
    };
    let listing = source.listing(std::slice::from_ref(&layout.content))?;
    let folders = listing.folders().par_iter();
    let listed = folders
        .map(|folder| listing.files(folder))
        .collect::<Result<Vec<_>>>()?;
    let snapshot = listing.whole(listed);
    Ok(Files {
        config: Arc::new(config),
        layout,
        snapshot,
        configured: blake3::hash(format!("{written:?}").as_bytes()),
        began,
    })
}

impl Files {
    /// What leaves it open who may see what, where these files are read for `audience`: those who see all see that, too.
    pub fn doubts(&self, audience: Confidentiality) -> Vec<Diagnostic> {
        match audience {
            Confidentiality::Restricted => Vec::new(),
            _ => self.config.doubts().cloned().collect(),
        }
    }

    /// The text of the file at `path`, to be shown.
    pub fn shown(&self, path: &RelPath) -> Option<String> {
        self.snapshot.shown(path)
    }

    /// Tells one state of these files, of those in the folders `besides`, of the configuration and of git from another, as a hash. `None`
    /// where files could change without looking otherwise: they come from git, or have just been written.
    ///
    /// # Errors
    /// A folder cannot be listed, or the repository cannot be read.
    pub fn state(&self, besides: &[&str]) -> Result<Option<Hash>> {
        let besides: Vec<RelPath> = besides.iter().filter_map(|path| RelPath::new(path)).collect();
        let besides = match besides.is_empty() {
            true => Vec::new(),
            false => self.snapshot.source().list(&besides)?.entries,
        };
        let entries = self
            .snapshot
            .entries
            .par_chunks(RUN)
            .chain(besides.par_chunks(RUN));
        let Some(looks) = entries
            .map(|entries| self.looks(entries))
            .collect::<Option<Vec<_>>>()
        else {
            return Ok(None);
        };
        let state = postcard::to_stdvec(&(looks, self.configured.as_bytes(), self.git()?))?;
        Ok(Some(blake3::hash(&state)))
    }

    /// What `entries` look like, as a hash; `None` where that can stay as it is although they change.
    fn looks(&self, entries: &[Entry]) -> Option<[u8; OUT_LEN]> {
        let looks = entries
            .iter()
            .map(|entry| Some((&entry.path, Looks::settled(entry, self.began)?)));
        let looks = looks.collect::<Option<Vec<(&RelPath, Looks)>>>()?;
        Some(blake3::hash(&postcard::to_stdvec(&looks).ok()?).into())
    }

    fn git(&self) -> Result<Option<GitLooks>> {
        let Some(git) = self.snapshot.source().git() else {
            return Ok(None);
        };
        let Some(commit) = git.commit else { return Ok(None) };
        let baseline = self.config.site.provenance.baseline.as_ref();
        let baseline = baseline.and_then(|name| git.repository.resolve(name).ok());
        let mut edge: Vec<String> = git
            .repository
            .shallow_roots()?
            .iter()
            .map(ToString::to_string)
            .collect();
        edge.sort();
        let people = git
            .repository
            .mailmap(commit, self.snapshot.source().is_folder())?;
        let index = git.repository.index();
        Ok(Some((
            commit.to_string(),
            baseline.map(|id| id.to_string()),
            edge,
            people,
            index,
        )))
    }
}

/// Whether `source` is a knowledge base: it is configured, or has records where they are without a configuration.
///
/// # Errors
/// A folder cannot be listed.
pub fn is_knowledge_base(source: &Source) -> Result<bool> {
    let path = RelPath::new(CASEBOOK_YAML).unwrap_or_default();
    if source.list(&[])?.read(&path).is_ok() {
        return Ok(true);
    }
    let content = Config::settle(&Written::default()).site.content;
    Ok(!source.list(&[content])?.entries.is_empty())
}

/// The configuration of the knowledge base at `root` alone.
///
/// # Errors
/// There is no such folder, or the knowledge base asks for a newer program.
pub fn config(root: &Path) -> Result<Config> {
    let config = Config::settle(&settings(root)?);
    new_enough(&config)?;
    Ok(config)
}

/// The configuration of the knowledge base at `root`, as it was written.
///
/// # Errors
/// There is no such folder, or a file of it cannot be read.
pub fn settings(root: &Path) -> Result<Written> {
    written(&Source::plain_folder(root)?, &|_| None)
}

fn new_enough(config: &Config) -> Result<(), TooOld> {
    config
        .site
        .newer
        .as_ref()
        .map_or(Ok(()), |wanted| Err(TooOld(wanted.clone())))
}

/// The configuration files, as they were written; what is `unsaved` stands before what lies on the disk.
pub(super) fn written(source: &Source, unsaved: &dyn Fn(&RelPath) -> Option<String>) -> Result<Written> {
    let snapshot = source.list(&[])?;
    let mut refused = Vec::new();
    let mut text = |snapshot: &Snapshot, path: Option<RelPath>| -> Result<Option<String>> {
        let Some(path) = path else { return Ok(None) };
        if let Some(text) = unsaved(&path) {
            return Ok(Some(text));
        }
        let Some(bytes) = snapshot.read_if_there(&path)? else {
            return Ok(None);
        };
        Ok(match decode(&bytes) {
            Ok(text) => Some(text.to_owned()),
            Err(not) => {
                refused.push(not.finding(&path));
                None
            }
        })
    };
    let casebook = text(&snapshot, RelPath::new(CASEBOOK_YAML))?;
    let contract = text(&snapshot, RelPath::new(CONTRACT_YAML))?;
    let holidays = text(&snapshot, contract.as_deref().and_then(config::holiday_file))?;
    let folder = RelPath::new(KINDS).unwrap_or_default();
    let own = source.list(&[folder])?;
    let mut kinds = Vec::new();
    for entry in own
        .entries
        .iter()
        .filter(|entry| entry.path.extension() == "yaml")
    {
        if let Some(text) = text(&own, Some(entry.path.clone()))? {
            kinds.push((entry.path.clone(), text));
        }
    }
    let of_kinds = own.entries.iter().map(|entry| &entry.path);
    refused.extend(of_kinds.filter_map(config::unread));
    refused.extend(own.findings);
    if let Some(path) = RelPath::new(CASEBOOK_YML)
        && snapshot.has(&path)
    {
        refused.extend(config::unread(&path));
    }
    Ok(Written {
        kinds,
        casebook,
        contract,
        holidays,
        refused,
    })
}
