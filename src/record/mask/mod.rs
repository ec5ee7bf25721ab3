//! What of a record does everybody see?
//!
//! Addresses of machines are masked in its bytes, before anything is read from them; names, telephones and the like in the fields that say
//! that they are personal, once they are read. So nothing that is made of the record afterwards can show them.

mod addresses;
mod folded;
#[cfg(test)]
mod tests;

pub(super) use addresses::MASK;
pub use addresses::addresses;

use super::{Record, covered};
use crate::base::RelPath;
use crate::base::decode::other;
use crate::kind::{FieldType, Row, Value};
use std::borrow::Cow;
use std::sync::OnceLock;

/// Files that are no text, by their extensions: to look for text in them takes long, and to change a byte would break them.
const BINARY: [&str; 30] = [
    "7z", "avi", "avif", "bmp", "doc", "docx", "exe", "gif", "gz", "ico", "jar", "jpeg", "jpg", "mov", "mp3",
    "mp4", "pdf", "png", "ppt", "pptx", "rar", "tar", "tgz", "tif", "tiff", "war", "webp", "xls", "xlsx",
    "zip",
];

/// Texts in which signs may be set off or written as references.
const MARKUP: [&str; 4] = ["htm", "html", "md", "markdown"];

/// The `bytes` of the file at `path` without addresses of machines, if it is text: in UTF-16 with its mark, or in whatever encoding that has the signs of
/// ASCII.
pub fn file(path: &RelPath, bytes: Vec<u8>) -> Vec<u8> {
    if !may_be_text(path) {
        return bytes;
    }
    let markup = MARKUP.contains(&path.extension().as_str());
    changed(bytes, |text| owned(addresses(text, markup)))
}

/// The `bytes` of the file at `path` without the secrets that are errors, if it is text as of [`file`]: with crosses in their place.
pub fn secrets(path: &RelPath, bytes: Vec<u8>) -> Vec<u8> {
    match may_be_text(path) {
        true => changed(bytes, |text| owned(covered(text))),
        false => bytes,
    }
}

/// `bytes` with what `change` makes of their text, in the encoding that they are in.
fn changed(bytes: Vec<u8>, change: impl Fn(&str) -> Option<String>) -> Vec<u8> {
    if let Some((text, order)) = utf16(&bytes) {
        return change(&text).map_or(bytes, |text| text.encode_utf16().flat_map(order).collect());
    }
    if bytes.contains(&0) {
        return bytes;
    }
    let changed = if let Ok(text) = std::str::from_utf8(&bytes) {
        change(text).map(String::into_bytes)
    } else if let Some((text, encoding)) = other(&bytes) {
        change(&text).map(|text| encoding.encode(&text).0.into_owned())
    } else {
        // A character a byte: what is no ASCII belongs to nothing that is looked for.
        let signs: String = bytes.iter().map(|byte| char::from(*byte)).collect();
        let byte = |sign: char| u8::try_from(sign).ok();
        change(&signs).map(|text| text.chars().filter_map(byte).collect())
    };
    changed.unwrap_or(bytes)
}

/// Whether the file at `path` is one whose bytes may be masked.
pub fn may_be_text(path: &RelPath) -> bool {
    !BINARY.contains(&path.extension().as_str())
}

/// The two bytes of a unit of UTF-16.
type Order = fn(u16) -> [u8; 2];

/// The text of `bytes`, where they begin with the mark of UTF-16, and the order of its bytes.
fn utf16(bytes: &[u8]) -> Option<(String, Order)> {
    let (read, order): (fn([u8; 2]) -> u16, Order) = match bytes {
        [0xFF, 0xFE, ..] => (u16::from_le_bytes, u16::to_le_bytes),
        [0xFE, 0xFF, ..] => (u16::from_be_bytes, u16::to_be_bytes),
        _ => return None,
    };
    let (units, []) = bytes.as_chunks::<2>() else {
        return None;
    };
    let units: Vec<u16> = units.iter().map(|unit| read(*unit)).collect();
    Some((String::from_utf16(&units).ok()?, order))
}

/// The text that is another one.
fn owned(text: Cow<'_, str>) -> Option<String> {
    match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    }
}

/// Whether an address of a machine stands in `path` itself, where it cannot be masked.
pub fn is_in_path(path: &RelPath) -> bool {
    matches!(addresses(path.as_str(), false), Cow::Owned(_))
}

/// The field in which an import keeps what tells a row from all others, joined out of any of its columns: names and telephones too.
const SOURCE_KEY: &str = "source_key";

impl Record {
    /// The record without what only those need who look after the knowledge base, where it has any.
    pub fn without_source(&self) -> Option<Record> {
        self.fields.get(SOURCE_KEY)?;
        let mut bare = self.clone();
        bare.facts = OnceLock::new();
        bare.fields = self.fields.without(SOURCE_KEY);
        Some(bare)
    }

    /// The record with `mask` in place of what its personal fields say, and without what no field of its kind is: nobody said that all may see it.
    #[must_use]
    pub fn masked(&self, mask: &str) -> Record {
        let mut masked = self.clone();
        masked.facts = OnceLock::new();
        masked.extra.clear();
        masked.fields = self
            .fields
            .without(SOURCE_KEY)
            .map(|field, value| match field.personal {
                true => hidden(value, mask),
                false => Some(columns_hidden(&field.kind, value, mask)),
            });
        for row in &mut masked.rows {
            for (value, field) in row.values.iter_mut().zip(self.kind.table.values()) {
                if field.personal {
                    *value = value.take().and_then(|value| hidden(&value, mask));
                }
            }
        }
        masked
    }
}

/// What stands in place of `value`; nothing, where no text can.
fn hidden(value: &Value, mask: &str) -> Option<Value> {
    let text = || mask.to_owned();
    match value {
        Value::Text(_) => Some(Value::Text(text())),
        Value::Choice(_) => Some(Value::Choice(text())),
        Value::Person(_) => Some(Value::Person(text())),
        Value::List(all) => Some(Value::List(
            all.first()
                .and_then(|value| hidden(value, mask))
                .into_iter()
                .collect(),
        )),
        _ => None,
    }
}

/// `value` with `mask` in its columns that are personal.
fn columns_hidden(kind: &FieldType, value: &Value, mask: &str) -> Value {
    let (FieldType::Rows(columns), Value::Rows(rows)) = (kind, value) else {
        return value.clone();
    };
    let row = |row: &Row| Row {
        values: row
            .values
            .iter()
            .zip(columns.values())
            .map(|(value, column)| match column.personal {
                true => value.as_ref().and_then(|value| hidden(value, mask)),
                false => value.clone(),
            })
            .collect(),
    };
    Value::Rows(rows.iter().map(row).collect())
}
