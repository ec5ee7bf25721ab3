//! The chapters of the report on the page of its month: every count leads to its records.

use super::Site;
use super::frame::Link;
use crate::assess::chapter::{Chapter, Column, ColumnKind, Figure, Grid, Part, Text, Value};
use crate::base::RelPath;
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

#[derive(Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
enum PartView {
    Figures {
        figures: Vec<FigureView>,
    },
    Table {
        id: &'static str,
        title: String,
        columns: Vec<ColumnView>,
        /// The rows of the body, and the cells of the last row that sums up.
        rows: Option<Html>,
        totals: Option<Html>,
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
struct FigureView {
    label: String,
    value: Html,
    before: Option<String>,
}

#[derive(Serialize)]
struct ColumnView {
    title: String,
    number: bool,
}

impl Site {
    /// `chapters` for the page at `from`.
    pub(super) fn chapters(&self, from: &RelPath, chapters: &[Chapter]) -> Result<Vec<ChapterView>> {
        let writer = Writer { site: self, from };
        chapters.iter().map(|chapter| writer.chapter(chapter)).collect()
    }
}

struct Writer<'s> {
    site: &'s Site,
    from: &'s RelPath,
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

    fn part(&self, part: &Part) -> Result<PartView> {
        Ok(match part {
            Part::Figures(figures) => PartView::Figures {
                figures: figures.iter().map(|figure| self.figure(figure)).collect(),
            },
            Part::Table(grid) => self.table(grid),
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
        let mut value = String::new();
        self.cell(&mut value, digits, &figure.value);
        FigureView {
            label: figure.label.clone(),
            value: Html::new(&value),
            before: figure.before.as_ref().map(|before| before.shown(digits)),
        }
    }

    fn table(&self, grid: &Grid) -> PartView {
        let column = |column: &Column| ColumnView {
            title: column.title.clone(),
            number: column.kind.is_number(),
        };
        PartView::Table {
            id: grid.id,
            title: grid.title.clone(),
            columns: grid.columns.iter().map(column).collect(),
            rows: (!grid.rows.is_empty()).then(|| self.rows(grid)),
            totals: grid.total().map(|total| self.totals(grid, &total)),
        }
    }

    /// The rows of `grid`. There may be thousands, so they are written here and not by a template.
    fn rows(&self, grid: &Grid) -> Html {
        let mut out = String::new();
        for row in &grid.rows {
            out.push_str("<tr>");
            for (column, value) in grid.columns.iter().zip(row) {
                self.data(&mut out, column.kind, value);
            }
            out.push_str("</tr>\n");
        }
        Html::new(&out)
    }

    /// The cells of the last row, behind its head; words do not add up.
    fn totals(&self, grid: &Grid, total: &[Value]) -> Html {
        let mut out = String::new();
        for (column, value) in grid.columns.iter().zip(total).skip(1) {
            match column.kind.is_number() {
                true => self.data(&mut out, column.kind, value),
                false => out.push_str("<td></td>"),
            }
        }
        Html::new(&out)
    }

    fn data(&self, out: &mut String, kind: ColumnKind, value: &Value) {
        out.push_str(if kind.is_number() {
            "<td class=\"num\">"
        } else {
            "<td>"
        });
        self.cell(out, kind, value);
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

    /// Words, perhaps a link; or a count that opens its records.
    fn cell(&self, out: &mut String, kind: ColumnKind, value: &Value) {
        match value {
            Value::Record(id) => self.site.record_into(out, self.from, id),
            Value::Records(ids) if !ids.is_empty() => {
                let _ = write!(out, "<details class=\"behind\"><summary>{}</summary>", ids.len());
                self.site.evidence_into(out, self.from, ids);
                out.push_str("</details>");
            }
            other => escape_into(out, &other.shown(kind)),
        }
    }
}
