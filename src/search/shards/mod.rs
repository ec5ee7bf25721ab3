//! What does a browser need to search without a server?
//!
//! Scripts that hold nothing but data, each one call of `casebookShard(name, data)`, loaded with script tags when a question
//! needs them; so search works from a folder, too. Documents are numbered by kind and system, those of one system from the latest to the
//! earliest: so facets take next to nothing.
//!
//! - **Blocks** (`b3f09c1-0.js` …): all keys (see [`keys`]), each in the block that the hash of its beginning tells (see [`blocks`]). A block is one text:
//!   for each key how it goes on from the one before, the rest of it, the number of documents where it is not one, and for each
//!   document four times its distance from the one before, plus its class (see [`Class`]). Numbers are [`digits`].
//! - **Chunks** (`d0.js` …): what a reader can see in some documents, so that hits are proven and snippets are cut.
//! - **Columns** (`tag.js` …): which documents a filter means.
//! - **Sounds** (`pinyin.js`): the readings of the characters in names, for questions in pinyin.
//! - The **manifest** says where they lie, and which keys lie apart; it holds the table of Traditional characters, and the **facets**: which documents
//!   are of a kind and of a system, and how old they are.
//!
//! All but the manifest lie in a folder whose name holds a hash of what they have to agree on: which documents there are, and how many a chunk
//! holds. The names of blocks tell how keys are spread. So a record that is edited changes the few scripts that hold its words, and a page that was
//! opened before reads them aright. What asks for one says with the hash of all of them which it wants, so that nothing old comes from the cache
//! of a browser.

mod again;
mod alike;
mod block;
mod blocks;
mod bytes;
mod chunks;
mod class;
mod columns;
mod digits;
mod keys;
mod laid;
mod maker;
mod part;
mod postings;
mod rows;
mod spelled;
mod spread;
mod sums;
mod table;

#[cfg(test)]
mod tests;

pub use chunks::per_chunk;
pub use class::Class;
pub use laid::{Laid, Other};
pub use maker::{Maker, Script, Shards};
pub use part::Part;

use columns::Facets;
use serde::Serialize;

/// Where the manifest lies in the site.
pub const MANIFEST: &str = "assets/shards.js";

/// The name of the shard of the readings of names.
const PINYIN: &str = "pinyin";

/// What the manifest tells.
#[derive(Debug, Clone, Serialize)]
struct Manifest {
    /// The folder, relative to the top of the pages.
    dir: String,
    /// What the names of blocks begin with.
    block: String,
    /// What is asked of each with its address.
    v: String,
    /// How many documents there are.
    docs: usize,
    /// How many documents a chunk holds.
    per: usize,
    /// How many blocks there are.
    blocks: usize,
    /// The beginnings of keys that lie apart by one character more, a line each.
    split: String,
    /// How many characters of a key say where it lies, where the first is a Han character.
    han: usize,
    /// What every answer needs of the documents.
    #[serde(flatten)]
    facets: Facets,
    /// The table of Traditional characters.
    fold: String,
}

/// Where the server answers, for pages that come from it.
#[derive(Serialize)]
struct Service {
    api: String,
    fold: String,
}

/// The manifest of a site that a server shows, which answers itself; `up` is the way from the top of its pages to that of the whole site.
pub fn served(up: &str) -> Vec<u8> {
    let service = Service {
        api: format!("{up}api/search"),
        fold: table::table(|_| true),
    };
    call("casebookShards", &json(&service))
}

/// The script of the shard `name`.
fn shard(name: &str, data: &impl Serialize) -> (String, Vec<u8>) {
    script(name, &json(data))
}

/// The text that [`shard`] made the script `bytes` of, under the name `name`.
fn read_shard(name: &str, bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let data = text.strip_prefix("casebookShard(\"")?.strip_prefix(name)?;
    let data = data.strip_prefix("\",")?.strip_suffix(");\n")?;
    serde_json::from_str(data).ok()
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
    if json.contains(['\u{2028}', '\u{2029}']) {
        return json.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    }
    json
}
