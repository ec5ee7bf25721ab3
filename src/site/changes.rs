//! What was changed in a month, in words: a page or more a month, and an index of them.

use super::change::change;
use super::frame::{Frame, Link, view};
use super::pager::pager;
use super::past::{Event, What};
use super::route::{Key, MadeOf, PageType};
use super::timeline::short_id;
use super::{Site, moment};
use crate::base::{Month, RelPath};
use anyhow::{Context, Result};
use serde::Serialize;

/// The pages of the months in which something was changed, and their index.
pub(super) const PAGE: PageType = PageType {
    name: "changes",
    of: MadeOf::everything,
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
pub(super) const PER_PAGE: usize = 150;

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
    let frame = Frame::below_home(site, path, "index", &title);
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
    let frame = Frame::below_home(site, path, "changes", &title)
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
        let told = change(self.past.known(), &self.library, self.lang, event)?;
        let zone = self.library.config.contract.calendar.time_zone();
        let page = match event.what {
            What::Record(index, _) => self.library.placed.get(index).map(|placed| placed.url.clone()),
            What::Tombstone(number, _) => self.plan.tombstones.get(number).cloned().flatten(),
            What::Configuration(_) | What::Import(_) => None,
        };
        let title = match (told.record, &told.path) {
            (Some(record), _) => record.title.clone(),
            (None, Some(path)) => path.to_string(),
            (None, None) => self.catalog.fill("changes-import", [("n", told.imported.into())]),
        };
        Some(ChangeView {
            at: moment::time(told.commit.committed_at, zone),
            author: told.commit.author.to_string(),
            commit: short_id(told.commit),
            summary: told.commit.summary.to_string(),
            title,
            id: told.record.map(|record| record.id.to_string()),
            kind: told
                .record
                .map(|record| record.kind.name.get(self.lang).to_owned()),
            href: page.as_ref().map(|page| from.link_to(page)),
            page,
            touched: told.touched,
            sentences: told.parts.iter().map(|said| said.sentence(self.lang)).collect(),
        })
    }
}
