//! Workbooks of Excel.
//!
//! Cells are taken one after the other, never as the whole range that a sheet claims to have: two cells at its far corners would fill the
//! memory. For the same reason it is measured first what the file unpacks to.

use super::clean::clean;
use super::table::{Cell, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row};
use crate::base::{Label, Message, Span};
use calamine::{Cell as Taken, DataRef, ExcelDateTime, Reader as _, Xlsx};
use jiff::civil::{DateTime, date};
use jiff::{SignedDuration, ToSpan as _};
use memchr::memmem;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use zip::ZipArchive;

/// What a workbook may unpack to.
const MOST_BYTES: u64 = 256 << 20;
/// What stands between two cells where a sheet is shown as text.
const BETWEEN: &str = " | ";

/// Which sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sheet {
    /// By its name.
    Name(String),
    /// By its number, from 1.
    Number(usize),
}

/// The rows of a sheet, by default the first, and the text in which their places are: a row a line.
///
/// # Errors
/// The bytes are no workbook, it has no such sheet, or there is more than is held.
pub(super) fn rows(bytes: &[u8], sheet: Option<&Sheet>) -> Result<(Vec<Row>, String), Message> {
    measure(bytes, MOST_BYTES)?;
    // The reader of workbooks gives up by a panic on some that no program writes.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes, sheet)));
    let cells = read.unwrap_or_else(|_| Err(broken(&"panic")))?;
    Ok(written(cells))
}

fn broken(detail: &impl ToString) -> Message {
    Message::new("import-xlsx").with("detail", detail.to_string())
}

/// Refuses what unpacks to more than `most` bytes, or claims to.
fn measure(bytes: &[u8], most: u64) -> Result<(), Message> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut left = most;
    for number in 0..archive.len() {
        let part = archive.by_index(number).map_err(|error| broken(&error))?;
        let mut unpacked = Vec::new();
        let size = part
            .take(left + 1)
            .read_to_end(&mut unpacked)
            .map_err(|error| broken(&error))? as u64;
        let Some(rest) = left.checked_sub(size) else {
            return Err(Message::new("import-unpacks").with("most", (most >> 20) as usize));
        };
        if claims_more(&unpacked) {
            return Err(broken(&"uniqueCount"));
        }
        left = rest;
    }
    Ok(())
}

/// Whether a part says that it has more texts than it has bytes: space would be made for them before they are read.
fn claims_more(part: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    memmem::find_iter(part, COUNT).any(|at| {
        let rest = part.get(at + COUNT.len()..).unwrap_or_default();
        let digits = rest
            .iter()
            .skip_while(|byte| !byte.is_ascii_digit())
            .take_while(|byte| byte.is_ascii_digit());
        let count = digits.fold(0_usize, |sum, digit| {
            sum.saturating_mul(10).saturating_add(usize::from(digit - b'0'))
        });
        count > part.len()
    })
}

/// The texts of a sheet by row and column, both from 0.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

fn read(bytes: &[u8], sheet: Option<&Sheet>) -> Result<Cells, Message> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let since_1904 = book.has_1904_epoch();
    let name = named(&book.sheet_names(), sheet)?;
    let mut reader = book
        .worksheet_cells_reader(&name)
        .map_err(|error| broken(&error))?;
    let (mut cells, mut count) = (Cells::new(), 0);
    while let Some(cell) = reader.next_cell().map_err(|error| broken(&error))? {
        let text = clean(&text(&cell, since_1904));
        if text.is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        if column as usize >= MOST_COLUMNS {
            return Err(Message::new("import-too-many-columns").with("most", MOST_COLUMNS));
        }
        cells.entry(row).or_default().insert(column, text);
        count += 1;
        if count > MOST_CELLS || cells.len() > MOST_ROWS + 1 {
            return Err(Message::new("import-too-many").with("most", MOST_ROWS));
        }
    }
    Ok(cells)
}

fn named(names: &[String], sheet: Option<&Sheet>) -> Result<String, Message> {
    let found = match sheet {
        None => names.first(),
        Some(Sheet::Number(number)) => number.checked_sub(1).and_then(|at| names.get(at)),
        Some(Sheet::Name(wanted)) => names.iter().find(|name| *name == wanted),
    };
    let wanted = match sheet {
        None => String::new(),
        Some(Sheet::Number(number)) => number.to_string(),
        Some(Sheet::Name(name)) => name.clone(),
    };
    found.cloned().ok_or_else(|| {
        Message::new("import-no-sheet")
            .with("sheet", wanted)
            .with("sheets", &Label::listed(names))
    })
}

/// A cell as one would read it in the sheet. Numbers are written out: a number of 14 digits is the number of a ticket, not `2.02e13`.
fn text(cell: &Taken<DataRef<'_>>, since_1904: bool) -> String {
    match cell.get_value() {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(time) => moment(time, since_1904),
        DataRef::DateTimeIso(text) => text.replace('T', " "),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A day, a time of day or both, of a number of days since the epoch; the number itself where it is none of them.
fn moment(time: &ExcelDateTime, since_1904: bool) -> String {
    let days = time.as_f64();
    let number = || days.to_string();
    if !days.is_finite() || !(0.0..3_000_000.0).contains(&days) {
        return number();
    }
    let seconds = SignedDuration::from_secs((days * 86_400.0).round() as i64);
    if time.is_duration() || days < 1.0 {
        let (hours, rest) = (seconds.as_secs() / 3600, seconds.as_secs() % 3600);
        return format!("{hours:02}:{:02}:{:02}", rest / 60, rest % 60);
    }
    // Excel believes that there was a 29 February 1900: its days before that are one later.
    let epoch = match since_1904 {
        true => date(1904, 1, 1),
        false if days < 60.0 => date(1899, 12, 31),
        false => date(1899, 12, 30),
    };
    let at = epoch.at(0, 0, 0, 0).checked_add(seconds.as_secs().seconds());
    at.map_or_else(|_| number(), |at: DateTime| super::super::time::civil(at))
}

/// The rows, and the sheet as text. Lines of the text are rows of the sheet, so that the two have one number.
fn written(cells: Cells) -> (Vec<Row>, String) {
    let (mut rows, mut sheet) = (Vec::with_capacity(cells.len()), String::new());
    let mut line = 0;
    for (row, cells) in cells {
        while line < row {
            sheet.push('\n');
            line += 1;
        }
        let width = cells.keys().next_back().map_or(0, |last| *last as usize + 1);
        let mut texts = vec![String::new(); width];
        for (column, text) in cells {
            if let Some(place) = texts.get_mut(column as usize) {
                *place = text;
            }
        }
        rows.push(Row {
            number: row as usize + 1,
            cells: texts.into_iter().map(|text| put(&mut sheet, text)).collect(),
            identity: None,
        });
    }
    (rows, sheet)
}

fn put(sheet: &mut String, text: String) -> Cell {
    if !sheet.is_empty() && !sheet.ends_with('\n') {
        sheet.push_str(BETWEEN);
    }
    let start = sheet.len();
    sheet.push_str(&text.replace('\n', " "));
    Cell {
        text,
        span: Span::new(start, sheet.len()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rust_xlsxwriter::{ExcelDateTime as At, Format, Workbook};

    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        book.add_worksheet().set_name("说明").unwrap();
        let sheet = book.add_worksheet().set_name("工单").unwrap();
        let time = Format::new().set_num_format("yyyy/m/d hh:mm");
        for (column, name) in ["工单号", "时间", "日期", "数"].iter().enumerate() {
            sheet.write(1, column as u16, *name).unwrap();
        }
        sheet.write(3, 0, 20_230_901_000_123_f64).unwrap();
        let at = At::from_ymd(2023, 9, 1).unwrap().and_hms(9, 12, 0).unwrap();
        sheet.write_with_format(3, 1, &at, &time).unwrap();
        sheet
            .write_with_format(3, 2, At::from_ymd(2023, 9, 1).unwrap(), &time)
            .unwrap();
        sheet.write(3, 3, 0.25).unwrap();
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn numbers_and_times_are_as_one_reads_them() {
        let (rows, text) = rows(&book(), Some(&Sheet::Number(2))).unwrap();
        let texts: Vec<&str> = rows[1].cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(
            texts,
            ["20230901000123", "2023-09-01 09:12", "2023-09-01", "0.25"]
        );
        assert_eq!((rows[0].number, rows[1].number), (2, 4));
        assert_eq!(
            text.lines().nth(3).unwrap().split(BETWEEN).next(),
            Some("20230901000123")
        );
    }

    #[test]
    fn a_sheet_is_found_by_name_and_missed_by_name() {
        assert_eq!(
            rows(&book(), Some(&Sheet::Name("工单".into()))).unwrap().0.len(),
            2
        );
        assert!(rows(&book(), None).unwrap().0.is_empty());
        let missed = rows(&book(), Some(&Sheet::Name("工单表".into()))).unwrap_err();
        assert_eq!(missed.id, "import-no-sheet");
    }

    #[test]
    fn days_count_from_where_excel_counts() {
        let at = |days: f64, since_1904| {
            moment(
                &ExcelDateTime::new(days, calamine::ExcelDateTimeType::DateTime, since_1904),
                since_1904,
            )
        };
        assert_eq!(at(45_170.5, false), "2023-09-01 12:00");
        assert_eq!(at(43_708.5, true), "2023-09-01 12:00");
        assert_eq!(at(1.0, false), "1900-01-01");
        assert_eq!(at(61.0, false), "1900-03-01");
        assert_eq!(at(0.5, false), "12:00:00");
        assert_eq!(at(-3.0, false), "-3");
        assert_eq!(at(f64::NAN, false), "NaN");
        assert_eq!(at(1e300, false).len(), 301);
    }

    #[test]
    fn neither_what_unpacks_to_much_nor_far_cells_fill_the_memory() {
        assert_eq!(measure(&book(), 1000).unwrap_err().id, "import-unpacks");
        let mut far = Workbook::new();
        let sheet = far.add_worksheet();
        sheet.write(0, 0, "甲").unwrap();
        sheet.write(1_048_575, 3, "乙").unwrap();
        let (found, text) = rows(&far.save_to_buffer().unwrap(), None).unwrap();
        assert_eq!(
            found.iter().map(|row| row.number).collect::<Vec<_>>(),
            [1, 1_048_576]
        );
        assert_eq!(text.lines().count(), 1_048_576);
        let mut wide = Workbook::new();
        wide.add_worksheet().write(0, 16_383, "甲").unwrap();
        let refused = rows(&wide.save_to_buffer().unwrap(), None).unwrap_err();
        assert_eq!(refused.id, "import-too-many-columns");
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        for bytes in [&b""[..], b"PK\x03\x04", b"a,b\n1,2\n"] {
            assert_eq!(rows(bytes, None).unwrap_err().id, "import-xlsx");
        }
        let whole = book();
        for cut in (0..whole.len()).step_by(97) {
            // Half of a workbook is refused or, where what is missing is not asked for, read.
            let _ = rows(&whole[..cut], None);
        }
        assert!(claims_more(b"<sst count='1' uniqueCount='18446744073709551615'>"));
        assert!(!claims_more(b"<sst count=\"9\" uniqueCount=\"9\">"));
    }
}
