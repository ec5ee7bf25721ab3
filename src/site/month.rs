//! The page of a month: its score, and its records by kind.

use super::Site;
use super::frame::{Frame, Link, view};
use super::line::Line;
use super::route::{Key, PageType};
use crate::base::{Month, RelPath};
use anyhow::{Context, Result};
use serde::Serialize;

/// A page for each month that has records.
pub(super) const PAGE: PageType = PageType {
    name: "month",
    routes: |site| {
        let months = site.plan.months.iter().enumerate();
        months
            .map(|(number, (_, path))| (path.clone(), Key::Item(number)))
            .collect()
    },
    bytes,
};

/// How many records of a kind are shown.
const SHOWN: usize = 12;

/// The records of one kind in one month.
#[derive(Serialize)]
struct ShelfView<'s> {
    kind: &'s str,
    anchor: &'s str,
    href: String,
    count: usize,
    lines: Vec<Line<'s>>,
}

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    let Key::Item(number) = key else {
        return Ok(Vec::new());
    };
    let (month, _) = site.plan.months.get(number).context("there is no such month")?;
    let neighbour = |at: Option<usize>| {
        let (month, page) = site.plan.months.get(at?)?;
        Some(Link {
            text: month.to_string(),
            href: path.link_to(page),
        })
    };
    let title = site.library.month(*month, site.lang);
    let frame = Frame::new(site, path, "month", &title)
        .under(site.catalog.word("site-home"), site.home(path))
        .under(
            site.catalog.word("site-months"),
            path.link_to(&site.plan.fixed.months),
        );
    let assessment = site.figures.assessment(*month);
    let assessed = assessment
        .as_deref()
        .map(|assessment| site.assessment(path, assessment));
    site.render(
        "pages/month.html",
        &frame,
        [
            ("month", view(&title)?),
            ("assessment", view(&assessed)?),
            ("chapters", view(&site.chapters(path, *month)?)?),
            ("shelves", view(&site.shelves_of(path, *month))?),
            (
                "count",
                view(&site.library.shelves.months.get(month).map_or(0, Vec::len))?,
            ),
            ("sealed", view(&site.sealed(path, *month))?),
            ("provenance", view(&site.month_provenance(path, *month))?),
            ("previous", view(&neighbour(number.checked_sub(1)))?),
            ("next", view(&neighbour(Some(number + 1)))?),
        ],
    )
}

impl Site {
    fn shelves_of<'s>(&'s self, from: &RelPath, month: Month) -> Vec<ShelfView<'s>> {
        let mut shelves = Vec::new();
        for (kind, months) in self.plan.kinds.iter().zip(&self.plan.months_of_kind) {
            let number = months.iter().find(|(at, _)| *at == month).map(|(_, list)| *list);
            let Some(list) = number.and_then(|number| self.plan.lists.get(number)) else {
                continue;
            };
            let items = self.plan.items(&self.library, list);
            shelves.push(ShelfView {
                kind: kind.name.get(self.lang),
                anchor: &kind.id,
                href: list
                    .pages
                    .first()
                    .map(|page| from.link_to(page))
                    .unwrap_or_default(),
                count: items.len(),
                lines: self.lines(from, items.get(..SHOWN).unwrap_or(items)),
            });
        }
        shelves
    }
}
