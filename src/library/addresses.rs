//! Where in the site do records and files stand, and which of them want the same place?

use super::assemble::Layout;
use super::{Attachment, Goes, Placed};
use crate::base::path::{LONGEST, shortened};
use crate::base::{Diagnostic, Message, RelPath, Span};
use crate::record::Record;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Where each record's page goes: its path with `.html`; an `index.md`, else a `README.md`, becomes its folder's page. One whose address another page
/// has, or a folder in which something lies, gets a longer one.
pub(super) fn urls(
    layout: &Layout,
    (records, files): (&[Arc<Record>], &[(RelPath, u64)]),
    findings: &mut Vec<Diagnostic>,
) -> Vec<RelPath> {
    let folders = folders_named_as_pages(layout, records, files);
    let folders_with_index: FxHashSet<RelPath> = records
        .iter()
        .filter(|r| is_named(r, "index"))
        .map(|r| r.path.parent())
        .collect();
    let mut taken: FxHashMap<String, usize> = FxHashMap::default();
    taken.reserve(records.len());
    let mut urls: Vec<RelPath> = Vec::with_capacity(records.len());
    for (index, record) in records.iter().enumerate() {
        let below = inside(layout, &record.path);
        let stands_for_folder = is_named(record, "index")
            || (is_named(record, "readme") && !folders_with_index.contains(&record.path.parent()));
        let name = if stands_for_folder {
            "index".to_owned()
        } else {
            below.stem().to_owned()
        };
        let mut url = below.parent().join(&format!("{name}.html")).unwrap_or_default();
        let key = folded(&url);
        let folder = folders.get(&key);
        let first = *taken.entry(key).or_insert(index);
        if first != index || folder.is_some() {
            if let Some(inside) = folder {
                findings.push(address_twice(&record.path, &url, inside, true));
            } else if records[first].id.folded() != record.id.folded() {
                // One mistake is said once: the same ID in the same folder is `id-twice`.
                findings.push(address_twice(&record.path, &url, &records[first].path, false));
            }
            url = below
                .parent()
                .join(&format!(
                    "{}.html",
                    shortened(&format!("{name}-{}", record.hash), LONGEST)
                ))
                .unwrap_or(url);
        }
        urls.push(url);
    }
    urls
}

/// The folders below that of the records that are named as a page may be, without regard to case, each with the first file in it.
fn folders_named_as_pages<'p>(
    layout: &Layout,
    records: &'p [Arc<Record>],
    files: &'p [(RelPath, u64)],
) -> FxHashMap<String, &'p RelPath> {
    let mut folders = FxHashMap::default();
    let records = records.iter().map(|record| &record.path);
    for path in records.chain(files.iter().map(|(path, _)| path)) {
        let above = path.as_str().match_indices('/');
        let above = above.filter_map(|(at, _)| path.as_str().get(..at));
        let is_page = |folder: &&str| {
            let end = folder.rsplit_once('.').map(|(_, end)| end);
            end.is_some_and(|end| end.eq_ignore_ascii_case("html"))
        };
        for folder in above.filter(is_page).filter_map(RelPath::new) {
            folders.entry(folded(&inside(layout, &folder))).or_insert(path);
        }
    }
    folders
}

fn address_twice(path: &RelPath, url: &RelPath, first: &RelPath, is_folder: bool) -> Diagnostic {
    let (said, other) = match is_folder {
        true => ("address-twice-folder", "address-twice-inside"),
        false => ("address-twice", "address-twice-first"),
    };
    let message = Message::new(said).with("url", url.as_str());
    let other = Message::new(other);
    Diagnostic::error("address-twice", path, Span::default(), message)
        .related(first, Span::default(), other)
        .help(Message::new("address-twice-help"))
}

/// Files whose address in the site is that of a page: the page has it.
pub(super) fn clashes(
    files: &mut [Attachment],
    records: &[Arc<Record>],
    placed: &[Arc<Placed>],
    findings: &mut Vec<Diagnostic>,
) {
    let mut suspects = files
        .iter_mut()
        .filter(|file| file.url.extension() == "html")
        .peekable();
    if suspects.peek().is_none() {
        return;
    }
    let pages = placed.iter().zip(records);
    let pages: HashMap<String, &Record> = pages
        .map(|(page, record)| (folded(&page.url), &**record))
        .collect();
    for file in suspects {
        if let Some(record) = pages.get(&folded(&file.url)) {
            file.goes = Goes::Never;
            let message = Message::new("address-twice-file").with("url", file.url.as_str());
            let page = Message::new("address-twice-page");
            let finding = Diagnostic::error("address-twice", &file.path, Span::default(), message)
                .related(&record.path, Span::default(), page)
                .help(Message::new("address-twice-file-help"));
            findings.push(finding);
        }
    }
}

/// Files of which some file systems keep one: their names differ in case or in how letters are composed, and in nothing else.
pub(super) fn twins(files: &[Attachment], findings: &mut Vec<Diagnostic>) {
    let mut taken: FxHashMap<String, &RelPath> = FxHashMap::default();
    taken.reserve(files.len());
    for file in files.iter().filter(|file| file.goes != Goes::Never) {
        let first = *taken.entry(folded(&file.url)).or_insert(&file.path);
        if *first != file.path {
            let message = Message::new("address-twice-twin");
            let other = Message::new("address-twice-first");
            let finding = Diagnostic::warning("address-twice", &file.path, Span::default(), message)
                .related(first, Span::default(), other)
                .help(Message::new("address-twice-help"));
            findings.push(finding);
        }
    }
}

fn is_named(record: &Record, name: &str) -> bool {
    record.path.stem().eq_ignore_ascii_case(name)
}

/// The path below the content folder.
pub(super) fn inside(layout: &Layout, path: &RelPath) -> RelPath {
    path.below(layout.content.as_str())
        .and_then(RelPath::new)
        .unwrap_or_else(|| path.clone())
}

/// `path` as file systems compare it that know no case and compose letters.
fn folded(path: &RelPath) -> String {
    composed(&path.as_str().to_lowercase()).into_owned()
}

/// `name` with each letter and its marks in one: some systems take them apart.
pub(super) fn composed(name: &str) -> Cow<'_, str> {
    match name.is_ascii() || is_nfc(name) {
        true => Cow::Borrowed(name),
        false => Cow::Owned(name.nfc().collect()),
    }
}
