//! Chapters, as the template shows them.

use crate::assess::chapter::{Chapter, ColumnKind, Figure, Grid, Part, Value};
use crate::base::Catalog;
use crate::render::chart::{Paint, svg};
use crate::report::prose::{Block, blocks};
use serde::Serialize;

/// The digits of a figure that stands in no column.
const DIGITS: ColumnKind = ColumnKind::Number(2);

/// The least and the greatest share of a column of words, in half-width characters.
const SHARES: (usize, usize) = (14, 48);

/// The characters of a word that must not be broken.
const WORD: usize = 8;

/// The characters of a day; the time of day stands below it.
const DAY: usize = 10;

/// How many rows of a table are printed; the other formats have all.
const PRINTED: usize = 100;

/// A chapter.
#[derive(Serialize)]
pub(super) struct ChapterView<'h> {
    id: &'static str,
    number: usize,
    title: &'h str,
    parts: Vec<PartView<'h>>,
}

/// A part of a chapter.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum PartView<'h> {
    Figures {
        figures: Vec<FigureView<'h>>,
    },
    Table {
        id: &'h str,
        title: &'h str,
        columns: Vec<ColumnView<'h>>,
        rows: Vec<Vec<String>>,
        sums: Option<Vec<String>>,
        /// That there are more rows; empty where there are not.
        more: String,
    },
    Chart {
        title: &'h str,
        svg: String,
        says: String,
    },
    Text {
        title: &'h str,
        blocks: Vec<Block>,
        record: Option<&'h str>,
    },
    Note {
        text: &'h str,
    },
}

#[derive(Serialize)]
struct FigureView<'h> {
    label: &'h str,
    value: String,
    before: String,
}

#[derive(Serialize)]
struct ColumnView<'h> {
    title: &'h str,
    /// Whether numbers stand in it.
    numeric: bool,
    /// How wide it is, in half-width characters; for words, its share of what the others leave.
    width: usize,
    /// Whether it is just so wide.
    fixed: bool,
}

impl<'h> ChapterView<'h> {
    /// `chapter`, in words.
    pub(super) fn of(chapter: &'h Chapter, catalog: &Catalog) -> ChapterView<'h> {
        ChapterView {
            id: chapter.id,
            number: chapter.number,
            title: &chapter.title,
            parts: chapter.parts.iter().map(|one| part(one, catalog)).collect(),
        }
    }
}

fn part<'h>(part: &'h Part, catalog: &Catalog) -> PartView<'h> {
    match part {
        Part::Figures(figures) => PartView::Figures {
            figures: figures.iter().map(figure).collect(),
        },
        Part::Table(grid) => table(grid, catalog),
        Part::Chart(chart) => PartView::Chart {
            title: &chart.title,
            svg: svg(chart, Paint::Fixed),
            says: chart.description.clone(),
        },
        Part::Text(text) => PartView::Text {
            title: &text.title,
            blocks: blocks(&text.markdown),
            record: text.record.as_deref(),
        },
        Part::Note(text) => PartView::Note { text },
    }
}

fn figure(figure: &Figure) -> FigureView<'_> {
    let before = figure.before.as_ref();
    FigureView {
        label: &figure.label,
        value: figure.value.shown(DIGITS),
        before: before.map_or_else(String::new, |before| before.shown(DIGITS)),
    }
}

fn table<'h>(grid: &'h Grid, catalog: &Catalog) -> PartView<'h> {
    let row = |row: &Vec<Value>| -> Vec<String> {
        let cells = grid.columns.iter().zip(row);
        cells.map(|(column, value)| value.shown(column.kind)).collect()
    };
    let rows: Vec<Vec<String>> = grid.rows.iter().take(PRINTED).map(row).collect();
    let columns = grid.columns.iter().enumerate().map(|(at, column)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        let widest = cells.max().unwrap_or(0);
        let title = width(&column.title);
        let fixed = column.kind != ColumnKind::Text || widest <= WORD;
        ColumnView {
            title: &column.title,
            numeric: column.kind.is_number(),
            width: match column.kind {
                ColumnKind::Text if !fixed => widest.max(title).clamp(SHARES.0, SHARES.1),
                ColumnKind::Date | ColumnKind::DateTime => DAY,
                // A long heading takes two lines.
                _ => widest.max(title.div_ceil(2).max(6)),
            },
            fixed,
        }
    });
    PartView::Table {
        id: grid.id,
        title: &grid.title,
        columns: columns.collect(),
        sums: grid.total().map(|total| sums(grid, &total)),
        more: if grid.rows.len() > PRINTED {
            super::more(catalog, PRINTED, grid.rows.len())
        } else {
            String::new()
        },
        rows,
    }
}

/// The words of the last row; what does not add up stays empty.
fn sums(grid: &Grid, total: &[Value]) -> Vec<String> {
    let cells = grid.columns.iter().zip(total);
    cells
        .map(|(column, value)| match value {
            Value::Empty => String::new(),
            value => value.shown(column.kind),
        })
        .collect()
}

/// The width of `text` in half-width characters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
