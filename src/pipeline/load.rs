//! From the disk to the library.

use super::files::{Files, files};
use super::kept::Memory;
use super::past::{self, Past};
use crate::base::{Diagnostic, RelPath};
use crate::config::Config;
use crate::history::History;
use crate::library::{self, Attachment, Layout, Library, Parts, Unlinked};
use crate::output::Store;
use crate::record::{self, Input, Record, mask};
use crate::source::{Entry, Snapshot, Source};
use anyhow::{Error, Result};
use blake3::Hash;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// How a knowledge base is loaded.
#[derive(Debug, Clone, Default)]
pub struct Load {
    /// The address of the site, in place of that of `casebook.yaml`, as [`crate::config::base_url`] gives it.
    pub base_url: Option<String>,
    /// Whether a knowledge base that asks for a newer program is read all the same, by what only says what is wrong in it.
    pub any_version: bool,
    /// Whether drafts are among the records.
    pub drafts: bool,
    /// How much of the history is read.
    pub past: Past,
    /// Where it is remembered what was found out, if anywhere.
    pub memory: Option<Store>,
    /// The records whose text is read, and with them those whose headings they name; of the others only the front matter. All
    /// where there is none.
    pub texts_of: Option<BTreeSet<RelPath>>,
}

/// A knowledge base, read: everything that later stages look at.
#[derive(Debug, Clone)]
pub struct World {
    /// Its files.
    pub snapshot: Arc<Snapshot>,
    /// What the user decided.
    pub config: Arc<Config>,
    /// Tells one configuration, as it was written, from another.
    pub configured: Hash,
    /// What git says.
    pub history: Arc<History>,
    /// All records.
    pub library: Arc<Library>,
    /// What is wrong with single files; what is wrong with the library is in the library.
    pub findings: Vec<Diagnostic>,
    /// The knowledge base that this is a part of, where it is only what an audience may see.
    pub whole: Option<Arc<World>>,
}

impl World {
    /// What stands at the address of the file `attachment`, where it is published: its bytes, secrets in them crossed out.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn attachment(&self, attachment: &Attachment) -> Result<Vec<u8>> {
        let bytes = self.snapshot.read(&attachment.path)?;
        Ok(mask::secrets(&attachment.path, bytes))
    }
}

/// Reads the knowledge base in the folder `root`, as [`load_source`] does; what was found out is remembered in its cache, unless `how`
/// names another place.
///
/// # Errors
/// There is no such folder, or its repository cannot be read.
pub fn load(root: &Path, how: &Load) -> Result<World> {
    let how = Load {
        memory: Some(how.memory.clone().unwrap_or_else(|| past::memory_of(root))),
        ..how.clone()
    };
    let source = match how.past {
        Past::Nothing => Source::plain_folder(root)?,
        _ => Source::folder(root)?,
    };
    load_source(&source, &how)
}

/// Reads the knowledge base `source`. What its authors did wrong becomes findings and stops nothing.
///
/// # Errors
/// A folder cannot be listed, or the repository cannot be read.
pub fn load_source(source: &Source, how: &Load) -> Result<World> {
    let files = files(source, how)?;
    let past = || {
        let mut history = history(&files, how)?;
        fields(&files, &mut history, how)?;
        Ok::<History, Error>(history)
    };
    let (history, read) = rayon::join(past, || read(&files, how));
    let mut history = history?;
    let drafts = read.0.iter().filter(|record| record.draft);
    past::look_at_drafts(&mut history, &files, drafts.map(|record| &record.path), how)?;
    Ok(assemble(files, history, read, how))
}

/// The second step of [`load_source`]: what the commits did to the files.
///
/// # Errors
/// The repository cannot be read.
pub fn history(files: &Files, how: &Load) -> Result<History> {
    past::read(&files.snapshot, &files.config, &files.layout, how)
}

/// The third step of [`load_source`]: which fields the commits changed, and which files are not committed.
///
/// # Errors
/// The repository cannot be read.
pub fn fields(files: &Files, history: &mut History, how: &Load) -> Result<()> {
    past::look_inside(history, &files.snapshot, &files.config, &files.layout, how)?;
    if let Some(git) = files.snapshot.source().git() {
        git.repository.rest();
    }
    Ok(())
}

/// The fourth step of [`load_source`]: reads the records, which need not wait for what git knows.
pub fn read(files: &Files, how: &Load) -> Read {
    read_all(files, how)
}

/// The fourth step and the last, one after the other.
pub fn records(files: Files, history: History, how: &Load) -> World {
    let read = read(&files, how);
    assemble(files, history, read, how)
}

/// The last step of [`load_source`]: the knowledge base of what was read.
pub fn assemble(files: Files, mut history: History, read: Read, how: &Load) -> World {
    let Files {
        config,
        layout,
        snapshot,
        configured,
        ..
    } = files;
    let (records, files, mut findings) = read;
    let refused = findings.iter().chain(&snapshot.findings);
    let others: Vec<RelPath> = refused
        .map(|finding| &finding.path)
        .filter(|path| is_markdown(path))
        .cloned()
        .collect();
    findings.extend(snapshot.findings.iter().cloned());
    findings.extend(config.findings.iter().cloned());
    let all = records.iter().filter(|record| record.draft);
    let drafts = all.map(|record| &record.path);
    history.withdrawing = past::withdrawing(&history, (&snapshot, &config, &layout), drafts);
    let (drafts, records): (Vec<_>, Vec<_>) = records
        .into_iter()
        .partition(|record| record.draft && !how.drafts);
    let parts = Parts {
        config: Arc::clone(&config),
        layout,
        records,
        others: others
            .into_iter()
            .chain(drafts.iter().map(|draft| draft.path.clone()))
            .collect(),
        drafts,
        files,
        seen: Arc::default(),
        stamps: history.stamps(),
    };
    World {
        snapshot: Arc::new(snapshot),
        config,
        configured,
        history: Arc::new(history),
        library: Arc::new(without_files_of_drafts(parts)),
        findings,
        whole: None,
    }
}

/// The library of `parts` without the files that only its drafts use: what is out of the site takes its files with it.
fn without_files_of_drafts(parts: Parts) -> Library {
    if parts.drafts.is_empty() || parts.files.is_empty() {
        return library(parts);
    }
    let others = parts.records.iter().map(|record| record.path.clone());
    let drafts: HashSet<&RelPath> = parts.drafts.iter().map(|draft| &draft.path).collect();
    let refused = parts.others.iter().filter(|path| !drafts.contains(path)).cloned();
    let of_drafts = library::assemble(Parts {
        others: others.chain(refused).collect(),
        records: parts.drafts.clone(),
        stamps: HashMap::new(),
        drafts: Vec::new(),
        ..parts.clone()
    });
    let whole = library(parts.clone());
    let theirs = of_drafts.attachments.iter().zip(&whole.attachments);
    let only_theirs: HashSet<&RelPath> = theirs
        .filter(|(of_drafts, of_all)| !of_drafts.owners.is_empty() && of_all.owners.is_empty())
        .map(|(file, _)| &file.path)
        .collect();
    if only_theirs.is_empty() {
        return whole;
    }
    let mut parts = parts;
    parts.files.retain(|(path, _)| !only_theirs.contains(path));
    library(parts)
}

/// The library of `parts`: which record leads to which, all threads find out.
pub(super) fn library(parts: Parts) -> Library {
    let unlinked = Unlinked::of(parts);
    let records = (0..unlinked.count()).into_par_iter();
    let links = records.with_min_len(TAKEN).map(|index| unlinked.links(index));
    let links = links.collect();
    unlinked.linked(links)
}

/// What files said: the records, the other files with their sizes, and what is wrong with some.
pub type Read = (Vec<Arc<Record>>, Vec<(RelPath, u64)>, Vec<Diagnostic>);

/// What becomes of one file.
pub(super) enum Outcome {
    Record(Arc<Record>),
    File(RelPath, u64),
    Refused(Diagnostic),
}

fn read_all(files: &Files, how: &Load) -> Read {
    let Files {
        config,
        layout,
        snapshot,
        configured,
        began,
    } = files;
    let memory = how.memory.as_ref();
    let memory = memory.map(|store| Memory::new(store, *configured, *began));
    let read = |entry: &Entry, part: Part| read_one(snapshot, config, layout, entry, part);
    let whole = |entry: &Entry| read(entry, Part::Whole);
    let outcomes: Vec<Outcome> = match (&how.texts_of, memory) {
        (None, None) => snapshot.entries.par_iter().map(whole).collect(),
        (None, Some(memory)) => {
            let recall = |entry: &Entry, bytes: &[u8]| {
                let (kind, _, _) = library::kind_of(config, layout, &entry.path)?;
                Record::kept(&entry.path, kind, bytes).map(|record| Outcome::Record(Arc::new(record)))
            };
            memory.read(&snapshot.entries, recall, whole, |outcome| match outcome {
                Outcome::Record(record) => record.keep(),
                _ => None,
            })
        }
        (Some(wanted), _) => {
            let (named, rest): (Vec<&Entry>, Vec<&Entry>) = snapshot
                .entries
                .iter()
                .partition(|entry| wanted.contains(&entry.path));
            let mut outcomes: Vec<Outcome> = named.par_iter().map(|entry| whole(entry)).collect();
            let linked = names_with_headings(&outcomes);
            let part = |entry: &Entry| match linked.contains(entry.path.stem()) {
                true => Part::Whole,
                false => Part::Front,
            };
            outcomes.par_extend(rest.par_iter().map(|entry| read(entry, part(entry))));
            outcomes
        }
    };
    let (mut records, mut files, mut findings) = (Vec::new(), Vec::new(), Vec::new());
    for outcome in outcomes {
        match outcome {
            Outcome::Record(record) => records.push(record),
            Outcome::File(path, size) => files.push((path, size)),
            Outcome::Refused(finding) => findings.push(finding),
        }
    }
    (records, files, findings)
}

/// So many records a thread takes at a time, when it looks where they lead.
const TAKEN: usize = 128;

/// Which part of a record is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Front,
}

/// The names of files whose headings the links of these records lead to: the last part of what stands before the `#`.
fn names_with_headings(outcomes: &[Outcome]) -> BTreeSet<String> {
    let records = outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Record(record) => Some(record),
        _ => None,
    });
    let targets = records.flat_map(|record| record.outline.links.iter().map(|link| link.target.as_str()));
    let named = targets
        .filter_map(|target| target.split_once('#'))
        .map(|(before, _)| {
            let name = before.rsplit('/').next().unwrap_or(before);
            name.strip_suffix(".md").unwrap_or(name).to_owned()
        });
    named.collect()
}

/// Whether the file at `path` is a record by its name.
pub(super) fn is_markdown(path: &RelPath) -> bool {
    matches!(path.extension().as_str(), "md" | "markdown")
}

/// What becomes of the file of `entry`.
pub(super) fn read_one(
    snapshot: &Snapshot,
    config: &Config,
    layout: &Layout,
    entry: &Entry,
    part: Part,
) -> Outcome {
    let limits = &config.site.limits;
    if !is_markdown(&entry.path) {
        return match entry.size > limits.attachment {
            true => Outcome::Refused(record::refuse_attachment(
                &entry.path,
                entry.size,
                limits.attachment,
            )),
            false => Outcome::File(entry.path.clone(), entry.size),
        };
    }
    if entry.size > limits.record {
        return Outcome::Refused(record::refuse(&entry.path, entry.size, limits.record));
    }
    let Some((kind, below, _)) = library::kind_of(config, layout, &entry.path) else {
        return Outcome::File(entry.path.clone(), entry.size);
    };
    if let Some(finding) = record::long_name(&entry.path) {
        return Outcome::Refused(finding);
    }
    let bytes = match snapshot.read(&entry.path) {
        Ok(bytes) => bytes,
        Err(error) => return Outcome::Refused(record::unreadable(&entry.path, &error)),
    };
    let input = Input {
        config,
        path: &entry.path,
        below,
        kind,
    };
    let read = match part {
        Part::Whole => record::read(&input, &bytes),
        Part::Front => record::skim(&input, &bytes),
    };
    match read {
        Ok(record) => Outcome::Record(Arc::new(record)),
        Err(finding) => Outcome::Refused(*finding),
    }
}

/// A knowledge base without records, of a configuration alone.
pub fn empty(config: Config) -> World {
    let config = Arc::new(config);
    let layout = Layout {
        content: config.site.content.clone(),
    };
    let parts = Parts {
        config: Arc::clone(&config),
        layout,
        records: Vec::new(),
        files: Vec::new(),
        drafts: Vec::new(),
        others: Vec::new(),
        seen: Arc::default(),
        stamps: HashMap::new(),
    };
    World {
        snapshot: Arc::new(Snapshot::none()),
        config,
        configured: blake3::hash(b""),
        history: Arc::new(History::default()),
        library: Arc::new(library::assemble(parts)),
        findings: Vec::new(),
        whole: None,
    }
}
