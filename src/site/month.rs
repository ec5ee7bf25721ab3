//! The page of a month: its score, and its records by kind. The chapters of its report have pages of their own; a report that is handed over has
//! all of it on one.

use super::Site;
use super::book::Book;
use super::frame::{Frame, Link, view};
use super::line::Line;
use super::route::{Bound, Key, MadeOf, PageType};
use super::shelf::Shelf;
use crate::assess;
use crate::assess::chapter::Chapter;
use crate::base::{Message, Month, RelPath};
use crate::library::{Link as Named, Target};
use anyhow::{Context, Result};
use blake3::Hash;

/// A page for each month that has records or is assessed.
pub(super) const PAGE: PageType = PageType {
    name: "month",
    of: |site, key| {
        let Key::Item(number) = key else { return None };
        let (month, _) = site.plan.months.get(number)?;
        Some(MadeOf {
            text_of: assess::record_of(&site.library, *month),
            ..MadeOf::EVERYTHING
        })
    },
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

/// How many rows of a sort of flags are shown; the page of the provenance has more.
const FLAGS: usize = 20;

/// What a report is made with. It stands for itself, in one language.
const REPORT: &str = "pages/report.html";

fn bytes(site: &Site, path: &RelPath, key: Key) -> Result<Vec<u8>> {
    match key {
        Key::Item(number) => site.month(path, number, &Book::of(site, number)?),
        _ => Ok(Vec::new()),
    }
}

/// The page and those of its chapters, unless their look is `known`.
pub(super) fn sheets(site: &Site, path: &RelPath, key: Key, known: &dyn Fn(&Hash) -> bool) -> Result<Bound> {
    let Key::Item(number) = key else {
        return Ok(Bound::default());
    };
    let look = site.month_look(path, number)?;
    if look.as_ref().is_some_and(known) {
        return Ok(Bound {
            look,
            ..Bound::default()
        });
    }
    let book = Book::of(site, number)?;
    let mut sheets = vec![(path.clone(), site.month(path, number, &book)?)];
    sheets.extend(book.sheets()?);
    Ok(Bound {
        look,
        sheets: Some(sheets),
        overtaken: false,
    })
}

/// The page at `path` of a chapter, where it is one.
pub(super) fn sheet(site: &Site, path: &RelPath) -> Result<Option<Vec<u8>>> {
    let folder = path.parent();
    match site.plan.month_folders.iter().position(|one| *one == folder) {
        Some(number) => Book::of(site, number)?.sheet(path),
        None => Ok(None),
    }
}

impl Site {
    /// The page of the month of `book`, which has the number `number`.
    fn month(&self, path: &RelPath, number: usize, book: &Book<'_>) -> Result<Vec<u8>> {
        let long = book.long();
        let assessed = book.assessed(&long);
        self.month_page(
            "pages/month.html",
            path,
            number,
            FLAGS,
            [
                ("assessment", view(&assessed)?),
                ("summary", view(&book.summary(&long)?)?),
                ("contents", view(&book.contents())?),
                ("recounted", view(&self.recounted(book.month))?),
                ("refused", view(&self.refused(book.month))?),
            ],
        )
    }

    /// Why `month` is not assessed, though it should be.
    fn refused(&self, month: Month) -> Option<String> {
        let refusal = self.figures.refusal(month)?;
        Some(
            self.catalog
                .say(&Message::new("site-not-assessed").with("why", refusal)),
        )
    }

    /// The report of the month with the number `number` as one page for the place `path`: its `chapters`, the number `seal` of the report that
    /// the page is part of, and `remarks` that come first.
    pub(super) fn whole_month(
        &self,
        path: &RelPath,
        number: usize,
        chapters: &[Chapter],
        (seal, remarks): (Option<&str>, &[String]),
    ) -> Result<Vec<u8>> {
        let (month, _) = self.plan.months.get(number).context("there is no such month")?;
        let assessment = self.figures.assessment(*month);
        let assessed = assessment
            .as_deref()
            .map(|assessment| self.assessment(path, assessment, None));
        self.month_page(
            REPORT,
            path,
            number,
            usize::MAX,
            [
                ("assessment", view(&assessed)?),
                ("chapters", view(&self.chapters(path, chapters)?)?),
                ("seal", view(&seal)?),
                ("remarks", view(&remarks)?),
            ],
        )
    }

    /// All that goes into the pages of the month with the number `number`, as a hash. `None` where nobody can tell, or where the text of its record
    /// asks for anything.
    fn month_look(&self, path: &RelPath, number: usize) -> Result<Option<Hash>> {
        let Some((month, _)) = self.plan.months.get(number) else {
            return Ok(None);
        };
        let Some(figures) = self.figures.look(*month) else {
            return Ok(None);
        };
        let record = assess::record_of(&self.library, *month);
        let decided = record.map(|index| Some((self.body_look(index)?, self.named(path, index))));
        if matches!(decided, Some(None)) {
            return Ok(None);
        }
        let views = self.around(path, number, *month, FLAGS)?;
        let assessed = self.library.is_assessed(*month);
        let whole = serde_json::to_vec(&(figures.as_bytes(), assessed, decided, views))?;
        Ok(Some(blake3::hash(&whole)))
    }

    /// The records that the record `index` names, in lines on the page at `path`: a month may show one that is later than its end.
    fn named(&self, path: &RelPath, index: usize) -> Vec<Line<'_>> {
        let links = self.library.links.get(index).into_iter().flatten();
        let target = |link: &Named| match link.target {
            Target::Record { index, .. } => self.line(path, index),
            _ => None,
        };
        links.filter_map(target).collect()
    }

    /// What stands on the page of the month besides its report.
    fn around(
        &self,
        path: &RelPath,
        number: usize,
        month: Month,
        flags: usize,
    ) -> Result<[(&'static str, tera::Value); 7]> {
        let neighbour = |at: Option<usize>| {
            let (month, page) = self.plan.months.get(at?)?;
            Some(Link {
                text: month.to_string(),
                href: path.link_to(page),
            })
        };
        let records = self.library.shelves.months.get(&month).map_or(0, Vec::len);
        Ok([
            ("month", view(&self.library.period(month, self.lang))?),
            ("shelves", view(&self.shelves_of(path, month))?),
            ("count", view(&records)?),
            ("sealed", view(&self.sealed(path, month))?),
            ("provenance", view(&self.month_provenance(path, month, flags))?),
            ("previous", view(&neighbour(number.checked_sub(1)))?),
            ("next", view(&neighbour(Some(number + 1)))?),
        ])
    }

    fn month_page(
        &self,
        template: &str,
        path: &RelPath,
        number: usize,
        flags: usize,
        views: impl IntoIterator<Item = (&'static str, tera::Value)>,
    ) -> Result<Vec<u8>> {
        let (month, _) = self.plan.months.get(number).context("there is no such month")?;
        let title = self.month_title(*month);
        let mut frame = Frame::below_home(self, path, "month", &title).under(
            self.catalog.word("site-months"),
            path.link_to(&self.plan.fixed.months),
        );
        if template == REPORT {
            frame.versions.clear();
        }
        let common = self.around(path, number, *month, flags)?;
        self.render(template, &frame, common.into_iter().chain(views))
    }

    /// What the page of `month` is called.
    fn month_title(&self, month: Month) -> String {
        let has_sheet = self.library.config.contract.sheet.is_some();
        let id = match has_sheet && self.library.is_assessed(month) {
            true => "month-assessment",
            false => "month-records",
        };
        let period = self.library.period(month, self.lang);
        self.catalog.say(&Message::new(id).with("month", period))
    }

    fn shelves_of<'s>(&'s self, from: &RelPath, month: Month) -> Vec<Shelf<'s>> {
        let kinds = self.plan.kinds.iter().zip(&self.plan.months_of_kind);
        let shelves = kinds.filter_map(|(kind, months)| {
            let (_, number) = months.iter().find(|(at, _)| *at == month)?;
            self.shelf(from, kind, *number, SHOWN)
        });
        shelves.collect()
    }
}
