//! How did the records come about? For auditors: flags, not verdicts.

use super::frame::{Frame, Link, view};
use super::pager::pager;
use super::route::{Key, MadeOf, PageType};
use super::timeline::short_id;
use super::{Site, moment};
use crate::base::{Month, RelPath};
use crate::clock::words;
use crate::ledger::{self, Flag, Notice, NumberStatus, Told, to_the_minute};
use anyhow::{Context, Result};
use serde::Serialize;
use std::collections::BTreeSet;

/// The page of the provenance, for a site with a history.
pub(super) const PAGE: PageType = PageType {
    name: "provenance",
    // How many records are not committed yet, only the overview says.
    of: |site, key| match key {
        Key::Only => None,
        _ => MadeOf::everything(site, key),
    },
    routes: |site| {
        let overview = site.plan.provenance.iter().map(|path| (path.clone(), Key::Only));
        let flagged = site.plan.flagged.iter().enumerate();
        let parts = flagged.flat_map(|(list, (_, pages))| {
            let pages = pages.iter().enumerate();
            pages.map(move |(part, path)| (path.clone(), Key::Part { list, part }))
        });
        overview.chain(parts).collect()
    },
    bytes: |site, path, key| match key {
        Key::Part { list, part } => flagged(site, path, list, part),
        _ => overview(site, path),
    },
};

/// How many rows of a sort are shown on the page of all; where there are more, the sort has pages of its own.
pub(super) const SHOWN: usize = 60;

/// How many rows a page of a sort shows.
pub(super) const PER_PAGE: usize = 180;

/// A record and a commit that should be looked at.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FlagView {
    record: Link,
    title: String,
    /// The name of the field; empty where it is about none.
    field: String,
    /// What it was before, or when it happened.
    before: Option<String>,
    /// What it is now, or by when it should have been committed.
    after: Option<String>,
    at: String,
    author: String,
    commit: String,
}

/// The flags of one sort.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sort {
    anchor: &'static str,
    title: String,
    note: String,
    /// Whether its rows say what a field was and is.
    compares: bool,
    /// The heads of the columns of the two values; none where rows are about no field.
    heads: Option<[String; 2]>,
    count: usize,
    rows: Vec<FlagView>,
    /// The page with all of them, where not all are shown.
    all: Option<String>,
}

/// How the records of a month came about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MonthProvenance {
    sorts: Vec<Sort>,
    imported: usize,
    commit: Option<String>,
    shallow: bool,
    href: String,
}

/// A number that no record has.
#[derive(Serialize)]
struct GapView {
    id: String,
    kind: String,
    href: Option<String>,
    /// `missing`, `deleted` or `withdrawn`.
    status: &'static str,
    at: Option<String>,
    author: Option<String>,
    commit: Option<String>,
}

#[derive(Serialize)]
struct Overview {
    commits: usize,
    signed: usize,
    authors: usize,
    records: usize,
    imported: usize,
    shallow: bool,
    uncommitted: usize,
    baseline: Option<String>,
    late_entry: Option<String>,
    not_covered: Vec<i16>,
}

/// What is told of a sort of flags, by the names of messages.
struct Words {
    /// The name in the ledger.
    name: &'static str,
    title: &'static str,
    note: &'static str,
    /// The heads of the columns of the two values; none where rows are about no field.
    heads: Option<[&'static str; 2]>,
}

/// The sorts of flags, in the order in which they are shown.
const SORTS: [Words; 3] = [
    Words {
        name: "clock_edited",
        title: "provenance-edited-title",
        note: "provenance-edited-note",
        heads: Some(["provenance-old", "provenance-new"]),
    },
    Words {
        name: "late_entry",
        title: "provenance-late-title",
        note: "provenance-late-note",
        heads: Some(["provenance-event", "provenance-due"]),
    },
    Words {
        name: "not_on_roster",
        title: "provenance-roster-title",
        note: "provenance-roster-note",
        heads: None,
    },
];

/// The sorts, and how many flags of each there are.
pub(super) fn counts(flags: &[Flag]) -> impl Iterator<Item = (&'static str, usize)> {
    let of = |name: &str| flags.iter().filter(|flag| flag.notice.name() == name).count();
    SORTS.iter().map(move |sort| (sort.name, of(sort.name)))
}

/// The page with the number `part`, from 0, of all flags of a sort.
fn flagged(site: &Site, path: &RelPath, list: usize, part: usize) -> Result<Vec<u8>> {
    let (name, pages) = site.plan.flagged.get(list).context("there is no such sort")?;
    let of_sort = |flag: &&Flag| flag.notice.name() == *name;
    let flags: Vec<&Flag> = site.past.provenance().flags.iter().filter(of_sort).collect();
    let shown = flags.chunks(PER_PAGE).nth(part).unwrap_or_default();
    let sorts = site.sorts(path, shown, PER_PAGE);
    let sort = sorts.into_iter().find(|sort| sort.anchor == *name);
    let sort = sort.context("there is no such sort")?;
    let overview = site.plan.provenance.as_ref().map(|page| path.link_to(page));
    let frame = Frame::below_home(site, path, "provenance", &sort.title)
        .under(
            site.catalog.word("registers-title"),
            path.link_to(&site.plan.fixed.registers),
        )
        .under(
            site.catalog.word("provenance-title"),
            overview.unwrap_or_default(),
        );
    site.render(
        "pages/flagged.html",
        &frame,
        [
            ("sort", view(&sort)?),
            ("count", view(&flags.len())?),
            ("pager", view(&pager(pages, part))?),
        ],
    )
}

fn overview(site: &Site, path: &RelPath) -> Result<Vec<u8>> {
    let (history, provenance) = (site.past.history(), site.past.provenance());
    let settings = &site.library.config.site.provenance;
    let authors: BTreeSet<&str> = history.commits.iter().map(|commit| &*commit.author).collect();
    let overview = Overview {
        commits: history.commits.len(),
        signed: history
            .commits
            .iter()
            .filter(|commit| commit.signature.is_some())
            .count(),
        authors: authors.len(),
        records: site.library.records.iter().filter(|record| !record.draft).count(),
        imported: provenance.imported.len(),
        shallow: history.shallow,
        uncommitted: history.uncommitted.len(),
        baseline: settings.baseline.clone(),
        late_entry: settings.late_entry.map(|limit| words::limit(limit, site.catalog)),
        not_covered: provenance.not_covered.clone(),
    };
    let mut sorts = site.sorts(path, &provenance.flags.iter().collect::<Vec<_>>(), SHOWN);
    for sort in &mut sorts {
        let mut flagged = site.plan.flagged.iter();
        let pages = flagged.find(|(name, _)| *name == sort.anchor);
        let first = pages.and_then(|(_, pages)| pages.first());
        sort.all = first.map(|page| path.link_to(page));
    }
    let gaps = gaps(site, path);
    let title = site.catalog.word("provenance-title");
    let frame = Frame::below_home(site, path, "provenance", &title).under(
        site.catalog.word("registers-title"),
        path.link_to(&site.plan.fixed.registers),
    );
    let changes = site
        .plan
        .changes
        .as_ref()
        .map(|changes| path.link_to(&changes.index));
    site.render(
        "pages/provenance.html",
        &frame,
        [
            ("overview", view(&overview)?),
            ("sorts", view(&sorts)?),
            ("gaps", view(&gaps)?),
            ("changes", view(&changes)?),
            (
                "sealed",
                view(&site.plan.sealed.as_ref().map(|page| path.link_to(page)))?,
            ),
        ],
    )
}

fn gaps(site: &Site, path: &RelPath) -> Vec<GapView> {
    let history = site.past.history();
    let mut gaps = Vec::new();
    for number in ledger::numbers(&site.library, history) {
        let kind = site.library.config.kinds.get(&number.kind);
        let mut gap = GapView {
            id: number.id.clone(),
            kind: kind
                .map(|kind| kind.name.get(site.lang).to_owned())
                .unwrap_or_default(),
            href: None,
            status: "missing",
            at: None,
            author: None,
            commit: None,
        };
        let gone = match &number.status {
            NumberStatus::Present(_) | NumberStatus::Draft => continue,
            NumberStatus::Missing => None,
            NumberStatus::Deleted { path, commit } => Some(("deleted", path, Some(*commit))),
            NumberStatus::Withdrawn { path, commit } => Some(("withdrawn", path, *commit)),
        };
        if let Some((status, file, commit)) = gone {
            let of_file = |tombstone: &super::past::Tombstone| {
                site.past.end(tombstone).is_some_and(|gone| gone.path == *file)
            };
            let tombstone = site.past.tombstones().iter().position(of_file);
            let page = tombstone.and_then(|at| site.plan.tombstones.get(at)?.as_ref());
            let commit = commit.and_then(|commit| history.commits.get(commit));
            gap.status = status;
            gap.href = page.map(|page| path.link_to(page));
            gap.at = commit.map(|commit| site.time_of(commit));
            gap.author = commit.map(|commit| commit.author.to_string());
            gap.commit = commit.map(short_id);
        }
        gaps.push(gap);
    }
    gaps
}

impl Site {
    /// `flags` by their sorts, for the page at `from`; of each sort at most `most` rows.
    pub(super) fn sorts(&self, from: &RelPath, flags: &[&Flag], most: usize) -> Vec<Sort> {
        let sort = |words: &Words| {
            let own: Vec<&Flag> = flags
                .iter()
                .copied()
                .filter(|flag| flag.notice.name() == words.name)
                .collect();
            Sort {
                anchor: words.name,
                title: self.catalog.word(words.title),
                note: self.catalog.word(words.note),
                compares: words.name == "clock_edited",
                heads: words.heads.map(|heads| heads.map(|head| self.catalog.word(head))),
                count: own.len(),
                rows: own
                    .iter()
                    .take(most)
                    .filter_map(|flag| self.flag(from, flag))
                    .collect(),
                all: None,
            }
        };
        SORTS.iter().map(sort).collect()
    }

    fn flag(&self, from: &RelPath, flag: &Flag) -> Option<FlagView> {
        let record = self.library.records.get(flag.record)?;
        let commit = self.past.history().commits.get(flag.commit)?;
        let zone = self.library.config.contract.calendar.time_zone();
        let told = Told::new(&self.library.config, self.lang);
        let to_minute = |at| Some(to_the_minute(&moment::time(at, zone)).to_owned());
        let (field, before, after) = match &flag.notice {
            Notice::ClockEdited { field, old, new } => {
                let said = |written: &String| told.part_value(&record.kind, field, written);
                (field.as_str(), old.as_ref().map(said), new.as_ref().map(said))
            }
            Notice::LateEntry {
                field,
                event_at,
                due_at,
            } => (field.as_str(), to_minute(*event_at), to_minute(*due_at)),
            Notice::NotOnRoster => ("", None, None),
        };
        Some(FlagView {
            record: Link {
                text: record.id.to_string(),
                href: self.history_of(from, flag.record)?,
            },
            title: record.title.clone(),
            field: told.part(&record.kind, field),
            before,
            after,
            at: self.time_of(commit),
            author: commit.author.to_string(),
            commit: short_id(commit),
        })
    }

    /// How the records of `month`, and those with a clock that was due in it, came about, with at most so many rows of a sort of flags; `None` where
    /// git knows nothing.
    pub(super) fn month_provenance(
        &self,
        from: &RelPath,
        month: Month,
        most: usize,
    ) -> Option<MonthProvenance> {
        let page = self.plan.provenance.as_ref()?;
        let calendar = &self.library.config.contract.calendar;
        let placed_in = |index: usize| {
            self.library
                .placed
                .get(index)
                .is_some_and(|placed| placed.month == Some(month))
        };
        let due_in = |index: usize| {
            let clocks = self.figures.clocks(index);
            clocks
                .iter()
                .any(|clock| clock.due.is_some_and(|due| calendar.month_of(due) == month))
        };
        let provenance = self.past.provenance();
        let concerned: BTreeSet<usize> = provenance
            .flags
            .iter()
            .map(|flag| flag.record)
            .collect::<BTreeSet<usize>>()
            .into_iter()
            .filter(|index| placed_in(*index) || due_in(*index))
            .collect();
        let flags: Vec<&Flag> = provenance
            .flags
            .iter()
            .filter(|flag| concerned.contains(&flag.record))
            .collect();
        Some(MonthProvenance {
            sorts: self.sorts(from, &flags, most),
            imported: provenance
                .imported
                .iter()
                .filter(|index| placed_in(**index))
                .count(),
            commit: self.past.history().commit.clone(),
            shallow: self.past.history().shallow,
            href: from.link_to(page),
        })
    }
}
