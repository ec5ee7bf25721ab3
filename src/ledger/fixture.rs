//! Small knowledge bases for tests, built in memory; and the sample.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{Cell, Ledger, Limits, Table};
use crate::base::{RelPath, Stamp};
use crate::config::{Config, Written};
use crate::history::History;
use crate::library::{self, Layout, Library, Parts};
use crate::record::{self, Input, Record};
use crate::source::Snapshot;
use jiff::Timestamp;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// A knowledge base in the making.
#[derive(Default)]
pub(super) struct Base {
    pub(super) written: Written,
    files: Vec<(String, String)>,
    stamps: HashMap<RelPath, Stamp>,
}

impl Base {
    pub(super) fn new(casebook: &str, contract: &str) -> Base {
        Base {
            written: Written {
                casebook: Some(casebook.to_owned()),
                contract: Some(contract.to_owned()),
                ..Written::default()
            },
            ..Base::default()
        }
    }

    /// Adds a record: its path below `content/` without `.md`, and its front matter.
    pub(super) fn with(self, path: &str, front: &str) -> Base {
        self.file(path, &format!("---\n{front}\n---\n"))
    }

    /// Adds a record: its path below `content/` without `.md`, and all of its text.
    pub(super) fn file(mut self, path: &str, text: &str) -> Base {
        self.files.push((format!("content/{path}.md"), text.to_owned()));
        self
    }

    /// Says when a record was committed first and last.
    pub(super) fn committed(mut self, path: &str, first: &str, last: &str) -> Base {
        let stamp = Stamp {
            created_at: first.parse().ok(),
            updated_at: last.parse().ok(),
            ..Stamp::default()
        };
        self.stamps
            .insert(RelPath::new(&format!("content/{path}.md")).unwrap(), stamp);
        self
    }

    pub(super) fn library(self) -> Library {
        let config = Arc::new(Config::settle(&self.written));
        assert_eq!(config.findings, Vec::new());
        let layout = Layout {
            content: config.site.content.clone(),
        };
        let read = |(path, text): &(String, String)| {
            let path = RelPath::new(path).unwrap();
            record(&config, &layout, &path, text.as_bytes())
        };
        library::assemble(Parts {
            records: self.files.iter().map(read).collect(),
            files: Vec::new(),
            seen: Arc::default(),
            stamps: self.stamps,
            others: Vec::new(),
            drafts: Vec::new(),
            config,
            layout,
        })
    }

    /// The ledger, as of a local time such as `2023-10-01 00:00`.
    pub(super) fn ledger(self, as_of: &str) -> Ledger {
        Ledger::build(
            &Arc::new(self.library()),
            &Arc::new(History::default()),
            at(as_of),
        )
        .unwrap()
    }
}

fn record(config: &Arc<Config>, layout: &Layout, path: &RelPath, bytes: &[u8]) -> Arc<Record> {
    let (kind, below, _) = library::kind_of(config, layout, path).unwrap();
    let input = Input {
        config,
        path,
        below,
        kind,
    };
    Arc::new(record::read(&input, bytes).unwrap())
}

/// The instant of a local time in China.
pub(super) fn at(local: &str) -> Timestamp {
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    crate::clock::parse_instant(local, &zone).unwrap_or_else(|_| panic!("{local} is no time"))
}

/// A knowledge base on the disk.
pub(super) fn on_disk(root: &Path) -> Arc<Library> {
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
    let markdown = snapshot
        .entries
        .iter()
        .filter(|entry| entry.path.extension() == "md");
    let read = |entry: &crate::source::Entry| {
        record(
            &config,
            &layout,
            &entry.path,
            &snapshot.read(&entry.path).unwrap(),
        )
    };
    Arc::new(library::assemble(Parts {
        records: markdown.map(read).collect(),
        files: Vec::new(),
        seen: Arc::default(),
        stamps: HashMap::new(),
        others: Vec::new(),
        drafts: Vec::new(),
        config: Arc::clone(&config),
        layout,
    }))
}

/// The result of a query that works.
pub(super) fn table(ledger: &Ledger, sql: &str) -> Table {
    let month = [("month", "2023-09")];
    ledger
        .query(sql, &month, &Limits::default())
        .unwrap_or_else(|fault| panic!("{sql}: {fault}"))
}

/// The rows of a query that works, each as `a|b|c`; NULL is `-`.
pub(super) fn rows(ledger: &Ledger, sql: &str) -> Vec<String> {
    let show = |cell: &Cell| match cell {
        Cell::Null => "-".to_owned(),
        other => other.to_string(),
    };
    let rows = table(ledger, sql).rows;
    rows.iter()
        .map(|row| row.iter().map(show).collect::<Vec<_>>().join("|"))
        .collect()
}
