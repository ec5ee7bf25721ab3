//! How do documents become a segment of the index?
//!
//! Tantivy's own writer takes documents one by one through tables that know nothing of their terms; here terms of one and two characters, which
//! nearly all are, are numbers. What is written is the same.

use super::lists::Lists;
use super::schema::{self, Fields};
use super::taken::Taker;
use crate::search::document::{Document, Named};
use crate::search::fold::fold;
use crate::search::pinyin::{LONGEST, Readings};
use anyhow::Context;
use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::directory::TerminatingWrite;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormReaders, FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::{Segment as Files, SegmentComponent, SegmentMeta};
use tantivy::postings::InvertedIndexSerializer;
use tantivy::schema::{Field, Schema};
use tantivy::store::{Compressor, StoreWriter};

/// So much memory a segment may use before it is written, in bytes, more or less, and more where many documents come: else there would be so many
/// segments that they are merged at once.
const FULL: usize = 24 << 20;
const FULL_OF_EACH: usize = 512;
/// Never more, for places in [`super::chains`] are numbers of 32 bits.
const FULL_AT_MOST: usize = 1 << 30;
/// Stored texts are compressed in blocks of so many bytes.
const BLOCK: usize = 16_384;

/// A segment, of the documents that were added to it.
pub struct Segment {
    files: Files,
    fields: Fields,
    schema: Schema,
    /// By field.
    lists: Vec<Lists>,
    norms: FieldNormsWriter,
    columns: FastFieldsWriter,
    store: StoreWriter,
    taker: Taker,
    documents: DocId,
    readings: Readings,
    /// The spellings of names of systems, which many documents share, as numbers of their lists.
    spelled: FxHashMap<String, Vec<usize>>,
}

/// A segment that was written, and of which no index knows yet.
pub struct Made(pub(super) SegmentMeta);

impl Segment {
    /// One of no documents, in `files`.
    pub(super) fn new(files: Files, fields: &Fields) -> anyhow::Result<Segment> {
        let schema = files.schema();
        let store = files.open_write(SegmentComponent::Store)?;
        Ok(Segment {
            fields: fields.clone(),
            lists: std::iter::repeat_with(Lists::default)
                .take(schema.num_fields())
                .collect(),
            norms: FieldNormsWriter::for_schema(&schema),
            columns: FastFieldsWriter::from_schema_and_tokenizer_manager(
                &schema,
                files.index().fast_field_tokenizer().clone(),
            )?,
            store: StoreWriter::new(store, Compressor::Lz4, BLOCK, false)?,
            schema,
            files,
            taker: Taker::default(),
            documents: 0,
            readings: Readings::default(),
            spelled: FxHashMap::default(),
        })
    }

    /// How much memory it uses, more or less, in bytes.
    pub fn size(&self) -> usize {
        self.lists.iter().map(Lists::size).sum()
    }

    /// How much memory a segment may use before it is written, where `documents` come.
    pub fn full(documents: usize) -> usize {
        (documents * FULL_OF_EACH).clamp(FULL, FULL_AT_MOST)
    }

    /// Adds `document`.
    ///
    /// # Errors
    /// What is stored of it cannot be written.
    pub fn add(&mut self, document: &Document) -> anyhow::Result<()> {
        let kept = self.fields.stored(document)?;
        self.store.store(&kept, &self.schema)?;
        self.columns.add_document(&kept)?;
        self.name(self.fields.key, &document.key);
        self.name(self.fields.fingerprint, &document.fingerprint);
        self.add_names(document);
        self.add_pinyin(document);
        for (text, values) in [
            (self.fields.title, vec![document.title.as_str()]),
            (self.fields.headings, all(&document.headings)),
            (self.fields.fields, vec![&document.fields]),
            (self.fields.body, vec![&document.body]),
            (self.fields.code, vec![&document.code]),
            (self.fields.alts, all(&document.alts)),
        ] {
            self.text(text.field, &values);
        }
        self.documents += 1;
        Ok(())
    }

    /// Adds what filters look at, and the same as text.
    fn add_names(&mut self, document: &Document) {
        let fields = &self.fields;
        let mut names: Vec<(Field, &str)> = vec![(fields.id, &document.id)];
        names.extend(
            document
                .aliases
                .iter()
                .map(|alias| (fields.alias, alias.as_str())),
        );
        names.push((fields.kind, &document.kind));
        names.extend(
            document
                .kind_names
                .iter()
                .map(|name| (fields.kind, name.as_str())),
        );
        for (field, entries) in [
            (fields.system, &document.systems),
            (fields.region, &document.regions),
        ] {
            for Named { id, name } in entries {
                names.push((field, id));
                names.extend((id != name).then_some((field, name.as_str())));
            }
        }
        names.extend(document.tags.iter().map(|tag| (fields.tag, tag.as_str())));
        names.extend(document.month.iter().map(|month| (fields.month, month.as_str())));
        names.retain(|(_, name)| !name.is_empty());
        let system = fields.system;
        for (field, name) in &names {
            self.name(*field, &fold(name));
        }
        for Named { id, name } in &document.row_systems {
            for name in [id, name] {
                self.name(system, &fold(name));
            }
        }
        let labels: Vec<&str> = names.into_iter().map(|(_, name)| name).collect();
        self.text(self.fields.labels.field, &labels);
    }

    fn add_pinyin(&mut self, document: &Document) {
        let Segment {
            lists,
            readings,
            spelled,
            ..
        } = self;
        let Some(lists) = lists.get_mut(self.fields.pinyin.field_id() as usize) else {
            return;
        };
        for system in &document.systems {
            if !spelled.contains_key(&system.name) {
                let mut numbers = Vec::new();
                let take = |typed: &str| numbers.extend(lists.number(typed));
                readings.each(&fold(&system.name), LONGEST, take);
                spelled.insert(system.name.clone(), numbers);
            }
            let numbers = spelled.get(&system.name).into_iter().flatten();
            numbers.for_each(|number| lists.put_document(*number, self.documents));
        }
        readings.each(&fold(&document.title), LONGEST, |typed| {
            if let Some(number) = lists.number(typed) {
                lists.put_document(number, self.documents);
            }
        });
    }

    fn name(&mut self, field: Field, name: &str) {
        put_name(&mut self.lists, field, name, self.documents);
    }

    /// Adds the terms of `values`, each of which is a whole.
    fn text(&mut self, field: Field, values: &[&str]) {
        let Some(lists) = self.lists.get_mut(field.field_id() as usize) else {
            return;
        };
        let (mut end, mut count) = (0, 0);
        for value in values {
            let before = end;
            self.taker.each(value, |term, place| {
                end = end.max(before + place + 1);
                count += u32::from(lists.put(term, self.documents, before + place));
            });
            end += 1;
        }
        self.norms.record(self.documents, field, count);
    }

    /// Writes it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(mut self) -> anyhow::Result<Made> {
        let norms = FieldNormsSerializer::from_write(self.files.open_write(SegmentComponent::FieldNorms)?)?;
        self.norms.serialize(norms, None)?;
        let norms = FieldNormReaders::open(self.files.open_read(SegmentComponent::FieldNorms)?)?;
        let mut out = InvertedIndexSerializer::open(&self.files)?;
        for (number, lists) in (0..).zip(std::mem::take(&mut self.lists)) {
            let field = Field::from_field_id(number);
            if lists.tokens() > 0 {
                let mut out = out.new_field(field, lists.tokens(), norms.get_field(field)?)?;
                lists.write(schema::has_places(&self.schema, field), &mut out)?;
                out.close()?;
            }
        }
        out.close()?;
        let mut columns = self.files.open_write(SegmentComponent::FastFields)?;
        self.columns.serialize(&mut columns, None)?;
        columns.terminate().context("a column could not be written")?;
        self.store.close()?;
        Ok(Made(self.files.with_max_doc(self.documents).meta().clone()))
    }
}

fn all(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

/// Adds that `name` is a name of `document` in `field`.
fn put_name(lists: &mut [Lists], field: Field, name: &str, document: DocId) {
    if let Some(lists) = lists.get_mut(field.field_id() as usize)
        && let Some(number) = lists.number(name)
    {
        lists.put_document(number, document);
    }
}
