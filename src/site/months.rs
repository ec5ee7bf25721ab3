//! The index of months: how many records each has, by kind, and its score.

use super::Site;
use super::frame::{Frame, view};
use super::home::ScoreView;
use super::route::{Key, MadeOf, PageType};
use crate::base::RelPath;
use anyhow::Result;
use serde::Serialize;

/// The index of months.
pub(super) const PAGE: PageType = PageType {
    name: "months",
    of: MadeOf::everything,
    routes: |site| {
        let page = (site.plan.fixed.months.clone(), Key::Only);
        Vec::from_iter(site.library.seen.is_all().then_some(page))
    },
    bytes,
};

#[derive(Serialize)]
struct MonthRow {
    month: String,
    year: i16,
    href: String,
    count: usize,
    score: Option<ScoreView>,
    /// Whether it is to be assessed and cannot be.
    refused: bool,
}

fn bytes(site: &Site, path: &RelPath, _: Key) -> Result<Vec<u8>> {
    let row = |(month, page): &(crate::base::Month, RelPath)| MonthRow {
        month: month.to_string(),
        year: month.year(),
        href: path.link_to(page),
        count: site.library.shelves.months.get(month).map_or(0, Vec::len),
        score: site.score(path, *month),
        refused: site.figures.refusal(*month).is_some(),
    };
    let months: Vec<MonthRow> = site.plan.months.iter().rev().map(row).collect();
    let title = site.catalog.word("site-months");
    let frame = Frame::below_home(site, path, "index", &title);
    let sealed = site.plan.sealed.as_ref().map(|page| path.link_to(page));
    let views = [("months", view(&months)?), ("sealed", view(&sealed)?)];
    site.render("pages/months.html", &frame, views)
}
