//! The page of a month: its score, and its records by kind.

use super::Site;
use super::frame::{Frame, Link, view};
use super::line::Line;
use super::route::{Key, PageType};
use crate::assess::chapter::Chapter;
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
    unless: None,
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
    match key {
        Key::Item(number) => site.month_page(path, number, None, None),
        _ => Ok(Vec::new()),
    }
}

impl Site {
    /// The page of the month with the number `number`. `chapters` are its chapters, where they are made already; `seal` is that of the report
    /// that the page is part of.
    pub(super) fn month_page(
        &self,
        path: &RelPath,
        number: usize,
        chapters: Option<&[Chapter]>,
        seal: Option<&str>,
    ) -> Result<Vec<u8>> {
        let (month, _) = self.plan.months.get(number).context("there is no such month")?;
        let neighbour = |at: Option<usize>| {
            let (month, page) = self.plan.months.get(at?)?;
            Some(Link {
                text: month.to_string(),
                href: path.link_to(page),
            })
        };
        let title = self.library.month(*month, self.lang);
        let frame = Frame::new(self, path, "month", &title)
            .under(self.catalog.word("site-home"), self.home(path))
            .under(
                self.catalog.word("site-months"),
                path.link_to(&self.plan.fixed.months),
            );
        let assessment = self.figures.assessment(*month);
        let assessed = assessment
            .as_deref()
            .map(|assessment| self.assessment(path, assessment));
        let chapters = match chapters {
            Some(chapters) => self.chapters(path, chapters)?,
            None => self.chapters(path, &self.figures.chapters(*month, self.lang))?,
        };
        self.render(
            "pages/month.html",
            &frame,
            [
                ("month", view(&title)?),
                ("assessment", view(&assessed)?),
                ("chapters", view(&chapters)?),
                ("shelves", view(&self.shelves_of(path, *month))?),
                (
                    "count",
                    view(&self.library.shelves.months.get(month).map_or(0, Vec::len))?,
                ),
                ("sealed", view(&self.sealed(path, *month))?),
                ("seal", view(&seal)?),
                ("provenance", view(&self.month_provenance(path, *month))?),
                ("previous", view(&neighbour(number.checked_sub(1)))?),
                ("next", view(&neighbour(Some(number + 1)))?),
            ],
        )
    }

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
