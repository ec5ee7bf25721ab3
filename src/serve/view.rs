//! What is served: one immutable view of the knowledge base.

use super::media;
use crate::base::{Lang, Message, RelPath, Severity};
use anyhow::Result;
use std::borrow::Cow;

/// One view of the knowledge base. It never changes; when something changed, another takes its place.
pub trait View: Send + Sync {
    /// What stands at `path`, a path of the site such as `faults/index.html`: a page, made now, or a file. `None` where
    /// there is nothing. An error is shown in place of the page.
    fn page(&self, path: &RelPath) -> Result<Option<Answer>>;

    /// The JSON of `/api/search`. `query` is the parameter `q`, `params` are the others, in the order of the request.
    fn search(&self, query: &str, params: &[(String, String)]) -> Result<Found>;

    /// What is shown at `path`, where there is no page.
    fn not_found(&self, path: &RelPath) -> Result<Answer>;

    /// The language of the page at `path`; `None` where there is but that of the server.
    fn lang(&self, _path: &RelPath) -> Option<Lang> {
        None
    }

    /// The file of the record that the page at `path` shows.
    fn file(&self, _path: &RelPath) -> Option<RelPath> {
        None
    }

    /// What is wrong with the records, the first `most` of it one by one, for the corner of each page. It may take its time: pages do not wait
    /// for it.
    fn findings(&self, most: usize) -> Findings;
}

/// What a search gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The answer, JSON.
    Answer(Vec<u8>),
    /// What is wrong with the question, in words.
    Refused(String),
}

/// The bytes of a page or file, and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The media type, with its charset. It becomes a header, so it cannot come from a request or a file.
    pub content_type: &'static str,
    /// Whether it is a file of somebody else, who may have written scripts into it, and no page of ours.
    pub foreign: bool,
}

impl Answer {
    /// The file at `path`, of the type that its extension says.
    pub fn of(path: &RelPath, bytes: impl Into<Cow<'static, [u8]>>) -> Answer {
        Answer {
            bytes: bytes.into(),
            content_type: media::content_type(path),
            foreign: false,
        }
    }

    /// The file at `path`, which stands beside a record.
    pub fn attachment(path: &RelPath, bytes: Vec<u8>) -> Answer {
        Answer {
            foreign: true,
            ..Answer::of(path, bytes)
        }
    }

    /// An HTML page.
    pub fn html(page: String) -> Answer {
        Answer {
            bytes: page.into_bytes().into(),
            content_type: media::HTML,
            foreign: false,
        }
    }
}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, relative to the knowledge base.
    pub path: RelPath,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: Message,
    /// The line of the file.
    pub source: String,
}

/// What is wrong with the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The first of it.
    pub first: Vec<Finding>,
}
