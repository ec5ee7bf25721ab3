//! Does the file have what the map names?

use super::input::Table;
use super::map::{self, Map, Named};
use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Label, Message, RelPath};

/// The columns that `map`, the file at `path`, names and `table` does not have, or has twice; each once a place.
pub(super) fn missing(map: &Map, table: &Table, path: &RelPath) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = named(map).filter_map(|named| wrong(named, table, path)).collect();
    Diagnostic::sort(&mut findings);
    findings.dedup();
    findings
}

/// All columns that the map names.
fn named(map: &Map) -> impl Iterator<Item = &Named> {
    let sources = map.fields.iter().chain(&map.body);
    let conditions = map.skip.iter().chain(&map.only);
    let of_sources = sources.flat_map(|(_, source)| source.columns());
    map.key
        .iter()
        .chain(of_sources)
        .chain(conditions.map(|condition| &condition.column))
}

fn wrong(named: &Named, table: &Table, path: &RelPath) -> Option<Diagnostic> {
    let fault = |id| {
        let message = Message::new(id).with("column", named.name.as_str());
        Diagnostic::error(map::RULE, path, named.span, message)
    };
    if table.is_ambiguous(&named.name) {
        return Some(fault("import-column-twice"));
    }
    if table.column(&named.name).is_some() {
        return None;
    }
    let help = match nearest(&named.name, table.columns.iter().map(String::as_str)) {
        Some(near) => Message::new("help-nearest").with("name", near),
        None => Message::new("import-columns").with("columns", &Label::listed(&table.columns)),
    };
    Some(fault("import-no-column").help(help))
}
