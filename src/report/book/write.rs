//! How does a workbook become bytes? The same ones each time.

use super::name::Names;
use super::sum::{fraction, held, sum};
use super::{Book, Cell, Part, Sheet, Table};
use crate::base::han::{is_han, is_wide_punctuation};
use anyhow::{Context, Result};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, TableColumn, TableStyle,
    Workbook, Worksheet,
};
use std::collections::BTreeSet;

/// Column widths in characters: the least, the most, and the room for the button of the filter.
const NARROWEST: f64 = 8.0;
const WIDEST: f64 = 60.0;
const BUTTON: f64 = 3.0;
/// How many rows are looked at to find the width of a column.
const MEASURED: usize = 2000;
/// The most characters that a cell holds.
const LONGEST: usize = 32_767;

impl Book {
    /// The workbook as an XLSX file.
    ///
    /// # Errors
    /// It has more rows or columns than a sheet can hold.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut workbook = Workbook::new();
        // The day does not matter, but without one the machine's clock would stand here.
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let properties = DocProperties::new()
            .set_title(&self.title)
            .set_creation_datetime(&day);
        workbook.set_properties(&properties);
        let mut names = Names::default();
        let mut writer = Writer::default();
        for sheet in &self.sheets {
            let worksheet = workbook.add_worksheet();
            worksheet.set_name(names.claim(&sheet.name))?;
            writer.sheet(worksheet, sheet)?;
        }
        if self.sheets.is_empty() {
            workbook.add_worksheet();
        }
        Ok(workbook.save_to_buffer()?)
    }
}

/// What is counted over all sheets.
#[derive(Default)]
struct Writer {
    tables: usize,
    looks: Looks,
}

/// How cells look, made once: there may be a hundred thousand of them.
struct Looks {
    words: Format,
    /// Words that need several lines.
    lines: Format,
    number: Format,
    money: Format,
    percent: Format,
    day: Format,
    time: Format,
    second: Format,
}

impl Default for Looks {
    fn default() -> Looks {
        let top = || Format::new().set_align(FormatAlign::Top);
        let number = |shown: &str| top().set_num_format(shown);
        Looks {
            words: top(),
            lines: top().set_text_wrap(),
            number: number("General"),
            money: number("#,##0.00"),
            percent: number("0.00%"),
            day: number("yyyy-mm-dd"),
            time: number("yyyy-mm-dd hh:mm"),
            second: number("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

impl Writer {
    fn sheet(&mut self, worksheet: &mut Worksheet, sheet: &Sheet) -> Result<()> {
        worksheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        let tables = sheet
            .parts
            .iter()
            .filter(|part| matches!(part, Part::Table(_)))
            .count();
        let mut row = 0_u32;
        let mut widths: Vec<f64> = Vec::new();
        for (at, part) in sheet.parts.iter().enumerate() {
            match part {
                Part::Heading(text) => {
                    row += u32::from(at > 0);
                    worksheet.write_string_with_format(row, 0, cut(text), &heading())?;
                    row += 1;
                }
                Part::Line(text) => {
                    worksheet.write_string(row, 0, cut(text))?;
                    row += 1;
                }
                Part::Table(table) => {
                    if tables == 1 {
                        worksheet.set_freeze_panes(row + 1, 0)?;
                        worksheet.set_repeat_rows(row, row)?;
                    }
                    row = self.table(worksheet, table, row)?;
                    widen(&mut widths, table);
                }
            }
        }
        for (column, width) in (0_u16..).zip(&widths) {
            worksheet.set_column_width(column, width.clamp(NARROWEST, WIDEST))?;
        }
        Ok(())
    }

    /// Writes `table` from `row` on; gives the row after it.
    fn table(&mut self, worksheet: &mut Worksheet, table: &Table, row: u32) -> Result<u32> {
        let Some(last_column) = table.columns.len().checked_sub(1) else {
            return Ok(row);
        };
        let last_column = u16::try_from(last_column).context("more columns than a sheet can hold")?;
        self.tables += 1;
        // A table has at least one row, if an empty one.
        let count = u32::try_from(table.rows.len().max(1)).context("more rows than a sheet can hold")?;
        let columns: Vec<TableColumn> = titles(table)
            .into_iter()
            .enumerate()
            .map(|(at, title)| {
                let format = if is_words(table, at) {
                    head()
                } else {
                    head().set_align(FormatAlign::Right)
                };
                TableColumn::new().set_header(title).set_header_format(format)
            })
            .collect();
        let shape = rust_xlsxwriter::Table::new()
            .set_name(format!("Table{}", self.tables))
            .set_style(TableStyle::Light1)
            .set_banded_rows(false)
            .set_columns(&columns);
        worksheet.add_table(row, 0, row + count, last_column, &shape)?;
        for (at, cells) in (row + 1..).zip(&table.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                write(worksheet, &self.looks, (at, column), cell)?;
            }
        }
        match &table.total {
            Some(label) => {
                total(worksheet, table, (row + 1, row + count), label)?;
                Ok(row + count + 2)
            }
            None => Ok(row + count + 1),
        }
    }
}

/// Whether words stand in the column with the number `at`; they begin at the left, numbers and times end at the right.
fn is_words(table: &Table, at: usize) -> bool {
    let mut cells = table.rows.iter().filter_map(|row| row.get(at));
    let first = cells.find(|cell| !matches!(cell, Cell::Empty));
    matches!(first, None | Some(Cell::Text(_)))
}

fn write(worksheet: &mut Worksheet, looks: &Looks, (row, column): (u32, u16), cell: &Cell) -> Result<()> {
    let number = |worksheet: &mut Worksheet, text: &str, says: &str, format: &Format| -> Result<()> {
        match held(text) {
            Some(number) => worksheet.write_number_with_format(row, column, number, format)?,
            None => worksheet.write_string_with_format(row, column, says, format)?,
        };
        Ok(())
    };
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            let look = if is_long(text) { &looks.lines } else { &looks.words };
            worksheet.write_string_with_format(row, column, cut(text), look)?;
        }
        Cell::Number(text) => number(worksheet, text, text, &looks.number)?,
        Cell::Money(text) => number(worksheet, text, text, &looks.money)?,
        Cell::Percent(text) => {
            let fraction = fraction(text).unwrap_or_default();
            number(worksheet, &fraction, &format!("{text}%"), &looks.percent)?;
        }
        Cell::Date(date) => {
            let serial = ExcelDateTime::from_ymd(
                date.year().unsigned_abs(),
                date.month().unsigned_abs(),
                date.day().unsigned_abs(),
            );
            match serial {
                Ok(day) => worksheet.write_datetime_with_format(row, column, &day, &looks.day)?,
                Err(_) => worksheet.write_string(row, column, date.to_string())?,
            };
        }
        Cell::DateTime(at) => {
            let (day, time) = (at.date(), at.time());
            let serial = ExcelDateTime::from_ymd(
                day.year().unsigned_abs(),
                day.month().unsigned_abs(),
                day.day().unsigned_abs(),
            )
            .and_then(|day| {
                let clock = (
                    u16::from(time.hour().unsigned_abs()),
                    time.minute().unsigned_abs(),
                );
                day.and_hms(clock.0, clock.1, f64::from(time.second()))
            });
            let look = if time.second() == 0 {
                &looks.time
            } else {
                &looks.second
            };
            match serial {
                Ok(at) => worksheet.write_datetime_with_format(row, column, &at, look)?,
                Err(_) => worksheet.write_string(row, column, at.to_string())?,
            };
        }
    }
    Ok(())
}

/// The row of totals: what the filter leaves is summed up.
fn total(worksheet: &mut Worksheet, table: &Table, (first, last): (u32, u32), label: &str) -> Result<()> {
    for (at, column) in table.columns.iter().enumerate() {
        let place = u16::try_from(at)?;
        let cells = || table.rows.iter().filter_map(|row| row.get(at));
        if column.sum {
            let is_money = cells().any(|cell| matches!(cell, Cell::Money(_)));
            let shown = if is_money { "#,##0.00" } else { "General" };
            let name = rust_xlsxwriter::utility::column_number_to_name(place);
            let mut formula = Formula::new(format!("=SUBTOTAL(109,{name}{}:{name}{})", first + 1, last + 1));
            if let Some(sum) = sum(cells()) {
                formula = formula.set_result(sum);
            }
            worksheet.write_formula_with_format(last + 1, place, formula, &foot().set_num_format(shown))?;
        } else {
            let words = if at == 0 { label } else { "" };
            worksheet.write_string_with_format(last + 1, place, words, &foot())?;
        }
    }
    Ok(())
}

/// The headings of `table`, each of them once, as a spreadsheet wants them.
fn titles(table: &Table) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let title = |column: &super::Column| {
        let wanted = if column.title.trim().is_empty() {
            "—"
        } else {
            column.title.as_str()
        };
        let mut title = cut(wanted).to_owned();
        let mut number = 2_u64;
        while !taken.insert(title.to_lowercase()) {
            title = format!("{wanted} {number}");
            number += 1;
        }
        title
    };
    table.columns.iter().map(title).collect()
}

fn widen(widths: &mut Vec<f64>, table: &Table) {
    for (at, column) in table.columns.iter().enumerate() {
        let cells = table.rows.iter().take(MEASURED).filter_map(|row| row.get(at));
        let widest = cells
            .map(cell_width)
            .fold(text_width(&column.title) + BUTTON, f64::max);
        if widths.len() <= at {
            widths.resize(at + 1, 0.0);
        }
        if let Some(width) = widths.get_mut(at) {
            *width = width.max(widest + 1.0);
        }
    }
}

fn cell_width(cell: &Cell) -> f64 {
    match cell {
        Cell::Empty => 0.0,
        Cell::Text(text) => text.lines().map(text_width).fold(0.0, f64::max),
        Cell::Number(text) | Cell::Percent(text) => text.len() as f64 + 1.0,
        Cell::Money(text) => text.len() as f64 * 4.0 / 3.0,
        Cell::Date(_) => 10.0,
        Cell::DateTime(_) => 16.0,
    }
}

/// The width of `text` in characters: a Han character is as wide as two.
fn text_width(text: &str) -> f64 {
    text.chars()
        .map(|c| {
            if is_han(c) || is_wide_punctuation(c) {
                2.0
            } else {
                1.0
            }
        })
        .sum()
}

/// As much of `text` as a cell holds.
fn cut(text: &str) -> &str {
    let mut left = LONGEST;
    let end = text.char_indices().find(|(_, c)| {
        let fits = c.len_utf16() <= left;
        left = left.saturating_sub(c.len_utf16());
        !fits
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// Whether `text` needs several lines.
fn is_long(text: &str) -> bool {
    // A character takes one column or two, and one byte at least.
    text.contains('\n') || (text.len() as f64 > WIDEST && text_width(text) > WIDEST)
}

fn heading() -> Format {
    Format::new().set_bold().set_font_size(13)
}

fn head() -> Format {
    Format::new()
        .set_bold()
        .set_background_color(0x00E8_EFF7)
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
}

fn foot() -> Format {
    Format::new().set_bold().set_border_top(FormatBorder::Thin)
}
