//! A site over a folder, without git and without a ledger.

use super::clocks::Judged;
use crate::base::{Lang, RelPath, Stamp};
use crate::config::{Config, Written};
use crate::library::{self, Layout, Library, Parts, kind_of};
use crate::record::{self, Input, Record};
use crate::render::Templates;
use crate::site::{self, Site};
use crate::source::Snapshot;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// The sample that comes with the program.
pub(super) fn sample() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The library of the knowledge base at `root`.
pub(super) fn library(root: &Path) -> (Arc<Snapshot>, Arc<Library>) {
    let text = |name: &str| std::fs::read_to_string(root.join(name)).ok();
    let config = Arc::new(Config::settle(&Written {
        casebook: text("casebook.yaml"),
        contract: text("contract.yaml"),
        ..Written::default()
    }));
    let layout = Layout {
        content: config.site.content.clone(),
    };
    let snapshot = Snapshot::take(root, std::slice::from_ref(&layout.content)).unwrap();
    let (mut records, mut files) = (Vec::new(), Vec::new());
    for entry in &snapshot.entries {
        match kind_of(&config, &layout, &entry.path).filter(|_| entry.path.extension() == "md") {
            Some((kind, below, _)) => {
                let input = Input {
                    config: &config,
                    path: &entry.path,
                    below,
                    kind,
                };
                let record: Record = record::read(&input, &snapshot.read(&entry.path).unwrap()).unwrap();
                records.push(Arc::new(record));
            }
            None => files.push((entry.path.clone(), entry.size)),
        }
    }
    let stamps = stamps(&records);
    let parts = Parts {
        seen: Arc::default(),
        config,
        layout,
        records,
        files,
        others: Vec::new(),
        drafts: Vec::new(),
        stamps,
    };
    (Arc::new(snapshot), Arc::new(library::assemble(parts)))
}

fn stamps(records: &[Arc<Record>]) -> HashMap<RelPath, Stamp> {
    let stamp = Stamp {
        created_at: "2023-10-08T01:20:00Z".parse().ok(),
        created_by: Some("张伟".to_owned()),
        updated_at: "2023-10-09T08:41:00Z".parse().ok(),
        updated_by: Some("李娜".to_owned()),
        commit: Some("1f4d9a0c7be25d3a9f1c".to_owned()),
    };
    records
        .iter()
        .map(|record| (record.path.clone(), stamp.clone()))
        .collect()
}

/// The site of the knowledge base at `root`, in `lang`, with its clocks judged as of the end of October 2023.
pub(super) fn site(root: &Path, lang: Lang) -> Site {
    let (snapshot, library) = library(root);
    let as_of = "2023-10-31T16:00:00Z".parse().unwrap();
    Site::new(site::Parts {
        figures: Arc::new(Judged {
            library: Arc::clone(&library),
            as_of,
        }),
        library,
        snapshot,
        templates: vec![Arc::new(Templates::new(lang, &[]).unwrap())],
        past: Arc::default(),
        as_of: Some(as_of),
        alike: None,
    })
    .unwrap()
}

/// A knowledge base of these files, in a folder of its own.
pub(super) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let file = dir.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    dir
}
