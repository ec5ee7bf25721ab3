//! How do parts become scripts?

use super::blocks::Blocks;
use super::columns::Columns;
use super::part::Part;
use super::rows::Rows;
use super::spill::Spill;
use super::{Manifest, call, json, script, shard, spelled, table};
use crate::base::hash;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;

/// The scripts.
#[derive(Debug)]
pub struct Shards {
    manifest: Manifest,
    chunks: Spill,
    /// Paths in the site, with their bytes.
    others: Vec<(String, Vec<u8>)>,
}

/// What makes the scripts of parts that follow one another.
#[derive(Debug)]
pub struct Maker {
    per: usize,
    /// What documents of the next chunk are seen as.
    open: Vec<String>,
    chunks: Spill,
    rows: Rows,
    columns: Columns,
    sounds: BTreeMap<char, String>,
    hashes: String,
}

impl Maker {
    /// Puts `per` documents in a chunk, and chunks in `file`, which is empty, until they are asked for.
    pub fn new(per: usize, file: File) -> Maker {
        Maker {
            per: per.max(1),
            open: Vec::new(),
            chunks: Spill::new(file),
            rows: Rows::default(),
            columns: Columns::default(),
            sounds: BTreeMap::new(),
            hashes: String::new(),
        }
    }

    /// Adds `part`, which follows those there already.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, part: Part) -> io::Result<()> {
        let first = u32::try_from(self.columns.len()).unwrap_or(u32::MAX);
        self.rows.add(first, &part.postings);
        for document in &part.documents {
            self.columns.add(document);
            spelled::add_sounds(document, &mut self.sounds);
        }
        for row in part.rows {
            self.open.push(row);
            if self.open.len() == self.per {
                self.close()?;
            }
        }
        Ok(())
    }

    /// Closes the chunk that is open.
    fn close(&mut self) -> io::Result<()> {
        let json = format!("[{}]", self.open.join(","));
        self.open.clear();
        let (_, bytes) = script(&format!("d{}", self.chunks.len()), &json);
        self.hashes.push_str(&hash::short(&bytes));
        self.chunks.push(&bytes)
    }

    /// The scripts.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn finish(mut self) -> io::Result<Shards> {
        if !self.open.is_empty() {
            self.close()?;
        }
        let characters = self.rows.characters();
        let docs = self.columns.len();
        let blocks = Blocks::of(self.rows);
        let count = blocks.texts.len();
        let mut others: Vec<(String, Vec<u8>)> = Vec::with_capacity(count + 8);
        for (number, block) in blocks.texts.into_iter().enumerate() {
            others.push(shard(&format!("b{number}"), &block));
        }
        let columns = self.columns.written();
        for (name, column) in columns.filters {
            others.push(shard(name, &column));
        }
        others.push(shard("day", &columns.days));
        self.sounds.retain(|_, readings| !readings.is_empty());
        others.push(shard("pinyin", &self.sounds));
        for (_, bytes) in &others {
            self.hashes.push_str(&hash::short(bytes));
        }
        let dir = format!("assets/shards.{}/", hash::short(self.hashes.as_bytes()));
        for (name, _) in &mut others {
            name.insert_str(0, &dir);
        }
        Ok(Shards {
            manifest: Manifest {
                dir,
                docs,
                per: self.per,
                blocks: count,
                split: blocks.split.join("\n"),
                han: blocks.han,
                facets: columns.facets,
                fold: table::table(|c| characters.contains(&c)),
            },
            chunks: self.chunks,
            others,
        })
    }
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

    /// How many files there are besides the manifest.
    #[allow(clippy::len_without_is_empty)]
    pub fn len(&self) -> usize {
        self.chunks.len() + self.others.len()
    }

    /// The file with this number, from 0: its path in the site, and its bytes.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn file(&self, number: usize) -> io::Result<(String, Vec<u8>)> {
        if number < self.chunks.len() {
            return Ok((
                format!("{}d{number}.js", self.manifest.dir),
                self.chunks.get(number)?,
            ));
        }
        let other = self.others.get(number - self.chunks.len());
        Ok(other.cloned().ok_or(io::ErrorKind::NotFound)?)
    }
}
