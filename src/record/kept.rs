//! A record as bytes, for the next run of the program.

use super::fields::Slot;
use super::markdown::Outline;
use super::{Fields, Missing, Record, TableRow, missing};
use crate::base::{Id, RelPath, Span};
use crate::kind::{Kind, Value};
use blake3::{Hash, OUT_LEN};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// What a record says, apart from where it is, and of which kind.
#[derive(Serialize, Deserialize)]
struct Kept<'r> {
    id: Cow<'r, str>,
    title: Cow<'r, str>,
    title_given: bool,
    slots: Cow<'r, [Slot]>,
    wrong: Cow<'r, [usize]>,
    extra: Cow<'r, [(String, String)]>,
    outline: Cow<'r, Outline>,
    rows: Cow<'r, [TableRow]>,
    front: Option<Span>,
    body: usize,
    draft: bool,
    broken: bool,
    hash: Cow<'r, str>,
    facts: [u8; OUT_LEN],
}

impl Record {
    /// The record as bytes; `None` where there is something wrong with its file, which is found again by reading it.
    pub fn keep(&self) -> Option<Vec<u8>> {
        if !self.findings.is_empty() {
            return None;
        }
        let (slots, wrong) = self.fields.parts();
        let kept = Kept {
            id: self.id.as_str().into(),
            title: self.title.as_str().into(),
            title_given: self.title_given,
            slots: slots.into(),
            wrong: wrong.into(),
            extra: self.extra.as_slice().into(),
            outline: Cow::Borrowed(&self.outline),
            rows: self.rows.as_slice().into(),
            front: self.front,
            body: self.body,
            draft: self.draft,
            broken: self.broken,
            hash: self.hash.as_str().into(),
            facts: self.facts().into(),
        };
        postcard::to_stdvec(&kept).ok()
    }

    /// What the record says, but for the running text of its body: what tables are made of, as a hash.
    pub fn facts(&self) -> Hash {
        *self.facts.get_or_init(|| blake3::hash(&self.told()))
    }

    fn told(&self) -> Vec<u8> {
        let rows: Vec<&[Option<Value>]> = self.rows.iter().map(|row| row.values.as_slice()).collect();
        let sections = missing(self).into_iter().filter_map(|gap| match gap {
            Missing::Section(heading) => Some(heading),
            Missing::Field { .. } => None,
        });
        let told = (
            (self.id.as_str(), &self.title, &self.kind.id),
            self.fields.parts(),
            (&self.extra, rows, sections.collect::<Vec<&str>>()),
            (self.draft, self.broken, self.title_given),
        );
        // What is written to memory is written.
        postcard::to_stdvec(&told).unwrap_or_default()
    }

    /// The record of the file `path` that was kept as `bytes`; `None` where they are no record of this kind.
    pub fn kept(path: &RelPath, kind: &Arc<Kind>, bytes: &[u8]) -> Option<Record> {
        let kept: Kept<'_> = postcard::from_bytes(bytes).ok()?;
        Some(Record {
            path: path.clone(),
            id: Id::new(&kept.id)?,
            kind: Arc::clone(kind),
            title: kept.title.into_owned(),
            title_given: kept.title_given,
            fields: Fields::of_parts(kind, kept.slots.into_owned(), kept.wrong.into_owned())?,
            extra: kept.extra.into_owned(),
            outline: kept.outline.into_owned(),
            rows: kept.rows.into_owned(),
            front: kept.front,
            body: kept.body,
            draft: kept.draft,
            broken: kept.broken,
            hash: kept.hash.into_owned(),
            findings: Vec::new(),
            facts: OnceLock::from(Hash::from(kept.facts)),
        })
    }
}
