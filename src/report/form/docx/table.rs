//! How do tables look on a form?

use super::super::{Entry, Grid, Line, Signer};
use super::style::{self, WIDTH};
use super::text;
use crate::base::Catalog;
use crate::report::prose::Run;
use docx_rs::{
    HeightRule, Paragraph, Shading, Table, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};
use jiff::civil::Date;

/// The width of the name of a field.
const LABEL: usize = 1850;

/// The least and the greatest width that a column asks for, in half-width characters.
const ASKED: (usize, usize) = (8, 40);

/// Up to this, likewise, a column is short.
const BRIEF: usize = 14;

/// The width of a half-width character.
const CHARACTER: usize = 115;

/// What stands round the text of a cell, in half-width characters.
const PADDING: usize = 2;

/// The height of the place to sign and stamp.
const SIGN: f32 = 2400.0;

/// How many rows a table has at most that is not torn between two pages.
const SHORT: usize = 8;

/// By its height a row is known as the head of a table, for which the library has no word; see [`super::package`].
pub(super) const HEAD: f32 = 1.0;

/// Fields, one or two in a row.
pub(super) fn of_lines(lines: &[Line]) -> Table {
    let value = WIDTH / 2 - LABEL;
    let rows = lines.iter().map(|line| {
        let cells = match line {
            Line::One(one) => {
                let [name, text] = pair(one, WIDTH - LABEL);
                vec![name, text.grid_span(3)]
            }
            Line::Two(one, two) => pair(one, value).into_iter().chain(pair(two, value)).collect(),
        };
        TableRow::new(cells).cant_split()
    });
    table(rows.collect(), vec![LABEL, value, LABEL, value])
}

fn pair(entry: &Entry, width: usize) -> [TableCell; 2] {
    let name = text::paragraph(&entry.label).style(style::LABEL);
    let value = text::paragraph(&entry.text).style(style::CELL);
    [shaded(cell(name, LABEL)), cell(value, width)]
}

/// A table of words.
pub(super) fn of_grid(grid: &Grid) -> Table {
    let lengths = grid.rows.iter().chain([&grid.head]);
    let widths = widths(
        grid.head.len(),
        lengths.map(|row| row.iter().map(|text| length(text)).collect()),
    );
    // A short table stands on one page.
    let last = grid.rows.len().checked_sub(1).filter(|last| *last < SHORT);
    let cells = |row: &[String], keep: bool| -> Vec<Paragraph> {
        let paragraphs = row.iter().map(|text| text::paragraph(text));
        match keep {
            true => paragraphs.map(|paragraph| paragraph.keep_next(true)).collect(),
            false => paragraphs.collect(),
        }
    };
    let head = row(cells(&grid.head, last.is_some()), &widths, true);
    let rows = grid.rows.iter().enumerate().map(|(at, one)| {
        let keep = last.is_some_and(|last| at < last);
        row(cells(one, keep), &widths, false)
    });
    table([head].into_iter().chain(rows).collect(), widths.clone())
}

/// A table of a text; its first row is its head. `set` makes the paragraph of a cell.
pub(super) fn of_runs(rows: &[Vec<Vec<Run>>], mut set: impl FnMut(&Vec<Run>) -> Paragraph) -> Table {
    let long = |runs: &Vec<Run>| length(&runs.iter().map(|run| run.text.as_str()).collect::<String>());
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let widths = widths(columns, rows.iter().map(|row| row.iter().map(long).collect()));
    let rows = rows.iter().enumerate().map(|(at, cells)| {
        let cells = cells.iter().map(&mut set).collect();
        row(cells, &widths, at == 0)
    });
    table(rows.collect(), widths.clone())
}

/// Who signs where.
pub(super) fn to_sign(signers: &[Signer], catalog: &Catalog) -> Table {
    let widths = vec![WIDTH / signers.len().max(1); signers.len()];
    let label = |signer: &Signer| text::paragraph(&signer.role).keep_next(true);
    let head = row(signers.iter().map(label).collect(), &widths, true);
    let places = signers.iter().zip(&widths).map(|(signer, width)| {
        let stamp = if signer.stamps {
            catalog.word("report-pdf-stamp")
        } else {
            String::new()
        };
        let lines = [
            catalog.word("report-pdf-signer"),
            stamp,
            catalog.word("form-date"),
        ];
        let mut place = TableCell::new().width(*width, WidthType::Dxa);
        for line in lines {
            let spacing = docx_rs::LineSpacing::new().before(120).after(240);
            place = place.add_paragraph(text::paragraph(&line).style(style::CELL).line_spacing(spacing));
        }
        place
    });
    let places = TableRow::new(places.collect())
        .row_height(SIGN)
        .height_rule(HeightRule::AtLeast)
        .cant_split();
    table(vec![head, places], widths.clone())
}

fn table(rows: Vec<TableRow>, grid: Vec<usize>) -> Table {
    Table::new(rows)
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(50, 100, 50, 100))
}

/// A row of as many cells as there are `widths`.
fn row(cells: Vec<Paragraph>, widths: &[usize], head: bool) -> TableRow {
    let filled = cells.into_iter().chain(std::iter::repeat_with(Paragraph::new));
    let cells = filled.zip(widths).map(|(paragraph, width)| match head {
        true => shaded(cell(paragraph.style(style::LABEL), *width)),
        false => cell(paragraph.style(style::CELL), *width),
    });
    let row = TableRow::new(cells.collect()).cant_split();
    match head {
        true => row.row_height(HEAD).height_rule(HeightRule::AtLeast),
        false => row,
    }
}

fn cell(paragraph: Paragraph, width: usize) -> TableCell {
    TableCell::new()
        .add_paragraph(paragraph)
        .width(width, WidthType::Dxa)
        .vertical_align(VAlignType::Center)
}

fn shaded(cell: TableCell) -> TableCell {
    cell.shading(Shading::new().fill("F2F2F2"))
}

/// The widths of columns, by what their longest cells ask for. Where there is room, short ones get just that, and long ones share
/// the rest.
fn widths(columns: usize, lengths: impl Iterator<Item = Vec<usize>>) -> Vec<usize> {
    let mut asked = vec![ASKED.0; columns];
    for row in lengths {
        for (asked, length) in asked.iter_mut().zip(row) {
            *asked = length.min(ASKED.1).max(*asked);
        }
    }
    let is_short = |asked: &usize| *asked <= BRIEF;
    let short = CHARACTER * asked.iter().copied().filter(is_short).sum::<usize>();
    let long: usize = asked.iter().copied().filter(|asked| !is_short(asked)).sum();
    let all: usize = asked.iter().sum();
    let has_room = long > 0 && short <= WIDTH * 3 / 4;
    let width = |asked: &usize| match has_room {
        true if is_short(asked) => asked * CHARACTER,
        true => (WIDTH - short) * asked / long,
        false => WIDTH * asked / all.max(1),
    };
    asked.iter().map(width).collect()
}

/// How long `text` is, in half-width characters, and what stands round it; of a time, its day, for the time of day may stand below.
fn length(text: &str) -> usize {
    let day = text.split_once(' ').map(|(day, _)| day);
    let text = day.filter(|day| day.parse::<Date>().is_ok()).unwrap_or(text);
    let long: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    PADDING + long
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_the_page_by_what_they_hold() {
        let shares = widths(3, [vec![1, 12, 10_000], vec![0, 3]].into_iter());
        let short = [ASKED.0 * CHARACTER, 12 * CHARACTER];
        assert_eq!(shares, [short[0], short[1], WIDTH - short[0] - short[1]]);
        assert_eq!(widths(2, [vec![10, 10]].into_iter()), [WIDTH / 2; 2]);
        assert_eq!(widths(2, [vec![20, 60]].into_iter()), [WIDTH / 3, WIDTH * 2 / 3]);
        let many = widths(9, [vec![14, 14, 14, 14, 14, 14, 14, 14, 20]].into_iter());
        assert!(
            many.iter().sum::<usize>() <= WIDTH && many[8] > many[0],
            "{many:?}"
        );
        assert_eq!(length("甲a"), 3 + PADDING);
        assert_eq!(length("2023-09-11 09:05"), 10 + PADDING);
    }
}
