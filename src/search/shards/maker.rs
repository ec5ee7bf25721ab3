//! How do parts become scripts?

use super::alike::alike;
use super::blocks::Blocks;
use super::chunks;
use super::columns::Columns;
use super::part::Part;
use super::rows::Rows;
use super::spelled::Sounds;
use super::spread::Spread;
use super::sums::Sums;
use super::{Manifest, PINYIN, call, json, script, shard, table};
use crate::base::hash;
use serde::{Deserialize, Serialize};

/// So many digits of a hash tell how keys are spread.
const PLAN: usize = 6;

/// The name of the shard with the characters that sound alike.
const ALIKE: &str = "alike";

/// A script: its path in the site, and its bytes.
pub type Script = (String, Vec<u8>);

/// The scripts besides the chunks.
#[derive(Debug)]
pub struct Shards {
    pub(super) manifest: Manifest,
    pub(super) files: Vec<Script>,
    /// All scripts, chunks first, with their hashes.
    pub(super) hashes: Vec<(String, String)>,
    pub(super) known: Known,
}

/// From what it is known which scripts change with a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub spread: Spread,
    pub sums: Sums,
    pub sounds: Sounds,
}

/// What makes the scripts of parts that follow one another.
#[derive(Debug)]
pub struct Maker {
    dir: String,
    per: usize,
    /// What documents of the next chunk are seen as.
    open: Vec<String>,
    /// How many chunks there are.
    chunks: usize,
    rows: Rows,
    columns: Columns,
    sounds: Sounds,
    hashes: Vec<(String, String)>,
}

impl Maker {
    /// Puts `per` documents in a chunk; `places` are the addresses of all documents that will come, in order.
    pub fn new<'p>(per: usize, places: impl IntoIterator<Item = &'p str>) -> Maker {
        let mut plan = format!("{} {per}", env!("CARGO_PKG_VERSION"));
        for place in places {
            plan.push('\n');
            plan.push_str(place);
        }
        Maker {
            dir: format!("assets/shards.{}/", hash::short(plan.as_bytes())),
            per: per.max(1),
            open: Vec::new(),
            chunks: 0,
            rows: Rows::default(),
            columns: Columns::default(),
            sounds: Sounds::default(),
            hashes: Vec::new(),
        }
    }

    /// The folder of the scripts.
    pub fn dir(&self) -> &str {
        &self.dir
    }

    /// Adds `part`, which follows those there already; gives the chunks that are full.
    pub fn add(&mut self, part: Part) -> Vec<Script> {
        let first = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        self.rows.add(first, &part.postings);
        for document in &part.documents {
            self.columns.add(document);
            self.sounds.add(document);
        }
        let mut full = Vec::new();
        for row in part.rows {
            self.open.push(row);
            if self.open.len() == self.per {
                full.push(self.close());
            }
        }
        full
    }

    /// Closes the chunk that is open.
    fn close(&mut self) -> Script {
        let (name, bytes) = script(&format!("d{}", self.chunks), &chunks::json(&self.open));
        self.open.clear();
        self.chunks += 1;
        let path = format!("{}{name}", self.dir);
        self.hashes.push((path.clone(), hash::short(&bytes)));
        (path, bytes)
    }

    /// The other scripts.
    pub fn finish(mut self) -> Shards {
        let last = (!self.open.is_empty()).then(|| self.close());
        let docs = self.columns.len();
        let blocks = Blocks::of(self.rows);
        let count = blocks.texts.len();
        let split = blocks.spread.split.join("\n");
        let plan = hash::short(format!("{count} {} {split}", blocks.spread.han).as_bytes());
        let block = format!("b{}-", &plan[..PLAN]);
        let mut others: Vec<Script> = Vec::with_capacity(count + 10);
        for (number, text) in blocks.texts.into_iter().enumerate() {
            others.push(shard(&format!("{block}{number}"), &text));
        }
        others.push(shard(ALIKE, &alike(self.columns.names())));
        let columns = self.columns.written();
        for (name, column) in columns.filters {
            others.push(shard(name, &column));
        }
        others.push(shard("day", &columns.days));
        others.push(shard(PINYIN, &self.sounds.readings()));
        for (name, bytes) in &mut others {
            name.insert_str(0, &self.dir);
            self.hashes.push((name.clone(), hash::short(bytes)));
        }
        others.extend(last);
        Shards {
            manifest: Manifest {
                dir: self.dir,
                block,
                v: version(&self.hashes),
                docs,
                per: self.per,
                blocks: count,
                split,
                han: blocks.spread.han,
                facets: columns.facets,
                fold: table::table(|c| blocks.sums.holds(c)),
            },
            files: others,
            hashes: self.hashes,
            known: Known {
                spread: blocks.spread,
                sums: blocks.sums,
                sounds: self.sounds,
            },
        }
    }
}

/// What tells all scripts from others, where these are their hashes.
pub(super) fn version(hashes: &[(String, String)]) -> String {
    let hashes = hashes.iter().map(|(_, hash)| hash.as_str());
    hash::short(hashes.collect::<String>().as_bytes())
}

impl Shards {
    /// The manifest, for pages from whose top the way to that of the whole site is `up`.
    pub fn manifest(&self, up: &str) -> Vec<u8> {
        let manifest = Manifest {
            dir: format!("{up}{}", self.manifest.dir),
            ..self.manifest.clone()
        };
        call("casebookShards", &json(&manifest))
    }

    /// The files besides the manifest and the chunks that came before.
    pub fn files(&self) -> &[Script] {
        &self.files
    }
}
