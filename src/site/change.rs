//! What a commit did to a record, for people and for programs.

use super::past::{Event, Past, What};
use super::saying::{Said, said, touched};
use crate::base::{Lang, RelPath};
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML};
use crate::history::{Commit, Step, Touch};
use crate::library::Library;
use crate::record::Record;

/// What a commit did to a record.
#[derive(Debug, Clone)]
pub struct Change<'p> {
    /// The commit.
    pub commit: &'p Commit,
    /// What it did: `added`, `modified`, `renamed`, `deleted`, `returned`, `merged` or `imported`.
    pub name: &'static str,
    /// The same in words.
    pub touched: String,
    /// The record, which may be no more; none for the configuration and for imports.
    pub record: Option<&'p Record>,
    /// Its file, or that of the configuration; none for imports.
    pub path: Option<RelPath>,
    /// How many files were imported.
    pub imported: usize,
    /// What was changed, part by part.
    pub parts: Vec<Said>,
}

/// What `event` was, in words of `lang`.
pub fn change<'p>(past: &'p Past, library: &'p Library, lang: Lang, event: &Event) -> Option<Change<'p>> {
    let history = &past.history;
    let commit = history.commits.get(event.commit)?;
    let bare = Change {
        commit,
        name: "modified",
        touched: String::new(),
        record: None,
        path: None,
        imported: 0,
        parts: Vec::new(),
    };
    match event.what {
        What::Record(index, step) => {
            let record: &Record = library.records.get(index)?;
            bare.of(past, library, lang, record, history.of(&record.path).get(step)?)
        }
        What::Tombstone(number, step) => {
            let record: &Record = &past.tombstones.get(number)?.record;
            bare.of(past, library, lang, record, history.of(&record.path).get(step)?)
        }
        What::Configuration(name) => {
            let path = RelPath::new(name)?;
            let step = history
                .of(&path)
                .iter()
                .find(|step| step.commit == event.commit)?;
            Some(Change {
                name: name_of(step),
                touched: touched(step, lang),
                path: [CASEBOOK_YAML, CONTRACT_YAML].contains(&name).then_some(path),
                ..bare
            })
        }
        What::Import(count) => Some(Change {
            name: "imported",
            touched: crate::base::Catalog::of(lang).word("provenance-imported"),
            imported: count,
            ..bare
        }),
    }
}

impl<'p> Change<'p> {
    fn of(
        self,
        past: &'p Past,
        library: &Library,
        lang: Lang,
        record: &'p Record,
        step: &'p Step,
    ) -> Option<Change<'p>> {
        let difference = past.history.difference(step);
        Some(Change {
            name: name_of(step),
            touched: touched(step, lang),
            record: Some(record),
            path: Some(record.path.clone()),
            parts: difference
                .map(|difference| said(library, lang, &record.kind, &difference))
                .unwrap_or_default(),
            ..self
        })
    }
}

/// What a step did, in a word for programs.
pub fn name_of(step: &Step) -> &'static str {
    match &step.touch {
        _ if step.in_merge => "merged",
        Touch::Added if step.old.is_some() => "returned",
        Touch::Added => "added",
        Touch::Modified => "modified",
        Touch::Renamed(_) => "renamed",
        Touch::Deleted => "deleted",
    }
}
