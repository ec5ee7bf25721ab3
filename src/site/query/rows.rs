//! A result that is too long for the page of its record: the page shows the beginning, pages of their own show it all.

use super::super::frame::{Frame, view};
use super::super::leaves::fitting;
use super::super::pager::pager;
use super::super::plan::Download;
use super::super::route::Sheet;
use super::super::{Answer, Site};
use super::Blocks;
use crate::base::{Message, RelPath};
use crate::render::{Html, escape, escape_into};
use anyhow::Result;

/// How many bytes of rows the blocks of a record share on its page.
const TOGETHER: usize = 75_000;
/// How many a block has at least.
const LEAST: usize = 6_000;
/// How many a page of its own holds.
const ROOM: usize = 80_000;

impl Blocks<'_> {
    /// `answer` as a table, or a word where it is empty. One that is too long begins here and leads on to its pages at `place`.
    pub(super) fn beginning(&self, answer: &Answer, place: Option<&Download>) -> String {
        let catalog = self.site.catalog;
        let rows = self.rows(answer);
        let count = self.fitting(&rows);
        let mut out = self.table(answer, rows.get(..count).unwrap_or_default());
        if let Some(page) = place
            .and_then(|place| page(place, 0))
            .filter(|_| count < rows.len())
        {
            let words = Message::new("query-all")
                .with("shown", count)
                .with("n", rows.len());
            out.push_str("<p class=\"more\"><a href=\"");
            escape_into(&mut out, &self.from.link_to(&page));
            out.push_str(&format!("\">{}</a></p>\n", escape(&catalog.say(&words))));
        }
        out.push_str(&self.more(answer));
        out
    }

    /// Says that there are more rows than `answer` has, where there are.
    pub(in crate::site) fn more(&self, answer: &Answer) -> String {
        match answer.more {
            true => {
                let words = escape(&self.site.catalog.word("site-query-more"));
                format!("<p class=\"more\">{words}</p>\n")
            }
            false => String::new(),
        }
    }

    /// How many of `rows` stand on the page of the record.
    fn fitting(&self, rows: &[String]) -> usize {
        let record = self.site.library.records.get(self.index);
        let blocks = record.map_or(1, |record| record.outline.queries.len().max(1));
        fitting(rows, (TOGETHER / blocks).max(LEAST)).max(1)
    }
}

/// The path of the page with the number `part`, from 0.
fn page(place: &Download, part: usize) -> Option<RelPath> {
    place.rows.join(&format!("page-{}.html", part + 1))
}

/// The pages of the long results on the page of the record `index`.
pub(in crate::site) fn sheets(site: &Site, index: usize) -> Result<Vec<Sheet>> {
    let record = site.library.records.get(index);
    let blocks = 0..record.map_or(0, |record| record.outline.queries.len());
    let places = blocks.filter_map(|block| site.plan.download(index, block));
    let sheets = places.map(|place| site.rows_of(place));
    Ok(sheets.collect::<Result<Vec<Vec<Sheet>>>>()?.concat())
}

/// The page at `path` of a result, where it is one.
pub(in crate::site) fn sheet(site: &Site, path: &RelPath) -> Result<Option<Vec<u8>>> {
    let folder = path.parent();
    let Some(place) = site.plan.downloads.iter().find(|place| place.rows == folder) else {
        return Ok(None);
    };
    let mut sheets = site.rows_of(place)?.into_iter();
    Ok(sheets.find(|(one, _)| one == path).map(|(_, bytes)| bytes))
}

impl Site {
    /// The pages of the result at `place`; none where it fits on the page of its record.
    fn rows_of(&self, place: &Download) -> Result<Vec<Sheet>> {
        let (Some(record), Some(placed), Some(first)) = (
            self.library.records.get(place.record),
            self.library.placed.get(place.record),
            page(place, 0),
        ) else {
            return Ok(Vec::new());
        };
        let blocks_of = |from| Blocks {
            site: self,
            from,
            index: place.record,
        };
        let (own, blocks) = (blocks_of(&placed.url), blocks_of(&first));
        let query = record.outline.queries.get(place.block);
        let Some(Ok(answer)) = query.and_then(|query| own.answer(query)) else {
            return Ok(Vec::new());
        };
        if own.fitting(&own.rows(&answer)) >= answer.rows.len() {
            return Ok(Vec::new());
        }
        let rows = blocks.rows(&answer);
        let parts = parted(&rows);
        let paths: Vec<RelPath> = (0..parts.len()).filter_map(|part| page(place, part)).collect();
        let mut sheets = Vec::new();
        for (part, (path, rows)) in paths.iter().zip(&parts).enumerate() {
            let frame = Frame::new(self, path, "list", &record.title)
                .coming_with(self, &placed.url)
                .under(self.catalog.word("site-home"), self.home(path))
                .under(&record.title, path.link_to(&placed.url));
            let views = [
                ("count", view(&answer.rows.len())?),
                (
                    "table",
                    view(&Html::new(&(blocks.of(&answer) + &blocks.table(&answer, rows))))?,
                ),
                ("pager", view(&pager(&paths, part))?),
            ];
            sheets.push((path.clone(), self.render("pages/rows.html", &frame, views)?));
        }
        Ok(sheets)
    }
}

/// `rows` in parts that each fit on a page.
fn parted(rows: &[String]) -> Vec<&[String]> {
    let mut parts = Vec::new();
    let mut rest = rows;
    while !rest.is_empty() {
        let (part, after) = rest.split_at(fitting(rest, ROOM).max(1));
        parts.push(part);
        rest = after;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fall_into_parts_that_fit_and_none_is_lost() {
        let rows: Vec<String> = (0..1_000).map(|n| format!("{n:0>300}")).collect();
        let parts = parted(&rows);
        assert!(parts.len() > 1 && parts.iter().all(|part| part.concat().len() <= ROOM));
        assert_eq!(parts.concat(), rows);
        assert_eq!(parted(&["x".repeat(ROOM + 1)]).len(), 1);
    }
}
