//! The index of the machine: a folder that holds what [`Document`]s say, brought up to date by what changed.
//!
//! [`Document`]: super::Document

mod chains;
mod explain;
mod filters;
mod find;
mod lists;
mod lookup;
mod rank;
mod schema;
mod scores;
mod segment;
mod stamps;
mod suggest;
mod taken;
mod update;
mod words;

#[cfg(test)]
mod tests;

use super::query::Query;
use super::results::Results;
use crate::base::{Message, OrUnable, unable};
use anyhow::bail;
use schema::Fields;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use tantivy::directory::MmapDirectory;
use tantivy::{IndexReader, IndexSettings, ReloadPolicy};

pub use segment::{Made, Segment};
pub use update::Update;

/// An index in a folder.
pub struct Index {
    dir: PathBuf,
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    renewal: Option<Renewal>,
    state: String,
    /// The commit that `snapshot` shows, or one before it.
    commit: AtomicU64,
    /// What searches read; replaced as a whole after an update, so that a search never waits for one.
    snapshot: RwLock<Arc<rank::Snapshot>>,
}

/// Why an index was made again, empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Renewal {
    /// There was none.
    New,
    /// It was made by another version of the program.
    Outdated,
    /// It could not be read.
    Damaged {
        /// What was wrong.
        reason: Message,
    },
}

/// How to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How many hits to give; 0 is all.
    pub limit: usize,
    /// Whether to say how the answer came about.
    pub explain: bool,
}

/// What answers are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// The kind of a record.
    Kind,
    /// Its systems.
    System,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            limit: 20,
            explain: false,
        }
    }
}

impl Index {
    /// Opens the index in the folder `dir`. Where there is none, or one that is damaged or of another version, an empty
    /// one is made there in its place; see [`Index::renewal`].
    pub fn open_or_create(dir: &Path) -> anyhow::Result<Index> {
        match Index::open(dir) {
            Ok(Ok(index)) => Ok(index),
            Ok(Err(renewal)) => Index::create(dir, renewal),
            Err(damage) => Index::create(
                dir,
                Renewal::Damaged {
                    reason: unable::why(&damage),
                },
            ),
        }
    }

    /// Why the index was made again when it was opened, if so.
    pub fn renewal(&self) -> Option<&Renewal> {
        self.renewal.as_ref()
    }

    /// What the index said, when it was opened, that it holds: the state given to [`Update::finish`]; empty where none was.
    pub fn state(&self) -> &str {
        &self.state
    }

    /// How many documents it holds.
    pub fn len(&self) -> usize {
        usize::try_from(self.snapshot().searcher.num_docs()).unwrap_or(usize::MAX)
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Answers `query`.
    pub fn search(&self, query: &Query, options: &Options) -> anyhow::Result<Results> {
        find::Find::new(&self.fields, &self.snapshot()).answer(query, options)
    }

    /// How many of the records that `query` finds have each kind or system, by their IDs and names, folded.
    pub fn facet(&self, query: &Query, facet: Facet) -> anyhow::Result<BTreeMap<String, usize>> {
        find::Find::new(&self.fields, &self.snapshot()).facet(query, facet)
    }

    /// Whether `query` finds the document with this key, as one that holds all of it.
    pub fn holds(&self, query: &Query, key: &str) -> anyhow::Result<bool> {
        find::Find::new(&self.fields, &self.snapshot()).holds_all(query, key)
    }

    /// The keys of the documents that hold all of `query`, in no order and without the work for what is shown.
    pub fn keys(&self, query: &Query) -> anyhow::Result<Vec<String>> {
        find::Find::new(&self.fields, &self.snapshot()).keys(query)
    }

    /// Sees what another process, or another [`Index`], has written since.
    pub fn reload(&self) -> anyhow::Result<()> {
        // Before it is read: what is committed meanwhile is read once more.
        self.commit.store(self.committed()?, Ordering::Relaxed);
        self.reader
            .reload()
            .or_unable(|| Message::new("unable-index-read"))?;
        let snapshot = Arc::new(rank::Snapshot::new(self.reader.searcher())?);
        *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    /// The commit that was made last, by whomever.
    fn committed(&self) -> anyhow::Result<u64> {
        let metas = self.index.load_metas();
        Ok(metas.or_unable(|| Message::new("unable-index-read"))?.opstamp)
    }

    fn snapshot(&self) -> Arc<rank::Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The index in `dir`, or why there is none of use; an error is damage.
    fn open(dir: &Path) -> anyhow::Result<Result<Index, Renewal>> {
        let is_empty = fs::read_dir(dir).map_or(true, |mut entries| entries.next().is_none());
        if is_empty {
            return Ok(Err(Renewal::New));
        }
        let (expected, _) = schema::schema();
        let index = tantivy::Index::open_in_dir(dir)?;
        let metas = index.load_metas()?;
        let (commit, payload) = (metas.opstamp, metas.payload.unwrap_or_default());
        let (version, state) = payload.split_once('\n').unwrap_or((&payload, ""));
        if version != schema::VERSION || index.schema() != expected {
            return Ok(Err(Renewal::Outdated));
        }
        let state = state.to_owned();
        if !stamps::are_known(dir) {
            let damaged = index.validate_checksum()?;
            if let Some(file) = damaged.iter().min() {
                bail!("the checksum of {} is wrong", file.display());
            }
            stamps::note(dir);
        }
        Index::whole(dir, index, None, (state, commit)).map(Ok)
    }

    fn create(dir: &Path, renewal: Renewal) -> anyhow::Result<Index> {
        let failed = || unable::of("unable-index-in", dir);
        if dir.exists() {
            fs::remove_dir_all(dir).or_unable(failed)?;
        }
        fs::create_dir_all(dir).or_unable(failed)?;
        let (schema, _) = schema::schema();
        let directory = MmapDirectory::open(dir).or_unable(failed)?;
        let index = tantivy::Index::create(directory, schema, IndexSettings::default()).or_unable(failed)?;
        let index = Index::whole(dir, index, Some(renewal), Default::default()).or_unable(failed)?;
        index.write_version().or_unable(failed)?;
        Ok(index)
    }

    fn whole(
        dir: &Path,
        index: tantivy::Index,
        renewal: Option<Renewal>,
        (state, commit): (String, u64),
    ) -> anyhow::Result<Index> {
        let (_, fields) = schema::schema();
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        let snapshot = Arc::new(rank::Snapshot::new(reader.searcher())?);
        Ok(Index {
            dir: dir.to_path_buf(),
            index,
            reader,
            fields,
            renewal,
            state,
            commit: AtomicU64::new(commit),
            snapshot: RwLock::new(snapshot),
        })
    }
}
