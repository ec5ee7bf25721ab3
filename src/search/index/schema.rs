//! What is kept of a document, and where?

use crate::search::document::Document;
use crate::search::results::Shown;
use anyhow::Context;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions};

/// Goes up whenever terms, fields or folding change: an index of another version is made again.
pub const VERSION: &str = "casebook 3";

/// The weight of a name found by its pinyin.
const PINYIN: f32 = 2.0;

/// A field of text, with its weight and its usual length in terms. The length is fixed, so that the score of a record does
/// not depend on how the index came about.
#[derive(Debug, Clone, Copy)]
pub struct Text {
    pub field: Field,
    pub weight: f32,
    pub usual_length: f32,
}

/// The fields of the index.
#[derive(Debug, Clone)]
pub struct Fields {
    /// What a hit shows, as JSON.
    pub shown: Field,
    pub key: Field,
    pub fingerprint: Field,
    pub date: Field,
    pub id: Field,
    pub alias: Field,
    pub system: Field,
    pub region: Field,
    pub kind: Field,
    pub tag: Field,
    pub month: Field,
    pub pinyin: Field,
    pub title: Text,
    /// ID, aliases, kind, systems, regions, tags and month, as text.
    pub labels: Text,
    pub headings: Text,
    pub fields: Text,
    pub body: Text,
    pub code: Text,
    pub alts: Text,
}

/// Names of the fields that are read as columns.
pub const KEY: &str = "key";
pub const FINGERPRINT: &str = "fingerprint";
pub const DATE: &str = "date";

/// What the schema says of texts: their terms are those of [`super::taken`], which nothing else may write.
const TERMS: &str = "terms";

/// The schema, and its fields by name.
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let exact = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let name = || TextOptions::default().set_indexing_options(exact.clone());
    let indexed = TextFieldIndexing::default()
        .set_tokenizer(TERMS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let terms = TextOptions::default().set_indexing_options(indexed);
    let mut text = |name: &str, options: TextOptions, weight: f32, usual_length: f32| Text {
        field: builder.add_text_field(name, options),
        weight,
        usual_length,
    };
    let title = text("title", terms.clone(), 4.0, 40.0);
    let labels = text("labels", terms.clone(), 2.0, 80.0);
    let headings = text("headings", terms.clone() | STORED, 2.0, 80.0);
    let fields = text("fields", terms.clone() | STORED, 1.2, 300.0);
    let body = text("body", terms.clone() | STORED, 1.0, 1500.0);
    let code = text("code", terms.clone() | STORED, 0.8, 400.0);
    let alts = text("alts", terms | STORED, 0.8, 40.0);
    let fields = Fields {
        title,
        labels,
        headings,
        fields,
        body,
        code,
        alts,
        shown: builder.add_text_field("shown", STORED),
        key: builder.add_text_field(KEY, name() | FAST),
        fingerprint: builder.add_text_field(FINGERPRINT, name() | FAST),
        date: builder.add_u64_field(DATE, FAST),
        id: builder.add_text_field("id", name()),
        alias: builder.add_text_field("alias", name()),
        system: builder.add_text_field("system", name()),
        region: builder.add_text_field("region", name()),
        kind: builder.add_text_field("kind", name()),
        tag: builder.add_text_field("tag", name()),
        month: builder.add_text_field("month", name()),
        pinyin: builder.add_text_field("pinyin", name()),
    };
    (builder.build(), fields)
}

/// Whether it is written of `field` where its terms stand, not only in which documents.
pub fn has_places(schema: &Schema, field: Field) -> bool {
    let option = schema.get_field_entry(field).field_type().index_record_option();
    option.is_some_and(IndexRecordOption::has_positions)
}

impl Fields {
    /// The short fields of text, in which a single character already says something.
    pub fn names(&self) -> [Text; 3] {
        [self.title, self.labels, self.headings]
    }

    /// All fields of text, in the order in which scores are added.
    pub fn texts(&self) -> [Text; 7] {
        [
            self.title,
            self.labels,
            self.headings,
            self.fields,
            self.body,
            self.code,
            self.alts,
        ]
    }

    /// The pinyin of names, as a text.
    pub fn spelled(&self) -> Text {
        Text {
            field: self.pinyin,
            weight: PINYIN,
            usual_length: 0.0,
        }
    }

    /// What the index keeps of `document` itself, besides its terms.
    pub fn stored(&self, document: &Document) -> anyhow::Result<TantivyDocument> {
        let mut kept = TantivyDocument::default();
        let shown = serde_json::to_string(&Shown::of(document)).context("a hit could not be written down")?;
        kept.add_text(self.shown, shown);
        kept.add_text(self.key, &document.key);
        kept.add_text(self.fingerprint, &document.fingerprint);
        if let Some(date) = document.date {
            kept.add_u64(self.date, day_number(date));
        }
        for (text, values) in [(self.headings, &document.headings), (self.alts, &document.alts)] {
            for value in values {
                kept.add_text(text.field, value);
            }
        }
        for (text, value) in [
            (self.fields, &document.fields),
            (self.body, &document.body),
            (self.code, &document.code),
        ] {
            if !value.is_empty() {
                kept.add_text(text.field, value);
            }
        }
        Ok(kept)
    }
}

/// `date` as the number 20230501.
fn day_number(date: jiff::civil::Date) -> u64 {
    let number = i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day());
    u64::try_from(number).unwrap_or(0)
}
