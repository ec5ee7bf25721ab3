//! A knowledge base as it will be when somebody has saved what stands in the editor.

use super::World;
use super::load::{Outcome, Part, read_one};
use crate::base::RelPath;
use crate::library::{self, Library, Parts};
use crate::record::Record;
use crate::source::{Entry, is_listed};
use std::sync::Arc;

impl World {
    /// This knowledge base as if `text` stood in the file at `path`. A file that is no record changes nothing.
    #[must_use]
    pub fn with_text(&self, path: &RelPath, text: &str) -> World {
        if !is_listed(&self.library.layout.content, path.as_str()) {
            return self.clone();
        }
        let snapshot = self.snapshot.with_text(path, text);
        let entry = Entry {
            path: path.clone(),
            size: text.len() as u64,
            written_at: None,
            changed_at: None,
        };
        let mut findings = self.findings.clone();
        findings.retain(|finding| finding.path != *path);
        let (config, layout) = (&self.config, &self.library.layout);
        let record = match read_one(&snapshot, config, layout, &entry, Part::Whole) {
            Outcome::Record(record) => Some(record),
            Outcome::Refused(finding) => {
                findings.push(finding);
                None
            }
            Outcome::File(..) => return self.clone(),
        };
        World {
            library: Arc::new(self.library_with(path, record)),
            snapshot: Arc::new(snapshot),
            findings,
            ..self.clone()
        }
    }

    /// The library with `record` as what the file at `path` says.
    fn library_with(&self, path: &RelPath, record: Option<Arc<Record>>) -> Library {
        let library = &self.library;
        if let (Some(index), Some(record)) = (library.at_path(path), &record)
            && let Some(next) = library.again(vec![(index, Arc::clone(record))], &[])
        {
            return next;
        }
        let others = library.records.iter().filter(|other| other.path != *path);
        let files = library
            .attachments
            .iter()
            .map(|file| (file.path.clone(), file.size));
        library::assemble(Parts {
            config: Arc::clone(&self.config),
            layout: library.layout.clone(),
            records: others.cloned().chain(record).collect(),
            files: files.collect(),
            stamps: self.history.stamps(),
        })
    }
}
