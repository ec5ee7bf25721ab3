//! A page of a list of records: of a kind, its years and months, of a system, a region, a tag, and of what is open.

use super::Site;
use super::frame::{Frame, Link, view};
use super::line::{Line, More};
use super::pager::pager;
use super::plan::{FeedOf, List, PER_PAGE, Subject};
use super::route::{Key, MadeOf, PageType};
use crate::assess;
use crate::base::han::readings;
use crate::base::{Message, RelPath};
use anyhow::{Context, Result};
use serde::Serialize;
use std::borrow::Cow;

/// The pages of all lists.
pub(super) const PAGE: PageType = PageType {
    name: "list",
    of: |site, key| {
        let Key::Part { list, .. } = key else { return None };
        let list = site.plan.lists.get(list)?;
        Some(match list.subject {
            // What is owed, and how good a month was, the ledger tells.
            Subject::Open => MadeOf::EVERYTHING,
            _ if site.is_of_assessments(&list.subject) => MadeOf::EVERYTHING,
            _ => MadeOf::RECORDS,
        })
    },
    routes: |site| {
        let mut routes = Vec::new();
        for (list, found) in site.plan.lists.iter().enumerate() {
            for (part, path) in found.pages.iter().enumerate() {
                routes.push((path.clone(), Key::Part { list, part }));
            }
        }
        routes
    },
    bytes,
};

/// What stands above a list.
#[derive(Serialize)]
struct Head {
    title: String,
    /// What the subject is: `kind`, `system`, `region`, `tag`, `open`.
    of: &'static str,
    count: usize,
    /// Whether the name of the kind goes without saying.
    one_kind: bool,
    /// Whether the system goes without saying.
    one_system: bool,
    /// Whether any of its records stands in time.
    dated: bool,
    years: Vec<Year>,
    note: Option<String>,
}

/// A year with its months, to narrow a list by.
#[derive(Serialize)]
struct Year {
    link: Link,
    current: bool,
    months: Vec<MonthLink>,
}

#[derive(Serialize)]
struct MonthLink {
    link: Link,
    current: bool,
}

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Part { list, part } = key else {
        return Ok(Vec::new());
    };
    let list = site.plan.lists.get(list).context("there is no such list")?;
    let items = site.in_order(list);
    let shown = items.chunks(PER_PAGE).nth(part).unwrap_or_default();
    let head = site.head(path, list, items.len());
    let title = head.title.clone();
    let mut frame = Frame::below_home(site, path, "list", &title);
    for link in site.above(path, &list.subject) {
        frame = frame.under(link.text, link.href);
    }
    let lines: Vec<Line<'_>> = match list.subject {
        Subject::Open => shown
            .iter()
            .filter_map(|index| site.open_line(path, *index))
            .collect(),
        _ if site.is_of_assessments(&list.subject) => shown
            .iter()
            .filter_map(|index| site.assessed_line(path, *index))
            .collect(),
        _ => shown
            .iter()
            .filter_map(|index| site.listed_line(path, *index))
            .collect(),
    };
    let as_of = site.as_of_text().filter(|_| list.subject == Subject::Open);
    let feed = match list.subject {
        Subject::Kind(number) => site.feed_of(path, FeedOf::Kind(number)),
        _ => None,
    };
    site.render(
        "pages/list.html",
        &frame,
        [
            ("list", view(&head)?),
            ("feed", view(&feed)?),
            ("lines", view(&lines)?),
            ("as_of", view(&as_of)?),
            ("pager", view(&pager(&list.pages, part))?),
        ],
    )
}

/// How `title` is spoken, in letters that can be ordered: of several readings of a character, the usual one.
fn spoken(title: &str) -> Vec<String> {
    let of = |c: char| {
        readings(c)
            .into_iter()
            .next()
            .unwrap_or_else(|| c.to_lowercase().collect())
    };
    title.chars().map(of).collect()
}

impl Site {
    /// The records of `list`, the latest first; where none of them stands in time, and one page holds them, by how their titles are spoken.
    fn in_order<'s>(&'s self, list: &'s List) -> Cow<'s, [usize]> {
        let items = self.plan.items(&self.library, list);
        if list.pages.len() != 1 || self.is_dated(items) {
            return items.into();
        }
        let title = |index: &usize| {
            self.library
                .records
                .get(*index)
                .map(|record| spoken(&record.title))
        };
        let mut sorted = items.to_vec();
        sorted.sort_by_cached_key(title);
        sorted.into()
    }

    fn is_dated(&self, items: &[usize]) -> bool {
        let mut placed = items.iter().filter_map(|index| self.library.placed.get(*index));
        placed.any(|placed| placed.at.is_some())
    }

    /// The record `index` in one line of a list on the page at `from`, with what it is for, where it says so.
    fn listed_line(&self, from: &RelPath, index: usize) -> Option<Line<'_>> {
        let record = self.library.records.get(index)?;
        let more = record.text("purpose").map(|purpose| More {
            words: purpose.into_owned(),
            badge: None,
        });
        Some(Line {
            more,
            ..self.line(from, index)?
        })
    }

    /// Whether what `subject` names are the assessments of months.
    fn is_of_assessments(&self, subject: &Subject) -> bool {
        let (Subject::Kind(kind) | Subject::Year(kind, _) | Subject::Month(kind, _)) = subject else {
            return false;
        };
        self.plan
            .kinds
            .get(*kind)
            .is_some_and(|kind| kind.id == assess::KIND)
    }

    fn head(&self, path: &RelPath, list: &List, count: usize) -> Head {
        let kind = |number: usize| {
            self.plan
                .kinds
                .get(number)
                .map_or("", |kind| kind.name.get(self.lang))
        };
        let site = &self.library.config.site;
        let (of, title) = match &list.subject {
            Subject::Kind(number) => ("kind", kind(*number).to_owned()),
            Subject::Year(number, year) => ("kind", format!("{} · {year}", kind(*number))),
            Subject::Month(number, month) => ("kind", format!("{} · {month}", kind(*number))),
            Subject::System(system, number) => {
                let name = self
                    .plan
                    .systems
                    .get(*system)
                    .map_or("", |system| site.systems.name(&system.id));
                ("system", format!("{name} · {}", kind(*number)))
            }
            Subject::Region(id) => ("region", site.regions.name(id).to_owned()),
            Subject::Tag(tag) => ("tag", tag.clone()),
            Subject::Open => ("open", self.catalog.word("site-open")),
        };
        let note = match &list.subject {
            Subject::Open => Some(self.catalog.word("site-open-note")),
            Subject::Region(id) => self.region_note(id),
            _ => None,
        };
        Head {
            title,
            of,
            count,
            one_kind: matches!(of, "kind" | "system"),
            one_system: of == "system",
            dated: self.is_dated(self.plan.items(&self.library, list)),
            years: self.years(path, &list.subject),
            note,
        }
    }

    fn region_note(&self, id: &str) -> Option<String> {
        let regions = &self.library.config.site.regions;
        let parent = regions.get(id)?.parent.as_deref()?;
        let message = Message::new("site-region-parent").with("parent", regions.name(parent));
        Some(self.catalog.say(&message))
    }

    /// The years of the kind of `subject`, and the months of the year that it stands in.
    fn years(&self, path: &RelPath, subject: &Subject) -> Vec<Year> {
        let (kind, year, month) = match subject {
            Subject::Kind(kind) => (*kind, None, None),
            Subject::Year(kind, year) => (*kind, Some(*year), None),
            Subject::Month(kind, month) => (*kind, Some(month.year()), Some(*month)),
            _ => return Vec::new(),
        };
        let years = self.plan.years.get(kind).map(Vec::as_slice).unwrap_or_default();
        let months = self
            .plan
            .months_of_kind
            .get(kind)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let link = |text: String, list: usize| Link {
            text,
            href: self
                .plan
                .first_page(list)
                .map(|page| path.link_to(page))
                .unwrap_or_default(),
        };
        let shown = year.or_else(|| years.first().map(|(year, _)| *year));
        let month_link = |(at, list): &(crate::base::Month, usize)| MonthLink {
            link: link(at.to_string(), *list),
            current: month == Some(*at),
        };
        let of_year = |year: i16| months.iter().filter(move |(at, _)| at.year() == year);
        years
            .iter()
            .map(|(at, list)| Year {
                link: link(at.to_string(), *list),
                current: year == Some(*at) && month.is_none(),
                months: match shown == Some(*at) {
                    true => of_year(*at).map(month_link).collect(),
                    false => Vec::new(),
                },
            })
            .collect()
    }

    fn above(&self, path: &RelPath, subject: &Subject) -> Vec<Link> {
        let index = |word: &str, to: &RelPath| Link {
            text: self.catalog.word(word),
            href: path.link_to(to),
        };
        match subject {
            Subject::Year(kind, _) | Subject::Month(kind, _) => {
                let kind = self.plan.kinds.get(*kind);
                let page = kind.and_then(|kind| self.plan.kind(&kind.id));
                kind.zip(page)
                    .map(|(kind, page)| Link {
                        text: kind.name.get(self.lang).to_owned(),
                        href: path.link_to(page),
                    })
                    .into_iter()
                    .collect()
            }
            Subject::System(system, _) => {
                let system = self.plan.systems.get(*system);
                let own = system.map(|system| Link {
                    text: self.library.config.site.systems.name(&system.id).to_owned(),
                    href: path.link_to(&system.path),
                });
                [index("site-systems", &self.plan.fixed.systems)]
                    .into_iter()
                    .chain(own)
                    .collect()
            }
            Subject::Region(_) => vec![index("site-regions", &self.plan.fixed.regions)],
            Subject::Tag(_) => self
                .plan
                .tag_pages
                .first()
                .map(|page| index("site-tags", page))
                .into_iter()
                .collect(),
            Subject::Kind(_) | Subject::Open => Vec::new(),
        }
    }
}
