//! How does the index follow the records?

use super::{Index, schema, stamps};
use crate::search::document::Document;
use anyhow::Context;
use std::collections::HashMap;
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexWriter, TantivyDocument, Term};

/// The least memory that a writing thread works with, in bytes.
const LEAST_MEMORY: usize = 16 << 20;
/// As many segments of like size as this are merged: more than a first build makes, so that it does not wait for merging.
const MANY_SEGMENTS: usize = 16;
/// A segment with more than this share of deleted documents is written again.
const MOST_DELETED: f32 = 0.3;

/// What an update may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writer {
    /// Threads that write.
    pub threads: usize,
    /// Memory for all of them, in bytes.
    pub memory: usize,
}

impl Default for Writer {
    fn default() -> Writer {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(8);
        Writer {
            threads,
            memory: 64 << 20,
        }
    }
}

/// What an update did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Updated {
    /// Documents that are new or were written anew.
    pub written: usize,
    /// Documents that are gone.
    pub removed: usize,
    /// Documents that stayed as they were.
    pub kept: usize,
}

/// A writer that is opened when there is something to write.
struct Lazy<'a> {
    index: &'a Index,
    settings: Writer,
    writer: Option<IndexWriter>,
}

impl Lazy<'_> {
    fn open(&mut self) -> anyhow::Result<&mut IndexWriter> {
        if self.writer.is_none() {
            self.writer = Some(self.index.writer(self.settings)?);
        }
        self.writer.as_mut().context("the index has no writer")
    }

    fn remove(&mut self, key: &str) -> anyhow::Result<()> {
        let term = Term::from_field_text(self.index.fields.key, key);
        self.open()?.delete_term(term);
        Ok(())
    }

    fn write(&mut self, document: &Document) -> anyhow::Result<()> {
        let kept = self.index.fields.document(document)?;
        self.open()?.add_document(kept)?;
        Ok(())
    }
}

impl Index {
    /// Brings the index up to date, as [`Index::update_to`] does, without saying what it holds then.
    ///
    /// # Errors
    /// As there.
    pub fn update(
        &self,
        documents: impl IntoIterator<Item = Document>,
        settings: Writer,
    ) -> anyhow::Result<Updated> {
        self.update_to("", documents, settings)
    }

    /// Brings the index up to date: afterwards it holds `documents` and nothing else. Only documents whose fingerprint is not
    /// known are written. All becomes visible at once; after a failure or a crash the index is as it was before. Of two
    /// documents with one key the first counts. `state` names what the index holds then; whoever opens it and would give the same need not
    /// update it.
    ///
    /// # Errors
    /// Where the folder cannot be written, or another process is writing.
    pub fn update_to(
        &self,
        state: &str,
        documents: impl IntoIterator<Item = Document>,
        settings: Writer,
    ) -> anyhow::Result<Updated> {
        let known = self.fingerprints()?;
        let mut present: HashMap<String, bool> = HashMap::with_capacity(known.len());
        let mut done = Updated::default();
        let mut writer = Lazy {
            index: self,
            settings,
            writer: None,
        };
        for document in documents {
            if present.insert(document.key.clone(), true).is_some() {
                continue;
            }
            match known.get(&document.key) {
                Some(fingerprint) if *fingerprint == document.fingerprint => {
                    done.kept += 1;
                    continue;
                }
                Some(_) => writer.remove(&document.key)?,
                None => {}
            }
            writer.write(&document)?;
            done.written += 1;
        }
        for key in known.keys().filter(|key| !present.contains_key(*key)) {
            writer.remove(key)?;
            done.removed += 1;
        }
        if state != self.state {
            writer.open()?;
        }
        if let Some(writer) = writer.writer {
            commit(writer, state)?;
            stamps::note(&self.dir);
            self.reload()?;
        }
        Ok(done)
    }

    /// The fingerprint of each document, by key. Whoever makes documents can leave out the work for those that stay.
    pub fn fingerprints(&self) -> anyhow::Result<HashMap<String, String>> {
        let mut known = HashMap::new();
        let snapshot = self.snapshot();
        for segment in snapshot.searcher.segment_readers() {
            let columns = segment.fast_fields();
            let keys = columns.str(schema::KEY)?.context("the index has no keys")?;
            let fingerprints = columns
                .str(schema::FINGERPRINT)?
                .context("the index has no fingerprints")?;
            for doc in segment.doc_ids_alive() {
                let (mut key, mut fingerprint) = (String::new(), String::new());
                if let (Some(k), Some(f)) = (keys.term_ords(doc).next(), fingerprints.term_ords(doc).next()) {
                    keys.ord_to_str(k, &mut key)?;
                    fingerprints.ord_to_str(f, &mut fingerprint)?;
                }
                known.insert(key, fingerprint);
            }
        }
        Ok(known)
    }

    /// Commits nothing but the version, so that an index without it is one that never became whole.
    pub(super) fn write_version(&self) -> anyhow::Result<()> {
        let settings = Writer {
            threads: 1,
            memory: LEAST_MEMORY,
        };
        commit(self.writer(settings)?, "")?;
        stamps::note(&self.dir);
        Ok(())
    }

    fn writer(&self, settings: Writer) -> anyhow::Result<IndexWriter> {
        let threads = settings.threads.clamp(1, 8);
        let memory = settings.memory.max(LEAST_MEMORY * threads);
        let writer: IndexWriter<TantivyDocument> = self
            .index
            .writer_with_num_threads(threads, memory)
            .with_context(|| format!("the index in {} cannot be written", self.dir.display()))?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MANY_SEGMENTS);
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }
}

fn commit(mut writer: IndexWriter, state: &str) -> anyhow::Result<()> {
    let mut prepared = writer
        .prepare_commit()
        .context("the index could not be written")?;
    prepared.set_payload(&format!("{}\n{state}", schema::VERSION));
    prepared.commit().context("the index could not be written")?;
    writer
        .wait_merging_threads()
        .context("the index could not be tidied")
}
