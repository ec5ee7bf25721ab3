//! How does the index follow the records?

use super::segment::{Made, Segment};
use super::{Index, schema, stamps};
use crate::base::{Message, OrUnable, unable};
use anyhow::Context;
use std::collections::HashMap;
use std::sync::atomic::Ordering;
use std::thread::sleep;
use std::time::Duration;
use tantivy::columnar::StrColumn;
use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

/// What tantivy's own writer gets, in bytes: the least that it takes, for it writes no documents.
const MEMORY: usize = 16 << 20;
/// As many segments of like size as this are merged: more than a first build makes, so that it does not wait for merging.
const MANY_SEGMENTS: usize = 32;
/// A segment with more than this share of deleted documents is written again.
const MOST_DELETED: f32 = 0.3;
/// So often, and after such a pause, is asked for the writer that somebody else has.
const TRIES: usize = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// An update that is under way: nothing of it is seen until it is finished, and nothing remains of one that is not.
pub struct Update<'i> {
    index: &'i Index,
    writer: IndexWriter,
}

impl Update<'_> {
    /// A new segment. Several may be filled at once.
    ///
    /// # Errors
    /// Its files cannot be made.
    pub fn segment(&self) -> anyhow::Result<Segment> {
        let failed = || unable::of("unable-index-write", &self.index.dir);
        Segment::new(self.writer.new_segment(), &self.index.fields).or_unable(failed)
    }

    /// Takes the documents with the fingerprints `gone` out, puts `made` in, and makes it visible all at once; after a failure or a crash the index
    /// is as it was before. `state` names what the index holds then; whoever opens it and would give the same need not update it.
    ///
    /// # Errors
    /// The index cannot be written.
    pub fn finish<'f>(
        self,
        state: &str,
        gone: impl IntoIterator<Item = &'f str>,
        made: Vec<Made>,
    ) -> anyhow::Result<()> {
        for Made(segment) in made {
            self.writer
                .add_segment(segment)
                .or_unable(|| Message::new("unable-index-update"))?;
        }
        // What was put in under the key of something that is taken out has another fingerprint.
        for fingerprint in gone {
            let term = Term::from_field_text(self.index.fields.fingerprint, fingerprint);
            self.writer.delete_term(term);
        }
        commit(self.writer, state)?;
        stamps::note(&self.index.dir);
        self.index.reload()
    }
}

impl Index {
    /// Begins an update. From here on nobody else writes: what the index holds is to be asked after this, when it shows what others have written
    /// before.
    ///
    /// # Errors
    /// The folder cannot be written, or another process is writing.
    pub fn begin(&self) -> anyhow::Result<Update<'_>> {
        let writer = self.writer()?;
        if self.committed()? != self.commit.load(Ordering::Relaxed) {
            self.reload()?;
        }
        Ok(Update { index: self, writer })
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
            let (texts, of) = (terms(&keys)?, terms(&fingerprints)?);
            for doc in segment.doc_ids_alive() {
                let key = keys.term_ords(doc).next().and_then(|at| texts.get(at as usize));
                let fingerprint = fingerprints
                    .term_ords(doc)
                    .next()
                    .and_then(|at| of.get(at as usize));
                if let (Some(key), Some(fingerprint)) = (key, fingerprint) {
                    known.insert(key.clone(), fingerprint.clone());
                }
            }
        }
        Ok(known)
    }

    /// Commits nothing but the version, so that an index without it is one that never became whole.
    pub(super) fn write_version(&self) -> anyhow::Result<()> {
        commit(self.writer()?, "")?;
        stamps::note(&self.dir);
        Ok(())
    }

    fn writer(&self) -> anyhow::Result<IndexWriter> {
        let writer: IndexWriter<TantivyDocument> = self
            .patient_writer()
            .or_unable(|| unable::of("unable-index-write", &self.dir))?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(MANY_SEGMENTS);
        policy.set_del_docs_ratio_before_merge(MOST_DELETED);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }

    /// The writer, waited for while another build has it. A program that is just being started has it too for a moment, with all files of
    /// the one that starts it.
    fn patient_writer(&self) -> tantivy::Result<IndexWriter<TantivyDocument>> {
        for _ in 0..TRIES {
            match self.index.writer_with_num_threads(1, MEMORY) {
                Err(TantivyError::LockFailure(LockError::LockBusy, _)) => sleep(PAUSE),
                other => return other,
            }
        }
        self.index.writer_with_num_threads(1, MEMORY)
    }
}

/// The terms of `column` by number: to read them one after the other takes a fraction of looking each up.
fn terms(column: &StrColumn) -> anyhow::Result<Vec<String>> {
    let mut terms = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        terms.push(String::from_utf8_lossy(stream.key()).into_owned());
    }
    Ok(terms)
}

fn commit(mut writer: IndexWriter, state: &str) -> anyhow::Result<()> {
    let mut prepared = writer
        .prepare_commit()
        .or_unable(|| Message::new("unable-index-update"))?;
    prepared.set_payload(&format!("{}\n{state}", schema::VERSION));
    prepared
        .commit()
        .or_unable(|| Message::new("unable-index-update"))?;
    writer
        .wait_merging_threads()
        .context("the index could not be tidied")
}
