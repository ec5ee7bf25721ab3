//! The chapters of the report on the page of its month: every count leads to its records.

use super::Site;
use super::frame::Link;
use crate::assess::chapter::{Chapter, Column, ColumnKind, Figure, Grid, Part, Text, Value};
use crate::base::RelPath;
use crate::render::Html;
use crate::render::chart::{Paint, Shape, svg};
use anyhow::Result;
use serde::Serialize;

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
        rows: Vec<Vec<CellView>>,
        totals: Vec<CellView>,
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
    value: CellView,
    before: Option<CellView>,
}

#[derive(Serialize)]
struct ColumnView {
    title: String,
    number: bool,
}

/// A cell: words, perhaps a link; or a count and its records.
#[derive(Serialize)]
struct CellView {
    text: String,
    href: Option<String>,
    records: Option<Html>,
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
        FigureView {
            label: figure.label.clone(),
            value: self.cell(digits, &figure.value),
            before: figure.before.as_ref().map(|before| self.cell(digits, before)),
        }
    }

    fn table(&self, grid: &Grid) -> PartView {
        let total = grid.total().into_iter().flatten().zip(&grid.columns);
        let totals = total
            .map(|(value, column)| self.cell(column.kind, &value))
            .collect();
        let column = |column: &Column| ColumnView {
            title: column.title.clone(),
            number: is_number(column.kind),
        };
        let row = |row: &Vec<Value>| {
            let cells = grid.columns.iter().zip(row);
            cells
                .map(|(column, value)| self.cell(column.kind, value))
                .collect()
        };
        PartView::Table {
            id: grid.id,
            title: grid.title.clone(),
            columns: grid.columns.iter().map(column).collect(),
            rows: grid.rows.iter().map(row).collect(),
            totals,
        }
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

    fn cell(&self, kind: ColumnKind, value: &Value) -> CellView {
        let mut cell = CellView {
            text: String::new(),
            href: None,
            records: None,
            number: is_number(kind),
        };
        match value {
            Value::Record(id) => {
                let link = self.site.link_to_record(self.from, id);
                cell.href = Some(link.href).filter(|href| !href.is_empty());
                cell.text = link.text;
            }
            Value::Records(ids) => {
                cell.text = ids.len().to_string();
                cell.records = self.site.evidence(self.from, ids);
            }
            other => cell.text = other.shown(kind),
        }
        cell
    }
}

fn is_number(kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Count | ColumnKind::Number(_) | ColumnKind::Percent | ColumnKind::Money => true,
        ColumnKind::Text | ColumnKind::Record | ColumnKind::DateTime | ColumnKind::Date => false,
    }
}
