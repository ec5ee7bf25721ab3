//! Assembles the library from its records.

use super::addresses::{clashes, composed, inside, twins, urls};
use super::{Attachment, Goes, Library, Link, Placed, Seen, Shelves, Target, Via, sort};
use crate::base::{Diagnostic, Message, RelPath, Span, Stamp, id, leftover};
use crate::config::{CASEBOOK_YAML, CONTRACT_YAML, Config};
use crate::kind::{FieldType, Kind, Value};
use crate::record::{self, Record};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Where the records lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The folder of the records, relative to the knowledge base: `content`, or empty for the knowledge base itself.
    pub content: RelPath,
}

/// What a library is made of.
#[derive(Clone)]
pub struct Parts {
    /// What the user decided.
    pub config: Arc<Config>,
    /// Where the records lie.
    pub layout: Layout,
    /// The records, in any order.
    pub records: Vec<Arc<Record>>,
    /// The drafts that are left out.
    pub drafts: Vec<Arc<Record>>,
    /// The other files below the content folder: path and size.
    pub files: Vec<(RelPath, u64)>,
    /// The Markdown files that are none of `records`, drafts and what could not be read among them: what bears their names is theirs.
    pub others: Vec<RelPath>,
    /// For whom it is.
    pub seen: Arc<Seen>,
    /// What the history says, by path.
    pub stamps: HashMap<RelPath, Stamp>,
}

/// The kind of the file at `path`, and its path below the kind's folder without extension; files of no kind's folder
/// are manuals, as is said by the last part being false. The page of a folder of records is a manual too, of whatever
/// kind they are, and has its whole path.
pub fn kind_of<'c, 'p>(
    config: &'c Config,
    layout: &Layout,
    path: &'p RelPath,
) -> Option<(&'c Arc<Kind>, &'p str, bool)> {
    let below = if layout.content.as_str().is_empty() {
        path.as_str()
    } else {
        path.below(layout.content.as_str())?
    };
    let end = below
        .rfind('.')
        .filter(|at| *at > below.rfind('/').map_or(0, |slash| slash + 1))
        .unwrap_or(below.len());
    let stem = &below[..end];
    let own = below
        .split_once('/')
        .and_then(|(folder, _)| config.kinds.of_folder(folder));
    let manual = || config.kinds.get("manual").or_else(|| config.kinds.iter().next());
    let Some(kind) = own else {
        return Some((manual()?, stem, false));
    };
    let below = stem.get(kind.folder.len() + 1..)?;
    match is_page_of(kind, below) {
        true => Some((manual()?, stem, true)),
        false => Some((kind, below, true)),
    }
}

/// The files that stand for their folder.
const FOLDER_PAGES: [&str; 2] = ["index", "readme"];

/// Whether the file at `below` the folder of `kind` is the page of a folder rather than a record of the kind. Where records are
/// called by their path, those in a folder further below have names of their own.
fn is_page_of(kind: &Kind, below: &str) -> bool {
    let name = match below.rsplit_once('/') {
        Some(_) if kind.id_is_path() => return false,
        Some((_, name)) => name,
        None => below,
    };
    FOLDER_PAGES.iter().any(|page| name.eq_ignore_ascii_case(page))
}

/// Assembles the library.
pub fn assemble(parts: Parts) -> Library {
    let unlinked = Unlinked::of(parts);
    let links = (0..unlinked.count()).map(|index| unlinked.links(index)).collect();
    unlinked.linked(links)
}

/// A library of which nobody knows yet who leads to whom: that can be found out of many records at a time.
pub struct Unlinked(Library);

impl Unlinked {
    /// The library of `parts`.
    pub fn of(parts: Parts) -> Unlinked {
        Unlinked(unlinked(parts))
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.0.records.len()
    }

    /// The links that the record `index` makes.
    pub fn links(&self, index: usize) -> Vec<Link> {
        links(&self.0, index)
    }

    /// The library, in which the records make these links: those of each, by index.
    pub fn linked(self, links: Vec<Vec<Link>>) -> Library {
        let mut library = self.0;
        library.links = links;
        backlinks(&mut library);
        unused(&mut library);
        library
    }
}

fn unlinked(parts: Parts) -> Library {
    let Parts {
        config,
        layout,
        mut records,
        mut drafts,
        mut files,
        others,
        seen,
        mut stamps,
    } = parts;
    drafts.sort_by(|a, b| a.path.cmp(&b.path));
    files.retain(|(path, _)| !is_configuration(path));
    records.sort_by(|a, b| a.path.cmp(&b.path));
    let mut findings = Vec::new();
    let urls = urls(&layout, (&records, &files), &mut findings);
    let placed: Vec<Arc<Placed>> = records
        .iter()
        .zip(urls)
        .map(|(record, url)| {
            let stamp = stamps.remove(&record.path).unwrap_or_default();
            Arc::new(Placed::new(record, url, stamp, &config))
        })
        .collect();
    let order = sort::latest_first(&placed);
    let shelves = Arc::new(Shelves::fill(&config, &records, &placed, order));
    let by_id = by_id(&records, &mut findings);
    let mut attachments = attachments(&layout, &files, (&records, &others));
    clashes(&mut attachments, &records, &placed, &mut findings);
    twins(&attachments, &mut findings);
    let (by_alias, redirects) = aliases(&layout, &records, &by_id);
    Library {
        by_path: Arc::new(numbered(records.iter().map(|record| &record.path))),
        files: Arc::new(numbered(files.iter().map(|(path, _)| path))),
        attachments,
        links: Vec::new(),
        backlinks: vec![Vec::new(); records.len()],
        config,
        layout,
        records,
        drafts,
        others,
        seen,
        placed,
        shelves,
        redirects,
        findings,
        by_id: Arc::new(by_id),
        by_alias: Arc::new(by_alias),
    }
}

/// The number of each of `paths`.
fn numbered<'p>(paths: impl Iterator<Item = &'p RelPath>) -> FxHashMap<RelPath, usize> {
    paths
        .enumerate()
        .map(|(index, path)| (path.clone(), index))
        .collect()
}

fn by_id(records: &[Arc<Record>], findings: &mut Vec<Diagnostic>) -> FxHashMap<String, usize> {
    let mut by_id: FxHashMap<String, usize> = FxHashMap::default();
    by_id.reserve(records.len());
    for (index, record) in records.iter().enumerate() {
        let folded = record.id.folded();
        match by_id.get(&folded) {
            None => {
                by_id.insert(folded, index);
            }
            Some(first) => {
                let message = Message::new("id-twice").with("id", record.id.as_str());
                let finding = Diagnostic::error("id-twice", &record.path, Span::default(), message)
                    .related(
                        &records[*first].path,
                        Span::default(),
                        Message::new("id-twice-first"),
                    )
                    .help(Message::new("id-twice-help"));
                findings.push(finding);
            }
        }
    }
    by_id
}

type Aliases = (FxHashMap<String, usize>, Vec<(RelPath, usize)>);

/// Old IDs, and old paths, whose pages lead on.
fn aliases(layout: &Layout, records: &[Arc<Record>], by_id: &FxHashMap<String, usize>) -> Aliases {
    let mut by_alias = FxHashMap::default();
    let mut redirects = BTreeMap::new();
    for (index, record) in records.iter().enumerate() {
        for alias in record.list("aliases") {
            let folded = id::fold(&alias);
            if !by_id.contains_key(&folded) {
                by_alias.entry(folded).or_insert(index);
            }
            if record::no_address(&alias).is_some() {
                continue;
            }
            let page = alias.strip_suffix(".md").unwrap_or(&alias);
            let page = page.strip_suffix(".html").unwrap_or(page);
            let folder = inside(layout, &record.path).parent();
            // A path is one of the site; that of the file, which has the folder of the records before it, says the same.
            let own = match page.trim_start_matches('/') {
                rooted if rooted.len() < page.len() || page.contains('/') => {
                    RelPath::new(rooted).map(|path| inside(layout, &path))
                }
                name => folder.join(name),
            };
            if let Some(path) = own.and_then(|path| RelPath::new(&format!("{path}.html"))) {
                redirects.entry(path).or_insert(index);
            }
        }
    }
    (by_alias, redirects.into_iter().collect())
}

/// The files that are no records. One whose name starts with the ID of a record in its folder belongs to that record, unless it was left behind:
/// then its name says nothing of what is wanted. What starts with the longer name of one of the `others` is theirs, and nobody's here.
fn attachments(
    layout: &Layout,
    files: &[(RelPath, u64)],
    (records, others): (&[Arc<Record>], &[RelPath]),
) -> Vec<Attachment> {
    if files.is_empty() {
        return Vec::new();
    }
    let folders: FxHashSet<RelPath> = files.iter().map(|(path, _)| path.parent()).collect();
    let mut stems: FxHashMap<RelPath, FxHashMap<Cow<'_, str>, Option<usize>>> = FxHashMap::default();
    let theirs = others.iter().map(|path| (path, None));
    let numbered = records.iter().enumerate();
    let own = numbered.map(|(index, record)| (&record.path, Some(index)));
    for (path, index) in theirs.chain(own) {
        let folder = path.parent();
        if folders.contains(&folder) {
            let of_folder = stems.entry(folder).or_default();
            // Of two files of one name nobody knows whose it is.
            let known = of_folder.entry(composed(path.stem()));
            known.and_modify(|index| *index = None).or_insert(index);
        }
    }
    let owner = |path: &RelPath| {
        let stems = stems.get(&path.parent())?;
        let name = composed(path.file_name());
        let mut ends = name.rmatch_indices(['.', '-']).map(|(at, _)| &name[..at]);
        ends.find_map(|stem| stems.get(stem).copied())?
    };
    let attachment = |(path, size): &(RelPath, u64)| {
        let (goes, owner) = match leftover::is_left_behind(path.file_name()) {
            true => (Goes::Linked, None),
            false => (Goes::Always, owner(path)),
        };
        Attachment {
            path: path.clone(),
            url: inside(layout, path),
            size: *size,
            owners: owner.into_iter().collect(),
            goes,
        }
    };
    files.iter().map(attachment).collect()
}

/// The configuration is no content, though it lies beside the records where they fill the whole knowledge base.
fn is_configuration(path: &RelPath) -> bool {
    [CASEBOOK_YAML, CONTRACT_YAML].contains(&path.as_str())
}

pub(super) fn links(library: &Library, index: usize) -> Vec<Link> {
    let Some(record) = library.records.get(index) else {
        return Vec::new();
    };
    let mut links = Vec::new();
    for link in &record.outline.links {
        let target = library.target(index, &link.target, link.kind);
        links.push(Link {
            target,
            via: Via::Body,
            span: link.span,
            written: link.target.clone(),
        });
    }
    let mut add = |written: &str, via: Via, span: Span| {
        let target = library.target_of_id(index, written);
        links.push(Link {
            target,
            via,
            span,
            written: written.to_owned(),
        });
    };
    for (name, field, value) in record.fields.filled() {
        refs(&field.kind, value, &mut |id| {
            add(id, Via::Field(name.to_owned()), Span::default());
        });
    }
    for naming in record.naming() {
        for (id, span) in naming.ids(record) {
            add(id, Via::Row(naming.column.to_owned()), span);
        }
    }
    links
}

/// Calls `see` for each record that `value` refers to.
fn refs(kind: &FieldType, value: &Value, see: &mut impl FnMut(&str)) {
    match (kind, value) {
        (FieldType::Ref(_), Value::Ref(id)) => see(id),
        (FieldType::List(item), Value::List(all)) => all.iter().for_each(|value| refs(item, value, see)),
        (FieldType::Rows(columns), Value::Rows(rows)) => {
            for (column, value) in rows.iter().flat_map(|row| columns.values().zip(&row.values)) {
                if let Some(value) = value {
                    refs(&column.kind, value, see);
                }
            }
        }
        _ => {}
    }
}

/// The records that link to each, without repeats, in order.
pub(super) fn backlinks_of(all: &[Vec<Link>]) -> Vec<Vec<usize>> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (from, links) in all.iter().enumerate() {
        for link in links {
            if let Target::Record { index, .. } = &link.target
                && *index != from
                && let Some(back) = back.get_mut(*index).filter(|back| back.last() != Some(&from))
            {
                back.push(from);
            }
        }
    }
    back
}

/// Fills in who links to whom, and which files the links use.
fn backlinks(library: &mut Library) {
    library.backlinks = backlinks_of(&library.links);
    let links = library.links.iter().enumerate();
    let owners: Vec<(usize, usize)> = links
        .flat_map(|(from, links)| {
            links.iter().filter_map(move |link| match &link.target {
                Target::File(at) => Some((*at, from)),
                _ => None,
            })
        })
        .collect();
    for (at, from) in owners {
        if let Some(file) = library.attachments.get_mut(at)
            && !file.owners.contains(&from)
        {
            file.owners.push(from);
        }
    }
}

/// Files that no record uses are said, never dropped without a word; they are copied all the same, but for what was left behind. A plain
/// folder of Markdown may hold any files.
fn unused(library: &mut Library) {
    let plain = library.layout.content.as_str().is_empty();
    for file in library.attachments.iter().filter(|file| file.owners.is_empty()) {
        let (message, help) = match file.goes {
            Goes::Always if plain => continue,
            Goes::Never => continue,
            Goes::Always => ("file-unused", "file-unused-help"),
            Goes::Linked => ("file-leftover", "file-leftover-help"),
        };
        let message = Message::new(message).with("path", file.path.as_str());
        let finding = Diagnostic::warning("file-unused", &file.path, Span::default(), message);
        library.findings.push(finding.help(Message::new(help)));
    }
}
