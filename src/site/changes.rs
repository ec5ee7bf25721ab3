//! What was changed in a month, in words: a page or more a month, and an index of them.

use super::frame::{Frame, Link, view};
use super::pager::pager;
use super::past::{Event, What};
use super::route::{Key, PageType};
use super::saying::{said, touched};
use super::timeline::short_id;
use super::{Site, moment};
use crate::base::{Month, RelPath};
use anyhow::{Context, Result};
use serde::Serialize;

/// The pages of the months in which something was changed, and their index.
pub(super) const PAGE: PageType = PageType {
    name: "changes",
    routes: |site| {
        let Some(changes) = &site.plan.changes else {
            return Vec::new();
        };
        let mut routes = vec![(changes.index.clone(), Key::Only)];
        for (list, (_, pages)) in changes.months.iter().enumerate() {
            let pages = pages.iter().enumerate();
            routes.extend(pages.map(|(part, path)| (path.clone(), Key::Part { list, part })));
        }
        routes
    },
    bytes: |site, path, key| match key {
        Key::Part { list, part } => month(site, path, list, part),
        _ => index(site, path),
    },
};

/// How many changes a page shows.
pub(super) const PER_PAGE: usize = 200;

/// What was changed on one day.
#[derive(Serialize)]
struct Day {
    date: String,
    changes: Vec<ChangeView>,
}

/// What a commit did to a record.
#[derive(Serialize)]
pub(super) struct ChangeView {
    pub(super) at: String,
    pub(super) author: String,
    pub(super) commit: String,
    pub(super) summary: String,
    pub(super) title: String,
    pub(super) id: Option<String>,
    pub(super) kind: Option<String>,
    /// The page of the record, relative to the site.
    #[serde(skip)]
    pub(super) page: Option<RelPath>,
    href: Option<String>,
    pub(super) touched: String,
    pub(super) sentences: Vec<String>,
}

#[derive(Serialize)]
struct MonthRow {
    month: Link,
    count: usize,
    commits: usize,
}

fn index(site: &Site, path: &RelPath) -> Result<Vec<u8>> {
    let changes = site.plan.changes.as_ref().context("there is no history")?;
    let row = |(month, pages): &(Month, Vec<RelPath>)| {
        let events = site.past.months.get(month).map(Vec::as_slice).unwrap_or_default();
        let mut commits: Vec<usize> = events.iter().map(|event| event.commit).collect();
        commits.dedup();
        MonthRow {
            month: Link {
                text: site.library.month(*month, site.lang),
                href: pages.first().map(|page| path.link_to(page)).unwrap_or_default(),
            },
            count: events.len(),
            commits: commits.len(),
        }
    };
    let rows: Vec<MonthRow> = changes.months.iter().rev().map(row).collect();
    let title = site.catalog.word("changes-title");
    let frame =
        Frame::new(site, path, "index", &title).under(site.catalog.word("site-home"), site.home(path));
    let feed = path.link_to(&changes.feed);
    site.render(
        "pages/changes.html",
        &frame,
        [("months", view(&rows)?), ("feed", view(&feed)?)],
    )
}

fn month(site: &Site, path: &RelPath, list: usize, part: usize) -> Result<Vec<u8>> {
    let changes = site.plan.changes.as_ref().context("there is no history")?;
    let (month, pages) = changes.months.get(list).context("there is no such month")?;
    let events = site.past.months.get(month).map(Vec::as_slice).unwrap_or_default();
    let shown = events.chunks(PER_PAGE).nth(part).unwrap_or_default();
    let mut days: Vec<Day> = Vec::new();
    let zone = site.library.config.contract.calendar.time_zone();
    for event in shown {
        let Some(commit) = site.past.history().commits.get(event.commit) else {
            continue;
        };
        let date = moment::day(commit.committed_at, zone).to_string();
        let change = site.change(path, event);
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.changes.extend(change),
            None => days.push(Day {
                date,
                changes: change.into_iter().collect(),
            }),
        }
    }
    let title = site.catalog.fill(
        "changes-of-month",
        [("month", site.library.month(*month, site.lang).into())],
    );
    let frame = Frame::new(site, path, "changes", &title)
        .under(site.catalog.word("site-home"), site.home(path))
        .under(site.catalog.word("changes-title"), path.link_to(&changes.index));
    let neighbour = |at: Option<usize>| {
        let (month, pages) = changes.months.get(at?)?;
        Some(Link {
            text: month.to_string(),
            href: path.link_to(pages.first()?),
        })
    };
    let records = site.plan.month(*month).map(|page| path.link_to(page));
    site.render(
        "pages/changes-month.html",
        &frame,
        [
            ("count", view(&events.len())?),
            ("days", view(&days)?),
            ("records", view(&records)?),
            ("pager", view(&pager(pages, part))?),
            ("previous", view(&neighbour(list.checked_sub(1)))?),
            ("next", view(&neighbour(Some(list + 1)))?),
        ],
    )
}

impl Site {
    /// What an event was, for the page at `from`.
    pub(super) fn change(&self, from: &RelPath, event: &Event) -> Option<ChangeView> {
        let history = self.past.history();
        let commit = history.commits.get(event.commit)?;
        let zone = self.library.config.contract.calendar.time_zone();
        let mut change = ChangeView {
            at: moment::time(commit.committed_at, zone),
            author: commit.author.to_string(),
            commit: short_id(commit),
            summary: commit.summary.clone(),
            title: String::new(),
            id: None,
            kind: None,
            page: None,
            href: None,
            touched: String::new(),
            sentences: Vec::new(),
        };
        match event.what {
            What::Record(index, step) => {
                let (record, placed) = (self.library.records.get(index)?, self.library.placed.get(index)?);
                let step = history.of(&record.path).get(step)?;
                change.title.clone_from(&record.title);
                change.id = Some(record.id.to_string());
                change.kind = Some(record.kind.name.get(self.lang).to_owned());
                change.page = Some(placed.url.clone());
                change.touched = touched(step, self.lang);
                if let Some(difference) = history.difference(step) {
                    let edits = difference.edits(&self.library.config, &record.kind);
                    let say = |edit| said(&self.library, self.lang, edit).sentence(self.lang);
                    change.sentences = edits.iter().map(say).collect();
                }
            }
            What::Tombstone(number) => {
                let record = &self.past.tombstones().get(number)?.record;
                change.title.clone_from(&record.title);
                change.id = Some(record.id.to_string());
                change.kind = Some(record.kind.name.get(self.lang).to_owned());
                change.page = self.plan.tombstones.get(number).cloned().flatten();
                change.touched = self.catalog.word("change-deleted");
            }
            What::Configuration(name) => {
                name.clone_into(&mut change.title);
                change.touched = self.catalog.word("change-modified");
            }
            What::Import(count) => {
                change.title = self.catalog.fill("changes-import", [("n", count.into())]);
                change.touched = self.catalog.word("provenance-imported");
            }
        }
        change.href = change.page.as_ref().map(|page| from.link_to(page));
        Some(change)
    }
}
