//! What of the protocol is read, as it stands in its messages.

use serde::{Deserialize, Serialize};

/// A place of a text, both from 0; characters are counted as UTF-16 has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Position {
    pub(super) line: u32,
    pub(super) character: u32,
}

/// What lies between two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Range {
    pub(super) start: Position,
    pub(super) end: Position,
}

/// A text that is open in the editor.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    pub(super) uri: String,
    #[serde(default)]
    pub(super) text: String,
}

/// `textDocument/didOpen`, `didClose`, `documentSymbol`, `formatting`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Opened {
    pub(super) text_document: Document,
}

/// `textDocument/didChange`, of a server that asked for whole texts.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Changed {
    pub(super) text_document: Document,
    pub(super) content_changes: Vec<Whole>,
}

/// A whole text.
#[derive(Debug, Deserialize)]
pub(super) struct Whole {
    pub(super) text: String,
}

/// `textDocument/completion`, `definition`, `hover`, `references`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct At {
    pub(super) text_document: Document,
    pub(super) position: Position,
}

/// `textDocument/codeAction`
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct In {
    pub(super) text_document: Document,
    pub(super) range: Range,
}

/// `workspace/symbol`
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    pub(super) query: String,
}
