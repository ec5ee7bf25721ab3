//! Chapters, as the template shows them.

use crate::assess::Rounding;
use crate::assess::chapter::{Chapter, ColumnKind, Figure, Grid, Part, Value};
use crate::base::Catalog;
use crate::report::prose::{Block, blocks};
use crate::report::told;
use serde::Serialize;

/// The digits of a figure that stands in no column.
const DIGITS: usize = 4;

/// The least and the greatest width of what stands in a column, in half-width characters.
const WIDTHS: (usize, usize) = (8, 28);

/// The space on both sides of it.
const PADDING: usize = 4;

/// How many rows of a table are printed; the other formats have all.
const PRINTED: usize = 500;

/// A chapter.
#[derive(Serialize)]
pub(super) struct ChapterView<'h> {
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
        title: &'h str,
        columns: Vec<ColumnView<'h>>,
        rows: Vec<Vec<String>>,
        sums: Option<Vec<String>>,
        /// That there are more rows; empty where there are not.
        more: String,
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
    /// How wide it wants to be beside the others.
    width: usize,
}

impl<'h> ChapterView<'h> {
    /// `chapter`, in words.
    pub(super) fn of(chapter: &'h Chapter, catalog: &Catalog) -> ChapterView<'h> {
        ChapterView {
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
        value: words(&figure.value, DIGITS),
        before: before.map_or_else(String::new, |before| words(before, DIGITS)),
    }
}

fn table<'h>(grid: &'h Grid, catalog: &Catalog) -> PartView<'h> {
    let row = |row: &Vec<Value>| -> Vec<String> {
        let cells = grid.columns.iter().zip(row);
        cells
            .map(|(column, value)| words(value, digits(column.kind)))
            .collect()
    };
    let rows: Vec<Vec<String>> = grid.rows.iter().take(PRINTED).map(row).collect();
    let columns = grid.columns.iter().enumerate().map(|(at, column)| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        let widest = cells.chain([width(&column.title)]).max().unwrap_or(0);
        ColumnView {
            title: &column.title,
            numeric: numeric(column.kind),
            width: widest.clamp(WIDTHS.0, WIDTHS.1) + PADDING,
        }
    });
    PartView::Table {
        title: &grid.title,
        columns: columns.collect(),
        sums: grid.sums().as_ref().map(row),
        more: if grid.rows.len() > PRINTED {
            told::more(catalog, PRINTED, grid.rows.len())
        } else {
            String::new()
        },
        rows,
    }
}

/// The width of `text` in half-width characters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn numeric(kind: ColumnKind) -> bool {
    match kind {
        ColumnKind::Count | ColumnKind::Number(_) | ColumnKind::Percent | ColumnKind::Money => true,
        ColumnKind::Text | ColumnKind::Record | ColumnKind::DateTime | ColumnKind::Date => false,
    }
}

fn digits(kind: ColumnKind) -> usize {
    match kind {
        ColumnKind::Number(digits) => digits,
        _ => DIGITS,
    }
}

/// A value in words, numbers with at most `digits` behind the point.
fn words(value: &Value, digits: usize) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) | Value::Record(text) => text.clone(),
        Value::Records(ids) => ids.len().to_string(),
        Value::Number(number) => number.shown(digits),
        Value::Percent(number) => format!("{}%", number.shown(2)),
        Value::Money(money) => money.money(Rounding::HalfUp).money_text(),
        Value::DateTime(at) => at.strftime("%Y-%m-%d %H:%M").to_string(),
        Value::Date(day) => day.to_string(),
    }
}
