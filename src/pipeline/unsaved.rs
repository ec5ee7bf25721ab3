//! A knowledge base as it will be when somebody has saved what stands in the editor.

use super::World;
use super::files::written;
use super::load::{Outcome, Part, read_one};
use crate::base::RelPath;
use crate::config::Config;
use crate::library::{self, Library, Parts};
use crate::record::Record;
use crate::source::{Entry, is_listed};
use anyhow::Result;
use rayon::prelude::*;
use std::sync::Arc;

impl World {
    /// This knowledge base as if there were these new files, paths and texts, too.
    #[must_use]
    pub fn with_new(&self, files: &[(RelPath, &str)]) -> World {
        let snapshot = self.snapshot.with_texts(files);
        let (config, layout) = (&self.config, &self.library.layout);
        let read = |(path, text): &(RelPath, &str)| {
            let entry = Entry {
                path: path.clone(),
                size: text.len() as u64,
                written_at: None,
                changed_at: None,
            };
            read_one(&snapshot, config, layout, &entry, Part::Whole)
        };
        let outcomes: Vec<Outcome> = files.par_iter().map(read).collect();
        let mut findings = self.findings.clone();
        let mut records = self.library.records.to_vec();
        for outcome in outcomes {
            match outcome {
                Outcome::Record(record) => records.push(record),
                Outcome::Refused(finding) => findings.push(finding),
                Outcome::File(..) => {}
            }
        }
        World {
            library: Arc::new(library::assemble(self.parts(records))),
            snapshot: Arc::new(snapshot),
            findings,
            ..self.clone()
        }
    }

    /// This knowledge base as if `text` stood in the file at `path`. A file that is no record and of no configuration changes nothing.
    #[must_use]
    pub fn with_text(&self, path: &RelPath, text: &str) -> World {
        if self.config.is_made_of(path) {
            return self.configured_with(path, text).unwrap_or_else(|_| self.clone());
        }
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

    /// The same, of a file of the configuration. Records stay as they were read, and of their kinds, until it is saved: all of them
    /// would have to be read again.
    fn configured_with(&self, path: &RelPath, text: &str) -> Result<World> {
        let snapshot = self.snapshot.with_text(path, text);
        let written = written(snapshot.source(), &|path| {
            snapshot.unsaved(path).map(str::to_owned)
        })?;
        let config = Arc::new(Config {
            kinds: self.config.kinds.clone(),
            ..Config::settle(&written)
        });
        let mut findings = self.findings.clone();
        findings.retain(|finding| !self.config.findings.contains(finding));
        findings.extend(config.findings.iter().cloned());
        let parts = Parts {
            config: Arc::clone(&config),
            ..self.parts(self.library.records.to_vec())
        };
        Ok(World {
            library: Arc::new(library::assemble(parts)),
            snapshot: Arc::new(snapshot),
            config,
            findings,
            ..self.clone()
        })
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
        library::assemble(self.parts(others.cloned().chain(record).collect()))
    }

    /// What a library of `records` in place of its own is made of.
    fn parts(&self, records: Vec<Arc<Record>>) -> Parts {
        let attachments = self.library.attachments.iter();
        let mut others = self.library.others.clone();
        others.retain(|path| !records.iter().any(|record| record.path == *path));
        Parts {
            config: Arc::clone(&self.config),
            layout: self.library.layout.clone(),
            records,
            files: attachments.map(|file| (file.path.clone(), file.size)).collect(),
            others,
            drafts: self.library.drafts.clone(),
            seen: Arc::clone(&self.library.seen),
            stamps: self.history.stamps(),
        }
    }
}
