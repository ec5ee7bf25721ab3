//! The chapters of the report as pages show them: every figure leads to the records behind it.

use super::Site;
use super::evidence::link_into;
use super::frame::Link;
use super::leaves;
use super::long::Long;
use crate::assess::chapter::{Chapter, Column, ColumnKind, Figure, Grid, Part, Source, Text, Value};
use crate::base::han::is_han;
use crate::base::{Month, RelPath};
use crate::render::chart::{Paint, Shape, svg};
use crate::render::{Html, escape_into};
use anyhow::Result;
use serde::Serialize;
use std::fmt::Write;

/// A chapter.
#[derive(Serialize)]
pub(super) struct ChapterView {
    id: &'static str,
    number: usize,
    title: String,
    parts: Vec<PartView>,
}

/// A part of a chapter, or of one that does not fit on a page.
#[derive(Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub(super) enum PartView {
    Figures {
        figures: Vec<FigureView>,
    },
    Table {
        /// Empty where the table began on a page before.
        id: &'static str,
        title: String,
        columns: Vec<ColumnView>,
        /// The rows of the body, and the cells of the last row that sums up.
        rows: Option<Html>,
        totals: Option<Html>,
        /// Whether it began on a page before.
        goes_on: bool,
    },
    Chart {
        title: String,
        svg: Html,
        /// Whether it is a calendar, which needs less room.
        calendar: bool,
    },
    Text {
        title: String,
        html: Html,
        record: Option<Link>,
    },
    Note {
        text: String,
    },
}

#[derive(Serialize)]
pub(super) struct FigureView {
    label: String,
    value: Html,
    before: Option<Html>,
}

#[derive(Serialize)]
pub(super) struct ColumnView {
    title: String,
    number: bool,
    /// Whether there are long texts in it, which want room.
    long: bool,
}

impl PartView {
    /// How many bytes it is, without its heads.
    pub(super) fn size(&self) -> usize {
        match self {
            PartView::Figures { figures } => figures.iter().map(|figure| figure.value.len() + 100).sum(),
            PartView::Table { rows, totals, .. } => [rows, totals].into_iter().flatten().map(Html::len).sum(),
            PartView::Chart { svg, .. } => svg.len(),
            PartView::Text { html, .. } => html.len(),
            PartView::Note { text } => text.len(),
        }
    }

    /// A piece of this table: only the first has its anchor, only the last sums up.
    pub(super) fn piece(mut self, first: bool, last: bool) -> PartView {
        if let PartView::Table {
            id, totals, goes_on, ..
        } = &mut self
        {
            if !first {
                *id = "";
            }
            if !last {
                *totals = None;
            }
            *goes_on = !first;
        }
        self
    }
}

/// A text of more characters than this wants room.
const LONG: usize = 12;

/// Whether `text` is so long, and more than one ID or number, that it wants room.
pub(super) fn wants_room(text: &str) -> bool {
    text.chars().count() > LONG && text.chars().any(|c| c == ' ' || is_han(c))
}

impl Site {
    /// `chapters` for the page at `from`, with everything on it.
    pub(super) fn chapters(&self, from: &RelPath, chapters: &[Chapter]) -> Result<Vec<ChapterView>> {
        let writer = Writer {
            site: self,
            from,
            long: None,
        };
        chapters.iter().map(|chapter| writer.chapter(chapter)).collect()
    }
}

/// Writes the parts of chapters for the page at `from`, and for those that lie beside it.
pub(super) struct Writer<'w> {
    pub site: &'w Site,
    pub from: &'w RelPath,
    /// Where many records stand; without it they stand behind their figure.
    pub long: Option<&'w Long<'w>>,
}

impl Writer<'_> {
    fn chapter(&self, chapter: &Chapter) -> Result<ChapterView> {
        let parts = chapter.parts.iter().map(|part| self.part(part));
        Ok(ChapterView {
            id: chapter.id,
            number: chapter.number,
            title: chapter.title.clone(),
            parts: parts.collect::<Result<_>>()?,
        })
    }

    /// `part` whole.
    pub(super) fn part(&self, part: &Part) -> Result<PartView> {
        Ok(match part {
            Part::Figures(figures) => PartView::Figures {
                figures: figures.iter().map(|figure| self.figure(figure)).collect(),
            },
            Part::Table(grid) => self.table(grid, &self.rows(grid).concat()),
            Part::Chart(chart) => PartView::Chart {
                calendar: matches!(chart.shape, Shape::Calendar(_)),
                svg: Html::new(&svg(chart, Paint::Classes)),
                title: chart.title.clone(),
            },
            Part::Text(text) => self.text(text)?,
            Part::Note(text) => PartView::Note { text: text.clone() },
        })
    }

    fn figure(&self, figure: &Figure) -> FigureView {
        let digits = ColumnKind::Number(2);
        let written = |value: &Value| {
            let mut out = String::new();
            self.cell(&mut out, digits, value, &|| figure.label.clone());
            Html::new(&out)
        };
        FigureView {
            label: figure.label.clone(),
            value: written(&figure.value),
            before: figure.before.as_ref().map(written),
        }
    }

    /// `grid` with `rows`, which are all of it or its last.
    pub(super) fn table(&self, grid: &Grid, rows: &str) -> PartView {
        let is_long = |at| grid.rows.iter().filter_map(|row| row.get(at)).any(is_long);
        let column = |(at, column): (usize, &Column)| ColumnView {
            title: column.title.clone(),
            number: column.kind.is_number(),
            long: is_long(at),
        };
        PartView::Table {
            id: grid.id,
            title: grid.title.clone(),
            columns: grid.columns.iter().enumerate().map(column).collect(),
            rows: (!rows.is_empty()).then(|| Html::new(rows)),
            totals: grid.total().map(|total| self.totals(grid, &total)),
            goes_on: false,
        }
    }

    /// The rows of `grid`. There may be thousands, so they are written here and not by a template.
    pub(super) fn rows(&self, grid: &Grid) -> Vec<String> {
        let written = |row: &Vec<Value>| {
            let mut out = String::from("<tr>");
            let head = grid.columns.iter().zip(row).next();
            let head = head.map(|(column, value)| value.shown(column.kind));
            for (column, value) in grid.columns.iter().zip(row) {
                self.data(&mut out, column, value, &|| {
                    self.about(grid, head.as_deref().unwrap_or_default(), column)
                });
            }
            out.push_str("</tr>\n");
            out
        };
        grid.rows.iter().map(written).collect()
    }

    /// The cells of the last row, behind its head; words do not add up.
    fn totals(&self, grid: &Grid, total: &[Value]) -> Html {
        let mut out = String::new();
        let sum = self.site.catalog.word("report-sum");
        for (column, value) in grid.columns.iter().zip(total).skip(1) {
            match column.kind.is_number() {
                true => self.data(&mut out, column, value, &|| self.about(grid, &sum, column)),
                false => out.push_str("<td></td>"),
            }
        }
        Html::new(&out)
    }

    /// What a figure is about, in words.
    fn about(&self, grid: &Grid, row: &str, column: &Column) -> String {
        let words = [grid.title.as_str(), row, column.title.as_str()];
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        words.join(" · ")
    }

    fn data(&self, out: &mut String, column: &Column, value: &Value, about: &dyn Fn() -> String) {
        out.push_str(if column.kind.is_number() {
            "<td class=\"num\">"
        } else {
            "<td>"
        });
        self.cell(out, column.kind, value, about);
        out.push_str("</td>");
    }

    fn text(&self, text: &Text) -> Result<PartView> {
        let index = text.record.as_deref().and_then(|id| self.site.library.find(id));
        let html = self.site.fragment(self.from, index, &text.markdown)?;
        Ok(PartView::Text {
            title: text.title.clone(),
            html,
            record: text
                .record
                .as_ref()
                .map(|id| self.site.link_to_record(self.from, id)),
        })
    }

    /// A figure that opens the records `ids`, or leads to them where they are many.
    fn behind(&self, out: &mut String, shown: &str, ids: &[String], about: &dyn Fn() -> String) {
        if let Some(page) = self.long.and_then(|long| long.page(ids, about)) {
            link_into(out, &self.from.link_to(&page), shown);
            return;
        }
        out.push_str("<details class=\"behind\"><summary>");
        escape_into(out, shown);
        out.push_str("</summary>");
        self.site.evidence_into(out, self.from, ids);
        out.push_str("</details>");
    }

    /// A figure that leads to the report of `month`, or to `chapter` of it, where the site has that.
    fn elsewhere(&self, out: &mut String, shown: &str, month: Month, chapter: Option<&str>) {
        let plan = &self.site.plan;
        let page = match chapter {
            Some(chapter) => plan
                .month_folder(month)
                .map(|folder| leaves::path(folder, chapter, 0)),
            None => plan.month(month).cloned(),
        };
        match page {
            Some(page) => link_into(out, &self.from.link_to(&page), shown),
            None => escape_into(out, shown),
        }
    }

    /// Words, perhaps a link; or a figure that opens its records, or leads to them where they are many or elsewhere.
    fn cell(&self, out: &mut String, kind: ColumnKind, value: &Value, about: &dyn Fn() -> String) {
        match value {
            Value::Record(id) => self.site.record_into(out, self.from, id),
            Value::Records(ids) if !ids.is_empty() => self.behind(out, &ids.len().to_string(), ids, about),
            Value::Made(value, Source::Records(ids)) => self.behind(out, &value.shown(kind), ids, about),
            Value::Made(value, Source::Report(month)) => {
                self.elsewhere(out, &value.shown(kind), *month, None);
            }
            // A page that does not have the table knows the way: the first of the chapter has all anchors.
            Value::Made(value, Source::Table(id)) => {
                let href = format!("{}#{id}", self.from.link_to(self.from));
                link_into(out, &href, &value.shown(kind));
            }
            Value::Made(value, Source::Chapter(month, chapter)) => {
                self.elsewhere(out, &value.shown(kind), *month, Some(chapter));
            }
            // A day stays on one line; the time of it may follow on the next.
            Value::DateTime(at) => {
                let _ = write!(
                    out,
                    "<time>{}</time>{}",
                    at.strftime("%Y-%m-%d"),
                    at.strftime(" %H:%M")
                );
            }
            Value::Date(date) => {
                let _ = write!(out, "<time>{date}</time>");
            }
            other => escape_into(out, &other.shown(kind)),
        }
    }
}

/// Whether a cell is a text that wants room, so that its column is not made as narrow as it can be.
fn is_long(value: &Value) -> bool {
    matches!(value, Value::Text(text) if wants_room(text))
}
