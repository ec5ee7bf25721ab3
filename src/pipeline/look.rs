//! What goes into the figures of a month, and into a page?
//!
//! The ledger hides from a month all that came after its end. So its figures are made of the configuration, of the records that it sees, and of
//! what git knows of these; assessments that lead to one of them are counted too, for they may exempt it, and the numbers that were deleted. A page
//! is made of what all records show of themselves outside of their texts, or, if it is the page of one, of what it may show of the others; of the
//! text and the history of its own record; and, where it tells of figures or commits, of all that git knows.

use super::{Standing, World};
use crate::base::RelPath;
use crate::history::History;
use crate::ledger::{self, Ledger, exempts_others};
use crate::library::{Library, Link, Placed, Target};
use crate::output::Store;
use crate::record::Record;
use crate::site::{MadeOf, Site, Told};
use crate::source::{Entry, Looks as Seen};
use blake3::{Hash, Hasher};
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::HashMap;
use std::path::Path;

/// What goes into the figures of all months, and into the pages.
pub(super) struct Looks {
    /// The configuration, the commit, and what is gone.
    base: Hash,
    /// What all records show of themselves outside of their texts.
    shown: Hash,
    /// What pages of one record may show of others.
    names: Hash,
    records: Vec<Look>,
    /// The records that are numbered, series by series.
    series: Vec<Vec<usize>>,
}

/// What goes into pages.
pub(super) struct PageLooks<'f> {
    looks: &'f Looks,
    /// What all records show of themselves, and what git knows.
    all: Hash,
}

/// What goes into a hash of a record has about this many bytes.
const USUAL: usize = 512;

/// What is known of a record.
struct Look {
    /// What tables are made of.
    facts: Hash,
    /// What the pages of other records may show of that.
    name: Hash,
    /// What git knows.
    past: Hash,
    /// What pages of others may show besides.
    shown: Hash,
    /// What its own page shows besides.
    own: Hash,
}

impl Looks {
    /// Of the records of `world`, whose figures are judged as of `as_of`.
    pub(super) fn of(world: &World, as_of: Timestamp, cache: &Path) -> Looks {
        let (library, history) = (&world.library, &world.history);
        let mut base = Hasher::new();
        base.update(world.configured.as_bytes());
        part(&mut base, &(&history.commit, history.shallow));
        // Somebody may give another one than is configured.
        part(&mut base, &world.config.site.base_url);
        for gone in &history.gone {
            let commit = history.commits.get(gone.commit).map(|commit| commit.id);
            part(
                &mut base,
                &(&gone.path, commit.map(|id| id.to_string()), &gone.became),
            );
        }
        part(&mut base, &history.withdrawing);
        let records = (0..library.records.len()).into_par_iter();
        let records: Vec<Look> = records.map(|index| Look::of(library, history, index)).collect();
        let mut of_all = Hasher::new();
        of_all.update(world.configured.as_bytes());
        part(&mut of_all, &(&world.config.site.base_url, as_of, &*library.seen));
        // The page of a record that is no more keeps its address, before lists take theirs.
        let gone: Vec<&RelPath> = history.gone.iter().map(|gone| &gone.path).collect();
        part(&mut of_all, &gone);
        attachments(&mut of_all, world, cache);
        let (mut shown, mut names) = (of_all.clone(), of_all);
        for look in &records {
            for (hasher, facts) in [(&mut shown, look.facts), (&mut names, look.name)] {
                hasher.update(facts.as_bytes());
                hasher.update(look.shown.as_bytes());
            }
        }
        Looks {
            base: base.finalize(),
            shown: shown.finalize(),
            names: names.finalize(),
            records,
            series: ledger::series(library),
        }
    }

    /// What all records show of themselves outside of their texts.
    pub(super) fn shown(&self) -> Hash {
        self.shown
    }

    /// What goes into the figures of a month that ends at `end`, where of earlier months stands what `standing` says.
    pub(super) fn until(
        &self,
        end: Timestamp,
        library: &Library,
        ledger: &Ledger,
        standing: &Standing,
    ) -> Hash {
        let mut hasher = Hasher::new();
        hasher.update(self.base.as_bytes());
        for seal in standing.seals() {
            part(&mut hasher, &(&seal.name, &seal.sha256));
        }
        let sees = |index| ledger.sees(index, end);
        for (index, look) in self.records.iter().enumerate() {
            let mut links = library.links.get(index).into_iter().flatten();
            let mut leads =
                || links.any(|link| matches!(link.target, Target::Record { index, .. } if sees(index)));
            if sees(index)
                || library
                    .records
                    .get(index)
                    .is_some_and(|record| exempts_others(record))
                    && leads()
            {
                hasher.update(look.facts.as_bytes());
                hasher.update(look.past.as_bytes());
            }
        }
        // A number below one that is seen is none that was skipped, although its record is not seen yet.
        for numbers in &self.series {
            let last = numbers.iter().rposition(|index| sees(*index)).unwrap_or(0);
            let later = numbers.iter().take(last).filter(|index| !sees(**index));
            for record in later.filter_map(|index| library.records.get(*index)) {
                part(&mut hasher, &record.id.as_str());
            }
        }
        hasher.finalize()
    }
}

impl<'f> PageLooks<'f> {
    /// Of the pages of `site`, which is that of `world`.
    pub(super) fn of(world: &World, site: &Site, looks: &'f Looks) -> PageLooks<'f> {
        let mut all = Hasher::new();
        all.update(looks.shown.as_bytes());
        all.update(looks.base.as_bytes());
        for look in &looks.records {
            all.update(look.past.as_bytes());
        }
        past(&mut all, &world.history);
        for draft in &world.library.drafts {
            part(&mut all, &draft.path);
        }
        for report in site.seals() {
            part(&mut all, &(&report.sealed.name, &report.sealed.sha256));
            part(&mut all, &format!("{:?}", report.changes));
        }
        PageLooks {
            looks,
            all: all.finalize(),
        }
    }

    /// What goes into a page that is made of `these`.
    pub(super) fn of_page(&self, these: MadeOf) -> Option<Hash> {
        let all = match these.all {
            Told::Names => self.looks.names,
            Told::Records => self.looks.shown,
            Told::Everything => self.all,
        };
        let Some(index) = these.text_of else {
            return Some(all);
        };
        let look = self.looks.records.get(index)?;
        Some(blake3::keyed_hash(all.as_bytes(), look.own.as_bytes()))
    }
}

impl Look {
    fn of(library: &Library, history: &History, index: usize) -> Look {
        let none = Hasher::new().finalize();
        let (Some(record), Some(placed)) = (library.records.get(index), library.placed.get(index)) else {
            return Look {
                facts: none,
                name: none,
                past: none,
                shown: none,
                own: none,
            };
        };
        let links = library.links.get(index).map(Vec::as_slice).unwrap_or_default();
        let past = past_of(history, record, placed);
        let placing = placing(library, record, placed, links);
        let facts = blake3::keyed_hash(placing.as_bytes(), record.facts().as_bytes());
        Look {
            name: match exempts_others(record) {
                true => facts,
                false => name(record, placing),
            },
            facts,
            shown: shown(library, record, placed, links),
            own: own(history, record, placed, past),
            past,
        }
    }
}

/// Where a record stands, and where it leads.
fn placing(library: &Library, record: &Record, placed: &Placed, links: &[Link]) -> Hash {
    let mut parts = Vec::with_capacity(USUAL);
    let links: Vec<(&str, Option<&RelPath>)> = links
        .iter()
        .map(|link| (link.written.as_str(), path_of(library, &link.target)))
        .collect();
    add(&mut parts, &(&record.path, placed.url.as_str(), links));
    add(
        &mut parts,
        &(
            &placed.systems,
            &placed.region,
            &placed.confidentiality,
            placed.at,
        ),
    );
    blake3::hash(&parts)
}

/// What the page of another record may show of this one, which stands as `placing` says.
fn name(record: &Record, placing: Hash) -> Hash {
    let mut parts = Vec::with_capacity(USUAL);
    add(
        &mut parts,
        &(
            record.id.as_str(),
            &record.title,
            record.title_given,
            &record.kind.id,
        ),
    );
    add(&mut parts, &(record.draft, record.broken));
    blake3::keyed_hash(placing.as_bytes(), &parts)
}

fn past_of(history: &History, record: &Record, placed: &Placed) -> Hash {
    let mut parts = Vec::with_capacity(USUAL);
    let stamp = &placed.stamp;
    add(
        &mut parts,
        &(
            &stamp.created_at,
            &stamp.created_by,
            &stamp.updated_at,
            &stamp.updated_by,
        ),
    );
    for step in history.of(&record.path) {
        let commit = history.commit_of(step);
        add(
            &mut parts,
            &commit.map(|commit| (commit.id, &commit.author, commit.imported, commit.committed_at)),
        );
    }
    blake3::hash(&parts)
}

fn shown(library: &Library, record: &Record, placed: &Placed, links: &[Link]) -> Hash {
    let mut parts = Vec::with_capacity(USUAL);
    let outline = &record.outline;
    let headings: Vec<(&str, &str)> = outline
        .headings
        .iter()
        .map(|heading| (heading.id.as_str(), heading.text.as_str()))
        .collect();
    let queries: Vec<(&str, &str)> = outline
        .queries
        .iter()
        .map(|query| (query.options.as_str(), query.sql.as_str()))
        .collect();
    let arrive: Vec<(&str, Option<&RelPath>, Option<&str>, bool)> = links
        .iter()
        .map(|link| {
            let (file, anchor, arrives) = match &link.target {
                Target::Record {
                    anchor,
                    anchor_exists,
                    ..
                } => (None, anchor.as_deref(), *anchor_exists),
                Target::File(at) => (library.attachments.get(*at).map(|file| &file.path), None, true),
                Target::External => (None, None, true),
                Target::Here(arrives) => (None, None, *arrives),
                Target::Missing => (None, None, false),
            };
            (link.via.name(), file, anchor, arrives)
        })
        .collect();
    add(&mut parts, &(&outline.opening, headings, &outline.anchors));
    add(&mut parts, &(queries, arrive));
    add(
        &mut parts,
        &(&placed.tags, placed.instant, placed.has_time, placed.month),
    );
    blake3::hash(&parts)
}

fn own(history: &History, record: &Record, placed: &Placed, past: Hash) -> Hash {
    let mut parts = Vec::new();
    parts.extend(past.as_bytes());
    let uncommitted = history.uncommitted.contains(&record.path);
    add(&mut parts, &(&record.hash, &placed.stamp.commit, uncommitted));
    blake3::hash(&parts)
}

/// What all commits are told of.
fn past(hasher: &mut Hasher, history: &History) {
    for commit in &history.commits {
        part(
            hasher,
            &(commit.id, &commit.author, &commit.address, commit.imported),
        );
    }
}

/// What pages show of the attachments. One that may have changed since without looking otherwise is read.
fn attachments(hasher: &mut Hasher, world: &World, cache: &Path) {
    let files = &world.library.attachments;
    if files.is_empty() {
        return;
    }
    let now = Store::new(cache).now();
    let entries = world.snapshot.entries.iter();
    let entries: HashMap<&RelPath, &Entry> = entries.map(|entry| (&entry.path, entry)).collect();
    for file in files {
        let entry = entries.get(&file.path);
        let looks = entry.and_then(|entry| Seen::settled(entry, now));
        part(hasher, &(&file.path, file.url.as_str(), file.size, looks));
        if looks.is_none() {
            let bytes = world.snapshot.read(&file.path).unwrap_or_default();
            hasher.update(blake3::hash(&bytes).as_bytes());
        }
    }
}

/// The file of the record that `target` is.
fn path_of<'l>(library: &'l Library, target: &Target) -> Option<&'l RelPath> {
    match target {
        Target::Record { index, .. } => library.records.get(*index).map(|record| &record.path),
        _ => None,
    }
}

/// Adds `what`, which is told from all else of its type.
fn part(hasher: &mut Hasher, what: &impl serde::Serialize) {
    let mut parts = Vec::new();
    add(&mut parts, what);
    hasher.update(&parts);
}

/// Adds `what` to the bytes of others, of which a hash is made.
fn add(parts: &mut Vec<u8>, what: &impl serde::Serialize) {
    // What is written to memory is written.
    if let Ok(more) = postcard::to_extend(what, std::mem::take(parts)) {
        *parts = more;
    }
    parts.push(b'\n');
}
