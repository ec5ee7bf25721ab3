//! What does a browser need to search without a server?
//!
//! Scripts that hold nothing but data, each one call of `casebookShard(name, data)`, loaded with script tags when a question
//! needs them; so search works from a folder, too. Documents are numbered from the latest to the earliest.
//!
//! - **Blocks** (`b0.js` …): all keys (see [`keys`]) in order, cut where a block is large enough. A block is one text: for each
//!   key the length that it shares with the key before, the length of the rest, the rest, the number of documents, and for each
//!   document four times its distance from the one before, plus its class (see [`Class`]). Numbers are [`digits`].
//! - **Chunks** (`d0.js` …): what a reader can see in some documents, so that hits are proven and snippets are cut.
//! - **Columns** (`kind.js` …): which documents a filter or a facet means.
//! - **Sounds** (`pinyin.js`): the readings of the characters in names, for questions in pinyin.
//! - The **manifest** says where they lie, and with which key each block begins.
//!
//! All but the manifest lie in a folder whose name holds a hash of all of them, and never change.

mod blocks;
mod chunks;
mod class;
mod columns;
mod digits;
mod keys;
mod part;
mod spelled;
mod table;

#[cfg(test)]
mod tests;

pub use class::Class;
pub use part::Part;
pub use table::folding_table;

use crate::base::hash;
use blocks::Blocks;
use columns::Columns;
use serde::Serialize;

/// Where the manifest lies in the site.
pub const MANIFEST: &str = "assets/shards.js";

/// The scripts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shards {
    /// Paths in the site, with their bytes; the manifest is the last.
    pub files: Vec<(String, Vec<u8>)>,
}

/// What the manifest tells.
#[derive(Serialize)]
struct Manifest<'m> {
    /// The folder, relative to the site.
    dir: &'m str,
    /// How many documents there are.
    docs: usize,
    /// How many documents a chunk holds.
    per: usize,
    /// Where each block begins, separated by line ends.
    blocks: &'m str,
}

/// Where the server answers, for pages that come from it.
#[derive(Serialize)]
struct Service {
    api: &'static str,
}

impl Shards {
    /// The scripts for the documents of `parts`, which follow one another.
    pub fn join(parts: Vec<Part>) -> Shards {
        let mut documents = Vec::new();
        let mut postings = std::collections::HashMap::new();
        for part in parts {
            documents.extend(part.documents);
            blocks::merge(&mut postings, part.postings);
        }
        let blocks = Blocks::of(postings);
        let (per, chunks) = chunks::chunks(&documents);
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for (number, block) in blocks.texts.into_iter().enumerate() {
            files.push(shard(&format!("b{number}"), &block));
        }
        for (number, chunk) in chunks.into_iter().enumerate() {
            files.push(script(&format!("d{number}"), &chunk));
        }
        for (name, column) in Columns::of(&documents).shards() {
            files.push(shard(name, &column));
        }
        files.push(shard("pinyin", &spelled::sounds(&documents)));
        let hashes: String = files.iter().map(|(_, bytes)| hash::short(bytes)).collect();
        let dir = format!("assets/shards.{}/", hash::short(hashes.as_bytes()));
        for (name, _) in &mut files {
            name.insert_str(0, &dir);
        }
        let manifest = Manifest {
            dir: &dir,
            docs: documents.len(),
            per,
            blocks: &blocks.firsts.join("\n"),
        };
        files.push((MANIFEST.to_owned(), call("casebookShards", &json(&manifest))));
        Shards { files }
    }
}

/// The manifest of a site that a server shows, which answers itself.
pub fn served() -> Vec<u8> {
    call("casebookShards", &json(&Service { api: "api/search" }))
}

/// The script of the shard `name`.
fn shard(name: &str, data: &impl Serialize) -> (String, Vec<u8>) {
    script(name, &json(data))
}

fn script(name: &str, json: &str) -> (String, Vec<u8>) {
    let call = call("casebookShard", &format!("\"{name}\",{json}"));
    (format!("{name}.js"), call)
}

fn call(function: &str, arguments: &str) -> Vec<u8> {
    format!("{function}({arguments});\n").into_bytes()
}

/// `data` as a script may hold it: older scripts end a line at U+2028 and U+2029.
fn json(data: &impl Serialize) -> String {
    let json = serde_json::to_string(data).unwrap_or_else(|_| "null".to_owned());
    json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
