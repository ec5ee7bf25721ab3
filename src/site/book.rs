//! The report of a month in the site: the month's own page with its sheet, and a page or more for each chapter.

use super::Site;
use super::assessment::AssessmentView;
use super::chapters::{PartView, Writer};
use super::frame::{Frame, Link, view};
use super::leaves::{self, Heading, Leaves};
use super::long::Long;
use super::pager::pager;
use super::route::Sheet;
use crate::assess::Assessment;
use crate::assess::chapter::{Chapter, Part, SHEET};
use crate::base::{Month, RelPath};
use anyhow::{Context, Result};
use serde::Serialize;
use std::sync::Arc;

/// The chapter whose key figures stand there too.
const OVERVIEW: &str = "overview";

/// The report of a month.
pub(super) struct Book<'s> {
    pub site: &'s Site,
    pub month: Month,
    /// The month's own page.
    pub page: &'s RelPath,
    /// Where the pages of its chapters lie.
    folder: &'s RelPath,
    assessment: Option<Arc<Assessment>>,
    chapters: Vec<Chapter>,
}

/// A chapter in the table of contents.
#[derive(Serialize)]
pub(super) struct Entry<'b> {
    id: &'static str,
    number: usize,
    title: &'b str,
    href: String,
    /// Whether it is the one that is looked at.
    current: bool,
    tables: Vec<TableEntry<'b>>,
}

/// A table in the table of contents.
#[derive(Serialize)]
struct TableEntry<'b> {
    /// The anchor of a table that is not on the page, for those who look for it there.
    id: Option<&'static str>,
    text: &'b str,
    href: String,
}

impl<'s> Book<'s> {
    /// The report of the month with the number `number`.
    pub(super) fn of(site: &'s Site, number: usize) -> Result<Book<'s>> {
        let (month, page) = site.plan.months.get(number).context("there is no such month")?;
        let folder = site.plan.month_folders.get(number);
        Ok(Book {
            site,
            month: *month,
            page,
            folder: folder.context("there is no such month")?,
            assessment: site.figures.assessment(*month),
            chapters: site.figures.chapters(*month, site.lang),
        })
    }

    /// The pages of all chapters.
    pub(super) fn sheets(&self) -> Result<Vec<Sheet>> {
        let mut sheets = Vec::new();
        for at in 0..self.chapters.len() {
            sheets.extend(self.chapter(at)?);
        }
        Ok(sheets)
    }

    /// The page at `path` of some chapter.
    pub(super) fn sheet(&self, path: &RelPath) -> Result<Option<Vec<u8>>> {
        let of = |chapter: &Chapter| {
            let rest = path.stem().strip_prefix(chapter.id);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let Some(at) = self.chapters.iter().position(of) else {
            return Ok(None);
        };
        let found = self.chapter(at)?.into_iter().find(|(one, _)| one == path);
        Ok(found.map(|(_, bytes)| bytes))
    }

    /// The lists of records of the sheet that are too long for the month's own page.
    pub(super) fn long(&self) -> Long<'s> {
        Long::new(self.folder, SHEET)
    }

    /// The sheet as it stands on the month's own page.
    pub(super) fn assessed(&self, long: &Long<'_>) -> Option<AssessmentView<'_>> {
        let assessment = self.assessment.as_deref()?;
        Some(self.site.assessment(self.page, assessment, Some(long)))
    }

    /// The key figures and remarks of the overview, as they stand there.
    pub(super) fn summary(&self, long: &Long<'_>) -> Result<Vec<PartView>> {
        let writer = Writer {
            site: self.site,
            from: self.page,
            long: Some(long),
        };
        let overview = self.chapters.iter().find(|chapter| chapter.id == OVERVIEW);
        let parts = overview.into_iter().flat_map(|chapter| &chapter.parts);
        let short = parts.filter(|part| matches!(part, Part::Figures(_) | Part::Note(_)));
        short.map(|part| writer.part(part)).collect()
    }

    /// The table of contents of the report, with the tables of each chapter, for the month's own page.
    pub(super) fn contents(&self) -> Vec<Entry<'_>> {
        let entry = |chapter| Entry {
            tables: self.tables(chapter),
            ..self.entry(self.page, chapter)
        };
        self.chapters.iter().map(entry).collect()
    }

    fn entry<'b>(&self, from: &RelPath, chapter: &'b Chapter) -> Entry<'b> {
        Entry {
            id: chapter.id,
            number: chapter.number,
            title: &chapter.title,
            href: self.address(from, chapter),
            current: false,
            tables: Vec::new(),
        }
    }

    fn tables<'b>(&self, chapter: &'b Chapter) -> Vec<TableEntry<'b>> {
        let first = self.address(self.page, chapter);
        let entry = |part: &'b Part| match part {
            Part::Table(grid) if chapter.id != SHEET && !grid.title.is_empty() => Some(TableEntry {
                id: Some(grid.id),
                text: &grid.title,
                href: format!("{first}#{}", grid.id),
            }),
            _ => None,
        };
        chapter.parts.iter().filter_map(entry).collect()
    }

    /// Where `chapter` begins, as seen from the page at `from`.
    fn address(&self, from: &RelPath, chapter: &Chapter) -> String {
        match chapter.id == SHEET {
            true if from == self.page => format!("#{SHEET}"),
            true => format!("{}#{SHEET}", from.link_to(self.page)),
            false => from.link_to(&leaves::path(self.folder, chapter.id, 0)),
        }
    }

    /// The pages above those of the chapters.
    fn above(&self, from: &RelPath) -> Vec<Link> {
        let link = |text: String, href: String| Link { text, href };
        let (site, fixed) = (self.site, &self.site.plan.fixed);
        vec![
            link(site.catalog.word("site-home"), site.home(from)),
            link(site.catalog.word("site-months"), from.link_to(&fixed.months)),
            link(site.library.month(self.month, site.lang), from.link_to(self.page)),
        ]
    }

    /// The pages of the chapter with the number `at`, from 0, and those of the records behind its figures.
    fn chapter(&self, at: usize) -> Result<Vec<Sheet>> {
        let chapter = self.chapters.get(at).context("there is no such chapter")?;
        let long = Long::new(self.folder, chapter.id);
        let mut sheets = Vec::new();
        if chapter.id == SHEET {
            self.assessed(&long);
            self.summary(&long)?;
        } else {
            sheets = self.leaves(at, chapter, &long)?;
        }
        let above = |from: &RelPath| {
            let mut above = self.above(from);
            above.push(Link {
                text: chapter.title.clone(),
                href: self.address(from, chapter),
            });
            above
        };
        sheets.extend(long.sheets(self.site, self.page, &above)?);
        Ok(sheets)
    }

    fn leaves(&self, at: usize, chapter: &Chapter, long: &Long<'_>) -> Result<Vec<Sheet>> {
        let first = leaves::path(self.folder, chapter.id, 0);
        let writer = Writer {
            site: self.site,
            from: &first,
            long: Some(long),
        };
        let leaves = Leaves::of(&writer, chapter)?;
        let paths = (0..leaves.pages.len()).map(|part| leaves::path(self.folder, chapter.id, part));
        let paths: Vec<RelPath> = paths.collect();
        let month = self.site.library.period(self.month, self.site.lang);
        let title = format!("{} · {month}", chapter.title);
        let beside = |at: Option<usize>| Some(self.entry(&first, self.chapters.get(at?)?));
        let mut contents: Vec<Entry<'_>> = self.chapters.iter().map(|one| self.entry(&first, one)).collect();
        if let Some(entry) = contents.get_mut(at) {
            entry.current = true;
        }
        let mut sheets = Vec::new();
        for (part, parts) in leaves.pages.iter().enumerate() {
            let path = paths.get(part).unwrap_or(&first);
            let mut frame = Frame::new(self.site, path, "month", &title);
            if part > 0 {
                frame = frame.coming_with(self.site, &first);
            }
            for link in self.above(path) {
                frame = frame.under(link.text, link.href);
            }
            let views = [
                ("month", view(&month)?),
                ("chapter", view(&self.entry(path, chapter))?),
                ("parts", view(parts)?),
                ("headings", view(&headings(&leaves.headings, &paths, part))?),
                ("contents", view(&contents)?),
                ("pager", view(&pager(&paths, part))?),
                ("previous", view(&beside(at.checked_sub(1)))?),
                ("next", view(&beside(Some(at + 1)))?),
            ];
            let bytes = self.site.render("pages/chapter.html", &frame, views)?;
            sheets.push((path.clone(), bytes));
        }
        Ok(sheets)
    }
}

/// The tables of a chapter for its page with the number `here`. One that begins on a later page leaves its anchor on the first, for those who
/// come with it.
fn headings<'h>(headings: &'h [Heading], paths: &[RelPath], here: usize) -> Vec<TableEntry<'h>> {
    let entry = |heading: &'h Heading| {
        let page = paths.get(heading.part)?;
        let way = match heading.part == here {
            true => String::new(),
            false => paths.get(here)?.link_to(page),
        };
        Some(TableEntry {
            id: (here == 0 && heading.part > 0).then_some(heading.id),
            text: &heading.text,
            href: format!("{way}#{}", heading.id),
        })
    };
    let named = headings.iter().filter(|heading| !heading.text.is_empty());
    named.filter_map(entry).collect()
}
