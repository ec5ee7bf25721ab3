//! Where do the records behind a figure stand when there are too many to stand beside it? On pages of their own, one set of records once.

use super::Site;
use super::frame::{Frame, Link, view};
use super::pager::pager;
use super::route::Sheet;
use crate::base::RelPath;
use anyhow::Result;
use indexmap::IndexMap;
use std::cell::RefCell;

/// How many records stand beside their figure at most.
pub(super) const BESIDE: usize = 24;

/// How many records a page shows.
const PER_PAGE: usize = 180;

/// The long lists of a chapter.
pub(super) struct Long<'l> {
    folder: &'l RelPath,
    /// The name of the chapter, with which those of the pages begin.
    stem: &'l str,
    /// What each list is about, by its records.
    lists: RefCell<IndexMap<Vec<String>, String>>,
}

impl<'l> Long<'l> {
    /// No list yet; their pages will lie in `folder` and be named after `stem`.
    pub(super) fn new(folder: &'l RelPath, stem: &'l str) -> Long<'l> {
        Long {
            folder,
            stem,
            lists: RefCell::default(),
        }
    }

    /// The first page of the list of `ids`, which says `about` where no figure asked for the same before; none for a list that is short.
    pub(super) fn page(&self, ids: &[String], about: impl FnOnce() -> String) -> Option<RelPath> {
        if ids.len() <= BESIDE {
            return None;
        }
        let mut lists = self.lists.borrow_mut();
        let number = match lists.get_index_of(ids) {
            Some(number) => number,
            None => lists.insert_full(ids.to_vec(), about()).0,
        };
        self.path(number, 0)
    }

    fn path(&self, number: usize, part: usize) -> Option<RelPath> {
        let name = format!("{}-records-{}", self.stem, number + 1);
        self.folder.join(&match part {
            0 => format!("{name}.html"),
            _ => format!("{name}-page-{}.html", part + 1),
        })
    }

    /// The pages of all lists, below the pages `above`; they come with the page at `with`.
    pub(super) fn sheets(
        &self,
        site: &Site,
        with: &RelPath,
        above: &dyn Fn(&RelPath) -> Vec<Link>,
    ) -> Result<Vec<Sheet>> {
        let lists = self.lists.borrow();
        let mut sheets = Vec::new();
        for (number, (ids, title)) in lists.iter().enumerate() {
            let parts = 0..ids.len().div_ceil(PER_PAGE);
            let paths: Vec<RelPath> = parts.filter_map(|part| self.path(number, part)).collect();
            for (part, (path, shown)) in paths.iter().zip(ids.chunks(PER_PAGE)).enumerate() {
                let mut frame = Frame::new(site, path, "list", title).coming_with(site, with);
                for link in above(path) {
                    frame = frame.under(link.text, link.href);
                }
                let found = |id: &String| site.library.find(id);
                let indices: Vec<usize> = shown.iter().filter_map(found).collect();
                let others: Vec<&String> = shown.iter().filter(|id| found(id).is_none()).collect();
                let views = [
                    ("count", view(&ids.len())?),
                    ("lines", view(&site.lines(path, &indices))?),
                    ("others", view(&others)?),
                    ("pager", view(&pager(&paths, part))?),
                ];
                sheets.push((path.clone(), site.render("pages/behind.html", &frame, views)?));
            }
        }
        Ok(sheets)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_set_of_records_has_one_page_and_a_short_one_none() {
        let folder = RelPath::new("months/2023-09").unwrap();
        let long = Long::new(&folder, "cases");
        let ids = |count: usize| (0..count).map(|n| format!("C-{n}")).collect::<Vec<String>>();
        let page = |count: usize| long.page(&ids(count), String::new).map(|path| path.to_string());
        assert_eq!(page(BESIDE), None);
        assert_eq!(page(300).as_deref(), Some("months/2023-09/cases-records-1.html"));
        assert_eq!(page(250).as_deref(), Some("months/2023-09/cases-records-2.html"));
        assert_eq!(page(300).as_deref(), Some("months/2023-09/cases-records-1.html"));
    }
}
